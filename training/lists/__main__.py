"""`python -m training.lists SOURCES WORDLISTS`: rebuild every list and array."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from training.lists.books import Books, read_books, share_out
from training.lists.capitals import choose_cases, count_cases
from training.lists.counts import (
    BREAK,
    UNKNOWN,
    count_words,
    encode,
    paragraphs,
    prose_paragraphs,
    read_lines,
)
from training.lists.index import build_index, save_forms
from training.lists.lists import Listing, make_lists, read_lists
from training.lists.smoothing import smooth
from training.lists.sources import held_out, read_prose
from training.lists.spelling import train_spelling
from training.lists.words import count_jfk, make_words

DATE = "2026-11-22"
ARRAYS = ("capitals", "lexicon", "lm_", "near_", "spelling")
"""How the names of the arrays that are made here begin."""

LEAST_BIGRAM, LEAST_TRIGRAM = 1, 3

PROSE = 50
"""What an occurrence in other prose weighs beside one in the JFK lines."""

MOST_COUNTED = 65_000
"""Tokens that the model may count: their ids are kept in 16 bits."""


def main(argv: list[str]) -> int:
    """Rebuild the wordlists folder `argv[1]` from the sources in `argv[0]`."""
    needed = ("frus.txt.xz", "prose/*.txt")
    if len(argv) != 2 or not all(any(Path(argv[0]).glob(name)) for name in needed):
        print("usage: python -m training.lists SOURCES WORDLISTS", file=sys.stderr)
        print(
            "SOURCES must hold frus.txt.xz and prose/*.txt; see wordlists/README.md",
            file=sys.stderr,
        )
        return 2
    rebuild(Path(argv[0]), Path(argv[1]), read_books())
    return 0


def rebuild(sources: Path, folder: Path, books: Books) -> None:
    """Write every list and array that is made; `books`: plain words and pairs with their counts."""
    lists = make_lists(sources, folder)
    for listing in lists:
        _say(listing.name, len(listing.rows))
        listing.write(folder, DATE)
    kept_back = held_out(folder / "held_out.tsv")
    frus = count_words(paragraphs(sources, kept_back))
    _say("tokens", frus.total())
    known = [*lists, *read_lists(folder)]
    words = make_words(frus, count_jfk(sources), books.words, known)
    _say("words", len(words.rows))
    words.write(folder, DATE)
    prose = count_words(prose_paragraphs(sources))
    _say("of prose", prose.total())
    counted, rest = _order(words, frus, prose)
    save_forms([*counted, *rest], folder)
    origins = {row[0]: row[4] for row in words.rows}
    cases = count_cases(chain(read_lines(sources, kept_back), read_prose(sources)))
    np.save(folder / "capitals.npy", choose_cases([*counted, *rest], cases, origins))
    ids = {t: i for i, t in enumerate(counted)}
    lists_of_tokens = chain(paragraphs(sources, kept_back), prose_paragraphs(sources))
    stream = encode(lists_of_tokens, ids)
    arrays = smooth(stream, share_out(books, counted), LEAST_BIGRAM, LEAST_TRIGRAM)
    arrays.save(folder)
    _say("bigrams", len(arrays.bigram_next))
    _say("trigrams", len(arrays.trigram_next))
    _say("near words", build_index({w: i for i, w in enumerate([*counted, *rest])}, folder))
    np.save(folder / "spelling.npy", train_spelling(w for w, n in frus.items() if n == 1))
    write_sums(folder, [listing.name for listing in (*lists, words)])


def write_sums(folder: Path, lists: Sequence[str]) -> None:
    """Write the digests of all that was made, so that two builds are easily compared."""
    made = [folder / f"{name}.tsv" for name in lists]
    made += [path for prefix in ARRAYS for path in folder.glob(f"{prefix}*.npy")]
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in sorted(made)]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")


def _order(
    words: Listing, frus: Mapping[str, int], prose: Mapping[str, int]
) -> tuple[list[str], list[str]]:
    """The tokens that the model counts, in the order of their ids, and the other words after them.

    The most useful words have the lowest ids, as only those are counted and sought by nearness.
    Of these, the ones that no corpus has seen come last.
    """

    def usefulness(row: tuple[str, ...]) -> tuple[float, float, str]:
        """Sort key: words of the corpus by count, then words of prose, JFK words, names, books."""
        word, in_frus, jfk, books, origin = row
        named = 0 if origin in ("english", "corpus") else 1
        other = int(jfk) + 20 * named + int(books) / 1e5 + PROSE * prose.get(word, 0)
        return -int(in_frus) if int(in_frus) >= 2 else 0, -other, word

    marks = sorted(t for t, n in frus.items() if n >= 20 and not t[0].isalpha() and len(t) <= 5)
    rows = sorted(words.rows, key=usefulness)
    first, last = rows[: MOST_COUNTED - len(marks)], rows[MOST_COUNTED - len(marks) :]

    def is_seen(row: tuple[str, ...]) -> bool:
        word, in_frus, _, books, _ = row
        return int(in_frus) >= 2 or int(books) > 0 or prose.get(word, 0) > 0

    counted = [UNKNOWN, BREAK, *marks, *(row[0] for row in first if is_seen(row))]
    return counted, [row[0] for row in (*(r for r in first if not is_seen(r)), *last)]


def _say(what: str, n: int) -> None:
    print(f"{what:12} {n:>10,}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`python -m cablefix.vocabulary.build SOURCES WORDLISTS`: rebuild every list and array."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from cablefix.vocabulary.build.counts import BREAK, UNKNOWN, count_words, encode, paragraphs
from cablefix.vocabulary.build.index import build_index
from cablefix.vocabulary.build.lists import Listing, make_lists, read_lists
from cablefix.vocabulary.build.smoothing import smooth
from cablefix.vocabulary.build.sources import held_out
from cablefix.vocabulary.build.spelling import train_spelling
from cablefix.vocabulary.build.words import count_jfk, make_words, read_english

DATE = "2026-11-22"
ARRAYS = ("lexicon", "lm_", "near_", "spelling")
"""How the names of the arrays that are made here begin."""

LEAST_BIGRAM, LEAST_TRIGRAM = 2, 3


def main(argv: list[str]) -> int:
    """Rebuild the wordlists folder `argv[1]` from the sources in `argv[0]`."""
    if len(argv) != 2 or not (Path(argv[0]) / "frus.txt.xz").is_file():
        print("usage: python -m cablefix.vocabulary.build SOURCES WORDLISTS", file=sys.stderr)
        print("SOURCES must hold frus.txt.xz; see wordlists/README.md", file=sys.stderr)
        return 2
    rebuild(Path(argv[0]), Path(argv[1]), read_english())
    return 0


def rebuild(sources: Path, folder: Path, english: Mapping[str, int]) -> None:
    """Write every list and array that is made; `english`: plain words with their counts."""
    lists = make_lists(sources, folder)
    for listing in lists:
        _say(listing.name, len(listing.rows))
        listing.write(folder, DATE)
    kept_back = held_out(folder / "held_out.tsv")
    frus = count_words(paragraphs(sources, kept_back))
    _say("tokens", frus.total())
    known = [*lists, *read_lists(folder)]
    words = make_words(frus, count_jfk(sources), english, known)
    _say("words", len(words.rows))
    words.write(folder, DATE)
    _build_model(sources, folder, frus, words, kept_back)
    write_sums(folder, [listing.name for listing in (*lists, words)])


def write_sums(folder: Path, lists: Sequence[str]) -> None:
    """Write the digests of all that was made, so that two builds are easily compared."""
    made = [folder / f"{name}.tsv" for name in lists]
    made += [path for prefix in ARRAYS for path in folder.glob(f"{prefix}*.npy")]
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in sorted(made)]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")


def _build_model(
    sources: Path, folder: Path, frus: dict[str, int], words: Listing, kept_back: frozenset[str]
) -> None:
    """Order the vocabulary by frequency, count n-grams over it, and write the model."""
    order = [row[0] for row in sorted(words.rows, key=_usefulness)]
    marks = sorted(t for t, n in frus.items() if n >= 20 and not t[0].isalpha() and len(t) <= 5)
    counted = [w for w in order if frus.get(w, 0) >= 2][: 65_000 - len(marks)]
    rest = order[len(counted) :]
    tokens = [UNKNOWN, BREAK, *marks, *counted]
    blob = "\n".join([*tokens, *rest]).encode("utf-8")
    np.save(folder / "lexicon.npy", np.frombuffer(blob, np.uint8))
    ids = {t: i for i, t in enumerate(tokens)}
    stream = encode(paragraphs(sources, kept_back), ids)
    arrays = smooth(stream, len(tokens), LEAST_BIGRAM, LEAST_TRIGRAM)
    arrays.save(folder)
    _say("bigrams", len(arrays.bigram_next))
    _say("trigrams", len(arrays.trigram_next))
    every = {w: i for i, w in enumerate([*tokens, *rest])}
    _say("near words", build_index(every, folder))
    np.save(folder / "spelling.npy", train_spelling(w for w, n in frus.items() if n == 1))


def _usefulness(row: tuple[str, ...]) -> tuple[float, float, str]:
    """Sort key: words of the corpus by count, then JFK words and names, then book words."""
    word, frus, jfk, books, origin = row
    named = 0 if origin in ("english", "corpus") else 1
    return -int(frus) if int(frus) >= 2 else 0, -(int(jfk) + 20 * named + int(books) / 1e5), word


def _say(what: str, n: int) -> None:
    print(f"{what:12} {n:>10,}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

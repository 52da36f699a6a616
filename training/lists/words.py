"""The general vocabulary: which forms are words, how often they occur, and where they are from."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rapidfuzz.distance import OSA

from cablefix.language.tokens import fold, tokenise
from training.lists.lists import Listing
from training.lists.sources import read_jfk

_WORD = re.compile(r"[A-Z]+(?:'[A-Z]+)*|(?:[A-Z]\.){2,}")

LEAST_FRUS = 2
LEAST_JFK = 40
LEAST_ENGLISH = 4  # letters: the shorter entries of the English list are mostly curiosities
SLIP_AT_MOST = 6
CODES = ("tags", "distribution", "offices", "officials")
"""Lists whose entries are words in their own fields only."""
SLIP_RATIO = 300


def count_jfk(sources: Path) -> Counter[str]:
    """Words of the JFK lines, which are noisy OCR: a count means little by itself."""
    counts: Counter[str] = Counter()
    for line in read_jfk(sources, held_out=False):
        counts.update(t for t in tokenise(fold(line)) if _WORD.fullmatch(t))
    return counts


def make_words(
    frus: Mapping[str, int],
    jfk: Mapping[str, int],
    english: Mapping[str, int],
    lists: Iterable[Listing],
) -> Listing:
    """The vocabulary: corpus words that are no slips, names, places, terms, and plain English."""
    named: dict[str, str] = {}
    slips: set[str] = set()
    for listing in lists:
        if listing.name == "slips":
            slips.update(row[0] for row in listing.rows)
        elif listing.name not in CODES:
            for row in listing.rows:
                for part in tokenise(row[0]):
                    if _WORD.fullmatch(part):
                        named.setdefault(part, listing.name)
    dictionary = {w for w in english if len(w) >= LEAST_ENGLISH and _WORD.fullmatch(w)}
    corpus = {w: n for w, n in frus.items() if n >= LEAST_FRUS and _WORD.fullmatch(w)}
    slips.update(_find_slips(corpus, dictionary | named.keys()))
    seen_in_jfk = _find_jfk_words(jfk, corpus, dictionary | named.keys())
    words = (corpus.keys() | dictionary | named.keys() | seen_in_jfk) - slips
    rows = []
    for w in words:
        origin = named.get(w) or ("english" if w in dictionary else "corpus")
        jfk_count = jfk.get(w, 0) if w in corpus or w in named or w in seen_in_jfk else 0
        rows.append((w, str(frus.get(w, 0)), str(jfk_count), str(english.get(w, 0)), origin))
    return Listing(
        "words",
        "The general vocabulary: counts in FRUS, in the JFK records and in English books; the list "
        "that a name is from",
        "FRUS 1917-80 without the held-out volumes; JFK assassination records (OCR); names and "
        "terms as in their lists; symspellpy's English list (SCOWL, Google Books n-grams)",
        "public domain; SCOWL (permissive); Google Books n-grams CC BY 3.0",
        ("word", "frus", "jfk", "books", "from"),
        tuple(rows),
    )


def _find_slips(corpus: Mapping[str, int], known: Iterable[str]) -> Iterator[str]:
    """Rare forms, in no dictionary, one step from a word that is hundreds of times as frequent."""
    trusted = set(known)
    frequent = [w for w, n in corpus.items() if n >= SLIP_RATIO and len(w) >= 5]
    near = _Neighbours(frequent)
    for word, n in corpus.items():
        if (
            n <= SLIP_AT_MOST
            and len(word) >= 6
            and word not in trusted
            and any(corpus[other] >= SLIP_RATIO * n for other in near.of(word))
        ):
            yield word


def _find_jfk_words(
    jfk: Mapping[str, int], corpus: Mapping[str, int], known: Iterable[str]
) -> set[str]:
    """Frequent words of the JFK lines that are neither OCR slips nor halves of broken words."""
    common = [w for w, n in corpus.items() if n >= 100]
    near = _Neighbours(w for w in common if len(w) >= 3)
    halves = {w[:i] for w in common for i in range(2, len(w))}
    halves |= {w[i:] for w in common for i in range(1, len(w) - 1)}
    return {
        word
        for word, n in jfk.items()
        if n >= LEAST_JFK
        and len(word) >= 4
        and word not in corpus
        and word not in halves
        and not any(near.of(word))
    }


class _Neighbours:
    """Words one edit away, found by common deletions."""

    def __init__(self, words: Iterable[str]) -> None:
        self.index: dict[str, set[str]] = defaultdict(set)
        for word in words:
            for cut in self._cuts(word):
                self.index[cut].add(word)

    @staticmethod
    def _cuts(word: str) -> Iterator[str]:
        yield word
        for i in range(len(word)):
            yield word[:i] + word[i + 1 :]

    def of(self, word: str) -> Iterator[str]:
        found = {w for cut in self._cuts(word) for w in self.index.get(cut, ())}
        return (w for w in sorted(found) if w != word and OSA.distance(word, w) == 1)

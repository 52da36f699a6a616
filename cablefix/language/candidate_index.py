"""Near words: the candidate index by symmetric deletions, looked up for many words at once.

SymSpell (W. Garbe, 2012): two words within distance 2 share a form that deletions alone reach.
The deletions are made by symspellpy when the wordlists are built; here they are hash buckets in
memory-mapped arrays. A user's or a document's own words go through a small live `SymSpell`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path
from zlib import crc32

import attrs
import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cablefix.by_fields import Shown
from cablefix.language.arrays import check_fit, load_array
from cablefix.language.lexicon import FirstForms, lexicon

PREFIX = 7
FURTHEST = 2
BUCKET_BITS = 20

MOST_WORDS = 1 << 16
"""Words are indexed while their number fits 16 bits: the more useful ones come first."""

_SAMPLED = 251
"""One word in so many is compared with the index, to tell whether the two belong together."""

Ids = npt.NDArray[np.int64]

Near = tuple[str, int]
"""A candidate and its distance (optimal string alignment: swaps of neighbours count one)."""


def bucket(form: str) -> int:
    """The bucket that a form with letters deleted falls into."""
    return crc32(form.encode("utf-8")) >> (32 - BUCKET_BITS)


def letter_bits(word: str) -> int:
    """The letters of a word as bits, so that differing words can be told without reading them.

    >>> letter_bits("ABBA") == letter_bits("AB") == 3
    True
    """
    bits = 0
    for c in word:
        bits |= 1 << ((ord(c) - 65) & 31)
    return bits


def deletions(word: str, furthest: int = FURTHEST) -> set[str]:
    """All forms of the word's prefix with at most `furthest` letters deleted."""
    prefix = word[:PREFIX]
    found = {prefix}
    if len(word) <= furthest:
        found.add("")
    edge = {prefix}
    for _ in range(furthest):
        edge = {f[:i] + f[i + 1 :] for f in edge if len(f) > 1 for i in range(len(f))}
        found |= edge
    return found


_BY_DISTANCE = itemgetter(1, 0)


@attrs.frozen(eq=False)
class StoredIndex(Shown):
    """The shipped index: for each bucket, the numbers of the words that fall into it.

    `letters`: for each word the set of its letters as bits; `lengths`: its length.
    """

    starts: npt.NDArray[np.uint32]
    words: npt.NDArray[np.uint16]
    letters: npt.NDArray[np.uint32]
    lengths: npt.NDArray[np.uint8]
    forms: Sequence[str]

    @classmethod
    def load(cls, forms: Sequence[str], folder: Path | None = None) -> StoredIndex:
        """Map the arrays of a folder, or the installed ones, for words in the order of `forms`.

        Raises WordlistError when one is missing or damaged.
        """
        found = cls(
            load_array("near_starts", np.uint32, folder),
            load_array("near_words", np.uint16, folder),
            load_array("near_letters", np.uint32, folder),
            load_array("near_lengths", np.uint8, folder),
            forms,
        )
        check_fit(
            "near_*.npy and lexicon.npy",
            len(found.starts) == (1 << BUCKET_BITS) + 1
            and int(found.starts[-1]) == len(found.words)
            and len(found.letters) == len(found.lengths) == min(len(forms), MOST_WORDS)
            and all(
                (len(word), letter_bits(word)) == (int(length), int(letters))
                for word, length, letters in zip(
                    forms[:MOST_WORDS:_SAMPLED],
                    found.lengths[::_SAMPLED],
                    found.letters[::_SAMPLED],
                    strict=True,
                )
            ),
        )
        return found

    def near(self, word: str, furthest: int = FURTHEST) -> list[Near]:
        """All indexed words within `furthest` edits of `word`, nearest first, then by name."""
        return self.near_many([word], furthest)[0]

    def near_many(self, words: Sequence[str], furthest: int = FURTHEST) -> list[list[Near]]:
        """The same for many words at once, which is much faster for each."""
        near: list[list[Near]] = [[] for _ in words]
        if not words:
            return near
        owner, ids = self._postings(words, furthest)
        forms = self.forms
        asked = [words[i] for i in owner.tolist()]
        found = [forms[i] for i in ids.tolist()]
        distances = process.cpdist(
            asked, found, scorer=OSA.distance, score_cutoff=furthest, dtype=np.uint8
        )
        kept = np.flatnonzero(distances <= furthest)
        for n, k, distance in zip(
            owner[kept].tolist(), kept.tolist(), distances[kept].tolist(), strict=True
        ):
            near[n].append((found[k], distance))
        for row in near:
            row.sort(key=_BY_DISTANCE)
        return near

    def _postings(self, words: Sequence[str], furthest: int) -> tuple[Ids, Ids]:
        """Pairs of (number in `words`, number of an indexed word) that share a bucket.

        Pairs whose letters or lengths are too far apart to be near are left out.
        """
        owner: list[int] = []
        buckets: list[int] = []
        for n, word in enumerate(words):
            own = {bucket(f) for f in deletions(word, furthest)}
            owner += [n] * len(own)
            buckets += own
        low = self.starts[np.array(buckets, np.int64)].astype(np.int64)
        size = self.starts[np.array(buckets, np.int64) + 1].astype(np.int64) - low
        begin = np.cumsum(size) - size
        at = np.arange(int(size.sum())) + np.repeat(low - begin, size)
        first = np.repeat(np.array(owner, np.int64), size)
        second = self.words[at].astype(np.int64)
        letters = np.array([letter_bits(w) for w in words], np.uint32)
        lengths = np.array([len(w) for w in words], np.int64)
        # an edit takes at most one letter away and adds at most one
        here, there = letters[first], self.letters[second]
        longer = np.abs(lengths[first] - self.lengths[second])
        kept = _at_most(furthest, here & ~there) & _at_most(furthest, there & ~here)
        kept &= longer <= furthest
        pairs = np.sort((first[kept] << 16) | second[kept])
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]  # np.unique would load numpy.ma: 25 ms
        return pairs >> 16, pairs & 0xFFFF


def _at_most(count: int, bits: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Which numbers have at most so many bits set. (numpy counts them from version 2 on.)"""
    for _ in range(count):
        bits = bits & (bits - np.uint32(1))  # the lowest bit is gone
    few: npt.NDArray[np.bool_] = bits == 0
    return few


class LiveIndex:
    """A small index over words given at run time, by symspellpy itself."""

    def __init__(self, words: Iterable[str]) -> None:
        from symspellpy import SymSpell

        self._spell = SymSpell(max_dictionary_edit_distance=FURTHEST, prefix_length=PREFIX)
        for word in words:
            self._spell.create_dictionary_entry(word, 1)

    def near(self, word: str, furthest: int = FURTHEST) -> list[Near]:
        """All indexed words within `furthest` edits of `word`, nearest first, then by name."""
        from symspellpy import Verbosity

        # symspellpy tells of some one-letter words twice, the second time a step too far
        found: dict[str, int] = {}
        for s in self._spell.lookup(word, Verbosity.ALL, max_edit_distance=furthest):
            found[s.term] = min(s.distance, found.get(s.term, s.distance))
        return sorted(found.items(), key=lambda n: (n[1], n[0]))


@lru_cache(maxsize=8)
def live_index(words: frozenset[str]) -> LiveIndex:
    """An index over the words of a user, made once for each set of them.

    >>> live_index(frozenset({"HUAQIU", "VFM"})).near("HUADU")
    [('HUAQIU', 2)]
    """
    return LiveIndex(sorted(words))


@cache
def index() -> StoredIndex:
    """The shipped index, mapped once.

    >>> index().near("AGNESTY", 1)
    [('AMNESTY', 1)]
    """
    return StoredIndex.load(FirstForms(lexicon().ids, MOST_WORDS))

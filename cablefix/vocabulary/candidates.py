"""Near words: the candidate index by symmetric deletions, looked up for many words at once.

SymSpell (W. Garbe, 2012): two words within distance 2 share a form that deletions alone reach.
The deletions are made by symspellpy when the wordlists are built; here they are hash buckets in
memory-mapped arrays. A user's or a document's own words go through a small live `SymSpell`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol
from zlib import crc32

import attrs
import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cablefix.vocabulary.lexicon import data_path, lexicon

PREFIX = 7
FURTHEST = 2
BUCKET_BITS = 20

Near = tuple[str, int]
"""A candidate and its distance (optimal string alignment: swaps of neighbours count one)."""


class Index(Protocol):
    """Anything that finds near words."""

    def near(self, word: str, furthest: int = FURTHEST) -> list[Near]:
        """All indexed words within `furthest` edits of `word`, nearest first, then by name."""


def bucket(form: str) -> int:
    """The bucket that a form with letters deleted falls into."""
    return crc32(form.encode("utf-8")) >> (32 - BUCKET_BITS)


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


@attrs.frozen(eq=False)
class StoredIndex:
    """The shipped index: for each bucket, the numbers of the words that fall into it."""

    starts: npt.NDArray[np.uint32]
    words: npt.NDArray[np.uint16]
    forms: Sequence[str]

    @classmethod
    def load(cls, folder: Path, forms: Sequence[str]) -> StoredIndex:
        """Map the arrays of a folder."""
        starts = np.asarray(np.load(folder / "near_starts.npy", mmap_mode="r"))
        words = np.asarray(np.load(folder / "near_words.npy", mmap_mode="r"))
        return cls(starts, words, forms)

    def near(self, word: str, furthest: int = FURTHEST) -> list[Near]:
        """All indexed words within `furthest` edits of `word`, nearest first, then by name."""
        buckets = {bucket(f) for f in deletions(word, furthest)}
        starts, words = self.starts, self.words
        parts = [words[starts[b] : starts[b + 1]] for b in buckets]
        ids = np.unique(np.concatenate(parts)).tolist()
        forms = self.forms
        return _verify(word, [forms[i] for i in ids], furthest)


def _verify(word: str, forms: Sequence[str], furthest: int) -> list[Near]:
    if not forms:
        return []
    found = process.extract(
        word, forms, scorer=OSA.distance, score_cutoff=furthest, limit=None
    )
    return sorted(((form, int(d)) for form, d, _ in found), key=lambda n: (n[1], n[0]))


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

        found = self._spell.lookup(word, Verbosity.ALL, max_edit_distance=furthest)
        return sorted(((s.term, s.distance) for s in found), key=lambda n: (n[1], n[0]))


@cache
def index() -> StoredIndex:
    """The shipped index, mapped once.

    >>> index().near("AGNESTY", 1)
    [('AMNESTY', 1)]
    """
    return StoredIndex.load(data_path("near_starts.npy").parent, lexicon().forms)

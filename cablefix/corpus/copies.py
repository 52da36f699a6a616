"""Which records of a corpus are copies of one cable: by its number, or by nearly the same text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cablefix.language.tokens import fold

try:
    from datasketch import MinHash
except ImportError:  # of an environment older than this; the number still tells copies
    MinHash = None

SCHEME = "affine32"
"""How datasketch makes its hashes, so that signatures of other runs can be compared."""

HASHES = 64
"""Of a signature: the share of equal ones tells the likeness within about 0.06 (1/sqrt(64)/2)."""

BANDS = 8
"""Parts of a signature, one of which must be the same for two records to be compared; as many as
datasketch takes for this likeness and length."""

ALIKE = 0.7
"""Share of the pairs of neighbouring words that two texts have in common, from which on they are
copies: two readings of one page that differ in a word of eleven. ((10/11)^2 of the pairs of each
are those of the other, 0.83; of all pairs of both, 0.83 / (2 - 0.83) = 0.71.)"""

FEWEST_WORDS = 20
"""Of a text that has a signature; shorter ones are alike without being copies."""


def can_compare() -> bool:
    """Whether texts can be compared: datasketch is there."""
    return MinHash is not None


def signature(text: str | None) -> bytes | None:
    """The signature of a text, by MinHash over its pairs of words; None of a short one.

    >>> signature("too short") is None
    True
    """
    words = fold(text or "").split()
    if len(words) < FEWEST_WORDS or MinHash is None:
        return None
    pairs = {f"{a} {b}".encode("utf-8", "surrogatepass") for a, b in pairwise(words)}
    made = MinHash(HASHES, scheme=SCHEME)
    made.update_batch(sorted(pairs))
    return bytes(made.hashvalues.astype(np.uint32).tobytes())


class Copies:
    """Gathers records that are copies; records that bear different numbers never are.

    Of each it holds the name, the number and the signature, some 500 bytes.
    """

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._mrns: list[str | None] = []
        self._parents: list[int] = []
        self._signed: list[int] = []
        self._signatures = bytearray()

    def add(self, name: str, mrn: str | None, sign: bytes | None) -> None:
        """One more record, its number, and the signature of its text."""
        self._parents.append(len(self._ids))
        if sign is not None:
            self._signed.append(len(self._ids))
            self._signatures += sign
        self._ids.append(name)
        self._mrns.append(mrn)

    def groups(self) -> Iterator[tuple[str, list[str]]]:
        """The records of each cable that has several, under its number or the first of them."""
        near = self._near()
        by_mrn: dict[str, int] = {}
        for at, mrn in enumerate(tuple(self._mrns)):
            if mrn is not None:
                self._join(by_mrn.setdefault(mrn, at), at)
            for other in sorted(near.get(at, ())):
                self._join(other, at)
        found: dict[int, list[int]] = {}
        for at in range(len(self._ids)):
            found.setdefault(self._root(at), []).append(at)
        for root, several in found.items():
            if len(several) > 1:
                yield self._mrns[root] or self._ids[several[0]], [self._ids[i] for i in several]

    def _near(self) -> dict[int, set[int]]:
        """The records before each one whose texts are nearly the same.

        Of those with one signature, all but the first are like the first, and only it is compared.
        """
        values = np.frombuffer(bytes(self._signatures), np.uint32).reshape(-1, HASHES)
        found: dict[int, set[int]] = defaultdict(set)
        first = np.ones(len(values), bool)
        for same in _with_one_value(values):
            first[same[1:]] = False
            for at in same[1:]:
                found[self._signed[at]].add(self._signed[same[0]])
        kept = np.flatnonzero(first)
        for band in np.split(values, BANDS, axis=1):
            for same in _with_one_value(band[kept]):
                places = kept[same]
                for n, at in enumerate(places):
                    likeness = np.mean(values[places[:n]] == values[at], axis=1)
                    found[self._signed[at]] |= {
                        self._signed[other] for other in places[:n][likeness >= ALIKE]
                    }
        return found

    def _root(self, at: int) -> int:
        while self._parents[at] != at:
            self._parents[at] = at = self._parents[self._parents[at]]
        return at

    def _join(self, one: int, other: int) -> None:
        """Make two groups one, unless they bear different numbers."""
        a, b = self._root(one), self._root(other)
        numbers = {self._mrns[a], self._mrns[b]} - {None}
        if a == b or len(numbers) > 1:
            return
        first, second = min(a, b), max(a, b)
        self._parents[second] = first
        self._mrns[first] = next(iter(numbers), None)


def _with_one_value(rows: npt.NDArray[np.uint32]) -> Iterator[npt.NDArray[np.int64]]:
    """The numbers of rows that are equal, in order, where there are several."""
    if not len(rows):
        return
    whole = np.ascontiguousarray(rows).view(f"V{rows.shape[1] * rows.itemsize}").ravel()
    _, value, counts = np.unique(whole, return_inverse=True, return_counts=True)
    order = np.argsort(value, kind="stable")
    ends = np.cumsum(counts)
    for n in np.flatnonzero(counts > 1):
        yield order[ends[n] - counts[n] : ends[n]]


def gather(records: Iterable[tuple[str, str | None, bytes | None]]) -> dict[str, list[str]]:
    """The copies among records of a name, a number and a signature.

    >>> gather([("a", "90 ASMARA 04418", None), ("b", None, None), ("c", "90 ASMARA 04418", None)])
    {'90 ASMARA 04418': ['a', 'c']}
    """
    copies = Copies()
    for record in records:
        copies.add(*record)
    return dict(sorted(copies.groups()))

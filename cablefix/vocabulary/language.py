"""The n-gram language model: how likely a word or mark is after the two before it.

Words, marks, paragraph ends and number shapes are tokens alike. The model is an interpolated
Kneser-Ney trigram (built by `cablefix.vocabulary.build`), kept as memory-mapped arrays: the
followers of each context lie together, sorted, and are found by a binary search over all queries
at once. Log probabilities are natural logarithms in steps of 1/12.
"""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.vocabulary.arrays import check_fit, load_array

STEP = 1 / 12
"""One unit of the stored costs, in natural logarithms."""

FEW = 100
"""Questions that are answered faster one by one."""

Bytes = npt.NDArray[np.uint8]
Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def quantise(p: npt.NDArray[np.float64]) -> Bytes:
    """Probabilities as bytes: minus the natural logarithm in steps of 1/12, at most 21.25."""
    return np.round(-np.log(p) / STEP).clip(0, 255).astype(np.uint8)


_KINDS = {
    "unigram": np.uint8,
    "unigram_backoff": np.uint8,
    "bigram_start": np.uint32,
    "bigram_next": np.uint16,
    "bigram": np.uint8,
    "bigram_backoff": np.uint8,
    "trigram_start": np.uint32,
    "trigram_next": np.uint16,
    "trigram": np.uint8,
}
"""The arrays in order, and the type of their numbers."""


@attrs.frozen(eq=False)
class Arrays:
    """The stored model. `*_start[i]` is where the followers of context i begin."""

    unigram: Bytes
    unigram_backoff: Bytes
    bigram_start: npt.NDArray[np.uint32]
    bigram_next: npt.NDArray[np.uint16]
    bigram: Bytes
    bigram_backoff: Bytes
    trigram_start: npt.NDArray[np.uint32]
    trigram_next: npt.NDArray[np.uint16]
    trigram: Bytes

    def save(self, folder: Path) -> None:
        """Write one `.npy` file for each array."""
        for name, array in attrs.asdict(self).items():
            np.save(folder / f"lm_{name}.npy", array)

    @classmethod
    def load(cls, folder: Path | None = None) -> Arrays:
        """Map the arrays of a folder, or the installed ones.

        Raises WordlistError when one is missing or damaged.
        """
        a = cls(*(load_array(f"lm_{name}", kind, folder) for name, kind in _KINDS.items()))
        words, pairs, triples = len(a.unigram), len(a.bigram), len(a.trigram)
        check_fit(
            "lm_*.npy",
            len(a.unigram_backoff) == words == len(a.bigram_start) - 1
            and len(a.bigram_next) == pairs == len(a.bigram_backoff) == len(a.trigram_start) - 1
            and len(a.trigram_next) == triples
            and (int(a.bigram_start[-1]), int(a.trigram_start[-1])) == (pairs, triples),
        )
        return a


@attrs.frozen(eq=False)
class LanguageModel:
    """Scores word ids in context, many at once."""

    arrays: Arrays

    def score(self, first: Ids, second: Ids, third: Ids) -> Floats:
        """Log probability of each `third` after `first second`."""
        a = self.arrays
        pair, pair_seen = find_followers(a.bigram_start, a.bigram_next, first, second)
        low, low_seen = find_followers(a.bigram_start, a.bigram_next, second, third)
        lower = np.where(
            low_seen,
            a.bigram[low],
            a.unigram_backoff[second].astype(np.int64) + a.unigram[third],
        )
        context = np.where(pair_seen, pair, 0)
        top, top_seen = find_followers(a.trigram_start, a.trigram_next, context, third)
        backoff = np.where(pair_seen, a.bigram_backoff[context], 0)
        found = top_seen & pair_seen
        cost = np.where(found, a.trigram[top], backoff + lower)
        return -STEP * cost


def find_followers(
    start: npt.NDArray[np.uint32], followers: npt.NDArray[np.uint16], context: Ids, wanted: Ids
) -> tuple[Ids, npt.NDArray[np.bool_]]:
    """Where each wanted follower stands among those of its context, and whether it is there."""
    low = start[context].astype(np.int64)
    end = start[context + 1].astype(np.int64)
    high, last = end, len(followers) - 1
    if len(wanted) <= FEW:
        view = followers.data
        spans = zip(wanted.tolist(), low.tolist(), end.tolist(), strict=True)
        low = np.array([bisect_left(view, w, a, b) for w, a, b in spans], np.int64)
        at = np.minimum(low, last)
        return at, (low < end) & (followers[at] == wanted)
    for _ in range(int((end - low).max(initial=0)).bit_length()):
        middle = (low + high) >> 1
        less = (followers[np.minimum(middle, last)] < wanted) & (low < high)
        low = np.where(less, middle + 1, low)
        high = np.where(less, high, middle)
    at = np.minimum(low, last)
    return at, (low < end) & (followers[at] == wanted)

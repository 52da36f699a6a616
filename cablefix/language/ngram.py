"""The n-gram language model: how likely a word or mark is after the two before it.

Words, marks, paragraph ends and number shapes are tokens alike. The model is an interpolated
Kneser-Ney trigram (built by `training.lists`), kept as memory-mapped arrays: the
followers of each context lie together, sorted; with its context each is one number, and these are
searched for all questions at once. Log probabilities are natural logarithms in steps of 1/12.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.language.arrays import check_fit, load_array

STEP = 1 / 12
"""One unit of the stored costs, in natural logarithms."""

WORD_BITS = 16
"""Bits that hold the id of a word."""

MOST_RUNS = 1 << 16
"""Scores that are remembered, lest they grow from document to document."""

Bytes = npt.NDArray[np.uint8]
Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

Run = tuple[tuple[int, ...], tuple[int, ...]]
"""Two tokens of context, and the tokens to score after them."""


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
    _pairs: npt.NDArray[np.uint32] = attrs.field(init=False, repr=False)
    """For each stored pair, its two words as one number, in order."""
    _triples: Ids = attrs.field(init=False, repr=False)
    """The same for each stored triple: the number of its pair, and its last word."""
    _known: dict[Run, float] = attrs.field(factory=dict, init=False, repr=False)
    """Runs scored before; emptied when it has grown large."""

    @_pairs.default
    def _number_pairs(self) -> npt.NDArray[np.uint32]:
        return _number(self.arrays.bigram_start, self.arrays.bigram_next, np.uint32)

    @_triples.default
    def _number_triples(self) -> Ids:
        return _number(self.arrays.trigram_start, self.arrays.trigram_next, np.int64)

    def score(self, first: Ids, second: Ids, third: Ids) -> Floats:
        """Log probability of each `third` after `first second`."""
        logs: Floats = -STEP * self.costs(first, second, third).astype(np.float64)
        return logs

    def costs(self, first: Ids, second: Ids, third: Ids) -> Ids:
        """The same in whole steps, dearer ones positive: their sums are exact in any order."""
        a = self.arrays
        pair, pair_seen = _find(self._pairs, first, second)
        lower = self.pair_costs(second, third)
        context = np.where(pair_seen, pair, 0)
        top, top_seen = _find(self._triples, context, third)
        backoff = np.where(pair_seen, a.bigram_backoff[context], 0)
        found: Ids = np.where(top_seen & pair_seen, a.trigram[top], backoff + lower)
        return found

    def pair_costs(self, first: Ids, second: Ids) -> Ids:
        """What each `second` costs after `first`, whatever was before."""
        a = self.arrays
        pair, seen = _find(self._pairs, first, second)
        backed_off = a.unigram_backoff[first].astype(np.int64) + a.unigram[second]
        found: Ids = np.where(seen, a.bigram[pair], backed_off)
        return found

    def score_runs(self, runs: Sequence[Run]) -> list[float]:
        """Log probability of each run of tokens after its two tokens of context.

        Most runs come again, in another round or on another page, and are looked up.
        """
        known = self._known
        found = list(map(known.get, runs))
        new = list(dict.fromkeys(r for r, s in zip(runs, found, strict=True) if s is None))
        if new:
            scores = dict(zip(new, self._score_new(new), strict=True))
            if len(known) + len(new) > MOST_RUNS:
                known.clear()
            known |= scores
            return [scores[r] if s is None else s for r, s in zip(runs, found, strict=True)]
        return [s for s in found if s is not None]

    def _score_new(self, runs: Sequence[Run]) -> list[float]:
        lines = [before + tokens for before, tokens in runs]
        flat = np.array(list(chain.from_iterable(lines)), np.int64)
        lengths = np.array(list(map(len, lines)), np.int64)
        ends = np.cumsum(lengths)
        starts = ends - lengths
        inner = np.ones(len(flat), bool)
        inner[starts] = False
        inner[starts + 1] = False
        at = np.flatnonzero(inner)
        total = np.zeros(len(flat) + 1, np.int64)
        total[at + 1] = self.costs(flat[at - 2], flat[at - 1], flat[at])
        np.cumsum(total, out=total)
        scores: list[float] = (-STEP * (total[ends] - total[starts])).tolist()
        return scores


def _number(
    start: npt.NDArray[np.uint32], followers: npt.NDArray[np.uint16], kind: npt.DTypeLike
) -> npt.NDArray[Any]:
    """Context and follower of each stored n-gram as one number; these are in order."""
    contexts = np.arange(len(start) - 1).astype(kind) << WORD_BITS
    numbers: npt.NDArray[Any] = np.repeat(contexts, np.diff(start)) | followers
    return numbers


def _find(
    numbers: npt.NDArray[Any], context: Ids, wanted: Ids
) -> tuple[Ids, npt.NDArray[np.bool_]]:
    """Where each wanted follower of a context stands, and whether it is there."""
    # of the same type, or numpy would convert all the numbers each time
    asked = ((context << WORD_BITS) | wanted).astype(numbers.dtype, copy=False)
    at = np.minimum(numbers.searchsorted(asked), len(numbers) - 1)
    return at, numbers[at] == asked

"""Which words are likely between two others, for all words of the language model at once."""

from __future__ import annotations

from functools import cache, lru_cache

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.language.lexicon import UNKNOWN, model
from cablefix.language.ngram import STEP

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
Steps = npt.NDArray[np.uint16]
"""Costs in whole steps; two sums of two bytes fit."""


@attrs.frozen(eq=False)
class Predecessors:
    """The pairs of the model by their second word: `words[start[i]:start[i + 1]]` precede i."""

    start: npt.NDArray[np.int64]
    words: npt.NDArray[np.uint16]
    costs: npt.NDArray[np.uint8]


@cache
def predecessors() -> Predecessors:
    """The stored pairs turned round, once: they lie by their first word."""
    a = model().arrays
    counted = len(a.unigram)
    starts = a.bigram_start.astype(np.int64)
    first = np.repeat(np.arange(counted, dtype=np.uint16), starts[1:] - starts[:-1])
    order = np.argsort(a.bigram_next, kind="stable")
    ends = np.cumsum(np.bincount(a.bigram_next, minlength=counted))
    return Predecessors(np.concatenate(([0], ends)), first[order], a.bigram[order])


@attrs.frozen
class Between:
    """What words cost after one token and before another, by pairs; UNKNOWN says nothing.

    Minus natural logarithms of probabilities.

    >>> from cablefix.language.lexicon import lexicon
    >>> ids = lexicon().ids
    >>> states, stakes = Between(ids["UNITED"], ids["OF"]).costs(
    ...     np.array([ids["STATES"], ids["STAKES"]])
    ... )
    >>> bool(states < stakes)
    True
    """

    before: int
    after: int

    def costs(self, words: Ids) -> Floats:
        """The costs of some words."""
        steps = _steps_after(self.before)[words]
        if self.after != UNKNOWN:
            steps = steps + _steps_before(self.after)[words]
        return (steps * STEP).astype(np.float32)


@lru_cache(maxsize=128)
def _steps_after(before: int) -> Steps:
    """What each word of the model costs after a token, in steps."""
    a = model().arrays
    costs = a.unigram.astype(np.uint16)
    if before != UNKNOWN:
        costs += np.uint16(a.unigram_backoff[before])
        low, high = int(a.bigram_start[before]), int(a.bigram_start[before + 1])
        costs[a.bigram_next[low:high]] = a.bigram[low:high]
    return costs


@lru_cache(maxsize=128)
def _steps_before(after: int) -> Steps:
    """What a token costs after each word of the model, in steps."""
    a, p = model().arrays, predecessors()
    costs = a.unigram_backoff.astype(np.uint16)
    costs += np.uint16(a.unigram[after])
    low, high = int(p.start[after]), int(p.start[after + 1])
    costs[p.words[low:high]] = p.costs[low:high]
    return costs

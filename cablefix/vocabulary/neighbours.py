"""Which words are likely between two others, for all words of the language model at once."""

from __future__ import annotations

from functools import cache, lru_cache

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.vocabulary.language import STEP
from cablefix.vocabulary.lexicon import UNKNOWN, model

Floats = npt.NDArray[np.float32]


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


@lru_cache(maxsize=64)
def costs_between(before: int, after: int) -> Floats:
    """What each word costs after one token and before another, by pairs; UNKNOWN says nothing.

    Minus natural logarithms of probabilities.

    >>> from cablefix.vocabulary.lexicon import lexicon
    >>> ids = lexicon().ids
    >>> costs = costs_between(ids["UNITED"], ids["OF"])
    >>> bool(costs[ids["STATES"]] < costs[ids["STAKES"]])
    True
    """
    a = model().arrays
    costs = a.unigram.astype(np.int32)
    if before != UNKNOWN:
        costs = costs + int(a.unigram_backoff[before])
        low, high = int(a.bigram_start[before]), int(a.bigram_start[before + 1])
        costs[a.bigram_next[low:high]] = a.bigram[low:high]
    if after != UNKNOWN:
        p = predecessors()
        follows = a.unigram_backoff.astype(np.int32) + int(a.unigram[after])
        low, high = int(p.start[after]), int(p.start[after + 1])
        follows[p.words[low:high]] = p.costs[low:high]
        costs = costs + follows
    return (costs * STEP).astype(np.float32)

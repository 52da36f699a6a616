"""The n-gram language model: how likely a word or mark is after the two before it.

Words, marks, paragraph ends and number shapes are tokens alike. The model is an interpolated
Kneser-Ney trigram (built by `training.lists`), kept as memory-mapped arrays: the
followers of each context lie together, sorted; with its context each is one number, and these are
searched for all questions at once. Log probabilities are natural logarithms in steps of 1/12.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.by_fields import Shown
from cablefix.kernel.chosen import Ngrams
from cablefix.kernel.shapes import Run as Run
from cablefix.language.arrays import check_fit, load_array

STEP = 1 / 12
"""One unit of the stored costs, in natural logarithms."""

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
class Arrays(Shown):
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
class LanguageModel(Shown):
    """Scores word ids in context, many at once."""

    arrays: Arrays
    table: Ngrams = attrs.field(init=False, repr=False)
    """The kernel's, over the same arrays."""

    @table.default
    def _lay_out(self) -> Ngrams:
        return Ngrams(STEP, *(getattr(self.arrays, name) for name in _KINDS))

    def score(self, first: Ids, second: Ids, third: Ids) -> Floats:
        """Log probability of each `third` after `first second`."""
        logs: Floats = -STEP * self.costs(first, second, third).astype(np.float64)
        return logs

    def costs(self, first: Ids, second: Ids, third: Ids) -> Ids:
        """The same in whole steps, dearer ones positive: their sums are exact in any order."""
        return self.table.costs(first, second, third)

    def pair_costs(self, first: Ids, second: Ids) -> Ids:
        """What each `second` costs after `first`, whatever was before."""
        return self.table.pair_costs(first, second)

    def score_runs(self, runs: Sequence[Run]) -> list[float]:
        """Log probability of each run of tokens after its two tokens of context."""
        return self.table.score_runs(runs)

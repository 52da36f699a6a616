"""The tokens of all chunks in one row, as the language model reads them."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.correcting.words.flow import Chunk
from cablefix.vocabulary.lexicon import BREAK, model

Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@attrs.frozen(eq=False)
class Stream:
    """The tokens of all chunks in one row, and where each chunk's tokens are."""

    ids: Ids
    first: Ids
    last: Ids
    logs: Floats

    @classmethod
    def of(cls, chunks: Sequence[Chunk]) -> Stream:
        """Lay out the chunks, two breaks before each paragraph and at the end, and score them."""
        ids: list[int] = [BREAK, BREAK]
        first, last = [], []
        for chunk in chunks:
            if chunk.breaks:
                ids += (BREAK, BREAK)
            first.append(len(ids))
            ids += chunk.parse.ids
            last.append(len(ids))
        ids += (BREAK, BREAK)
        flat = np.array(ids, np.int64)
        logs = np.zeros(len(flat))
        logs[2:] = model().score(flat[:-2], flat[1:-1], flat[2:])
        return cls(flat, np.array(first, np.int64), np.array(last, np.int64), logs)

    def surprises(self) -> Floats:
        """The least log probability among the tokens of each chunk."""
        if not len(self.first):
            return np.zeros(0)
        ends = np.maximum(self.last, self.first + 1)
        edges = np.stack([self.first, ends], axis=1).ravel()
        least = np.minimum.reduceat(np.append(self.logs, 0.0), edges)[::2]
        return np.where(self.last > self.first, least, 0.0)


def find_gains(
    before: tuple[Ids, Ids], tokens: Sequence[Ids], here: Floats, costs: Floats, least: float
) -> tuple[Ids, Floats]:
    """Where other tokens, their cost deducted, would make a text likelier by more than `least`.

    `before`: the two tokens before each place; `tokens`: the first, second and so on after them;
    `here`: log probability of what stands there. Gives the places and how much likelier the text
    is there. Each further token can only cost more, so that most places are soon given up.
    """
    at = np.flatnonzero(-here - costs > least)
    first, second = (ids[at] for ids in before)
    gains = np.zeros(len(at))
    total = gains
    for ids in tokens:
        third = ids[at]
        total = total + model().score(first, second, third)
        gains = total - here[at]
        kept = np.flatnonzero(gains - costs[at] > least)
        at, total, gains = at[kept], total[kept], gains[kept]
        first, second = second[kept], third[kept]
    return at, gains

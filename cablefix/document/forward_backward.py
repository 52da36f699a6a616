"""Posterior chances of the states of a sequence, in time that grows with its length.

Forward-backward over blocks of the sequence side by side. What stands far off hardly bears on a
place, so that a block that begins some tokens early loses nothing, and the work is that of arrays.
"""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.by_fields import Shown
from cablefix.kernel.chosen import forward_backward

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

BLOCK, OVERLAP = 96, 32
"""Tokens of a block, and how many of those on either side are read along with it."""

LEAST = 1e-20
"""The least chance of a token in a state, beside that in the likeliest: no state is ever ruled out.
"""


@attrs.frozen(eq=False)
class Chain(Shown):
    """The chance of each state at the start, and of each after another.

    After a state comes itself, by `stays`; else one of the first `ours` states, or of the others:
    `leaves` says by which shares, for each of the first, and for each of the others.
    """

    first: Floats
    stays: Floats
    ours: int
    leaves: tuple[Floats, Floats]


def posteriors(emitted: Floats, chain: Chain, doubtful: Flags | None = None) -> Floats:
    """The chance of each state (column) at each place (row).

    `emitted`: logarithms of the chance of what was read, by place and state; `doubtful`: the places
    that matter; blocks without one are skipped, and are of the likeliest of the first states.

    >>> chain = Chain(np.array([0.5, 0.5]), np.array([0.8, 0.8]), 1,
    ...               (np.array([0.5, 0.5]), np.array([0.5, 0.5])))
    >>> rows = np.log(np.array([[0.9, 0.1], [0.4, 0.6], [0.9, 0.1]]))
    >>> bool(posteriors(rows, chain)[1, 0] > 0.8)
    True
    """
    size, states = emitted.shape
    found = np.zeros((size, states))
    found[np.arange(size), emitted[:, : chain.ours].argmax(axis=1)] = 1.0
    blocks = np.arange(-(-size // BLOCK))
    if doubtful is not None:
        # np.unique would load numpy.ma
        blocks = np.flatnonzero(np.bincount(np.flatnonzero(doubtful) // BLOCK))
    if not len(blocks):
        return found
    seen = np.exp(emitted - emitted.max(axis=1, keepdims=True)) + LEAST
    kept = forward_backward(
        seen, blocks, chain.first, chain.stays, chain.ours, *chain.leaves, BLOCK, OVERLAP
    )
    places = (BLOCK * blocks[:, None] + np.arange(BLOCK)).ravel()
    real = places < size
    found[places[real]] = kept[real]
    return found


def could_gain(gains: Floats, least: float) -> Flags:
    """Which places lie in some run whose gains add up to `least`, or more.

    >>> could_gain(np.array([-5.0, 3.0, 4.0, -9.0, 2.0]), 6.0).tolist()
    [False, True, True, False, False]
    """
    sums = np.concatenate(([0.0], np.cumsum(gains)))
    before = sums[1:] - np.minimum.accumulate(sums)[:-1]
    behind = np.maximum.accumulate(sums[::-1])[::-1][1:] - sums[:-1]
    best: Flags = before + behind - gains >= least
    return best

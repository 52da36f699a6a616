"""Posterior chances of the states of a sequence, in time that grows with its length.

Forward-backward over blocks of the sequence side by side. What stands far off hardly bears on a
place, so that a block that begins some tokens early loses nothing, and the work is that of arrays.
"""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

BLOCK, OVERLAP = 96, 32
"""Tokens of a block, and how many of those on either side are read along with it."""

LEAST = 1e-20
"""The least chance of a token in a state, beside that in the likeliest: no state is ever ruled out.
"""


@attrs.frozen(eq=False)
class Chain:
    """The chance of each state at the start, and of each after another.

    After a state comes itself, by `stays`; else one of the first `ours` states, or of the others:
    `leaves` says by which shares, for each of the first, and for each of the others.
    """

    first: Floats
    stays: Floats
    ours: int
    leaves: tuple[Floats, Floats]

    def ahead(self, now: Singles) -> Singles:
        """The chances one token on; a row a block."""
        moved = now * (1 - self.stays).astype(np.float32)
        total: Singles = now * self.stays.astype(np.float32)
        total += moved[:, : self.ours].sum(axis=1)[:, None] * self.leaves[0].astype(np.float32)
        total += moved[:, self.ours :].sum(axis=1)[:, None] * self.leaves[1].astype(np.float32)
        return total

    def back(self, now: Singles) -> Singles:
        """The chances one token back: those of what follows, seen from each state."""
        total: Singles = now * self.stays.astype(np.float32)
        after = [(now * share.astype(np.float32)).sum(axis=1)[:, None] for share in self.leaves]
        left = (1 - self.stays).astype(np.float32)
        total[:, : self.ours] += after[0] * left[: self.ours]
        total[:, self.ours :] += after[1] * left[self.ours :]
        return total


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
    at = BLOCK * blocks[:, None] - OVERLAP + np.arange(BLOCK + 2 * OVERLAP)[None, :]
    inside = ((at >= 0) & (at < size)).T
    rows = emitted[at.clip(0, size - 1)].transpose(1, 0, 2)
    seen = np.exp(rows - rows.max(axis=2, keepdims=True)).astype(np.float32) + np.float32(LEAST)
    kept = _both_ways(seen, inside, chain)
    places = at[:, OVERLAP : OVERLAP + BLOCK]
    real = places < size
    found[places[real]] = kept.transpose(1, 0, 2)[real]
    return found


def _both_ways(seen: Singles, inside: Flags, chain: Chain) -> Singles:
    """Forward and backward through all blocks at once: a step a token, without their overlaps."""
    steps, blocks, states = seen.shape
    first = np.broadcast_to(chain.first.astype(np.float32), (blocks, states))
    forward = np.empty_like(seen)
    now = first * seen[0]
    for k in range(steps):
        if k:
            # before the text begins nothing is read, and every block starts as a text does
            now = chain.ahead(now) * seen[k]
        now = np.where(inside[k][:, None], now, first)
        now /= now.sum(axis=1, keepdims=True)
        forward[k] = now
    kept = np.empty((BLOCK, blocks, states), np.float32)
    behind = np.ones((blocks, states), np.float32)
    for k in range(steps - 1, OVERLAP - 1, -1):
        if k < OVERLAP + BLOCK:
            kept[k - OVERLAP] = forward[k] * behind
        behind = np.where(inside[k][:, None], chain.back(seen[k] * behind), np.float32(1))
        behind /= behind.sum(axis=1, keepdims=True)
    kept /= kept.sum(axis=2, keepdims=True)
    return kept


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

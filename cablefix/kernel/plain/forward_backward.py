"""Forward and backward through a sequence of states, in blocks side by side."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ids = npt.NDArray[np.int64]


def forward_backward(
    seen: Floats, blocks: Ids, first: Floats, stays: Floats, ours: int, from_ours: Floats,
    from_others: Floats, block: int, overlap: int,
) -> Floats:  # fmt: skip
    """The chance of each state (column) at each place of some blocks, one block after another.

    `seen`: the chance of what was read, by place and state, up to a factor; `blocks`: their
    numbers, each of `block` places, read with `overlap` more on either side; `first`: the chance
    of each state at the start. A state goes on by `stays`; else another follows, by `from_ours`
    behind the first `ours` states and by `from_others` behind the rest. Places beyond the end are
    given as well.
    """
    size, states = seen.shape
    steps = block + 2 * overlap
    at = block * blocks[:, None] - overlap + np.arange(steps)[None, :]
    inside = ((at >= 0) & (at < size)).T
    rows = seen[at.clip(0, size - 1)].transpose(1, 0, 2)
    starts = np.broadcast_to(first, (len(blocks), states))
    leaves = 1 - stays
    forward = np.empty((steps, len(blocks), states))
    now = starts * rows[0]
    for k in range(steps):
        if k:
            # before the text begins nothing is read, and every block starts as a text does
            moved = now * leaves
            now = now * stays
            now += moved[:, :ours].sum(axis=1)[:, None] * from_ours
            now += moved[:, ours:].sum(axis=1)[:, None] * from_others
            now *= rows[k]
        now = np.where(inside[k][:, None], now, starts)
        now /= now.sum(axis=1, keepdims=True)
        forward[k] = now
    kept = np.empty((block, len(blocks), states))
    behind = np.full((len(blocks), states), 1 / states)
    for k in range(steps - 1, overlap - 1, -1):
        if k < overlap + block:
            kept[k - overlap] = forward[k] * behind
        after = rows[k] * behind
        back = after * stays
        back[:, :ours] += (after @ from_ours)[:, None] * leaves[:ours]
        back[:, ours:] += (after @ from_others)[:, None] * leaves[ours:]
        behind = np.where(inside[k][:, None], back, 1 / states)
        behind /= behind.sum(axis=1, keepdims=True)
    kept /= kept.sum(axis=2, keepdims=True)
    return kept.transpose(1, 0, 2).reshape(-1, states)

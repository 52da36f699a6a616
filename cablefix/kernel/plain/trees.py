"""Regression trees side by side: node arrays, and where each tree begins."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

AT_ONCE, SHALLOW = 12, 5
"""Rows weighed together, few enough for the cache of the processor; steps that most trees take."""


def leaves(
    rows: Floats, feature: npt.NDArray[np.int16], threshold: Floats, left: npt.NDArray[np.int32],
    right: npt.NDArray[np.int32], roots: npt.NDArray[np.int32],
) -> npt.NDArray[np.int64]:  # fmt: skip
    """The leaf of each tree (column) that each row of measurements comes to.

    A node asks for one measurement: above its threshold it goes right, else left; a leaf asks for
    none, and its `feature` is below 0.
    """
    leaf = feature < 0
    itself = np.arange(len(leaf))
    asks = np.where(leaf, 0, feature).astype(np.intp)
    edge = np.where(leaf, np.float32(np.inf), threshold).astype(np.float32)
    ways = np.stack([np.where(leaf, itself, left), np.where(leaf, itself, right)], axis=1)
    steps = (asks, edge, ways.ravel().astype(np.intp))
    found = [_walk(some, leaf, roots.astype(np.intp), steps) for some in _portions(rows)]
    return np.concatenate(found) if found else np.zeros((0, len(roots)), np.int64)


def _portions(rows: Floats) -> Iterator[Floats]:
    for first in range(0, len(rows), AT_ONCE):
        yield rows[first : first + AT_ONCE]


def _walk(
    rows: Floats, leaf: npt.NDArray[np.bool_], roots: Places, steps: tuple[Places, Floats, Places]
) -> npt.NDArray[np.int64]:
    count, width = rows.shape
    measured = rows.ravel()
    here = np.tile(roots, count)
    row = np.repeat(np.arange(0, count * width, width), len(roots))
    for _ in range(SHALLOW):
        here = _step(here, measured, row, *steps)
    found = here
    on = np.arange(len(here))
    while True:
        inner = np.flatnonzero(~leaf.take(here))
        if not len(inner):
            return found.reshape(count, -1).astype(np.int64, copy=False)
        on, here, row = on[inner], here[inner], row[inner]
        here = _step(here, measured, row, *steps)
        found[on] = here


def _step(
    here: Places, measured: Floats, row: Places, asks: Places, edge: Floats, ways: Places
) -> Places:
    high = measured.take(asks.take(here) + row) > edge.take(here)
    return ways.take(2 * here + high)

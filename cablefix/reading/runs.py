"""Runs of tokens that are none of ours, what lies between two of them taken along."""

from __future__ import annotations

import numpy as np

from cablefix.reading.emissions import Flags, Floats

BRIDGED, BRIDGES, DENSE, WEAKEST, EDGE = 2, {3: 12, 10: 40}, 0.75, 35.0, 20
"""Tokens between two runs that are taken along; the most of them, if of so many times as many
tokens on either side that share is none of ours; the evidence for English below which the runs need
only be as long as what is between; how many times longer a run is than the rest at a text's ends.

What is quoted in English, or only looks so, within another language is none of our business.
"""


def join_runs(apart: Flags, gains: Floats) -> list[tuple[int, int]]:
    """First and behind the last of each run of tokens, gaps taken along.

    `gains`: how much likelier each token is as something else than as English.

    >>> apart = np.array([True] * 6 + [False] + [True] * 6 + [False] * 9)
    >>> join_runs(apart, np.zeros(22))
    [(0, 13)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], apart.astype(np.int8), [0])))).tolist()
    runs: list[tuple[int, int]] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if runs and start - runs[-1][1] <= BRIDGED:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    counts = np.concatenate(([0], np.cumsum(apart)))

    def is_dense(at: int, to: int) -> bool:
        return at >= 0 and to <= len(apart) and counts[to] - counts[at] >= DENSE * (to - at)

    joined: list[tuple[int, int]] = []
    for start, end in runs:
        first, last = joined[-1] if joined else (0, 0)
        gap = start - last
        weak = min(last - first, end - start) >= gap and -gains[last:start].sum() <= WEAKEST
        if joined and (
            weak
            or any(
                gap <= most and is_dense(last - n * gap, last) and is_dense(start, start + n * gap)
                for n, most in BRIDGES.items()
            )
        ):
            joined[-1] = (first, end)
        else:
            joined.append((start, end))
    return [_to_the_edge(run, len(apart)) for run in joined]


def _to_the_edge(run: tuple[int, int], size: int) -> tuple[int, int]:
    start, end = run
    most = (end - start) // EDGE
    return 0 if start <= most else start, size if size - end <= most else end

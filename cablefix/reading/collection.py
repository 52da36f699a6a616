"""Tells the cables of a file apart, so that each has its own pages and its own numbering."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs

from cablefix.reading.document import Reading
from cablefix.reading.frames import Frame, differing_figures, gather

_HEAD = frozenset({"dtg", "from"})
UNLIKE = 2
"""Figures in which the numbers of two cables differ at least; fewer are a slip of the reader."""

_FEWEST = 2
"""Frames of a second cable: a single one is a page spliced in, unless it says that it is whole."""


def split_cables(reading: Reading) -> list[Reading]:
    """The cables of a file, each as a reading of its own; mostly there is one.

    A cable begins where a message head bears a number that no page before it bore, and none after
    it bears a number of those before.
    """
    if not reading.is_cable:
        return [reading]
    starts = [0, *_beginnings(reading.frames), len(reading.frames)]
    if len(starts) == 2:
        return [reading]
    parts = []
    for a, b in pairwise(starts):
        lines = [r for f in reading.frames[a:b] for r in f.lines]
        parts.append(attrs.evolve(reading, lines=tuple(lines), frames=gather(lines)))
    return parts


def _beginnings(frames: Sequence[Frame]) -> list[int]:
    """The frames with which a further cable begins."""
    last = {f.number: i for i, f in enumerate(frames) if f.number}
    latest = -1  # the last frame that bears a number seen so far
    counts: dict[str, int] = {}
    for f in frames:
        if f.number:
            counts[f.number] = counts.get(f.number, 0) + 1
    seen: set[str] = set()
    found = []
    for i, frame in enumerate(frames):
        if not frame.number:
            continue
        forms = {r.form for r in frame.lines}
        is_new = 0 <= latest < i and forms >= _HEAD
        is_new = is_new and all(differing_figures(frame.number, n) >= UNLIKE for n in seen)
        seen.add(frame.number)
        whole = counts[frame.number] >= _FEWEST or (frame.page == 1 and frame.pages in (None, 1))
        if is_new and whole:
            found.append(i)
            latest = last[frame.number]
        elif latest < 0 or not is_new:
            latest = max(latest, last[frame.number])
    return found

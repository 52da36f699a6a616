"""Finds the likeliest way through a lattice of alternatives, all windows of a text at once.

A window is a run of chunks of which some are in doubt. Every position has alternatives; the
decoder keeps the best few partial readings (a beam) and scores all windows in step, so that the
language model answers many questions in one call.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import attrs

from cablefix import deadline
from cablefix.by_fields import ByFields
from cablefix.kernel.shapes import Lattice
from cablefix.language.ngram import LanguageModel

BEAM = 2

AT_ONCE = 256
"""Windows that are decoded in one call: the time limit is looked at between them."""

Ids = tuple[int, ...]


class Alternative(NamedTuple):
    """One way to read a chunk (or `consume` chunks): its text, its tokens, its channel cost.

    `ops`: the confusions of characters that it takes.
    """

    text: str
    ids: Ids
    cost: float
    kind: str
    consume: int = 1
    ops: tuple[tuple[str, str], ...] = ()


@attrs.frozen
class Window(ByFields):
    """The alternatives at each position (the first is the text as it stands), and the context."""

    first: int
    options: tuple[tuple[Alternative, ...], ...]
    before: Ids
    after: Ids


def decode(windows: Sequence[Window], model: LanguageModel) -> list[tuple[Alternative, ...]]:
    """The best choice for every window."""
    chosen: list[tuple[Alternative, ...]] = []
    for first in range(0, len(windows), AT_ONCE):
        deadline.check()
        some = windows[first : first + AT_ONCE]
        ways = model.table.decode([_as_lattice(w) for w in some], BEAM)
        chosen += map(_follow, some, ways)
    return chosen


def _as_lattice(window: Window) -> Lattice:
    options = [[(o.ids, o.cost, o.consume) for o in place] for place in window.options]
    return window.before, options, window.after


def _follow(window: Window, way: Sequence[int]) -> tuple[Alternative, ...]:
    """The alternatives on a way through a window."""
    taken: list[Alternative] = []
    place = 0
    for number in way:
        taken.append(window.options[place][number])
        place += taken[-1].consume
    return tuple(taken)

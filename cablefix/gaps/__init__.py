"""Finds what was withheld or lost: one file for each kind of evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cablefix import deadline
from cablefix.gaps.breaks import find_breaks
from cablefix.gaps.cut_lines import find_cut_lines
from cablefix.gaps.enclosures import find_enclosure_gaps
from cablefix.gaps.markers import find_markers
from cablefix.gaps.numbering import find_number_gaps
from cablefix.gaps.pages import find_page_gaps
from cablefix.gaps.setting import Setting
from cablefix.gaps.unreadable import find_unreadable
from cablefix.model import Gap
from cablefix.reading.collection import split_cables
from cablefix.reading.document import Reading
from cablefix.reading.places import Places

Finder = Callable[[Setting], Iterator[Gap]]

FINDERS: tuple[Finder, ...] = (
    find_markers,
    find_number_gaps,
    find_page_gaps,
    find_cut_lines,
    find_breaks,
    find_enclosure_gaps,
    find_unreadable,
)

LEAST = 0.5
"""Gaps that are less likely than this are not reported."""


def find_gaps(reading: Reading, places: Places) -> list[Gap]:
    """All gaps of a text, sorted by place."""
    found = [
        gap
        for part in split_cables(reading)
        for setting in (Setting.of(part, places),)
        for find in FINDERS
        for gap in _in_time(find, setting)
        if gap.confidence >= LEAST
    ]
    return sorted(found, key=lambda g: (g.start, g.end, g.kind, g.page or 0))


def _in_time(find: Finder, setting: Setting) -> Iterator[Gap]:
    """What one finder finds, while the time limit allows."""
    deadline.check()
    return find(setting)

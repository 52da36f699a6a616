"""Finds what was withheld or lost: one file for each kind of evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from cablefix import deadline
from cablefix.document.cable_boundaries import split_cables
from cablefix.document.reading import Reading
from cablefix.findings import Gap
from cablefix.gaps.attachments import find_enclosure_gaps
from cablefix.gaps.context import Setting
from cablefix.gaps.cut_lines import find_cut_lines
from cablefix.gaps.end_of_file import find_truncation
from cablefix.gaps.illegible import find_unreadable
from cablefix.gaps.markers import find_markers
from cablefix.gaps.numbering import find_number_gaps
from cablefix.gaps.pages import find_page_gaps
from cablefix.gaps.truncated_text import find_breaks
from cablefix.layout.places import Places

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

_AFTER_THE_END = ("missing-section", "missing-page")
"""Kinds of gaps that a file has behind its end because it was cut there."""

LEAST = 0.5
"""Gaps that are less likely than this are not reported."""


def find_gaps(reading: Reading, places: Places) -> list[Gap]:
    """All gaps of a text, sorted by place."""
    found: list[Gap] = []
    ends: list[Gap] = []
    for part in split_cables(reading):
        setting = Setting.of(part, places)
        found += _likely(setting, FINDERS)
        ends = _likely(setting, (find_truncation,))  # of the last part, with which the file ends
    found = _as_one_loss(found, ends[0]) if ends else found
    return sorted(found, key=lambda g: (g.start, g.end, g.kind, g.page or 0))


def _likely(setting: Setting, finders: Iterable[Finder]) -> list[Gap]:
    """What some finders find that is likelier there than not."""
    return [g for find in finders for g in _in_time(find, setting) if g.confidence >= LEAST]


def _as_one_loss(found: list[Gap], end: Gap) -> list[Gap]:
    """What is lost with the end of a file is one loss, and told once, with the end."""
    if any(g.kind == end.kind and g.end >= end.start for g in found):
        return found  # told already, with the page that is not here
    lost = [g for g in found if g.kind in _AFTER_THE_END and g.start >= end.end]
    also = "".join(f"; {g.kind.removeprefix('missing-')} {_number(g):02d} is not here either"
                   for g in lost)  # fmt: skip
    return [*(g for g in found if g not in lost), attrs.evolve(end, why=end.why + also)]


def _number(gap: Gap) -> int:
    return (gap.page if gap.kind == "missing-page" else gap.section) or 0


def _in_time(find: Finder, setting: Setting) -> Iterator[Gap]:
    """What one finder finds, while the time limit allows."""
    deadline.check()
    return find(setting)

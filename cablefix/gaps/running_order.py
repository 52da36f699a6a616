"""The pages of a cable in the order in which they were written, none of them twice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from cablefix.gaps.collation import Collation, Sheet
from cablefix.gaps.same_text import ALIKE, body_of
from cablefix.reading.frames import Frame

_COMPARED = 4000
"""Characters of two pages that are compared."""


def repeated_sheets(collation: Collation) -> Iterator[Sheet]:
    """The sheets that are here twice, by their place and their text."""
    seen: dict[tuple[int, int | None], Sheet] = {}
    for sheet in collation.sheets:
        first = seen.setdefault((sheet.section, sheet.page), sheet)
        if first is sheet or sheet.page is None:
            continue
        text, other = body_of(sheet.frame, _COMPARED), body_of(first.frame, _COMPARED)
        if text and fuzz.ratio(text, other) >= ALIKE:
            yield sheet


def disordered_sheets(collation: Collation) -> list[Sheet]:
    """The fewest sheets that are in the way of the order; of two that changed places, the first."""
    sheets = [s for s in collation.sheets if s.page is not None]
    kept = _longest_run([(s.section, s.page or 0) for s in sheets])
    return [s for i, s in enumerate(sheets) if i not in kept]


def in_running_order(frames: Sequence[Frame], collation: Collation) -> list[Frame]:
    """Frames as they follow each other in the cable, those that are here twice left out.

    A frame that is no sheet stays behind the sheet that stands before it. Where the header of a
    sheet out of its order was not read plainly, the file is believed.
    """
    twice = {id(s.frame) for s in repeated_sheets(collation)}
    kept = [f for f in frames if id(f) not in twice]
    disordered = disordered_sheets(collation)
    if not disordered or not all(s.is_plain for s in disordered):
        return kept
    at: tuple[int, int] = (0, 0)
    ranked: list[tuple[tuple[int, int], Frame]] = []
    for f in kept:
        section, page = collation.places.get(f.start, (None, None))
        at = (section, page) if section and page else at
        ranked.append((at, f))
    return [f for _, f in sorted(ranked, key=lambda r: r[0])]


def _longest_run(places: Sequence[tuple[int, int]]) -> set[int]:
    """The indexes of a longest run that never falls; the latest, where there are several."""
    tails: list[tuple[int, int]] = []
    ends: list[int] = []
    came: list[int] = []
    for i, place in enumerate(places):
        at = bisect_right(tails, place)
        came.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [i]
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = came[at]
    return kept

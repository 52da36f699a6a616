"""Collates the pages of a file: which page of which section each sheet is, and their order.

Each page header is a noisy reading of a section and a page. The sheets of a cable run on, so the
likeliest run of places is found over the whole file (Viterbi, a few places for each sheet): a page
that is missing, twice or out of order costs something, and so does a misread figure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log

import attrs
from rapidfuzz import fuzz

from cablefix.by_fields import ByFields
from cablefix.document.page_readings import cost_of, misread_cost, readings_of, section_line
from cablefix.document.page_sequence import ALIKE, HEAD_FORMS, PlaceRun, body_of
from cablefix.document.reading import Reading
from cablefix.late import late_regex
from cablefix.layout.pages import Frame
from cablefix.layout.running_text import has_text

MISSING = 1.0
"""Cost of each page or section that a total would make missing at the end."""

FEW = 3
"""Pages that a single header may make missing at the end of a section."""

_NODIS = late_regex(r"\bNOD(?:IS|S-|\d{3})")


@attrs.frozen
class Sheet(ByFields):
    """A page of the file and its place in the cable; `page` is None where nothing tells it."""

    frame: Frame
    section: int
    page: int | None

    @property
    def is_plain(self) -> bool:
        """Whether the header was read as the page that it must be."""
        return self.page is not None and self.page == self.frame.page


@attrs.frozen
class Collation(ByFields):
    """The sheets of the cable in the order of the file, pages of other cables left out.

    `pages` is how many pages a section has by its headers, or at least has; `sections` is how
    many sections the cable has, where a header says so; `places` gives section and page of each
    sheet by the offset at which it starts.
    """

    sheets: tuple[Sheet, ...]
    pages: dict[int, int]
    sections: int | None
    first: int

    places: dict[int, tuple[int, int | None]] = attrs.field(init=False, eq=False, repr=False)

    @places.default
    def _by_start(self) -> dict[int, tuple[int, int | None]]:
        return {s.frame.start: (s.section, s.page) for s in self.sheets}

    _sections: dict[int, list[Sheet]] = attrs.field(init=False, eq=False, repr=False)

    @_sections.default
    def _by_section(self) -> dict[int, list[Sheet]]:
        found: dict[int, list[Sheet]] = defaultdict(list)
        for sheet in self.sheets:
            found[sheet.section].append(sheet)
        return found

    def of_section(self, section: int) -> list[Sheet]:
        """The sheets of one section."""
        return self._sections.get(section, [])


def collate(reading: Reading) -> Collation:
    """Find the place of every sheet of a cable."""
    sheets = [f for f in reading.frames if not f.foreign and _is_sheet(f, reading)]
    head = head_behind(reading.frames)
    if head is not None and sheets and sheets[-1] is head:
        sheets = [head, *sheets[:-1]]
    highest = max((f.section or 0 for f in sheets if f.section and f.section < 60), default=1)
    sections = _total(sheets, "sections", reading.noise, highest)
    first = _first_page(sheets)
    run = PlaceRun(reading.noise, sections, first)
    for before, frame in zip([None, *sheets], sheets, strict=False):
        run.add(frame, before)
    placed = [Sheet(f, s, p) for f, (s, p) in zip(sheets, run.places(), strict=True)]
    by_section: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in placed:
        by_section[sheet.section].append(sheet)
    pages = {}
    for section, mine in by_section.items():
        last = max((s.page or 0 for s in mine), default=0)
        of = _total((s.frame for s in mine), "pages", reading.noise, last)
        stated = sum(s.frame.pages == of for s in mine)
        pages[section] = of if of and last < of and (stated > 1 or of <= last + FEW) else last
    return Collation(tuple(placed), pages, sections, first)


def head_behind(frames: Sequence[Frame]) -> Frame | None:
    """The first page where it stands last, as some copies on the Web have it: text, then head.

    The text above the header of the second page is then that of the first.
    """
    if len(frames) < 2 or frames[0].header is not None or not frames[0].body:
        return None
    headed = [f for f in frames if any(r.form in HEAD_FORMS for r in f.lines)]
    last = frames[-1]
    alone = headed == [last] and last.header is not None and last.page == 1
    return last if alone and all(f.header for f in frames[1:]) else None


def _is_sheet(frame: Frame, reading: Reading) -> bool:
    """Whether a frame is a page: it has a header, or stands between form feeds, or is headed."""
    if frame.header is not None:
        return True
    if not any(r.form != "blank" for r in frame.lines):
        return False
    if any(r.form in HEAD_FORMS for r in frame.lines):
        return True
    if frame is reading.frames[-1]:
        return reading.has_form_feeds and has_text(frame, reading.noise)
    return frame.lines[-1].line.breaks and bool(frame.body)


def _total(frames: Iterable[Frame], name: str, noise: int, seen: int = 0) -> int | None:
    """The number that the headers state: the likeliest reading of all, a small one before a large.

    Cables have few sections and few pages; that a page is one of 62 is the likelier a slip.
    `seen` is the highest number that is here: every further one would be missing.
    """
    misread = misread_cost(noise)
    read = [
        readings
        for f in frames
        for line in (f.header, section_line(f))
        if line and (readings := readings_of(line.part(name), noise))
    ]
    counted = Counter(tuple(r.items()) for r in read)
    values = sorted({v for readings in read for v in readings} | ({seen} if read else set()))
    values = [v for v in values if v]
    if not values:
        return None
    return min(
        values,
        key=lambda v: (
            sum(n * cost_of(dict(r), v, misread) for r, n in counted.items())
            + 2 * log(v) + MISSING * max(v - seen, 0), v,
        ),
    )  # fmt: skip


def _first_page(frames: Sequence[Frame]) -> int:
    """The page with which sections begin in this file: 2 where their cover sheets are left out."""
    firsts: dict[int, int] = {}
    for f in frames:
        if f.section and f.page:
            firsts[f.section] = min(f.page, firsts.get(f.section, f.page))
    counts = Counter(p for p in firsts.values() if p <= 2)
    nodis = any(_NODIS.search(r.line.text) for f in frames for r in f.lines if r.form != "text")
    return 2 if counts[2] > counts[1] and (counts[2] > 1 or nodis) else 1


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

"""Collates the pages of a file: which page of which section each sheet is, misreadings allowed.

Each page header is a noisy reading of a section and a page. The sheets of a cable run on, so the
likeliest run of places is found over the whole file (Viterbi, a few places for each sheet): a page
that is missing, twice or out of order costs something, and so does a misread figure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log

import attrs
from rapidfuzz import fuzz

from cablefix.gaps.headings import page_in_ruins
from cablefix.gaps.texts import has_text
from cablefix.reading.document import Reading
from cablefix.reading.forms import Part
from cablefix.reading.frames import Frame
from cablefix.reading.recognise import ReadLine
from cablefix.reading.slots import slots

Place = tuple[int, int]
"""A section and a page in it."""

MISREAD_LIGHT, MISREAD_HEAVY = 7.0, 4.0
"""Cost of a figure that was read as quite another, at light and at heavy damage."""

SKIP, SKIP_MORE, BACK, BACK_MORE, AGAIN, AGAIN_UNLIKE, BEYOND = 2.5, 1.0, 5.0, 0.4, 0.5, 9.0, 2.0
"""Costs of steps: over missing pages, back, to the same page (alike in text or not), and to a
section beyond the last that the headers name."""

BEYOND_STATED = 4.0
"""Cost of a second section that begins in its middle, where no header names sections at all."""

HEADED, UNHEADED = 6.0, 3.0
"""Cost of a header block on a page that is not the first of its section, and of a first page
without one."""

AFTER_LAST = 4.0
"""Cost of a page that is later than the last by its own header."""

MISSING = 1.0
"""Cost of each page or section that a total would make missing at the end."""

FEW = 3
"""Pages that a single header may make missing at the end of a section."""

PLACES = 8
"""How many places are considered for one sheet."""

ALIKE = 70.0
"""Likeness (percent) of the texts of two sheets that are the same page."""

_NODIS = re.compile(r"\bNOD(?:IS|S-|\d{3})")
_HEADED = frozenset({"info", "reception", "dtg", "from", "section"})


@attrs.frozen
class Sheet:
    """A page of the file and its place in the cable; `page` is None where nothing tells it."""

    frame: Frame
    section: int
    page: int | None


@attrs.frozen
class Collation:
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

    def of_section(self, section: int) -> list[Sheet]:
        """The sheets of one section."""
        return [s for s in self.sheets if s.section == section]


def body_of(frame: Frame) -> str:
    """The running text of a frame, its lines joined."""
    return "\n".join(r.line.text for r in frame.body)


def collate(reading: Reading) -> Collation:
    """Find the place of every sheet of a cable."""
    sheets = [f for f in reading.frames if not f.foreign and _is_sheet(f, reading)]
    highest = max((f.section or 0 for f in sheets if f.section and f.section < 60), default=1)
    sections = _total(sheets, "sections", reading.noise, highest)
    first = _first_page(sheets)
    run = _Run(reading.noise, sections, first)
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


def _is_sheet(frame: Frame, reading: Reading) -> bool:
    """Whether a frame is a page: it has a header, or stands between form feeds, or is headed."""
    if frame.header is not None:
        return True
    if not any(r.form != "blank" for r in frame.lines):
        return False
    if any(r.form in _HEADED for r in frame.lines):
        return True
    if frame is reading.frames[-1]:
        return reading.has_form_feeds and has_text(frame, reading.noise)
    return frame.lines[-1].line.breaks and bool(frame.body)


def _total(frames: Iterable[Frame], name: str, noise: int, seen: int = 0) -> int | None:
    """The number that the headers state: the likeliest reading of all, a small one before a large.

    Cables have few sections and few pages; that a page is one of 62 is the likelier a slip.
    `seen` is the highest number that is here: every further one would be missing.
    """
    misread = _misread(noise)
    read = [
        readings
        for f in frames
        for line in (f.header, _section_line(f))
        if line and (readings := _readings(line.part(name), noise))
    ]
    values = sorted({v for readings in read for v in readings} | ({seen} if read else set()))
    values = [v for v in values if v]
    if not values:
        return None
    return min(
        values,
        key=lambda v: (
            sum(_cost(r, v, misread) for r in read) + 2 * log(v) + MISSING * max(v - seen, 0), v
        ),
    )  # fmt: skip


def _cost(readings: dict[int, float], value: int, misread: float) -> float:
    """The cost of a number where others were read: that of each figure that differs."""
    if not readings or value in readings:
        return readings.get(value, 0.0)
    shown = f"{value:02d}"
    return min(
        cost + misread * (sum(a != b for a, b in zip(f"{v:02d}", shown, strict=False)) or 2)
        for v, cost in readings.items()
    )


def _misread(noise: int) -> float:
    return MISREAD_LIGHT + (MISREAD_HEAVY - MISREAD_LIGHT) * noise / 10


def _section_line(frame: Frame) -> ReadLine | None:
    return next((r for r in frame.lines if r.form == "section"), None)


def _first_page(frames: Sequence[Frame]) -> int:
    """The page with which sections begin in this file: 2 where their cover sheets are left out."""
    firsts: dict[int, int] = {}
    for f in frames:
        if f.section and f.page:
            firsts[f.section] = min(f.page, firsts.get(f.section, f.page))
    counts = Counter(p for p in firsts.values() if p <= 2)
    nodis = any(_NODIS.search(r.line.text) for f in frames for r in f.lines if r.form != "text")
    return 2 if counts[2] > counts[1] and (counts[2] > 1 or nodis) else 1


class _Run:
    """The cheapest run of places for the sheets so far."""

    def __init__(self, noise: int, sections: int | None, first: int) -> None:
        self.misread = _misread(noise)
        self.noise, self.sections, self.first = noise, sections, first
        self.costs: dict[Place, float] = {}
        self.back: list[dict[Place, Place | None]] = []

    def add(self, frame: Frame, before: Frame | None) -> None:
        """Weigh the places of one more sheet."""
        alike = before is not None and _alike(frame, before)
        page, section = _page_read(frame, self.noise), _sections_read(frame, self.noise)
        costs: dict[Place, float] = {}
        back: dict[Place, Place | None] = {}
        places = self._candidates(page, section)
        headed = any(r.form in _HEADED for r in frame.lines)
        if headed and page and _cost(page, 1, self.misread) <= self.misread:
            places += [(s + 1, 1) for s, _ in self.costs if (s + 1, 1) not in places]
        for place in dict.fromkeys(places):
            steps: list[tuple[float, Place | None]] = [
                (cost + self._step(was, place, before, alike), was)
                for was, cost in self.costs.items()
            ]
            cost, came = min(
                steps or [(self._start(place), None)], key=lambda s: (s[0], s[1] or (0, 0))
            )
            costs[place] = cost + self._read(section, place[0]) + self._read(page, place[1])
            costs[place] += self._apparatus(headed, place[1], frame)
            if frame.pages and place[1] > frame.pages:
                costs[place] += AFTER_LAST
            back[place] = came
        kept = sorted(costs, key=lambda p: (costs[p], p))[:PLACES]
        self.costs = {p: costs[p] for p in kept}
        self.back.append(back)

    def _apparatus(self, headed: bool, page: int, frame: Frame) -> float:
        """The header block stands on the first page of a section, and on no other."""
        if headed:
            return 0.0 if page in (1, self.first) else HEADED
        return UNHEADED if page == self.first and frame.body else 0.0

    def _candidates(self, page: dict[int, float], section: dict[int, float]) -> list[Place]:
        last = self.sections or 1
        known = [s for s in section if s <= max(last, 1)]
        pages = sorted(page, key=lambda p: page[p])[:3]
        places = {(s, p) for s in known for p in pages}
        for s, p in self.costs:
            places |= {(s, p + 1), (s, p + 2), (s, p)}
            if s < last:
                places |= {(s + 1, self.first), (s + 1, 1)}
            if self.sections is None:
                places |= {(s + 1, q) for q in pages if q <= p}
            places |= {(t, q) for t in (s, min(s + 1, last)) for q in pages}
            places |= {(t, p + 1) for t in known} | {(t, self.first) for t in known}
        if not self.costs:
            places |= {(1, 1), (1, 2)}
        return sorted(places)

    def _read(self, readings: dict[int, float], value: int) -> float:
        return _cost(readings, value, self.misread)

    def _start(self, place: Place) -> float:
        return 0.5 * (place[0] - 1) + 0.5 * abs(place[1] - self.first)

    def _step(self, was: Place, to: Place, before: Frame | None, alike: bool) -> float:
        """The cost of going from the place of the sheet before to this one."""
        of = before.pages if before else None
        if to == was:
            return AGAIN if alike else AGAIN_UNLIKE
        if to < was:
            return BACK + BACK_MORE * abs(to[1] - was[1] - 1)
        if to[0] == was[0]:
            over = to[1] - was[1] - 1
        else:
            left = max(of - was[1], 0) if of and of < 20 else 0
            over = left + max(to[1] - self.first, 0) + 3 * (to[0] - was[0] - 1)
        jump = SKIP + SKIP_MORE * over if over else 0.0
        beyond = BEYOND if self.sections and to[0] > self.sections else 0.0
        if self.sections is None and to[0] > was[0]:
            beyond += BEYOND_STATED if to[1] > 1 else BEYOND
        return jump + beyond + (BACK if alike else 0.0)

    def places(self) -> list[tuple[int, int | None]]:
        """The cheapest run, back from the last sheet."""
        if not self.back:
            return []
        at: Place | None = min(self.costs, key=lambda p: (self.costs[p], p))
        run: list[tuple[int, int | None]] = []
        for back in reversed(self.back):
            assert at is not None  # every sheet was reached from one before it
            run.append(at)
            at = back[at]
        return run[::-1]


def _page_read(frame: Frame, noise: int) -> dict[int, float]:
    """What the page header says of the page, with costs; what is left of it, where it is ruined."""
    if frame.header is None:
        return page_in_ruins(frame, noise)[0]
    return _readings(frame.header.part("page"), noise)


def _sections_read(frame: Frame, noise: int) -> dict[int, float]:
    """What the page header and the section line say of the section, with costs."""
    lines = [frame.header, _section_line(frame)]
    found: dict[int, float] = {}
    for line in lines:
        for value, cost in _readings(line.part("section") if line else None, noise).items():
            found[value] = min(cost, found.get(value, cost))
    return found or (page_in_ruins(frame, noise)[1] if frame.header is None else {})


def _readings(part: Part | None, noise: int) -> dict[int, float]:
    """The numbers that may stand behind a field, with their costs; the likeliest costs nothing."""
    if part is None:
        return {}
    options = slots()[part.slot].options(part.span.text, noise)
    if not options and part.value:
        options = {part.value: 0.0}
    found = {int(v): cost for v, cost in options.items() if v.isdigit() and int(v) > 0}
    least = min(found.values(), default=0.0)
    return {v: cost - least for v, cost in found.items()}


def _alike(frame: Frame, other: Frame) -> bool:
    """Whether two sheets bear the same text."""
    a, b = body_of(frame)[:1200], body_of(other)[:1200]
    if min(len(a), len(b)) < 60 or max(len(a), len(b)) > 2 * min(len(a), len(b)):
        return False
    return fuzz.ratio(a, b, score_cutoff=ALIKE) > 0

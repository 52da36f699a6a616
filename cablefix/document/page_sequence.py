"""Finds the likeliest run of places for the sheets of a cable (Viterbi, a few places for each).

The sheets run on: a page that is missing, twice or out of order costs something, and so does a
misread figure.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from cablefix.document.page_readings import cost_of, misread_cost, page_read, sections_read
from cablefix.layout.pages import Frame

Place = tuple[int, int]
"""A section and a page in it."""

SKIP, SKIP_MORE, BACK, BACK_MORE, AGAIN, AGAIN_UNLIKE, BEYOND = 2.5, 1.0, 5.0, 0.4, 0.5, 9.0, 2.0
"""Costs of steps: over missing pages, back, to the same page (alike in text or not), and to a
section beyond the last that the headers name."""

SECTION_GONE = 3.0
"""Cost of each section of which no page is here."""

BEYOND_STATED = 4.0
"""Cost of a second section that begins in its middle, where no header names sections at all."""

HEADED, UNHEADED = 6.0, 3.0
"""Cost of a header block on a page that is not the first of its section, and of a first page
without one."""

AFTER_LAST = 4.0
"""Cost of a page that is later than the last by its own header."""

PLACES = 8
"""How many places are considered for one sheet."""

HEAD_FORMS = frozenset({"info", "reception", "dtg", "from", "section"})
"""Lines of the header block of a message."""


class PlaceRun:
    """The cheapest run of places for the sheets so far."""

    def __init__(self, noise: int, sections: int | None, first: int) -> None:
        self.misread = misread_cost(noise)
        self.noise, self.sections, self.first = noise, sections, first
        self.costs: dict[Place, float] = {}
        self.back: list[dict[Place, Place | None]] = []

    def add(self, frame: Frame, before: Frame | None) -> None:
        """Weigh the places of one more sheet."""
        alike = before is not None and are_alike(frame, before)
        page, section = page_read(frame, self.noise), sections_read(frame, self.noise)
        costs: dict[Place, float] = {}
        back: dict[Place, Place | None] = {}
        places = self._candidates(page, section)
        headed = any(r.form in HEAD_FORMS for r in frame.lines)
        if headed and page and cost_of(page, 1, self.misread) <= self.misread:
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
        return cost_of(readings, value, self.misread)

    def _start(self, place: Place) -> float:
        return SECTION_GONE * (place[0] - 1) + 0.5 * abs(place[1] - self.first)

    def _step(self, was: Place, to: Place, before: Frame | None, alike: bool) -> float:
        """The cost of going from the place of the sheet before to this one."""
        of = before.pages if before else None
        if to == was:
            return AGAIN if alike else AGAIN_UNLIKE
        if to < was:
            return BACK + BACK_MORE * abs(to[1] - was[1] - 1)
        if to[0] == was[0]:
            over = float(to[1] - was[1] - 1)
        else:
            left = max(of - was[1], 0) if of and of < 20 else 0
            over = left + max(to[1] - self.first, 0) + SECTION_GONE * (to[0] - was[0] - 1)
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


_COMPARED = 1200
"""Characters of two pages that are compared."""

ALIKE = 70.0
"""Likeness (percent) of the texts of two sheets that are the same page."""


def body_of(frame: Frame, most: int) -> str:
    """The running text of a frame up to so many characters, its lines joined."""
    kept: list[str] = []
    size = 0
    for r in frame.body:
        if size > most:
            break
        kept.append(r.line.text)
        size += len(r.line.text) + 1
    return "\n".join(kept)[:most]


def are_alike(frame: Frame, other: Frame) -> bool:
    """Whether two sheets bear the same text."""
    a, b = body_of(frame, _COMPARED), body_of(other, _COMPARED)
    if min(len(a), len(b)) < 60 or max(len(a), len(b)) > 2 * min(len(a), len(b)):
        return False
    return fuzz.ratio(a, b, score_cutoff=ALIKE) > 0

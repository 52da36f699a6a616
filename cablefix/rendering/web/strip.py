"""The document as a picture: its sections, pages and paragraphs, and where the findings lie."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

import attrs

from cablefix.by_fields import ByFields
from cablefix.cable import Cable, Page, Paragraph, Section
from cablefix.findings import Gap
from cablefix.rendering.web.escape import plain
from cablefix.rendering.web.leaves import Layout
from cablefix.rendering.web.rows import GapMark, row_at

RIBBON = 300
"""Places on the ribbon; the more findings fall together, the deeper the colour."""

WIDEST = 6
"""The width of the longest paragraph on the strip, in that of the shortest."""


@attrs.frozen
class Cell(ByFields):
    """One page or paragraph of the strip: its place in the text, its link and its look."""

    at: tuple[int, int]
    target: str
    number: int | None
    noun: str
    status: str = "present"
    width: int = 1

    def html(self) -> str:
        """The cell as a link."""
        told = "" if self.status == "present" else f", {self.status}"
        number = "?" if self.number is None else str(self.number)
        return (
            f'<a class="cell {plain(self.status)} w{self.width}" href="#{self.target}" '
            f'title="{self.noun} {number}{plain(told)}" '
            f'aria-label="{self.noun} {number}{plain(told)}">{number}</a>'
        )


def write_strip(layout: Layout) -> str:
    """Sections with their pages and paragraphs, present and missing, as links into the text.

    Empty for a text that has none of them.
    """
    picture = _Picture(layout)
    return "".join(
        f'<ol class="sections" aria-label="document {n}">{"".join(picture.sections(cable))}</ol>'
        for n, cable in enumerate(layout.result.cables, start=1)
        if cable.sections
    )


class _Picture:
    """Draws the sections of a document; knows its gaps by place."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._gaps = sorted(layout.gaps, key=lambda g: g.gap.start)
        self._starts = [g.gap.start for g in self._gaps]
        self._over_pages = [g.gap for g in self._gaps if _is_over_page(g.gap)]

    def _between(self, start: int, end: int) -> Sequence[GapMark]:
        """The gaps that start within a span, its end included."""
        return self._gaps[bisect_left(self._starts, start) : bisect_right(self._starts, end)]

    def sections(self, cable: Cable) -> Iterator[str]:
        """The sections of a cable, present and missing, in order."""
        found = self._between(cable.start, cable.end)
        lost: dict[int | None, list[GapMark]] = {}
        for g in found:
            if g.gap.kind == "missing-page":
                lost.setdefault(g.gap.section, []).append(g)
        parts = [
            (s.start, s.number, self._section(s, lost.get(s.number, ()))) for s in cable.sections
        ]
        for g in found:
            if g.gap.kind == "missing-section":
                parts.append((g.gap.start, g.gap.section or 0, _missing_section(g)))
        return (html for _, _, html in sorted(parts, key=lambda p: p[:2]))

    def _section(self, section: Section, lost: Iterable[GapMark]) -> str:
        pages = [self._page(p) for p in section.pages]
        paragraphs = [
            self._paragraph(paragraph, on)
            for page, on in zip(section.pages, pages, strict=True)
            for paragraph in page.paragraphs
            if paragraph.number
        ]
        for g in lost:
            number = g.gap.page
            pages.append(Cell((number or 0, 0), f"f{g.index}", number, "page", "missing"))
        for g in self._between(section.start, section.end):
            if g.gap.kind == "missing-paragraphs":
                paragraphs += (
                    Cell((g.gap.start, n), f"f{g.index}", n, "paragraph", "missing")
                    for n in g.gap.paragraphs
                )
        return (
            f'<li class="section"><a class="name" href="#{self._layout.anchor(section.start)}">'
            f'<span class="sr">section </span>{section.number}</a>'
            f'<div class="cells pages">{_in_order(pages)}</div>'
            f'<div class="cells paragraphs">{_in_order(paragraphs)}</div></li>'
        )

    def _page(self, page: Page) -> Cell:
        over = next(
            (g for g in self._over_pages if g.start <= page.start and page.end <= g.end), None
        )
        status = over.kind.replace("-", " ") if over else "present"
        where = self._layout.anchor(page.start)
        return Cell((page.number or 0, page.start), where, page.number, "page", status)

    def _paragraph(self, paragraph: Paragraph, page: Cell) -> Cell:
        width = 1 + min(WIDEST - 1, (paragraph.end - paragraph.start) // 200)
        where = self._layout.anchor(paragraph.start)
        status = self._status(paragraph) if page.status == "present" else page.status
        return Cell((paragraph.start, 0), where, paragraph.number, "paragraph", status, width)

    def _status(self, paragraph: Paragraph) -> str:
        """The status of a paragraph; one called present may still hold a written marker."""
        if paragraph.status != "present":
            return paragraph.status
        whole = self._layout.result.original[paragraph.start : paragraph.end]
        left = whole
        for g in (mark.gap for mark in self._between(paragraph.start, paragraph.end - 1)):
            if g.kind == "empty-paragraph":
                return "empty"
            if g.kind == "explicit-marker" and g.end > g.start:
                left = left.replace(self._layout.result.original[g.start : g.end], "")
        if left == whole:
            return "present"
        return "partial" if any(map(str.isalpha, left)) else "redacted"


def _missing_section(mark: GapMark) -> str:
    return (
        f'<li class="section missing"><a class="name" href="#f{mark.index}">'
        f'<span class="sr">missing section </span>{mark.gap.section}</a></li>'
    )


def _in_order(cells: Iterable[Cell]) -> str:
    return "".join(c.html() for c in sorted(cells, key=lambda c: c.at))


def _is_over_page(gap: Gap) -> bool:
    """Whether a gap is about a whole page that is there: blank, spliced in, doubled."""
    return gap.page is not None and gap.end > gap.start and not gap.paragraphs


def write_ribbon(layout: Layout) -> str:
    """One line across the page that shows where findings and gaps lie; an SVG picture."""
    rows = len(layout.rows)
    lanes: dict[str, Counter[int]] = {"gap": Counter(), "applied": Counter(), "offered": Counter()}
    for m in layout.marks:
        at = row_at(layout.rows, m.finding.start) * RIBBON // rows
        lanes["applied" if m.applied else "offered"][at] += 1
    for g in layout.gaps:
        lanes["gap"][row_at(layout.rows, g.gap.start) * RIBBON // rows] += 1
    ticks = "".join(
        "".join(_ticks(name, lane, counts)) for lane, (name, counts) in enumerate(lanes.items())
    )
    return (
        f'<svg class="ribbon" viewBox="0 0 {RIBBON} 9" preserveAspectRatio="none" '
        f'aria-hidden="true">{ticks}</svg>'
    )


def _ticks(name: str, lane: int, counts: Counter[int]) -> Iterator[str]:
    """One path for each of three depths of colour: where most findings fall, the deepest."""
    most = max(counts.values(), default=1)
    for depth in (1, 2, 3):
        places = sorted(x for x, n in counts.items() if ceil(3 * n / most) == depth)
        if places:
            drawn = "".join(f"M{x} {3 * lane}v3h1v-3z" for x in places)
            yield f'<path class="{name} d{depth}" d="{drawn}"/>'

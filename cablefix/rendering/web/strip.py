"""The document as a picture: its sections, pages and paragraphs, and where the findings lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from cablefix.cable import Cable, Page, Paragraph, Section
from cablefix.model import Gap
from cablefix.rendering.web.escape import plain
from cablefix.rendering.web.leaves import Layout
from cablefix.rendering.web.rows import GapMark, row_at

RIBBON = 300
"""Places on the ribbon; findings that fall together are drawn once."""

WIDEST = 6
"""The width of the longest paragraph on the strip, in that of the shortest."""


@attrs.frozen
class Cell:
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
    return "".join(
        f'<ol class="sections" aria-label="document {n}">{"".join(_sections(layout, cable))}</ol>'
        for n, cable in enumerate(layout.result.cables, start=1)
        if cable.sections
    )


def _sections(layout: Layout, cable: Cable) -> Iterator[str]:
    parts = [(s.number, s.start, _section(layout, s)) for s in cable.sections]
    for g in _lost(layout, "missing-section", cable.start, cable.end):
        number = g.gap.section or 0
        name = f'<a class="name" href="#f{g.index}">{number}<span class="sr"> missing</span></a>'
        parts.append((number, g.gap.start, f'<li class="section missing">{name}</li>'))
    return (html for _, _, html in sorted(parts, key=lambda p: (p[1], p[0])))


def _section(layout: Layout, section: Section) -> str:
    pages = [_page(layout, p) for p in section.pages]
    paragraphs = [
        _paragraph(layout, paragraph, on)
        for page, on in zip(section.pages, pages, strict=True)
        for paragraph in page.paragraphs
        if paragraph.number
    ]
    for g in _lost(layout, "missing-page", section.start, section.end):
        if g.gap.section == section.number:
            number = g.gap.page
            pages.append(Cell((number or 0, 0), f"f{g.index}", number, "page", "missing"))
    for g in _lost(layout, "missing-paragraphs", section.start, section.end):
        paragraphs += (
            Cell((g.gap.start, n), f"f{g.index}", n, "paragraph", "missing")
            for n in g.gap.paragraphs
        )
    return (
        f'<li class="section"><a class="name" href="#{layout.anchor(section.start)}">'
        f'<span class="sr">section </span>{section.number}</a>'
        f'<div class="cells pages">{_in_order(pages)}</div>'
        f'<div class="cells paragraphs">{_in_order(paragraphs)}</div></li>'
    )


def _lost(layout: Layout, kind: str, start: int, end: int) -> Iterator[GapMark]:
    return (g for g in layout.gaps if g.gap.kind == kind and start <= g.gap.start <= end)


def _in_order(cells: Iterable[Cell]) -> str:
    return "".join(c.html() for c in sorted(cells, key=lambda c: c.at))


def _page(layout: Layout, page: Page) -> Cell:
    over = next((g for g in map(_gap, layout.gaps) if _spans(g, page.start, page.end)), None)
    status = over.kind.replace("-", " ") if over else "present"
    return Cell(
        (page.number or 0, page.start), layout.anchor(page.start), page.number, "page", status
    )


def _paragraph(layout: Layout, paragraph: Paragraph, page: Cell) -> Cell:
    width = 1 + min(WIDEST - 1, (paragraph.end - paragraph.start) // 200)
    where = layout.anchor(paragraph.start)
    status = _status(layout, paragraph) if page.status == "present" else page.status
    return Cell((paragraph.start, 0), where, paragraph.number, "paragraph", status, width)


def _status(layout: Layout, paragraph: Paragraph) -> str:
    """The status of a paragraph; one called present may still hold a written marker."""
    if paragraph.status != "present":
        return paragraph.status
    start, end = paragraph.start, paragraph.end
    inside = [g for g in map(_gap, layout.gaps) if start <= g.start and g.end <= end]
    if any(g.kind == "empty-paragraph" for g in inside):
        return "empty"
    left = layout.result.original[start:end]
    for g in inside:
        if g.kind == "explicit-marker":
            left = left.replace(layout.result.original[g.start : g.end], "")
    if left == layout.result.original[start:end]:
        return "present"
    return "partial" if any(map(str.isalpha, left)) else "redacted"


def _gap(mark: GapMark) -> Gap:
    return mark.gap


def _spans(gap: Gap, start: int, end: int) -> bool:
    """Whether a gap is about a whole page that is there (blank, spliced in, doubled)."""
    return not gap.paragraphs and gap.start <= start and end <= gap.end and gap.page is not None


def write_ribbon(layout: Layout) -> str:
    """One line across the page that shows where findings and gaps lie; an SVG picture."""
    places: dict[str, set[int]] = {"gap": set(), "applied": set(), "offered": set()}
    rows = len(layout.rows)
    for m in layout.marks:
        at = row_at(layout.rows, m.finding.start) * RIBBON // rows
        places["applied" if m.applied else "offered"].add(at)
    for g in layout.gaps:
        places["gap"].add(row_at(layout.rows, g.gap.start) * RIBBON // rows)
    ticks = "".join(
        f'<path class="{name}" d="{"".join(f"M{x} {lane}v3h1v-3z" for x in sorted(xs))}"/>'
        for lane, (name, xs) in zip((0, 3, 6), places.items(), strict=True)
        if xs
    )
    return (
        f'<svg class="ribbon" viewBox="0 0 {RIBBON} 9" preserveAspectRatio="none" '
        f'aria-hidden="true">{ticks}</svg>'
    )

"""The body of the page: leaves of rows, one for each page of the document, with the gap bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from cablefix.by_fields import ByFields
from cablefix.findings import Findings
from cablefix.rendering.web.bars import bar
from cablefix.rendering.web.rows import (
    Columns,
    GapMark,
    Mark,
    Row,
    cut_rows,
    marks_of,
    row_at,
    stands_in_line,
)

LEAF_ROWS = 80
"""Rows that a browser lays out at once; what is out of sight waits."""


@attrs.frozen
class Layout(ByFields):
    """A result laid out in rows; what the body and the strip are drawn from."""

    result: Findings
    marks: Sequence[Mark]
    gaps: Sequence[GapMark]
    rows: Sequence[Row]

    @classmethod
    def of(cls, result: Findings) -> Layout:
        """Lay a result out."""
        marks, gaps = marks_of(result)
        return cls(result, marks, gaps, cut_rows(result.original, marks))

    def anchor(self, offset: int) -> str:
        """The id of the row in which an offset of the input stands."""
        return f"L{self.rows[row_at(self.rows, offset)].number}"


def write_leaves(layout: Layout) -> str:
    """The rows of the document with its gaps, in leaves."""
    return "".join(_leaves(layout))


def _leaves(layout: Layout) -> Iterator[str]:
    text, rows = layout.result.original, layout.rows
    worded = [g for g in layout.gaps if stands_in_line(text, g.gap, layout.marks)]
    columns = Columns(text, layout.marks, worded)
    before, within, after = _place_bars(layout, {g.index for g in worded})
    heads = _heads(layout)
    foreign = _foreign(layout)
    opened = 0
    for i, row in enumerate(rows):
        if i == 0 or i in heads or i - opened >= LEAF_ROWS:
            yield ("</div>\n" if i else "") + '<div class="leaf">\n'
            opened = i
        yield from before.get(i, ())
        yield heads.get(i, "")
        yield from within.get(i, ())
        yield columns.row(row, " foreign" if i in foreign else "")
        yield from after.get(i, ())
    yield "</div>\n"


_Bars = dict[int, list[str]]


def _place_bars(layout: Layout, worded: set[int]) -> tuple[_Bars, _Bars, _Bars]:
    """The bars by row: before the head of its page, before the row, after it.

    A loss that was found at the start of a row stands before it; one over text of its own (a blank
    page) stands at the head of that text.
    """
    before: _Bars = {}
    within: _Bars = {}
    after: _Bars = {}
    for g in layout.gaps:
        if g.index in worded:
            continue
        i = row_at(layout.rows, g.gap.start)
        at_start = within if g.gap.end > g.gap.start else before
        place = after if g.gap.start > layout.rows[i].start else at_start
        place.setdefault(i, []).append(bar(g))
    return before, within, after


def _heads(layout: Layout) -> dict[int, str]:
    """The heading of each page of the document, by the row that it opens."""
    heads: dict[int, str] = {}
    for number, cable in enumerate(layout.result.cables, start=1):
        document = f"document {number}, " if len(layout.result.cables) > 1 else ""
        for section in cable.sections:
            for page in section.pages:
                name = f"{document}section {section.number}"
                if page.number:
                    name += f", page {page.number}" + (f" of {page.of}" if page.of else "")
                heads[row_at(layout.rows, page.start)] = f"<h2>{name}</h2>\n"
    return heads


def _foreign(layout: Layout) -> set[int]:
    """The rows of pages that a gap spans and that hold text: spliced in, doubled or displaced."""
    out: set[int] = set()
    for g in layout.gaps:
        if g.gap.page is not None and not g.gap.paragraphs and g.gap.end > g.gap.start:
            first, last = row_at(layout.rows, g.gap.start), row_at(layout.rows, g.gap.end)
            if last > first:
                out.update(range(first, last + 1))
    return out

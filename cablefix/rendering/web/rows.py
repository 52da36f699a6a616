"""The two columns: the text cut into rows, each the transcription and the clean text of a line.

The transcription is never compared with the clean text: a row shows the spans of the findings on
both sides. A finding that reaches over a line end joins its lines into one row.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import attrs

from cablefix.by_fields import ByFields
from cablefix.findings import Correction, Findings, Gap
from cablefix.rendering.positions import LINE_END
from cablefix.rendering.web.escape import plain, visible


@attrs.frozen
class Row(ByFields):
    """A line of the document, or the lines that one finding joins; `number` counts from 1."""

    number: int
    start: int
    end: int


@attrs.frozen
class Mark(ByFields):
    """A finding in the text; `index` is that of its record on the page."""

    index: int
    finding: Correction
    applied: bool


@attrs.frozen
class GapMark(ByFields):
    """A gap with the index of its record on the page."""

    index: int
    gap: Gap


def marks_of(result: Findings) -> tuple[list[Mark], list[GapMark]]:
    """All findings sorted by place, with the index of each in the JSON records (0: document)."""
    found = [*result.corrections, *result.suggestions]
    applied = len(result.corrections)
    marks = [Mark(i, c, i <= applied) for i, c in enumerate(found, start=1)]
    gaps = [GapMark(i, g) for i, g in enumerate(result.gaps, start=len(found) + 1)]
    return sorted(marks, key=lambda m: m.finding.start), gaps


def cut_rows(text: str, marks: Sequence[Mark]) -> list[Row]:
    """Cut the text at its line ends, but not inside a finding."""
    starts = [m.finding.start for m in marks]
    rows: list[Row] = []
    at, line, number = 0, 1, 1
    for match in LINE_END.finditer(text):
        line += 1
        i = bisect_left(starts, match.end()) - 1
        if i >= 0 and marks[i].finding.end > match.start():
            continue
        rows.append(Row(number, at, match.start()))
        at, number = match.end(), line
    if at < len(text) or not rows:
        rows.append(Row(number, at, len(text)))
    return rows


def stands_in_line(text: str, gap: Gap, marks: Sequence[Mark]) -> bool:
    """Whether a gap has words of its own in one line of the text, such as `[REDACTED]`."""
    span = text[gap.start : gap.end]
    if not span.strip() or LINE_END.search(span):
        return False
    before = bisect_left(marks, gap.end, key=lambda m: m.finding.start) - 1
    return before < 0 or marks[before].finding.end <= gap.start


class Columns:
    """Writes rows: each finding once on either side, each gap that has words where they stand."""

    def __init__(self, text: str, marks: Sequence[Mark], gaps: Sequence[GapMark]) -> None:
        self._text = text
        spans: list[tuple[int, int, Mark | GapMark]] = [
            (m.finding.start, m.finding.end, m) for m in marks
        ]
        spans += [(g.gap.start, g.gap.end, g) for g in _disjoint(gaps)]
        self._spans = sorted(spans, key=lambda s: s[0])
        self._starts = [s[0] for s in self._spans]

    def row(self, row: Row, extra: str = "") -> str:
        """The HTML of one row; `extra` are further classes."""
        pieces = list(self._pieces(row))
        classes = f"row{extra}"
        if any(p.mark for p in pieces):
            classes += " has"
        elif not any(p.left.strip() for p in pieces):
            classes += " blank"
        if any(p.left != p.right for p in pieces):
            classes += " changed"
        left = "".join(_piece(p, p.left) for p in pieces)
        right = "".join(
            _piece(p, p.right, f' id="f{p.mark.index}"' if p.mark else "") for p in pieces
        )
        return (
            f'<div class="{classes}" id="L{row.number}" data-n="{row.number}">'
            f'<div class="a">{left}</div><div class="b">{right}</div></div>\n'
        )

    def _pieces(self, row: Row) -> Iterator[Piece]:
        at = row.start
        i = bisect_left(self._starts, row.start)
        while i < len(self._spans) and self._starts[i] < row.end:
            start, end, mark = self._spans[i]
            if start > at:
                yield Piece(self._text[at:start], self._text[at:start])
            there = self._text[start:end]
            now = mark.finding.replacement if isinstance(mark, Mark) and mark.applied else there
            yield Piece(there, now, mark)
            at, i = end, i + 1
        if at < row.end:
            yield Piece(self._text[at : row.end], self._text[at : row.end])


@attrs.frozen
class Piece(ByFields):
    """A part of a row as it stands on either side, and the finding that marks it."""

    left: str
    right: str
    mark: Mark | GapMark | None = None


def _piece(piece: Piece, text: str, name: str = "") -> str:
    if piece.mark is None:
        return visible(text)
    if isinstance(piece.mark, GapMark):
        classes = f"m gap {plain(piece.mark.gap.kind)}"
    else:
        offered = "" if piece.mark.applied else " offered"
        classes = f"m {piece.mark.finding.certainty}{offered}"
    return f'<span class="{classes}" data-i="{piece.mark.index}"{name}>{visible(text)}</span>'


def _disjoint(gaps: Sequence[GapMark]) -> Iterator[GapMark]:
    at = 0
    for g in sorted(gaps, key=lambda g: (g.gap.start, g.gap.end)):
        if g.gap.start >= at:
            yield g
            at = g.gap.end


def row_at(rows: Sequence[Row], offset: int) -> int:
    """The index of the row in which an offset of the input stands."""
    return max(0, bisect_right(rows, offset, key=lambda r: r.start) - 1)

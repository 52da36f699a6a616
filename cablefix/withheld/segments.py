"""Cuts lines where wide blanks part what stands in the margin, or in a column, from the text."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cablefix.by_fields import ByFields
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine

WIDE = 3
"""Blanks from which two pieces of a line are no longer one piece of text."""

PROSE = 4
"""Words of a line that is a sentence or part of one."""

_SIGN, _LETTERS = late_regex(r"[^\W_]"), late_regex(r"[A-Za-z]{2,}")
_PIECE = late_regex(r"\S+(?:[ \u00a0]{1,2}\S+)*")


@attrs.frozen
class Segment(ByFields):
    """A piece of a line between wide blanks; `column` is where it begins, after `before` blanks.

    `row` numbers the written lines; `is_first` and `is_last` say its place on its line.
    """

    row: int
    start: int
    text: str
    column: int
    before: int
    is_first: bool
    is_last: bool

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)

    @property
    def is_alone(self) -> bool:
        """Whether nothing else stands on its line."""
        return self.is_first and self.is_last


def segments_of(line: ReadLine, row: int) -> list[Segment]:
    """The pieces of a line.

    >>> from cablefix.document.reading import read
    >>> line = read("Subject: Re:                  1.4(B)").lines[0]
    >>> [(s.text, s.column) for s in segments_of(line, 0)]
    [('Subject: Re:', 0), ('1.4(B)', 30)]
    """
    found = list(_PIECE.finditer(line.line.text))
    return [
        Segment(
            row, line.line.start + m.start(), m.group(), m.start(),
            m.start() - (found[i - 1].end() if i else 0), i == 0, i + 1 == len(found),
        )
        for i, m in enumerate(found)
    ]  # fmt: skip


@attrs.frozen
class Rows(ByFields):
    """The written lines of a text in pieces, and how many blank lines stand before each."""

    lines: Sequence[ReadLine]
    pieces: Sequence[Sequence[Segment]]
    blanks: Sequence[int]
    spacing: int
    """Blank lines between two lines of one text: 1 where every other line is blank, else 0."""

    written: Sequence[int]
    """How many pieces of each row bear a letter or a figure."""

    prose: Sequence[bool]
    """Whether a sentence, or part of one, stands on each row."""

    @classmethod
    def of(cls, lines: Sequence[ReadLine]) -> Rows:
        """The rows of a reading."""
        written: list[ReadLine] = []
        blanks: list[int] = []
        count = 0
        for r in lines:
            if r.line.blank:
                count += 1
                continue
            written.append(r)
            blanks.append(count)
            count = 0
        single = sum(b == 1 for b in blanks)
        spacing = 1 if single * 4 > len(blanks) * 3 else 0
        pieces = [segments_of(r, i) for i, r in enumerate(written)]
        bearing = [sum(bool(_SIGN.search(p.text)) for p in row) for row in pieces]
        prose = [any(len(_LETTERS.findall(p.text)) >= PROSE for p in row) for row in pieces]
        return cls(written, pieces, blanks, spacing, bearing, prose)

    def parted(self, row: int) -> bool:
        """Whether a row is parted from that above it by more than the text's own spacing."""
        return row == 0 or self.blanks[row] > self.spacing

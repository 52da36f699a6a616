"""Lines and columns of a text, as editors count them."""

from __future__ import annotations

from bisect import bisect_right

import attrs

from cablefix.by_fields import ByFields
from cablefix.late import late_regex

LINE_END = late_regex(r"\r\n|\r|\n")
"""What ends a line: LF, CR LF or CR."""


@attrs.frozen
class Lines(ByFields):
    """Where the lines of a text begin; LF, CR LF and CR end a line, a form feed does not.

    >>> Lines.of("FM X\\r\\nTO Y").place(9)
    (2, 4)
    """

    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        """The lines of `text`."""
        return cls((0, *(m.end() for m in LINE_END.finditer(text))))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1; columns count code points."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int | None:
        """The offset of a line and column (from 1); None where there is no such line.

        >>> Lines.of("FM X\\r\\nTO Y").offset(2, 4)
        9
        """
        if not (1 <= line <= len(self.starts) and column >= 1):
            return None
        return self.starts[line - 1] + column - 1

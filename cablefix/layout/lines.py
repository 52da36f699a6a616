"""Cuts a text into lines and tokens, with their places in it."""

from __future__ import annotations

from functools import cached_property

import attrs

from cablefix.by_fields import ByFields
from cablefix.late import late_regex

COLUMN = 3
"""Blanks that part two columns of a line."""

_LINE = late_regex(r"[^\r\n\f]*(?:\r\n|[\r\n\f]|\Z)")
_TOKEN = late_regex(r"\S+")


@attrs.frozen
class Span(ByFields):
    """A piece of the text: half-open code points, and what stands there."""

    start: int
    end: int
    text: str


@attrs.frozen
class Line(ByFields):
    """One line without its line end; `breaks` tells that a form feed follows it."""

    start: int
    end: int
    text: str
    breaks: bool = False

    def tokens(self) -> tuple[Span, ...]:
        """The blank-delimited tokens."""
        return self._tokens

    @cached_property
    def _tokens(self) -> tuple[Span, ...]:
        return tuple(
            Span(self.start + m.start(), self.start + m.end(), m.group())
            for m in _TOKEN.finditer(self.text)
        )

    @property
    def blank(self) -> bool:
        """Whether nothing but white space stands here."""
        return not self.text or self.text.isspace()


def split_lines(text: str) -> list[Line]:
    """The lines of a text; LF, CR LF, CR and form feed end a line.

    A byte order mark at the start belongs to no line, so that nothing can change it.

    >>> [line.text for line in split_lines("PAGE 01\\r\\nFM X\\fPAGE 02")]
    ['PAGE 01', 'FM X', 'PAGE 02']
    """
    lines = []
    at = 1 if text.startswith("\ufeff") else 0
    while at < len(text):
        m = _LINE.match(text, at)
        assert m is not None  # the pattern can match an empty line
        content = m.group().rstrip("\r\n\f")
        lines.append(Line(at, at + len(content), content, m.group().endswith("\f")))
        at = m.end()
    return lines

"""Where things read in the corrected text stand in the input."""

from __future__ import annotations

import attrs

from cablefix.by_fields import ByFields
from cablefix.cable import Field
from cablefix.edits import OffsetMap
from cablefix.layout.lines import Span


@attrs.frozen
class Places(ByFields):
    """Carries spans of the corrected text back to the input."""

    original: str
    shifts: OffsetMap

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the corrected text as a span of the input."""
        return self.shifts.to_input(start), self.shifts.to_input(end)

    def text(self, start: int, end: int) -> str:
        """What stands in the input where the corrected text has this span."""
        first, last = self.span(start, end)
        return self.original[first:last]

    def line_at(self, start: int) -> str:
        """The line of the input at which an offset of the corrected text lies."""
        at = self.shifts.to_input(start)
        first = self.original.rfind("\n", 0, at) + 1
        end = self.original.find("\n", at)
        return self.original[first : end if end >= 0 else None]

    def field(self, span: Span, value: str | None = None) -> Field[str]:
        """A field of the input: its value as corrected, and as it was read."""
        start, end = self.span(span.start, span.end)
        return Field(value or span.text, self.original[start:end], start, end)

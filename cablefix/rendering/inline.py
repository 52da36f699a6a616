"""The text with every change and gap in its place, for reading.

`{MODIS -> NODIS}` is a correction, `{?GO" -> GO,"}` a suggestion, `{gap: ...}` a gap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cablefix.model import CleanResult, Gap

MEDIA_TYPE = "text/plain"


def write_inline(result: CleanResult, path: str) -> str:
    """The original text with corrections, suggestions and gaps marked where they stand."""
    marks: list[tuple[int, int, int, str]] = []
    for c in result.corrections:
        marks.append((c.start, 1, c.end, f"{{{c.original} -> {c.replacement}}}"))
    for c in result.suggestions:
        marks.append((c.start, 1, c.end, f"{{?{c.original} -> {c.replacement}}}"))
    marks += [(g.start, 0, g.start, _describe(g)) for g in result.gaps]
    parts: list[str] = []
    at = 0
    for start, _, end, mark in sorted(marks):
        if start > at:
            parts.append(result.original[at:start])
        parts.append(mark)
        at = max(at, end)
    parts.append(result.original[at:])
    return "".join(parts)


def _describe(gap: Gap) -> str:
    numbers = " " + ranges(gap.paragraphs) if gap.paragraphs else ""
    return f"{{gap: {gap.kind}{numbers}}}"


def ranges(numbers: tuple[int, ...]) -> str:
    """Paragraph numbers as people write them.

    >>> ranges((9, 10, 11, 12)), ranges((3,))
    ('9-12', '3')
    """
    if len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}-{numbers[-1]}"
    return ", ".join(map(str, numbers))

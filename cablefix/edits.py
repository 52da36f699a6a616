"""Edits of a text by span: apply, take back, carry offsets across, put two rounds together.

The one algorithmic heart of cablefix. Offsets count code points; spans are half-open; a list of
edits is sorted by start, disjoint, and holds no zero-width edit. Nothing here is recovered by
comparing texts: both sides of every edit are known.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

import attrs

from cablefix.by_fields import ByFields


class Edit(Protocol):
    """What an edit must have: a span of the input, what stood there, and what is to stand there."""

    @property
    def start(self) -> int:
        """First code point replaced."""

    @property
    def end(self) -> int:
        """One past the last code point replaced."""

    @property
    def original(self) -> str:
        """The text that stood in the span."""

    @property
    def replacement(self) -> str:
        """The text put in its place."""


E = TypeVar("E", bound=Edit)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with the edits made.

    Raises ValueError when an edit does not fit the text or overlaps the one before it.

    >>> from cablefix.findings import Correction
    >>> c = Correction(0, 5, "MODIS", "NODIS", kind="caption", rule="caption-list",
    ...                confidence=0.999, why="NODIS is a caption; MODIS is not")
    >>> apply("MODIS\\nSECRET", [c])
    'NODIS\\nSECRET'
    """
    made = list(edits)
    at = 0
    for e in made:
        fits = text[e.start : e.end] == e.original and len(e.original) == e.end - e.start
        if e.start < at or e.end <= e.start or not fits:
            raise ValueError(f"edit {e.start}-{e.end} {e.original!r} does not fit the text")
        at = e.end
    return _rewrite(text, 0, len(text), made)


def revert(corrected: str, edits: Iterable[Edit]) -> str:
    """Return the text as it was before `edits` turned it into `corrected`.

    Raises ValueError when `corrected` is not what these edits make.
    """
    parts: list[str] = []
    at = shift = 0
    for e in edits:
        start = e.start + shift
        end = start + len(e.replacement)
        if start < at or corrected[start:end] != e.replacement:
            raise ValueError(f"{corrected[start:end]!r} at {start} is not what the edit put there")
        parts += (corrected[at:start], e.original)
        at = end
        shift += len(e.replacement) - (e.end - e.start)
    parts.append(corrected[at:])
    return "".join(parts)


@attrs.frozen
class OffsetMap(ByFields):
    """Carries offsets between a text and its edited form, both ways, never backwards.

    An offset inside a replaced span goes to the start of that span on the other side.

    >>> from cablefix.findings import Correction
    >>> c = Correction(3, 6, "ION", "SECTION", kind="section-number", rule="cut-section-line",
    ...                confidence=0.99, why="")
    >>> m = OffsetMap.of([c], 9)
    >>> [m.to_output(i) for i in (0, 3, 4, 6, 9)], [m.to_input(i) for i in (0, 3, 7, 10, 13)]
    ([0, 3, 3, 10, 13], [0, 3, 3, 6, 9])
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    out_starts: tuple[int, ...]
    out_ends: tuple[int, ...]
    length: int
    out_length: int

    @classmethod
    def of(cls, edits: Iterable[Edit], length: int) -> OffsetMap:
        """Build the map for sorted, disjoint edits of a text of `length` code points."""
        starts, ends, out_starts, out_ends = [], [], [], []
        shift = 0
        for e in edits:
            starts.append(e.start)
            ends.append(e.end)
            out_starts.append(e.start + shift)
            shift += len(e.replacement) - (e.end - e.start)
            out_ends.append(e.end + shift)
        return cls(
            tuple(starts), tuple(ends), tuple(out_starts), tuple(out_ends), length, length + shift
        )

    def to_output(self, offset: int) -> int:
        """Offset in the edited text for an offset (0..length) of the input."""
        return _carry(offset, self.starts, self.ends, self.out_starts, self.out_ends)

    def to_input(self, offset: int) -> int:
        """Offset in the input for an offset (0..out_length) of the edited text."""
        if offset >= self.out_length:
            return self.length
        return _carry(offset, self.out_starts, self.out_ends, self.starts, self.ends)


def _carry(
    offset: int,
    starts: Sequence[int],
    ends: Sequence[int],
    to_starts: Sequence[int],
    to_ends: Sequence[int],
) -> int:
    i = bisect_right(starts, offset) - 1
    if i < 0:
        return offset
    if offset < ends[i] or starts[i] == ends[i] == offset:
        return to_starts[i]
    return to_ends[i] + offset - ends[i]


def compose(
    text: str,
    first: Sequence[E],
    second: Sequence[E],
    make: Callable[[int, int, str, Sequence[E]], E],
) -> list[E]:
    """One list of edits of `text` that does what `first` and then `second` do.

    `second` is in offsets of the text that `first` made. Edits that meet are merged by
    `make(start, end, replacement, parts)`; those that leave the text as it was vanish.
    """
    middle = apply(text, first)
    shifts = OffsetMap.of(first, len(text))
    spans = [
        (a, b, e, True) for a, b, e in zip(shifts.out_starts, shifts.out_ends, first, strict=True)
    ]
    spans += [(e.start, e.end, e, False) for e in second]
    spans.sort(key=lambda s: s[:2])
    out: list[E] = []
    shift = i = 0
    while i < len(spans):
        start, end, only, _ = spans[i]
        j = i + 1
        while j < len(spans) and spans[j][0] < end:
            end = max(end, spans[j][1])
            j += 1
        group = spans[i:j]
        later = [e for _, _, e, is_first in group if not is_first]
        start_in = start - shift
        shift += sum(
            len(e.replacement) - (e.end - e.start) for _, _, e, is_first in group if is_first
        )
        if not later:
            out.append(only)
        else:
            replacement = _rewrite(middle, start, end, later)
            if replacement != text[start_in : end - shift]:
                parts = [e for _, _, e, _ in group]
                out.append(make(start_in, end - shift, replacement, parts))
        i = j
    return out


def _rewrite(text: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    parts: list[str] = []
    at = start
    for e in edits:
        parts += (text[at : e.start], e.replacement)
        at = e.end
    parts.append(text[at:end])
    return "".join(parts)

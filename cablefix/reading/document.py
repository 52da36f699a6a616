"""The whole reading of a text: its lines, its frames, and what kind of document it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import attrs

from cablefix.reading.frames import Frame, gather
from cablefix.reading.forms import Part
from cablefix.reading.lines import Span, split_lines
from cablefix.reading.paragraphs import Numbered, follow
from cablefix.reading.recognise import ReadLine, recognise
from cablefix.reading.slots import Slot, slots

_CABLE_FORMS = frozenset({"page", "section", "dtg", "from", "reception", "tags", "eo", "stub"})
_HEADER_BLOCK = frozenset({"dtg", "from", "to", "info-address"})


@attrs.frozen
class Copy:
    """One copy of a field: where it stands, and on which page of which section."""

    slot: Slot
    part: Part
    line: ReadLine
    frame: Frame

    @property
    def span(self) -> Span:
        """The place of the copy."""
        return self.part.span


@attrs.frozen
class Reading:
    """A text as read."""

    text: str
    lines: tuple[ReadLine, ...]
    frames: tuple[Frame, ...]
    kind: str

    @property
    def is_cable(self) -> bool:
        """Whether the grammar of cables holds for this text."""
        return self.kind == "cable"

    def copies(self) -> Iterator[Copy]:
        """Every field of a known shape, page by page."""
        known = slots()
        for frame in self.frames:
            for line in frame.lines:
                for part in line.parts:
                    if part.slot in known:
                        yield Copy(known[part.slot], part, line, frame)

    def frame_at(self, offset: int) -> Frame:
        """The page on which an offset of the text lies."""
        starts = [f.start for f in self.frames]
        return self.frames[max(0, bisect_right(starts, offset) - 1)]

    def paragraphs(self) -> list[Numbered]:
        """The numbered paragraphs of the cable, pages of other cables included."""
        return follow(self.frames)


def read(text: str) -> Reading:
    """Read a text: its lines by form, its pages, its kind (`cable`, `memorandum` or `prose`).

    >>> read("FM AMEMBASSY BEIJING\\nTO SECSTATE WASHDC\\nTAGS: PREL, CH\\n").kind
    'cable'
    """
    lines = _in_context([recognise(line) for line in split_lines(text)])
    kind = _kind(lines)
    if kind != "cable":
        plain = frozenset({"blank", "text", "mark"})
        lines = [r if r.form in plain else ReadLine(r.line, "text") for r in lines]
    return Reading(text, tuple(lines), gather(lines), kind)


def _in_context(lines: list[ReadLine]) -> list[ReadLine]:
    """TO and INFO open an address only inside a header block; elsewhere they are words."""
    out: list[ReadLine] = []
    block = 0
    for line in lines:
        if line.form == "blank":
            out.append(line)
            continue
        if line.form in ("to", "info-address", "address") and block <= 0:
            line = ReadLine(line.line, "text")
        block = 3 if line.form in _HEADER_BLOCK else block - 1
        out.append(line)
    return out


def _kind(lines: list[ReadLine]) -> str:
    forms = {r.form for r in lines}
    if len(forms & _CABLE_FORMS) >= 2:
        return "cable"
    if any("MEMORANDUM" in r.line.text for r in lines):
        return "memorandum"
    return "prose"

"""Gathers lines into page frames: which page of which section of which cable each line is on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from cablefix.reading.lines import Span
from cablefix.reading.recognise import ReadLine

HEADER_FORMS = frozenset(
    {"action", "info", "reception", "dtg", "from", "to", "section", "eo", "tags"}
)
IDENTITY = ("time", "copy", "serial", "sequence")
"""Fields that differ when a page is another cable's, besides the number."""


@attrs.frozen
class Frame:
    """A page of the file: its lines and what its header says.

    `foreign`: a page of another cable, spliced in. Numbers are None where nothing says them.
    """

    lines: tuple[ReadLine, ...]
    header: ReadLine | None
    page: int | None = None
    pages: int | None = None
    section: int | None = None
    sections: int | None = None
    number: str | None = None
    foreign: bool = False

    @property
    def start(self) -> int:
        """Where the frame begins: at its header, or at its first line."""
        first = self.header or self.lines[0]
        return min(first.line.start, self.lines[0].line.start)

    @property
    def end(self) -> int:
        """One past the last character of the last line that is not blank."""
        written = [r for r in self.lines if r.form != "blank"]
        return (written or self.lines)[-1].line.end

    @property
    def body(self) -> list[ReadLine]:
        """The lines of running text."""
        return [r for r in self.lines if r.form in ("text", "paragraph", "point")]


def gather(lines: Sequence[ReadLine]) -> tuple[Frame, ...]:
    """Cut the lines into frames and say of each what page it is."""
    groups = _cut(lines)
    frames = [_describe(group) for group in groups]
    return tuple(_mark_foreign(frames))


def _cut(lines: Sequence[ReadLine]) -> list[list[ReadLine]]:
    """A frame opens at a page header, a stub, a form feed, or a header block after text."""
    groups: list[list[ReadLine]] = []
    current: list[ReadLine] = []
    seen_body = after_break = False
    for line in lines:
        opens = line.form in ("page", "stub") and not _closes_stub_page(current, line)
        headless = line.form in ("info", "action", "reception") and seen_body
        if current and (opens or headless or after_break):
            groups.append(current)
            current, seen_body = [], False
        current.append(line)
        seen_body = seen_body or line.form in ("paragraph", "point")
        after_break = line.line.breaks
    if current:
        groups.append(current)
    return groups


def _closes_stub_page(group: Sequence[ReadLine], header: ReadLine) -> bool:
    """The short S/S sheet carries its header below the text that its stub opened."""
    forms = [r.form for r in group]
    return "stub" in forms and "page" not in forms and header.field("pages") is None


def _describe(group: Sequence[ReadLine]) -> Frame:
    header = next((r for r in group if r.form == "page"), None)
    section_line = next((r for r in group if r.form == "section"), None)

    def number(name: str, *sources: ReadLine | None) -> int | None:
        value = next((v for s in sources if s and (v := value_of(s, name))), None)
        return int(value) if value else None

    return Frame(
        tuple(group),
        header,
        page=number("page", header),
        pages=number("pages", header),
        section=number("section", header, section_line),
        sections=number("sections", header, section_line),
        number=next(
            (v for s in (header, section_line) if s and (v := value_of(s, "number"))), None
        ),
    )


def value_of(line: ReadLine, name: str) -> str | None:
    """What a field of the line most likely says."""
    part = line.part(name)
    return part.value if part else None


def majority(values: Iterable[str | None]) -> str | None:
    """The value that occurs most often; the first of equals."""
    counts = Counter(v for v in values if v)
    return counts.most_common(1)[0][0] if counts else None


def _mark_foreign(frames: list[Frame]) -> list[Frame]:
    own = majority(f.number for f in frames)
    return [attrs.evolve(f, foreign=_is_foreign(f, own, frames)) for f in frames]


def _is_foreign(frame: Frame, own: str | None, frames: Sequence[Frame]) -> bool:
    """Another number alone is a slip; with time, copy or serial also unlike, another cable."""
    if own is None or frame.number in (None, own) or frame.header is None:
        return False
    others = [f.header for f in frames if f.header and f.number == own]
    peers = [
        f.header for f in frames if f.header and f.number == own and f.section == frame.section
    ]
    differing = 0
    for name in IDENTITY:
        span = frame.header.field(name)
        if span is None:
            continue
        known = [s.text for h in (peers or others) if (s := h.field(name))]
        differing += bool(known) and all(_unlike(span, k) for k in known)
    return differing >= 2


def _unlike(span: Span, other: str) -> bool:
    same = sum(a == b for a, b in zip(span.text, other, strict=False))
    return max(len(span.text), len(other)) - same >= 2

"""Gathers lines into page frames: which page of which section of which cable each line is on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import attrs
from rapidfuzz.distance import OSA

from cablefix.by_fields import ByFields
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span

HEADER_FORMS = frozenset(
    {"action", "info", "reception", "dtg", "from", "to", "section", "eo", "tags"}
)
TOP_LINES = 12
"""Lines, at most, of marks and stamps over the header of a page."""

IDENTITY = ("time", "copy", "serial", "sequence", "outgoing", "minute", "sso", "post")
"""Fields that differ when a page is another cable's, besides the number."""

ALL, MOST_PEERS = -1, 40

UNLIKE = 0.4
"""Share of the figures of number, time and serials that differ on another cable's page, at least;
where it is less, they are misread."""


@attrs.frozen
class Frame(ByFields):
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

    def shown(self, name: str) -> Span | None:
        """A field of the page header, or of the line that the header runs on to."""
        rest = next((r for r in self.lines if r.form == "page-rest"), None)
        lines = [r for r in (self.header, rest) if r is not None]
        return next((span for r in lines if (span := r.field(name))), None)

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
    head = True
    for line in lines:
        opens = line.form in ("page", "stub") and not _closes_stub_page(current, line)
        opens = opens and not (head and _is_page_top(current))
        headless = line.form in ("info", "action", "reception") and seen_body
        if current and (opens or headless or after_break):
            groups.append(current)
            current, seen_body = [], False
            head = after_break
        current.append(line)
        seen_body = seen_body or line.form in ("paragraph", "point")
        after_break = line.line.breaks
    if current:
        groups.append(current)
    return groups


def _is_page_top(group: Sequence[ReadLine]) -> bool:
    """The marks over the header of a page that a form feed has opened."""
    written = [r for r in group if r.form != "blank"]
    return len(written) <= TOP_LINES and not any(
        r.form in HEADER_FORMS or r.form in ("page", "paragraph") for r in written
    )


def _closes_stub_page(group: Sequence[ReadLine], header: ReadLine) -> bool:
    """The short S/S sheet carries its header below the text that its stub opened."""
    forms = [r.form for r in group]
    return "stub" in forms and "page" not in forms and header.field("pages") is None


def _describe(group: Sequence[ReadLine]) -> Frame:
    header = next((r for r in group if r.form == "page"), None)
    rest = next((r for r in group if r.form == "page-rest"), None)
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
            (v for s in (header, rest, section_line) if s and (v := value_of(s, "number"))), None
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
    numbers = Counter(f.number for f in frames if f.number)
    own = majority(f.number for f in frames)
    if own is None or (numbers[own] < 2 and len(numbers) > 1):
        return frames  # none of the numbers is the cable's own
    peers = _Peers(f for f in frames if f.header and f.number == own)
    return [attrs.evolve(f, foreign=_is_foreign(f, own, peers)) for f in frames]


class _Peers:
    """What the headers of the cable's own pages show, by field, in the section and in all."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self.shown: dict[tuple[str, int | None], Counter[str]] = {}
        for f in frames:
            for name in IDENTITY:
                span = f.shown(name)
                if span is None:
                    continue
                for section in (f.section, ALL):
                    self.shown.setdefault((name, section), Counter())[span.text] += 1

    def of(self, name: str, section: int | None) -> list[str]:
        """The commonest readings of a field."""
        found = self.shown.get((name, section)) or self.shown.get((name, ALL)) or Counter()
        return [text for text, _ in found.most_common(MOST_PEERS)]


def _is_foreign(frame: Frame, own: str | None, peers: _Peers) -> bool:
    """Another number alone is a slip; with time, copy or serial also unlike, another cable.

    A header that has no such field is another cable's if hardly a figure of the number agrees.
    """
    if own is None or frame.number in (None, own) or frame.header is None:
        return False
    if own in frame.header.line.text:
        return False  # read as another field
    differing = compared = 0
    figures, unlike = (
        max(len(frame.number or ""), len(own)),
        differing_figures(frame.number or "", own),
    )
    for name in IDENTITY:
        span = frame.shown(name)
        known = peers.of(name, frame.section)
        if span is None or not known:
            continue
        if name != "post":
            compared += 1
            if span.text in known:
                return False
        differing += all(_unlike(span, k) for k in known)
        if name != "post":
            nearest = min(known, key=lambda k: differing_figures(plain(span.text), plain(k)))
            figures += len(plain(nearest))
            unlike += differing_figures(plain(span.text), plain(nearest))
    if compared:
        return differing >= 2 and unlike >= UNLIKE * figures
    return differing_figures(frame.number or "", own) >= 4


def plain(field: str) -> str:
    """Letters and figures of a field, in capitals."""
    return "".join(c for c in field.upper() if c.isalnum())


def differing_figures(a: str, b: str) -> int:
    """In how many places two readings of a number differ.

    >>> differing_figures("13790", "13462"), differing_figures("13790", "1379")
    (3, 1)
    >>> differing_figures("13790", "413790")
    1
    """
    in_place = max(len(a), len(b)) - sum(x == y for x, y in zip(a, b, strict=False))
    return in_place if len(a) == len(b) else min(in_place, OSA.distance(a, b))


def _unlike(span: Span, other: str) -> bool:
    return differing_figures(plain(span.text), plain(other)) >= 2

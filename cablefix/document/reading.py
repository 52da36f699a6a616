"""The whole reading of a text: its lines, its frames, and what kind of document it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

import attrs

from cablefix.by_fields import ByFields
from cablefix.document.kinds import kind_of
from cablefix.document.noise import (
    OF_SOUND,
    is_sound,
    measure_litter,
    measure_noise,
    outside,
)
from cablefix.document.passages import Passage, find_passages
from cablefix.fields.families import Head, find_heads
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.context_labels import join_split_headers, read_expected, read_receptions
from cablefix.layout.damaged_phrases import read_ruins
from cablefix.layout.field_types import Slot, slots
from cablefix.layout.line_forms import Part
from cablefix.layout.line_labels import WIDEST_LINE, ReadLine, recognise
from cablefix.layout.lines import Span, split_lines
from cablefix.layout.markup import blank_markup
from cablefix.layout.pages import HEADER_FORMS, Frame, gather
from cablefix.layout.paragraphs import Numbered, follow
from cablefix.layout.running_text import BODY
from cablefix.withheld.signs import Withheld, read_signs

PLAIN_OFFICES = 4
"""Offices with their counts on a line that can be nothing but a distribution."""

MOST_FIGURES = 0.4
"""Share of tokens with figures in them, up to which a very wide line is running text."""


@attrs.frozen
class Copy(ByFields):
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
class Reading(ByFields):
    """A text as read."""

    text: str
    lines: tuple[ReadLine, ...]
    frames: tuple[Frame, ...]
    kind: str
    noise: int = 0
    """The damage of the letters in tenths: 0 light, 10 heavy."""
    litter: int = 0
    """How full of stray marks the lines are, in tenths."""
    words: frozenset[str] = frozenset()
    """What the user vouches for, folded."""
    passages: tuple[Passage, ...] = ()
    """What is in another language, in cipher, figures or garble."""
    shown: str = ""
    """The text as its lines show it, with blanks for mark-up."""

    def is_marked_up(self, start: int, end: int) -> bool:
        """Whether any mark-up stands in a span of the text."""
        return bool(self.shown) and self.shown[start:end] != self.text[start:end]

    @cached_property
    def _pieces(self) -> tuple[list[int], list[int]]:
        pieces = [piece for p in self.passages for piece in p.pieces]
        return [start for start, _ in pieces], [end for _, end in pieces]

    def is_apart(self, start: int, end: int) -> bool:
        """Whether any of a span of the text lies in a passage that is left as it is."""
        starts, ends = self._pieces
        at = bisect_left(starts, end) - 1
        return at >= 0 and ends[at] > start

    @cached_property
    def heads(self) -> tuple[Head, ...]:
        """The families of labelled heads of which the text has enough signs."""
        return tuple(find_heads([r.line for r in self.lines]))

    @cached_property
    def _frame_starts(self) -> list[int]:
        return [f.start for f in self.frames]

    @cached_property
    def withheld(self) -> Withheld:
        """The signs that text was withheld, and the banners of release."""
        return read_signs(self.lines, self.text, is_cable=self.is_cable, begins=self.text_begins)

    @property
    def text_begins(self) -> int:
        """Where the text of a cable begins under its header; 0 in other documents."""
        if not self.is_cable:
            return 0
        numbers = sorted(self.paragraphs(), key=lambda n: n.line.line.start)
        if not numbers:
            first = next((r for r in self.lines if r.form == "paragraph"), None)
            return first.line.start if first else len(self.text)
        start = numbers[0].line.line.start
        if numbers[0].number == 1:
            return start
        return next(
            (
                r.line.end for r in reversed(self.lines)
                if r.line.start < start and r.form in HEADER_FORMS | {"subject", "reference"}
            ), start,
        )  # fmt: skip

    @property
    def is_cable(self) -> bool:
        """Whether the grammar of cables holds for this text."""
        return self.kind == "cable"

    @cached_property
    def has_form_feeds(self) -> bool:
        """Whether form feeds part the pages."""
        return any(r.line.breaks for r in self.lines)

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
        return self.frames[max(0, bisect_right(self._frame_starts, offset) - 1)]

    def paragraphs(self) -> list[Numbered]:
        """The numbered paragraphs of the cable, pages of other cables included."""
        return follow(self.frames, self.noise)


def read(text: str, words: frozenset[str] = frozenset()) -> Reading:
    """Read a text: its lines by form, its pages, its kind (see `kind_of`).

    `words`: those that the user vouches for, folded.

    >>> read("FM AMEMBASSY BEIJING\\nTO SECSTATE WASHDC\\nTAGS: PREL, CH\\n").kind
    'cable'
    """
    shown = blank_markup(text)
    recognised = [_as_figures(recognise(line)) for line in split_lines(shown)]
    lines = read_expected(_in_context(read_ruins(recognised)))
    lines = join_split_headers(read_receptions(lines))
    kind = kind_of(lines)
    if kind != "cable":
        plain = frozenset({"blank", "text", "mark", "figures"})
        lines = [r if r.form in plain else ReadLine(r.line, "text") for r in lines]
    passages = find_passages(lines)
    # loose words may be English, misread
    others = [p for p in passages if p.kind != "words"]
    noise = measure_noise(outside(others, lines, BODY), words)
    if noise > OF_SOUND and is_sound(lines):
        noise = OF_SOUND
    litter = measure_litter(outside(passages, lines, ("text", "paragraph")))
    return Reading(
        text, tuple(lines), gather(lines), kind, noise, litter, words, tuple(passages), shown
    )


def _as_figures(line: ReadLine) -> ReadLine:
    """A line as it is, or as one of `figures` if it is endless and half of it is no language.

    Such a line is no running text: no word of it can be mended by the words around it.
    """
    text = line.line.text
    if line.form != "text" or len(text) <= WIDEST_LINE:
        return line
    tokens = text.split()
    figures = sum(any(c.isdigit() for c in t) for t in tokens)
    return ReadLine(line.line, "figures") if figures > MOST_FIGURES * len(tokens) else line


_LETTERS = late_regex(r"[A-Za-z']{3,}")

_HEADER_ONLY = frozenset(
    {"action", "info", "from", "to", "info-address", "address", "eo", "tags", "subject",
     "reference", "section", "dtg", "reception", "dashes", "page-rest"}
)  # fmt: skip


def _in_context(lines: list[ReadLine]) -> list[ReadLine]:
    """Header lines stand at the head of a page; in running text their words are only words."""
    out: list[ReadLine] = []
    running = 0
    for line in _find_counters(lines):
        if line.form == "blank":
            out.append(line)
            continue
        if line.form in _HEADER_ONLY and running >= 3 and not _is_certain(line):
            line = ReadLine(line.line, "text")
        form = line.form
        if form in _HEADER_ONLY or form in ("page", "stub", "mark", "serial", "drafting"):
            running = 0
        elif form in ("paragraph", "point") or _is_prose(line.line.text):
            running += 3 if form == "paragraph" else 1
        out.append(line)
    return out


def _find_counters(lines: list[ReadLine]) -> Iterator[ReadLine]:
    """The counter of 1973-76 before the date-time line, where its hyphens were not read."""
    after = ""
    marked: list[ReadLine] = []
    for line in reversed(lines):
        text = line.line.text.strip()
        if after == "dtg" and len(text) == 6 and text.isdigit():
            at = line.line.start + line.line.text.index(text)
            part = Part("serial_74", Span(at, at + 6, text), text, 0.0)
            line = ReadLine(line.line, "dashes", (part,), 2.0)
        if line.form != "blank":
            after = line.form
        marked.append(line)
    yield from reversed(marked)


def _is_certain(line: ReadLine) -> bool:
    """Whether a line is so plainly of its form that it needs no header around it."""
    offices = [p for p in line.parts if p.slot == "item"]
    if line.form in ("info", "action") and len(offices) >= PLAIN_OFFICES:
        return line.cost <= len(offices)
    return (
        line.form in ("dtg", "from", "reception", "tags", "eo")
        and line.cost < 2
        and (len(line.parts) >= 2)
    )


def _is_prose(text: str) -> bool:
    """Whether a line is running text: several words, most of them known."""
    words = _LETTERS.findall(text)
    known = lexicon()
    return len(words) >= 4 and sum(fold(w) in known for w in words) * 2 > len(text.split())

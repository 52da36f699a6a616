"""The lines of the body of a cable and what they say of paragraph numbers, for look-up by place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cablefix.gaps.context import Setting
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.paragraphs import Numbered, Opening, find_openings, own_frames
from cablefix.layout.running_text import BODY

_BARE_NUMBER = late_regex(r"\W{0,3}\w{1,3}\s?[.,:;'’*-]{0,3}\s*")
_CLOSING = late_regex(r"\s*(?:END (?:SUMMARY|COMMENT|NOTE|TEXT)|COMMENT)\b.{0,12}$")
_ENDED = late_regex(r"[.?!\")\]]\W{0,2}$")
_RUIN = late_regex(r"[\W_]{0,3}(?:(?P<token>\w{0,3})[.,:;~*#?'’)-]{1,3}(?=[\s(])|\d\w{0,2}\s)")

_SPECKS = 3
"""Letters and figures, at most, of a line that is only speckle."""


class Body:
    """The lines of the body, its openings, and the numbers that notes name."""

    def __init__(self, setting: Setting) -> None:
        frames = setting.frames
        self.lines = [r for f in own_frames(frames) for r in f.lines if r.form in BODY]
        self.at = {r.line.start: i for i, r in enumerate(self.lines)}
        self.blanks = sorted(r.line.start for f in frames for r in f.lines if r.form == "blank")
        self.setting = setting
        self.openings = list(find_openings(frames, setting.reading.noise))
        self.opened_at = [self.at[o.line.line.start] for o in self.openings]
        self.noted, self.excused = read_notes(setting.reading.lines)
        self.usual = self._usual_size()
        self.ruined = sum(
            b.number - a.number - 1
            for a, b in pairwise(setting.numbers)
            if b.number > a.number + 1 and count_ruins(self, a, b) == b.number - a.number - 1
        )

    def unread(self) -> float:
        """The share of the numbers that were not read plainly."""
        numbers = self.setting.numbers
        unread = sum(not n.sure for n in numbers) + self.ruined
        return unread / (len(numbers) + self.ruined)

    def _usual_size(self) -> float:
        """The median length of the paragraphs whose next number is here; characters."""
        sizes = sorted(
            b.line.line.start - a.line.line.start
            for a, b in pairwise(self.setting.numbers)
            if b.number == a.number + 1 and a.frame is b.frame
        )
        return sizes[len(sizes) // 2] if sizes else 500.0

    def between(self, here: Numbered, after: Numbered) -> Sequence[ReadLine]:
        """The body lines after the first line of one paragraph and before that of another."""
        return self.lines[self.at[here.line.line.start] + 1 : self.at[after.line.line.start]]

    def above(self, first: Numbered) -> Sequence[ReadLine]:
        """The body lines before a paragraph."""
        return self.lines[: self.at[first.line.line.start]]

    def on_page(self, here: Numbered, after: Numbered | None) -> Sequence[ReadLine]:
        """The body lines after the first line of a paragraph, up to the next or the page's end."""
        start = self.at[here.line.line.start] + 1
        end = self.at[after.line.line.start] if after else len(self.lines)
        first, last = here.frame.start, here.frame.lines[-1].line.end
        for i in range(start, end):
            if not first <= self.lines[i].line.start <= last:
                return self.lines[start:i]
        return self.lines[start:end]

    def openings_from(self, here: Numbered, after: Numbered) -> Sequence[Opening]:
        """The openings from that before a paragraph up to that of another."""
        start = bisect_left(self.opened_at, self.at[here.line.line.start])
        return self.openings[
            max(0, start - 1) : bisect_left(self.opened_at, self.at[after.line.line.start])
        ]

    def is_empty(
        self, here: Numbered, after: Numbered | None, *, next_is_lost: bool = False
    ) -> bool:
        """A number alone on its line, and nothing but closings, marks and specks after it.

        `next_is_lost`: the text that follows belongs to the next number, which is lost.
        """
        if not _BARE_NUMBER.fullmatch(here.line.line.text):
            return False
        if next_is_lost:
            return True
        following = self.on_page(here, after)
        if after is None:
            return not any(says(r) for r in following)
        for r in following:
            if says(r) and not _CLOSING.match(r.line.text) and not self.is_heading(r):
                return False
        return True

    def is_long(self, here: Numbered, after: Numbered, lost: int) -> bool:
        """Whether the text between two numbers would do for the numbers between them, too."""
        size = sum(len(r.line.text) for r in self.between(here, after))
        return size > self.usual * (1 + 0.6 * lost)

    def is_heading(self, line: ReadLine) -> bool:
        """A short line of capitals by itself, between blank lines, without an end."""
        text = line.line.text.strip()
        if len(text.split()) > 7 or not text.isupper() or _ENDED.search(text):
            return False
        return line.form == "text" and self.blank_before(line)

    def tops_page(self, line: ReadLine) -> bool:
        """Whether a line is the first of the body on its page."""
        return next((r is line for r in self.setting.frame_at(line.line.start).body), False)

    def ended(self, line: ReadLine) -> bool:
        """Whether the body line before a line ends a sentence."""
        at = self.at[line.line.start]
        return at > 0 and bool(_ENDED.search(self.lines[at - 1].line.text))

    def blank_before(self, line: ReadLine) -> bool:
        """Whether a blank line stands between a line and the body line before it."""
        at = self.at[line.line.start]
        above = self.lines[at - 1].line.end if at else 0
        if above > line.line.start:  # the page before it stands further down in the file
            above = self.setting.frame_at(line.line.start).start
        near = bisect_left(self.blanks, above)
        return near < len(self.blanks) and self.blanks[near] < line.line.start


def says(line: ReadLine) -> bool:
    """Whether a line bears more than speckle."""
    return sum(c.isalnum() for c in line.line.text) > _SPECKS


def starts_between(body: Body, here: Numbered, after: Numbered) -> Iterator[ReadLine]:
    """Text lines between two paragraphs that open after the end of what stands above them."""
    above: ReadLine = here.line
    for r in body.between(here, after):
        ended = _ENDED.search(above.line.text) or body.is_heading(above)
        if ended and r.form in ("text", "paragraph") and len(r.line.text.split()) >= 3:
            yield r
        above = r


def count_ruins(body: Body, here: Numbered, after: Numbered) -> int:
    """How many paragraphs between two open with what may be left of a number."""
    places = body.setting.places
    return sum(
        _is_ruin(r.line.text) or _is_ruin(places.line_at(r.line.start))
        for r in starts_between(body, here, after)
    )


def _is_ruin(text: str) -> bool:
    """Whether a line opens with what may be left of a number: `5S.`, `. (U)`, `_5`, `41`.

    The line as it was read counts, too: what opens it may have been taken for speckle.
    """
    m = _RUIN.match(text)
    if m is None:
        return False
    token = m["token"] or ""
    return not (len(token) > 1 and token.isalpha() and token.isupper())


_NAMED = late_regex(
    r"\bPARA(?:GRAPH)?S?\b\.? "
    r"(?P<list>\d{1,3}(?:(?: ?-|,? (?:AND|THROUGH|TO|&)|,) ?\d{1,3}){0,20})"
)
_RANGE = late_regex(r"(\d{1,3})(?: ?(?:-|THROUGH|TO) ?(\d{1,3}))?")


def read_notes(lines: Sequence[ReadLine]) -> tuple[frozenset[int], frozenset[int]]:
    """Numbers that notes on the copy prove to have existed, and numbers that the text excuses."""
    proved: set[int] = set()
    excused: set[int] = set()
    innocent = set(tables.load("innocent_words").column("word"))
    for r in lines:
        if "PARA" not in r.line.text:
            continue
        if r.form == "corrected-copy":
            proved.update(int(n) for n in re.findall(r"\b\d{1,3}\b", r.line.text))
        elif innocent & set(re.findall(r"[A-Z]+", r.line.text)):
            for m in _NAMED.finditer(r.line.text):
                for first, last in _RANGE.findall(m["list"]):
                    excused.update(range(int(first), min(int(last or first), 999) + 1))
    return frozenset(proved), frozenset(excused)

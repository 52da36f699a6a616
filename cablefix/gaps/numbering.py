"""Gaps in the numbering of paragraphs: numbers that do not occur, and numbers without text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import exp, log

from cablefix.gaps.setting import Setting
from cablefix.model import Gap
from cablefix.reading.frames import HEADER_FORMS
from cablefix.reading.paragraphs import Numbered, Opening, find_openings, own_frames
from cablefix.reading.recognise import ReadLine
from cablefix.vocabulary import tables

_BODY = ("text", "paragraph", "point")
_BARE_NUMBER = re.compile(r"\W{0,3}\w{1,3}\s?[.,:;'’*-]{0,3}\s*")
_CLOSING = re.compile(r"\s*(?:END (?:SUMMARY|COMMENT|NOTE|TEXT)|COMMENT)\b.{0,12}$")
_ENDED = re.compile(r"[.?!\")\]]\W{0,2}$")
_NAMED = re.compile(
    r"\bPARA(?:GRAPH)?S?\b\.? "
    r"(?P<list>\d{1,3}(?:(?: ?-|,? (?:AND|THROUGH|TO|&)|,) ?\d{1,3}){0,20})"
)
_RUIN = re.compile(r"[\W_]{0,3}(?:(?P<token>\w{0,3})[.,:;~*#?'’)-]{1,3}(?=[\s(])|\d\w{0,2}\s)")
_RANGE = re.compile(r"(\d{1,3})(?: ?(?:-|THROUGH|TO) ?(\d{1,3}))?")
_HEADER = HEADER_FORMS | {"page", "subject", "reference"}

DOUBT = 0.4
"""What the confidence loses where ruins of numbers stand in between."""

PRIOR, UNREAD, SHORT, TOO_LONG, PAGE_GONE, SLIP = -3.0, 2.0, 1.5, -1.2, 3.0, -2.5
"""Log odds of a missing number where others were not read plainly: by itself; for each nat of the
share of those; with no more text in between than one paragraph has; with enough for all; with a
page missing; where the number after it is the one due but for one figure."""

HELD, SUREST, DAMAGE, UNSURE_BEFORE, UNSURE_AFTER = 0.35, 3.0, -4.5, -1.2, -0.4
"""How these log odds hold on rendered cables: their slope and bound; what is lost on a text that is
all damage, and where the number before or after the jump is not plain."""

PLAIN = 0.9
"""How likely a number is missing where all others were read plainly, in a text without damage."""

FEW = 3
"""Numbers of a run that is long for a cable that is whole but for it."""

_SPECKS = 3
"""Letters and figures, at most, of a line that is only speckle."""


def find_number_gaps(setting: Setting) -> Iterator[Gap]:
    """Missing, emptied, repeated and lost numbers of a cable's paragraphs."""
    if not setting.is_cable:
        return
    body = _Body(setting)
    numbers = setting.numbers
    if numbers:
        yield from _before_first(setting, body)
    for here, after in pairwise(numbers):
        lost = after.number - here.number - 1
        body.ruined += lost * (lost > 0 and _ruins(body, here, after) == lost)
    for i, here in enumerate(numbers):
        then = numbers[i + 1] if i + 1 < len(numbers) else None
        between = list(_between(setting, body, here, then)) if then else []
        next_is_lost = any(g.kind == "lost-number" for g in between)
        if body.is_empty(here, then, next_is_lost=next_is_lost):
            yield _empty(setting, here)
        yield from between


class _Body:
    """The lines of the body and what they say of paragraph numbers, for look-up by place."""

    def __init__(self, setting: Setting) -> None:
        frames = setting.reading.frames
        self.frames = frames
        self.lines = [r for f in own_frames(frames) for r in f.lines if r.form in _BODY]
        self.starts = [r.line.start for r in self.lines]
        self.blanks = [r.line.start for f in frames for r in f.lines if r.form == "blank"]
        self.setting = setting
        self.openings = list(find_openings(frames, setting.reading.noise))
        self.opening_starts = [o.line.line.start for o in self.openings]
        self.noted, self.excused = _notes(setting.reading.lines)
        self.usual = self._usual_size()
        self.ruined = 0

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

    def between(self, start: int, end: int) -> Sequence[ReadLine]:
        """The body lines that start after one offset and before another."""
        return self.lines[bisect_right(self.starts, start) : bisect_left(self.starts, end)]

    def text_end(self, here: Numbered, after: Numbered) -> int:
        """Where the text of a paragraph ends on the page on which it starts."""
        end = here.line.line.end
        last = here.frame.lines[-1].line.end
        for r in self.between(here.line.line.start, after.line.line.start):
            if r.line.start > last:
                break
            end = r.line.end
        return end

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
        end = after.line.line.start if after else here.frame.lines[-1].line.end + 1
        following = self.between(here.line.line.start, end)
        if after is None:
            return not any(_says(r) for r in following)
        for r in following:
            if r.line.start > here.frame.lines[-1].line.end:
                break
            if _says(r) and not _CLOSING.match(r.line.text) and not self.is_heading(r):
                return False
        return True

    def is_long(self, here: Numbered, after: Numbered, lost: int) -> bool:
        """Whether the text between two numbers would do for the numbers between them, too."""
        size = sum(
            len(r.line.text) for r in self.between(here.line.line.start, after.line.line.start)
        )
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
        at = bisect_left(self.starts, line.line.start)
        return at > 0 and bool(_ENDED.search(self.lines[at - 1].line.text))

    def blank_before(self, line: ReadLine) -> bool:
        """Whether a blank line stands between a line and the body line before it."""
        at = bisect_left(self.starts, line.line.start)
        above = self.lines[at - 1].line.end if at else 0
        near = bisect_left(self.blanks, above)
        return near < len(self.blanks) and self.blanks[near] < line.line.start


def _says(line: ReadLine) -> bool:
    """Whether a line bears more than speckle."""
    return sum(c.isalnum() for c in line.line.text) > _SPECKS


def _empty(setting: Setting, here: Numbered) -> Gap:
    sure = 0.95 if here.sure else 0.75
    return setting.gap(
        "empty-paragraph", (here.line.line.start, here.line.line.end), sure,
        f"number {here.number} stands alone, without text", frame=here.frame,
        paragraphs=(here.number,), exemptions=setting.exemptions,
    )  # fmt: skip


def _before_first(setting: Setting, body: _Body) -> Iterator[Gap]:
    """Numbers before the first that is here, where nothing of their text is."""
    first = setting.numbers[0]
    if first.number == 1 or not first.sure:
        return
    lost = tuple(range(1, first.number))
    if set(lost) <= body.excused or not _runs_on(setting.numbers[:3]):
        return
    if lost == (1,) and _is_again(body, first):
        return  # the first of two is the misread one
    above = body.between(-1, first.line.line.start)
    after_header = [r for r in above if r.line.start > _header_end(setting, first)]
    if any(_says(r) for r in after_header) and not _page_is_gone_before(setting, first, above):
        return
    start = above[-1].line.end if above else first.line.line.start
    yield setting.gap(
        "missing-paragraphs", (min(start, first.line.line.start), first.line.line.start), 0.7,
        f"the first number that is here is {first.number}", frame=first.frame, paragraphs=lost,
        exemptions=setting.exemptions,
    )  # fmt: skip


def _is_again(body: _Body, first: Numbered) -> bool:
    """Whether another line opens with the number of the first paragraph."""
    read = f"{first.number}."
    return any(o.read == read and o.line is not first.line for o in body.openings)


def _page_is_gone_before(setting: Setting, first: Numbered, above: Sequence[ReadLine]) -> bool:
    """Whether a page with text is missing before the first text that is here."""
    places = setting.collation.places
    here = {(s.section, s.page) for s in setting.collation.sheets}
    frames = [setting.frame_at(r.line.start) for r in above[-1:]] + [first.frame]
    section, page = places.get(frames[0].start, (0, 0))
    return bool(page and page > 2 and section == 1 and (section, page - 1) not in here)


def _runs_on(numbers: Sequence[Numbered]) -> bool:
    return len(numbers) > 1 and numbers[-1].number - numbers[0].number == len(numbers) - 1


def _header_end(setting: Setting, first: Numbered) -> int:
    """Where the last line of the apparatus before a paragraph ends."""
    end = 0
    for r in setting.reading.lines:
        if r.line.start >= first.line.line.start:
            break
        if r.form in _HEADER:
            end = r.line.end
    return end


def _between(setting: Setting, body: _Body, here: Numbered, after: Numbered) -> Iterator[Gap]:
    """What became of the numbers between two that follow each other in the text."""
    lost = tuple(range(here.number + 1, after.number))
    repeated = _repeated(body, here, after)
    if repeated and len(lost) <= 1 and here is not setting.numbers[0]:
        yield setting.gap(
            "numbering-anomaly", (repeated.line.line.start, repeated.line.line.end), 0.75,
            f"the number {here.number} occurs twice", paragraphs=(here.number,),
        )  # fmt: skip
        return
    if not lost or set(lost) <= body.excused:
        return
    ruins = _ruins(body, here, after)
    if len(lost) == ruins:
        return  # their numbers are there, if unreadable
    unnumbered = _unnumbered(body, here, after) if len(lost) == 1 and not ruins else None
    if unnumbered:
        yield setting.gap(
            "lost-number", (unnumbered.line.start, unnumbered.line.end), 0.7,
            f"{here.number} is followed by {after.number}; this text between them has no number",
            paragraphs=lost,
        )  # fmt: skip
        return
    yield _missing(setting, body, here, after, ruins)


def _repeated(body: _Body, here: Numbered, after: Numbered) -> Opening | None:
    """A plain line before the next paragraph that opens with the number of this one once more."""
    at = bisect_left(body.opening_starts, here.line.line.start)
    end = bisect_left(body.opening_starts, after.line.line.start)
    listed = {o.read for o in body.openings[at:end]} & {f"{n}." for n in range(1, here.number)}
    if listed:
        return None  # a list with numbers of its own
    for o in body.openings[max(0, at - 1) : end]:
        own = o.line.line.start == here.line.line.start
        starts = body.blank_before(o.line) or (
            after.number == here.number + 2 and body.ended(o.line)
        )
        if o.read == f"{here.number}." and not own and starts:
            return o
    return None


def _starts(body: _Body, here: Numbered, after: Numbered) -> Iterator[ReadLine]:
    """Text lines between two paragraphs that open after the end of what stands above them."""
    above: ReadLine = here.line
    for r in body.between(here.line.line.start, after.line.line.start):
        ended = _ENDED.search(above.line.text) or body.is_heading(above)
        if ended and r.form in ("text", "paragraph") and len(r.line.text.split()) >= 3:
            yield r
        above = r


def _ruins(body: _Body, here: Numbered, after: Numbered) -> int:
    return sum(_is_ruin(r) for r in _starts(body, here, after))


def _is_ruin(line: ReadLine) -> bool:
    """Whether a line opens with what may be left of a number: `5S.`, `. (U)`, `_5`, `41`."""
    m = _RUIN.match(line.line.text)
    if m is None:
        return False
    token = m["token"] or ""
    return not (len(token) > 1 and token.isalpha() and token.isupper())


def _unnumbered(body: _Body, here: Numbered, after: Numbered) -> ReadLine | None:
    """The one paragraph between two numbered ones that opens without a number."""
    found = [
        r
        for r in _starts(body, here, after)
        if r.form == "text" and body.blank_before(r) and not body.tops_page(r)
    ]
    return found[0] if len(found) == 1 else None


def _missing(setting: Setting, body: _Body, here: Numbered, after: Numbered, ruins: int) -> Gap:
    lost = tuple(range(here.number + 1, after.number))
    end = body.text_end(here, after)
    proof = [n for n in lost if n in body.noted]
    why = f"{here.number} is followed by {after.number}"
    if proof:
        why += f"; a CORRECTED COPY note names {', '.join(map(str, proof))}"
    sure = 0.97 if proof else _belief(setting, body, here, after, ruins)
    return setting.gap(
        "missing-paragraphs", (end, max(end, after.line.line.start)), sure, why,
        frame=here.frame, paragraphs=lost, exemptions=setting.exemptions,
    )  # fmt: skip


def _belief(setting: Setting, body: _Body, here: Numbered, after: Numbered, ruins: int) -> float:
    """How likely it is that numbers are missing, and were not merely left unread.

    Where every number was read plainly, a jump is one. Where some were not, the reader may have
    lost these, too: the more so the more it lost, and the more text there is in their place.
    """
    lost = after.number - here.number - 1
    unread = body.unread()
    slip = lost >= FEW and _may_be_slip(body, here, after)
    if not unread and not setting.reading.noise:
        return 0.45 if slip else PLAIN - DOUBT * min(ruins / lost, 1.0)
    weight = UNREAD * (1 + 0.3 * (min(lost, 3) - 1))
    odds = PRIOR - weight * log(max(unread, 0.03)) - 2.0 * min(ruins / lost, 1.0)
    odds += TOO_LONG if body.is_long(here, after, lost) else SHORT
    if _page_is_gone(setting, here, after):
        odds += PAGE_GONE
    odds += SLIP if slip else 0.0
    odds = HELD * max(min(odds, SUREST), -SUREST) + DAMAGE * setting.reading.noise / 10
    odds += (0.0 if here.sure else UNSURE_BEFORE) + (0.0 if after.sure else UNSURE_AFTER)
    return 1 / (1 + exp(-odds))


def _page_is_gone(setting: Setting, here: Numbered, after: Numbered) -> bool:
    """Whether the places of two pages leave room for one that is not here, or bears nothing."""
    if here.frame is after.frame:
        return False
    (s, p), (t, q) = setting.place_of(here.frame), setting.place_of(after.frame)
    if None in (s, p, t, q):
        return False
    return s == t and (q or 0) > (p or 0) + 1


def _may_be_slip(body: _Body, here: Numbered, after: Numbered) -> bool:
    """Whether a number is that of the next paragraph with its first figure misread or added.

    It is not where the numbers go on from it.
    """
    if any(n.number == after.number + 1 for n in body.setting.numbers):
        return False
    shown, due = str(after.number), str(here.number + 1)
    return len(shown) > 1 and shown[-1] == due[-1] and len(shown) - len(due) in (0, 1)


def _notes(lines: Sequence[ReadLine]) -> tuple[frozenset[int], frozenset[int]]:
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

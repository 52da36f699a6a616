"""Paragraph numbers run on, and a full stop follows each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import exp, log

import attrs

from cablefix.apparatus.list_labels import propose_list_labels
from cablefix.channel.alignment import ClosedList, nearest
from cablefix.channel.confusions import cost
from cablefix.channel.marks import BARS
from cablefix.channel.shapes import Shape, log_likelihood
from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.proposals import Proposal, propose

_START = late_regex(r"\W{0,2}?([0-9A-Za-z@|!]{1,3})([.,:;'’*]{0,2})(?= )")
_PORTION = late_regex(
    r"\W{0,2}[0-9A-Za-z@|!]{1,3}[.,:;'’*]{0,2} ([(\[{€$£]?\w{1,3}[)\]}]|[(\[{]\w{1,3})(?= )"
)
_ENTIRE = late_regex(
    r"\W{0,2}[0-9A-Za-z@|!]{1,3}[.,:;'’*]{0,2} [(\[]?([A-Za-z0-9]{4,15}(?: \w{3,8}){0,2})"
    r"(?: ?[-–—] ?| )ENTIRE TEXT"
)
_NUMBERS = Shape.parse("n{1,3}")
OF_A_NUMBER = 0.74
"""How sure it is that one number was misread for another: 17 of 23 on the rendered cables."""

DEAREST_WORD, OF_A_WORD = 4.0, 0.97
"""What a classification written out may cost to be read so: a letter or two; how sure it is then,
set: no other word stands in its place."""

BETWEEN = 0.97
"""The same for a sign that looks like a 1 before the first paragraph, where 2 follows (set)."""

_CARRIED = 3
"""How far numbers may jump and still be the next."""


def propose_paragraph_numbers(reading: Reading) -> Iterator[Proposal]:
    """Proposals for line starts that are the next paragraph number, misread."""
    yield from propose_list_labels(reading)
    if reading.is_cable:
        yield from _propose_next(reading)


def _propose_next(reading: Reading) -> Iterator[Proposal]:
    """In a cable: the number that follows the last, though the next is not known."""
    last = 0
    starts = [
        (r, m)
        for frame in reading.frames
        for before, r in pairwise((None, *frame.lines))
        if r is not None
        and r.form in ("paragraph", "text")
        and len(r.line.text.split()) >= 3
        and (m := _START.match(r.line.text))
        and not (m[2] == "," and m[1].isdigit() and _runs_on(before))
    ]
    for i, (r, m) in enumerate(starts):
        text = m[1] + m[2]
        if r.form == "paragraph" and m[1].isdigit() and last < int(m[1]) <= last + _CARRIED:
            last = int(m[1])
            if m[2] != ".":
                yield _propose(r.line.start, m, f"{last}.", 0.97, "a full stop follows it")
            continue
        if _is_lettered(starts, i):
            continue
        value = _next_number(m[1], last + 1, reading.noise)
        between = _goes_on(starts[i + 1 :], last)
        if value and m[1].isdigit() and int(m[1]) > last and not between:
            continue
        if value and (m[2] in (".", ",", ":") or not m[1].isalpha()) and text != f"{value}.":
            last = int(value)
            p = _propose(
                    r.line.start, m, f"{value}.", 0.93 if m[2] == "." else 0.85,
                    f"paragraph {last - 1} goes before",
                )  # fmt: skip
            if m[1].isdigit():
                p = attrs.evolve(p, score=OF_A_NUMBER, grounds=None)
            elif between and m[2] and m[1] in (*BARS, "I", "i") and value == "1":
                p = attrs.evolve(p, score=BETWEEN, grounds=None)
            yield p
        elif r.form == "paragraph" and m[1].isdigit() and int(m[1]) > last:
            last = int(m[1]) if int(m[1]) <= last + 12 else last


def _runs_on(line: ReadLine | None) -> bool:
    """Whether the text of a line goes on under it: ON AUGUST / 3, INSTEAD OF"""
    if line is None or line.form not in ("paragraph", "text", "point"):
        return False
    return line.line.text.rstrip()[-1:].isalnum()


POINT = len("(A)")
"""The length of a mark that a point of a list may have, too."""

DEAREST_LETTER, DEAREST_FIGURE = 3.5, 4.1
"""What a letter of a mark may cost that is read for another, B for S but not A, or for a figure."""


def _is_a_misread_mark(read: str, mark: str) -> bool:
    """Whether the letter of a mark may be read so: (A) is no (S), but a point of a list."""
    if len(read) != len(mark) or len(mark) > POINT or not (read[0] == "(" and read[-1] == ")"):
        return True
    most = {True: DEAREST_LETTER, False: DEAREST_FIGURE}
    return all(a == b or cost(b, a) <= most[a.isalpha()] for a, b in zip(read, mark, strict=True))


def _is_lettered(starts: Sequence[tuple[ReadLine, re.Match[str]]], i: int) -> bool:
    """Whether a letter opens a point of a lettered list: the next or last line goes on with it."""
    label = starts[i][1][1]
    if len(label) != 1 or not label.isalpha():
        return False
    beside = {m[1] for _, m in starts[max(0, i - 1) : i + 2]}
    return not beside.isdisjoint({chr(ord(label) - 1), chr(ord(label) + 1)})


def propose_portion_marks(reading: Reading) -> Iterator[Proposal]:
    """Proposals for misread classification marks after a paragraph's number."""
    if not reading.is_cable:
        return
    marks = tables.load("portion_marks").column("mark")
    found = [
        (r, m) for r in reading.lines
        if r.form in ("paragraph", "text") and (m := _PORTION.match(r.line.text))
    ]  # fmt: skip
    seen = Counter(m[1] for _, m in found if m[1] in marks)
    total = seen.total()
    for r in reading.lines:
        if r.form in ("paragraph", "text") and (whole := _ENTIRE.match(r.line.text)):
            yield from _propose_marked_whole(r, whole)
    for r, m in found:
        if m[1] in marks or (total == 0 and not (m[1][0] == "(" and m[1][-1] == ")")):
            continue
        scores = sorted(
            (log_likelihood(k, m[1], 10) + log((seen[k] + 0.3) / (total + 2)), k) for k in marks
        )
        best, mark = scores[-1]
        if best < -14 or not _is_a_misread_mark(m[1], mark):
            continue
        sure = 1 / sum(exp(score - best) for score, _ in scores)
        span = Span(r.line.start + m.start(1), r.line.start + m.end(1), m[1])
        support = min(seen[mark], 5)
        yield propose(
            span, mark, kind="classification", rule="portion-mark",
            score=sure * (0.9 + 0.015 * support) - 0.01 * max(0.0, -best - 8),
            why=f"a paragraph's number is followed by its classification; {seen[mark]} others "
            f"are marked {mark}",
        )  # fmt: skip


def _propose_marked_whole(r: ReadLine, m: re.Match[str]) -> Iterator[Proposal]:
    """The classification that stands written out before ENTIRE TEXT."""
    fit = nearest(" ".join(m[1].split()), _classifications())
    if fit is None or fit.value is None or not 0 < fit.cost <= DEAREST_WORD:
        return
    span = Span(r.line.start + m.start(1), r.line.start + m.end(1), m[1])
    yield propose(
        span, fit.value, kind="classification", rule="portion-mark", score=OF_A_WORD, grounds=None,
        why="the classification of the whole text stands before its words ENTIRE TEXT",
    )  # fmt: skip


@cache
def _classifications() -> ClosedList:
    return ClosedList.of(tables.load("classifications").column("classification"))


def _goes_on(starts: Sequence[tuple[ReadLine, re.Match[str]]], last: int) -> bool:
    """Whether the number after the next one follows, so that the one between is plain."""
    following = next((m[1] for r, m in starts if r.form == "paragraph"), None)
    return following == str(last + 2)


def _next_number(text: str, wanted: int, noise: int) -> str | None:
    """The wanted number, if the text is a likely misreading of it."""
    if text.isdigit() and len(text) != len(str(wanted)):
        return None
    options = _NUMBERS.options(text, noise)
    cost = options.get(str(wanted))
    return str(wanted) if cost is not None and 0.5 < cost < 8.5 else None


def _propose(start: int, m: re.Match[str], value: str, score: float, why: str) -> Proposal:
    span = Span(start + m.start(1), start + m.end(), m[1] + m[2])
    return propose(
        span, value, kind="punctuation" if value.startswith(m[1]) else "ocr-digit",
        rule="paragraph-number", score=score, why=f"the line opens paragraph {value[:-1]}: {why}",
    )  # fmt: skip

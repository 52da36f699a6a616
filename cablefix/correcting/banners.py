"""Banners and stamps of release: printed phrases in ruins, and the date behind a banner."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cablefix.correcting.proposals import Proposal, propose
from cablefix.reading.document import Reading
from cablefix.reading.forms import Part
from cablefix.reading.lines import Span
from cablefix.reading.recognise import ReadLine

PHRASE = 0.97
"""Share of the phrases put in for their ruins that was right on the rendered cables (fit part)."""

BANNER_DATE = 0.97
"""The same for dates behind a banner that other pages agree on.

It rests on little: in the fitting documents there were two such dates, and both were right.
"""

LEAST_DATES, LONGEST_DATE = 3, 18
"""Pages that must agree on the date behind the banner; characters of the longest damaged one."""

AGREEMENT = 3
"""How many of them must stand against each page that has another date."""

_DATE = re.compile(r"\d\d [A-Z][A-Za-z]{2} (?:19|20)\d\d")


def propose_banners(reading: Reading) -> Iterator[Proposal]:
    """Proposals for phrases known by the whole line, and for dates by their copies."""
    banners = [r for r in reading.lines if r.form == "footer"]
    dates: Counter[tuple[str, str]] = Counter()
    for line in banners:
        rest = _behind(line)
        if rest and _DATE.fullmatch(rest.text):
            dates[_name(line), rest.text] += 1
    for line in banners:
        yield from _date(line, dates)
    for line in reading.lines:
        for part in line.parts:
            if part.slot == "phrase":
                yield from _phrase(line, part)


def _phrase(line: ReadLine, part: Part) -> Iterator[Proposal]:
    """The whole phrase: so little is left of it that its words cannot be told apart."""
    if part.value and part.value != part.span.text:
        yield propose(
            part.span, part.value, kind="word", rule=f"{line.form}-phrase", score=PHRASE,
            why=f"the line is like no other phrase that is printed on such pages: {part.value}",
            grounds=None,
        )  # fmt: skip


def _date(line: ReadLine, dates: Counter[tuple[str, str]]) -> Iterator[Proposal]:
    """The date of a banner, which is the same on every page of a document."""
    span = _behind(line)
    likely = [(n, date) for (name, date), n in dates.items() if name == _name(line)]
    if span is None or not likely:
        return
    n, date = max(likely)
    others = sum(count for count, _ in likely) - n
    agreed = n >= max(AGREEMENT * others, LEAST_DATES)
    if agreed and span.text != date and len(span.text) < LONGEST_DATE:
        yield propose(
            span, date, kind="word", rule="footer-date", score=BANNER_DATE,
            why=f"the banner bears the date {date} on {n} other pages", grounds=None,
        )  # fmt: skip


def _name(line: ReadLine) -> str:
    """The name that a banner begins with."""
    return next((p.value.split()[0] for p in line.parts if p.value), "")


def _behind(line: ReadLine) -> Span | None:
    """The free rest of a line."""
    rest = [p.span for p in line.parts if p.slot == "rest"]
    if not rest:
        return None
    start, end = rest[0].start - line.line.start, rest[-1].end - line.line.start
    return Span(rest[0].start, rest[-1].end, line.line.text[start:end])

"""Date-time groups by their own shape, wherever they stand: seven characters before a month.

On lines that litter has made unlike any form the group is still told by the month and year behind
it. What a letter was read for is written; a figure is never made another one here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cablefix.channel.confusions import DIGITS, cost
from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.field_types import slots
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.layout.validity import is_valid
from cablefix.proposals import Proposal, propose

DEAREST_GROUP = 4.5
"""What the misreading of a group may cost: two letters for figures."""

CLEAR = 0.5
"""By how much the figure that a letter is like must be cheaper than any other."""

SURE_GROUP, SURE_DAY, SURE_MONTH = 0.98, 0.97, 0.97
"""How sure a group, a day and a month are whose shape is broken by one letter or mark: as that
shape alone was right in 274 of 279 groups on rendered cables (rules.tsv, dtg-shape)."""

PLACED = frozenset({"dtg", "stub", "reception", "page"})
"""Forms of lines whose groups are judged with their copies."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    months = "|".join(tables.load("months").column("month"))
    group = re.compile(rf"(?<!\S)\W?(?P<group>[\w@]{{7}}) (?P<month>{months})\b")
    day = re.compile(rf"(?<![\w.,/-])(?P<day>[OQ@]\d|[0-3][OQ@]) (?:{months})(?![a-z])")
    stop = re.compile(
        rf"\W?[OPRZ] (?:[OPRZ] )?[\w@]{{7}} (?P<month>{months})(?P<stop>[.,;:]) ?\d\d\b"
    )
    return group, day, stop


def propose_date_groups(reading: Reading) -> Iterator[Proposal]:
    """Proposals for date-time groups, days and months on lines of no form."""
    days = _days(reading)
    is_message = reading.is_cable or any(h.family.kind == "cable" for h in reading.heads)
    yield from _propose_of_stations(reading)
    for line in reading.lines:
        yield from _propose_days(line)
        if is_message and line.form not in PLACED:
            yield from _propose_groups(line, days)
            yield from _propose_stops(line)


_OPENING = late_regex(r"(?P<letter>\W?[0OPRZ]) +(?P<group>\d{6}2)$")


def _propose_of_stations(reading: Reading) -> Iterator[Proposal]:
    """`0 1806272` over the stations of a military message: precedence, and six figures with Z."""
    for head in reading.heads:
        if head.family.name != "military-message":
            continue
        for vote in head.values.get("dtg", ()):
            m = _OPENING.search(vote.span.text)
            if m is None or not is_valid("dtg", f"{m['group'][:6]}Z"):
                continue
            why = "the line over the stations of a message has its precedence and time"
            at = vote.span.start + m.start("group")
            yield propose(
                Span(at, at + len(m["group"]), m["group"]), f"{m['group'][:6]}Z", kind="dtg",
                rule="dtg-shape", score=SURE_GROUP, why=why, grounds=None,
            )  # fmt: skip
            at = vote.span.start + m.start("letter")
            letter = m["letter"][-1].replace("0", "O")
            if letter != m["letter"]:
                yield propose(
                    Span(at, at + len(m["letter"]), m["letter"]), letter, kind="precedence",
                    rule="dtg-shape", score=SURE_GROUP, why=why, grounds=None,
                )  # fmt: skip


def _days(reading: Reading) -> frozenset[str]:
    """The days of all times that are read as they should be."""
    times = (p for r in reading.lines for p in r.parts if p.slot in ("time", "dtg", "received"))
    return frozenset(
        p.span.text[:2] for p in times if re.fullmatch(r"\d{6}Z", p.span.text)
    )  # fmt: skip


def _propose_groups(line: ReadLine, days: frozenset[str]) -> Iterator[Proposal]:
    for m in _patterns()[0].finditer(line.line.text):
        read = m["group"]
        value, why = mend_group(read), "six figures and Z stand before a month"
        if value is None and (day := _day_of(read, days)):
            value = mend_group(day + read[2:])
            why = f"another time of the document is of the {day}th; {why}"
        if value and value != read:
            at = line.line.start + m.start("group")
            yield propose(
                Span(at, at + len(read), read), value, kind="dtg", rule="dtg-shape",
                score=SURE_GROUP, why=f"{why}: {read} is none", grounds=None,
            )  # fmt: skip


def mend_group(read: str) -> str | None:
    """The group as its shape has it, if only letters and the Z need be read otherwise.

    >>> mend_group("2715122"), mend_group("3112642"), mend_group("141640Z")
    ('271512Z', None, '141640Z')
    """
    found = slots()["dtg"].judge(read)
    if len(read) != 7 or found is None or not found.value or found.cost > DEAREST_GROUP:
        return None
    if not is_valid("dtg", found.value) or sum(c.isdigit() for c in read[:6]) < 4:
        return None
    pairs = zip(read[:6], found.value[:6], strict=True)
    return found.value if all(_is_figure(a, b) for a, b in pairs) else None


def _is_figure(read: str, figure: str) -> bool:
    """Whether a character is that figure, or a letter like it and like no other; B is like two."""
    if read.isdigit():
        return read == figure
    ranked = sorted(cost(meant, read) for meant in DIGITS)
    return ranked[1] - ranked[0] >= CLEAR


def _day_of(read: str, days: frozenset[str]) -> str | None:
    """The one day of another time that has the figure that is left of the day here."""
    if sum(c.isdigit() for c in read[:2]) != 1 or read[:2].isalnum() is False:
        return None
    near = [d for d in days if any(a == b for a, b in zip(d, read, strict=False))]
    return near[0] if len(near) == 1 else None


def _propose_days(line: ReadLine) -> Iterator[Proposal]:
    """`O7 FEB`: a day is a number."""
    for m in _patterns()[1].finditer(line.line.text):
        day = re.sub("[OQ@]", "0", m["day"])
        if 1 <= int(day) <= 31:
            at = line.line.start + m.start("day")
            yield propose(
                Span(at, at + 2, m["day"]), day, kind="dtg", rule="dtg-shape", score=SURE_DAY,
                why=f"a day stands before the month: {m['day']} is {day}", grounds=None,
            )  # fmt: skip


def _propose_stops(line: ReadLine) -> Iterator[Proposal]:
    """`R 141621Z MAY. 68`: the month has no mark behind it."""
    m = _patterns()[2].match(line.line.text.strip())
    if m is not None:
        at = line.line.start + line.line.text.index(m[0]) + m.start("month")
        read = m["month"] + m["stop"]
        yield propose(
            Span(at, at + len(read), read), m["month"], kind="dtg", rule="dtg-month",
            score=SURE_MONTH, why="no mark stands between month and year", grounds=None,
        )  # fmt: skip

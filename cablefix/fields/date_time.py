"""The date-time group of a cable and its precedence, as all copies and their neighbours have them.

A cable is sent soon after it is dated, and received soon after it is sent: the times in the page
headers and in the reception lines narrow down that of the date-time group. The precedence is a
letter there and a word elsewhere, in the addresses and on stamps.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import attrs

from cablefix.cable import Field
from cablefix.channel.confusions import HEAVY
from cablefix.fields.executive_order import find_order, years_of
from cablefix.fields.fusion import (
    Vote,
    copies,
    elect,
    elect_likeliest,
    elect_shaped,
    join,
    likely_figures,
    lines_of,
    marks,
    plain,
)
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.pages import Frame
from cablefix.layout.places import Places
from cablefix.layout.validity import is_valid

SOON, SAME_DAY = 6.0, 3.0
"""How much it speaks for a time that the cable was sent within two hours, or within a day, in
logarithms."""

LIKELY = 8
"""How many of the likeliest readings of one copy are weighed."""

SOON_MINUTES, DAY_MINUTES = 120, 1440

SAME_YEAR, SAME_YEAR_HEAVY, ANY_YEAR, REFERRED = 6.0, 10.0, 3.0, 2.0
"""How much it speaks for a year that the executive order was in force (at light and at heavy
damage), or any of the orders, and that the cable refers to cables of that year."""

_REFERRED = late_regex(r"(?<!\d)(\d\d) [A-Z]{3,}[A-Z' ]* \d{3,6}(?!\d)")


def find_date_time(
    frames: Sequence[Frame], places: Places, noise: int
) -> tuple[Field[str] | None, Field[datetime] | None]:
    """The date-time group as the copies agree on it, and the moment that it names."""
    lines = [r for r in lines_of(frames, "dtg") if r.part("dtg") and r.part("month")]
    lines += [r for r in lines_of(frames, "stub") if r.part("stub_dtg")]
    if not lines:
        return None, None
    time, month, year = _time(frames, noise), _month(frames, noise), _year(frames, noise)
    if not (time and month and year and year.value.isdigit()):
        return None, None
    value = f"{time.value} {month.value} {year.value}"
    groups = [
        join([p for n in ("dtg", "stub_dtg", "month", "year") if (p := line.part(n))])
        for line in lines
    ]
    written = next((g for g in groups if g.span.text == value), groups[0])
    field = places.field(written.span, value)
    moment = read_moment(value)
    if moment is None:
        return field, None
    return field, Field(moment, field.original, field.start, field.end)


def _time(frames: Sequence[Frame], noise: int) -> Vote | None:
    """Day, hour and minute: the likeliest behind all copies, soon before the cable was sent."""
    stubs = [
        attrs.evolve(v, span=attrs.evolve(v.span, text=f"{v.span.text}Z"), value=f"{v.value}Z")
        for v in copies(frames, "stub_dtg")
    ]
    votes = [*copies(frames, "dtg", "dtg"), *stubs]
    tokens = [plain(v.span.text) for v in votes]
    usual = [t[:6] for t in tokens if 6 <= len(t) <= 7]
    values = {f"{t}Z" for t in likely_figures(usual, 6, noise)}
    if not usual:
        windows = [t[i : i + 6] for t in tokens for i in range(len(t) - 5)]
        values = {f"{t}Z" for w in windows for t in likely_figures([w], 6, noise)[:LIKELY]}
    shaped = elect_shaped(votes, "dtg", noise)
    values |= {v.value for v in votes} | ({shaped.value} if shaped else set())
    possible = [v for v in values if re.fullmatch(r"\d{6}Z", v) and is_valid("dtg", v)]
    later = [
        v.value[:6]
        for name in ("time", "received")
        if (v := elect_shaped(copies(frames, name), name, noise)) and is_valid(name, v.value)
    ]
    return elect_likeliest(votes, possible, noise, lambda v: _soon(v, later))


def _soon(time: str, later: Sequence[str]) -> float:
    """What speaks for a time: that the cable was sent and received soon after it."""
    waits = [w for t in later if t.isdigit() for w in [_minutes(t) - _minutes(time)]]
    if any(0 <= w <= SOON_MINUTES for w in waits):
        return SOON
    return SAME_DAY if any(0 <= w <= DAY_MINUTES for w in waits) else 0.0


def _minutes(time: str) -> int:
    return (int(time[:2]) * 24 + int(time[2:4])) * 60 + int(time[4:6])


def _month(frames: Sequence[Frame], noise: int) -> Vote | None:
    return elect_likeliest(copies(frames, "month"), tables.load("months").column("month"), noise)


def _year(frames: Sequence[Frame], noise: int) -> Vote | None:
    """The two figures of the year, one in which the executive order was in force.

    None where no figure of it was read, and no reference says what year it was: MAY FL.
    """
    votes = copies(frames, "year")
    votes += [Vote(p.span, "") for r in lines_of(frames, "dtg") if (p := r.part("month"))][
        : not votes
    ]
    order = find_order(frames, noise)
    orders = tables.load("eo_orders").column("order")
    years = {y for o in ([order] if order else orders) for y in years_of(o)}
    referred = Counter(
        m[1] for r in lines_of(frames, "reference") for m in _REFERRED.finditer(r.line.text)
    )

    if not referred and not any(c.isdigit() for v in votes for c in v.value):
        return None
    known = SAME_YEAR + (SAME_YEAR_HEAVY - SAME_YEAR) * noise / HEAVY

    def prior(value: str) -> float:
        fits = (known if order else ANY_YEAR) * (value in years)
        return fits + REFERRED * min(referred[value], 2)

    return elect_likeliest(votes, (f"{n:02d}" for n in range(100)), noise, prior)


def read_moment(group: str) -> datetime | None:
    """The moment of a date-time group; two figures of a year mean 1940 to 2039.

    >>> read_moment("130535Z MAY 91").isoformat()
    '1991-05-13T05:35:00+00:00'
    """
    time, month, year = group.split()
    months = tables.load("months").pairs("month", "number")
    try:
        return datetime(
            1900 + int(year) if int(year) >= 40 else 2000 + int(year),
            int(months[month]), int(time[:2]), int(time[2:4]), int(time[4:6]), tzinfo=UTC,
        )  # fmt: skip
    except (ValueError, KeyError):
        return None


RANKS = "ZOPR"
"""The letters of precedence, the most urgent first."""

WORD = 4.0
"""How much it speaks for a letter of precedence that an address or a stamp has its word."""


def find_precedence(frames: Sequence[Frame], noise: int) -> Vote | None:
    """The letters of precedence: for action, and for information where that has its own."""
    votes = []
    for line in lines_of(frames, "dtg"):
        parts = [p for n in ("precedence", "precedence_info") if (p := line.part(n))]
        if parts and parts[0].slot == "precedence":
            votes.append(join(parts))
    words = _words(frames)
    action, info = _commonest(words[0]), _commonest(words[1])
    second = info if _is_lower(info, action) else ""
    if not votes:
        value = " ".join(action + second)
        return attrs.evolve(words[0][0], value=value) if words[0] else None

    def prior(value: str) -> float:
        return WORD * (value[0] == action) + WORD * (value[1:] == second)

    letters = tables.load("precedence").column("letter")
    pairs = [a + b for a in letters for b in letters if _is_lower(b, a)]
    found = elect_likeliest(votes, (*letters, *pairs), noise, prior)
    if found is None:
        return None
    value = " ".join(found.value)
    written = next((v for v in votes if v.span.text == value), found)
    return attrs.evolve(written, value=value)


def _is_lower(info: str, action: str) -> bool:
    """Whether a precedence is below another: nobody is informed sooner than others are to act."""
    return bool(info) and RANKS.find(action) < RANKS.find(info)


def _words(frames: Sequence[Frame]) -> tuple[list[Vote], list[Vote]]:
    """The words of precedence as letters: for action, and for information."""
    letter = tables.load("precedence").pairs("word", "letter")
    action: list[Vote] = []
    info: list[Vote] = []
    for line, informed in _addresses(frames):
        part = line.part("precedence_word")
        if part and part.value in letter:
            (info if informed else action).append(Vote(part.span, letter[part.value], part.cost))
    stamped = [m for m in marks(frames, "precedence") if m.value in letter]
    return action + [attrs.evolve(m, value=letter[m.value]) for m in stamped], info


def _addresses(frames: Iterable[Frame]) -> Iterator[tuple[ReadLine, bool]]:
    """The address lines, each with whether it is for information."""
    informed = False
    for line in lines_of(frames, "to", "info-address", "address"):
        informed = line.form == "info-address" or (informed and line.form != "to")
        yield line, informed


def _commonest(votes: Sequence[Vote]) -> str:
    found = elect(votes)
    return found.value if found else ""

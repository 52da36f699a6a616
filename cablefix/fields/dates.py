"""Dates as typists and printers write them."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from cablefix.language import tables

CENTURY, OLDEST = 1900, 40
"""Two figures of a year from 40 on are of the nineteen-hundreds."""

MONTH = r"(?P<month>[A-Z][A-Za-z]{2,8})\.?"
DAY, YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:[1iIl|]9|20)\d\d)"


@cache
def written_dates() -> tuple[re.Pattern[str], ...]:
    """How a date may be written: March 9, 1965; 9 MAR 65; 3/9/65."""
    return (
        re.compile(rf"{MONTH} ?{DAY}[.,]? {{0,2}}{YEAR}"),
        re.compile(rf"(?<!\d){DAY} ?{MONTH},? ?{YEAR}", re.I),
        re.compile(rf"(?<!\d){DAY} ?{MONTH},? ?'?(?P<short>\d\d)(?!\d)", re.I),
        re.compile(rf"{MONTH} {DAY} {{1,3}}\d{{1,2}} \d\d [AP]M ['‘’(]?(?P<short>\d\d)", re.I),
        re.compile(r"(?<![\d/])(?P<number>\d{1,2})/(?P<day>\d{1,2})/(?P<short>\d\d)(?![\d/])"),
    )


@cache
def _months() -> dict[str, int]:
    rows = tables.load("months").rows
    return {key: int(number) for month, number, name in rows for key in (month, name)}


def month_number(text: str) -> int | None:
    """The month that a word names, whole or abbreviated, with one letter misread in a long one."""
    word = text.upper()
    near = [n for name, n in _months().items() if len(name) > 3 and OSA.distance(name, word) <= 1]
    return (
        _months().get(word)
        or _months().get(word[:3] if len(word) == 4 else "")
        or (near[0] if near else None)
    )


def iso_date(found: dict[str, str | None]) -> str | None:
    """The date that the groups of such a pattern name, if there is one.

    >>> iso_date({"month": "MAR", "day": "9", "short": "65"})
    '1965-03-09'
    """
    number = found.get("number")
    month = int(number) if number else month_number(found.get("month") or "")
    written = found.get("year") or ""
    if written:
        year = int(written if written[0] == "2" else f"1{written[1:]}")
    else:
        short = int(found.get("short") or 0)
        year = short + (CENTURY if short >= OLDEST else CENTURY + 100)
    day = int(found.get("day") or 0)
    if not month or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"

"""What no format allows: hour 87, page 5 of 4, copy 82 of 11."""

from __future__ import annotations

import re


def is_valid(slot: str, value: str) -> bool:
    """Whether a value of the right shape can be what a field says.

    >>> is_valid("time", "130729Z"), is_valid("time", "138729Z"), is_valid("copy", "C82/11")
    (True, False, False)
    """
    check = _CHECKS.get(slot)
    return check is None or check(value)


SELDOM = 20, 4.0
"""Pages and sections are few: from which number on one is rare, and how rare, in minus log odds."""


def rarity(slot: str, value: str) -> float:
    """What a value that the format allows costs because hardly any field says it.

    >>> rarity("pages", "02"), rarity("pages", "62"), rarity("number", "62000")
    (0.0, 4.0, 0.0)
    """
    few, cost = SELDOM
    return cost if slot in _FEW and value.isdigit() and int(value) > few else 0.0


_FEW = frozenset({"page", "pages", "section", "sections"})


def _date_time(value: str) -> bool:
    return 1 <= int(value[:2]) <= 31 and int(value[2:4]) <= 23 and int(value[4:6]) <= 59


def _copy(value: str) -> bool:
    m = re.fullmatch(r"C(\d\d)/(\d\d)", value)
    return m is not None and 1 <= int(m[1]) <= int(m[2])


def _date(value: str) -> bool:
    """A date of declassification: month, day and year, the year of one of the orders or after."""
    month, day, year = re.split(r"[/-]", value)
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31 and not 40 <= int(year) <= 72


def _positive(value: str) -> bool:
    return int(value) >= 1


_CHECKS = {
    "time": _date_time,
    "dtg": _date_time,
    "received": _date_time,
    "stub_dtg": _date_time,
    "copy": _copy,
    "decl_date": _date,
    "declas_date": _date,
    "page": _positive,
    "pages": _positive,
    "section": _positive,
    "sections": _positive,
}

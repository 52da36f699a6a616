"""Tells files that are no transcriptions: source code, data, markup. `fix` leaves them alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from os.path import splitext

from cablefix.vocabulary import tables

CODE_SHARE = 0.3
"""Of the lines that are not blank, as many look like source code in source code."""

TABLE_SHARE = 0.9
LEAST_LINES = 3
LINES = 2000
"""Lines that are looked at."""


def foreign_sort(name: str, text: str, *, is_cable: bool) -> str | None:
    """What a file is instead of a transcription, such as `source code`; None when it may be one.

    >>> foreign_sort("a.txt", "FM AMEMBASSY VALDORO", is_cable=True)
    >>> foreign_sort("a.txt", "#!/bin/sh", is_cable=False)
    'a script'
    """
    suffixes, openings, code = _signs()
    sort = suffixes.get(splitext(name)[1].lower())
    start = text[:100].lstrip("\ufeff \t\r\n").lower()
    sort = sort or next((what for sign, what in openings.items() if start.startswith(sign)), None)
    if sort or is_cable:
        return sort
    if start[:1] in ("{", "[") and _is_json(text):
        return "JSON"
    lines = [line.strip() for line in re.split(r"[\r\n\f]+", text)[:LINES] if line.strip()]
    if len(lines) < LEAST_LINES:
        return None
    if sum(any(p.search(line) for p in code) for line in lines) >= CODE_SHARE * len(lines):
        return "source code or data"
    return "a table" if _is_table(lines) else None


def _is_json(text: str) -> bool:
    try:
        json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return True


def _is_table(lines: list[str]) -> bool:
    """Whether nearly all lines have the same number of tabs, commas, semicolons or bars."""
    for mark in "\t,;|":
        count, often = Counter(line.count(mark) for line in lines).most_common(1)[0]
        if count >= (1 if mark == "\t" else 2) and often >= TABLE_SHARE * len(lines):
            return True
    return False


@cache
def _signs() -> tuple[dict[str, str], dict[str, str], list[re.Pattern[str]]]:
    rows = tables.load("foreign_files").rows
    return (
        {value: what for value, sign, what in rows if sign == "suffix"},
        {value.lower(): what for value, sign, what in rows if sign == "opening"},
        [re.compile(value) for value, sign, _ in rows if sign == "code"],
    )

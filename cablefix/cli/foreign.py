"""Tells files that are no transcriptions: PDFs, markup, data, source code.

What is one for certain no command takes, unless told to; `fix`, which writes, also leaves alone
what only looks like source code or a table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from os.path import splitext
from typing import TypeVar

import attrs

from cablefix.by_fields import ByFields
from cablefix.language import tables

S = TypeVar("S", str, bytes)

CODE_SHARE = 0.3
"""Of the lines that are not blank, as many look like source code in source code."""

TABLE_SHARE = 0.9
LEAST_LINES = 3
LINES = 2000
"""Lines that are looked at."""

START, INSIDE = 100, 4096
"""Characters of a file that tell it by its opening, and by what stands inside markup."""

MARKUP = ("HTML", "XML")
"""Sorts that may be others within: hOCR is HTML, ALTO is XML."""

PACKED = ("a word processor's file", "a spreadsheet")
"""Sorts whose files are archives for those who look at the bytes alone."""


def foreign_sort(name: str, text: str, *, is_cable: bool) -> str | None:
    """What a file is, or looks like, instead of a transcription; None when it may be one.

    >>> foreign_sort("a.txt", "FM AMEMBASSY VALDORO", is_cable=True)
    >>> foreign_sort("a.txt", "int main() {\\n  return 0;\\n}\\n", is_cable=False)
    'source code or data'
    """
    sort = certain_sort(name, text)
    if sort or is_cable:
        return sort
    lines = [line.strip() for line in re.split(r"[\r\n\f]+", text)[:LINES] if line.strip()]
    if len(lines) < LEAST_LINES:
        return None
    code = _signs().code
    if sum(any(p.search(line) for p in code) for line in lines) >= CODE_SHARE * len(lines):
        return "source code or data"
    return "a table" if _is_table(lines) else None


def certain_sort(name: str, text: str) -> str | None:
    """What a file is by its name, by how it opens, or as JSON; None when nothing of this tells.

    >>> certain_sort("a.txt", "#!/bin/sh"), certain_sort("a.txt", '<html><div class="ocr_page">')
    ('a script', 'hOCR')
    """
    signs = _signs()
    start = text[:START].lstrip("\ufeff \t\r\n").lower()
    sort = signs.suffixes.get(splitext(name)[1].lower()) or _longest(signs.openings, start)
    if sort is None and start[:1] in ("{", "["):
        return _json_sort(text)
    if sort in MARKUP:
        found = {what for p, what in signs.inside.items() if p.search(text[:INSIDE])}
        return min(found - set(MARKUP), default=min(found, default=sort))
    return sort


def binary_sort(name: str, data: bytes) -> str | None:
    """What a file is by its first bytes; None when they tell nothing.

    >>> binary_sort("a.txt", b"%PDF-1.7"), binary_sort("a.txt", b"FM AMEMBASSY VALDORO")
    ('a PDF', None)
    """
    signs = _signs()
    sort = _longest(signs.magic, data[:START])
    named = signs.suffixes.get(splitext(name)[1].lower())
    return named if sort and named in PACKED else sort


def advice(sort: str) -> str:
    """What to do with a file of that sort."""
    known = tables.load("foreign_sorts").pairs("what", "advice")
    return known.get(sort, "exclude it in the settings")


def _longest(signs: Mapping[S, str], start: S) -> str | None:
    """What the longest of the signs that a file opens with says."""
    found = [sign for sign in signs if start.startswith(sign)]
    return signs[max(found, key=len)] if found else None


def _json_sort(text: str) -> str | None:
    """JSON or JSON Lines; a list of numbers alone may be anything in brackets."""
    bare = text.lstrip("\ufeff").strip()
    if not bare.startswith(("{", "[")):
        return None
    found = _parsed(bare)
    if isinstance(found, dict) or (
        isinstance(found, list) and any(isinstance(x, dict | list | str) for x in found)
    ):
        return "JSON"
    first, _, rest = bare.partition("\n")
    lines = isinstance(_parsed(first), dict) and isinstance(_parsed(rest.partition("\n")[0]), dict)
    return "JSON Lines" if lines else None


def _parsed(text: str) -> object:
    import json  # hardly any transcription gets here

    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _is_table(lines: list[str]) -> bool:
    """Whether nearly all lines have the same number of tabs, commas, semicolons or bars."""
    for mark in "\t,;|":
        count, often = Counter(line.count(mark) for line in lines).most_common(1)[0]
        if count >= (1 if mark == "\t" else 2) and often >= TABLE_SHARE * len(lines):
            return True
    return False


@attrs.frozen
class _Signs(ByFields):
    """What each sign says a file is, by where it stands."""

    suffixes: Mapping[str, str]
    openings: Mapping[str, str]
    magic: Mapping[bytes, str]
    inside: Mapping[re.Pattern[str], str]
    code: tuple[re.Pattern[str], ...]


@cache
def _signs() -> _Signs:
    rows: dict[str, dict[str, str]] = {}
    for value, sign, what in tables.load("foreign_files").rows:
        rows.setdefault(sign, {})[value] = what
    return _Signs(
        rows["suffix"],
        {value.lower(): what for value, what in rows["opening"].items()},
        {bytes.fromhex(value): what for value, what in rows["bytes"].items()},
        {re.compile(value): what for value, what in rows["inside"].items()},
        tuple(map(re.compile, rows["code"])),
    )

"""Paragraph numbers that the text itself names: notes on the copy, and innocent jumps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cablefix.reading.recognise import ReadLine
from cablefix.vocabulary import tables

_NAMED = re.compile(
    r"\bPARA(?:GRAPH)?S?\b\.? "
    r"(?P<list>\d{1,3}(?:(?: ?-|,? (?:AND|THROUGH|TO|&)|,) ?\d{1,3}){0,20})"
)
_RANGE = re.compile(r"(\d{1,3})(?: ?(?:-|THROUGH|TO) ?(\d{1,3}))?")


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

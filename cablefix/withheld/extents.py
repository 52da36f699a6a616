"""Reads how much was withheld from the words of a sign: quantity and unit."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from cablefix.findings import Extent
from cablefix.language import tables
from cablefix.late import late_regex

_NUMBER = r"\d{1,3}(?=[½¼¾]|\d/\d)|\d{1,4}(?![\w/])|[LI|](?=[\s-])"
_SERIES = late_regex(r"([A-Z]{4,10}S) (?:(\d{1,3})[–-](\d{1,3})\b|\(?\w[\w–-]{0,5}\)? AND \(?\w)")
_TEXT_LEFT = late_regex(r"REMAINDER OF|REST OF|BALANCE OF")
TYPED, SHARES = 66, 20
"""Characters of a typed line; into how many parts of a line the size of a blank is told."""

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def read_extent(words: str) -> Extent | None:
    """The quantity and unit that a sign states; the same in another unit is its `detail`.

    None where the sign names no number of anything ("text", "names"). Method: the grammar of the
    excision notes of FRUS.

    >>> read_extent("less than 1 line of source text not declassified")
    Extent(quantity=1.0, unit='line', at_most=True, detail=None, estimated=False)
    >>> found = read_extent("2 paragraphs (8-1/2 lines) not declassified")
    >>> found.quantity, found.unit, found.detail.quantity, found.detail.unit
    (2.0, 'paragraph', 8.5, 'line')
    """
    text = words.upper().lstrip("( ")
    outside, *groups = re.split(r"[()]", text)
    main = _measured(outside) or (None if _TEXT_LEFT.search(outside) else _thing(outside))
    detail = next((found for group in groups[::2] if (found := _measured(group))), None)
    if main is None or detail is None:
        return main or detail or _measured(text)
    return Extent(main.quantity, main.unit, main.at_most, detail)


def of_blank(characters: int) -> Extent:
    """The share of a typed line that a blank in it takes: an estimate of what stood there.

    >>> of_blank(33).quantity
    0.5
    """
    share = max(1, round(SHARES * characters / TYPED)) / SHARES
    return Extent(share, "line", estimated=True)


def of_lines(lines: int) -> Extent:
    """An estimate by the blank lines that were left."""
    return Extent(float(max(1, lines)), "line", estimated=True)


def _measured(text: str) -> Extent | None:
    """The first number in the text that a unit of length follows."""
    if not text or text.isalnum():
        return None  # one word
    for m in _pattern().finditer(text):
        unit = _unit(m["unit"])
        if unit is None:
            continue
        quantity = _value(m["number"] or "", m["fraction"] or "")
        return Extent(quantity, unit, m["less"] is not None)
    return None


def _thing(text: str) -> Extent | None:
    """A name, a place, a whole paragraph, paragraphs 3-6: things that are named, not counted."""
    series = _SERIES.search(text)
    if series and series[1] in _names():
        count = int(series[3]) - int(series[2]) + 1 if series[3] else 2
        return Extent(float(count), _names()[series[1]][0]) if count > 0 else None
    m = _thing_pattern().search(text) if any(name in text for name in _names()) else None
    if m is None or _names()[m[1]][1]:
        return None
    return Extent(1.0, _names()[m[1]][0])


@cache
def _thing_pattern() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b")


@cache
def _names() -> dict[str, tuple[str, bool]]:
    """Units in capitals, singular and plural, as (unit, plural)."""
    rows = tables.load("withheld_units").rows
    names = {unit.upper(): (unit, False) for unit, _, _ in rows}
    return names | {plural.upper(): (unit, True) for unit, plural, _ in rows}


@cache
def _pattern() -> re.Pattern[str]:
    numerals = "|".join(sorted(w.upper() for w in tables.load("numerals").column("word")))
    return re.compile(
        r"(?<![\w/])(?P<less>LESS TH\w{1,2} )?\*?"
        rf"(?:(?P<number>{_NUMBER}|(?:{numerals})\b)\s?)?"
        rf"(?:[-–— ]{{0,2}}(?P<fraction>\d ?/ ?\d{{1,2}}|[½¼¾]))?"
        r"(?(number)|(?(fraction)|(?!)))"
        r"[;.\s-]{1,3}(?P<unit>[A-Z0-9|]{3,12}(?: [A-Z]{4,10})?)"
    )


def _value(number: str, fraction: str) -> float:
    numerals = {w.upper(): float(v) for w, v in tables.load("numerals").rows}
    whole = 1.0 if number in ("L", "I", "|") else numerals.get(number)
    if whole is None:
        whole = float(number) if number else 0.0
    part = fraction.replace(" ", "")
    if "/" in part:
        above, below = map(int, part.split("/"))
        return whole + (above / below if below else 0.0)
    return whole + _FRACTIONS.get(part, 0.0)


def _unit(words: str) -> str | None:
    """The unit that one or two words name, a misread letter allowed."""
    names = _names()
    first = words.split()[0]
    for read in (words, first):
        if read in names:
            return names[read][0]
    near = [
        name for name in ("LINE", "LINES", "WORDS", "PARAGRAPH", "PARAGRAPHS")
        if len(name) == len(first) and OSA.distance(name, first) == 1
    ]  # fmt: skip
    return names[near[0]][0] if len(near) == 1 else None

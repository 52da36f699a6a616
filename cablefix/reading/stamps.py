"""Reads the stamps under which a document was released."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cablefix.cable import Exemption, Release
from cablefix.reading.document import Reading
from cablefix.reading.places import Places
from cablefix.reading.recognise import ReadLine
from cablefix.reading.slots import judge_code
from cablefix.vocabulary import tables

_AUTHORITY = re.compile(r"Review Authority:\s*(?P<authority>[A-Z][A-Za-z .,'-]+)", re.I)
_DATE = re.compile(r"^Date:\s*(?P<date>\d{1,2}/\d{1,2}/\d{2,4})", re.I)
_BOX_DATE = re.compile(
    r"\bDate: ?(?P<day>\d{1,2}) ?(?P<month>[A-Za-z]{3})[A-Za-z]{0,6}\.? ?(?P<year>(?:19|20)?\d\d)\b"
)
_CASE = re.compile(r"Case ID:\s*(?P<case>\w+)", re.I)
_STATUS = re.compile(r"^\W{0,3}RELEASED? IN (?P<status>PART|FULL)\b", re.I)
_DENIED = re.compile(r"^\W{0,3}(?:DENIED|WITHHELD) IN (?P<status>FULL)\b", re.I)
_REVIEW = re.compile(
    r"(?P<authority>[A-Z]\w{1,30} [A-Z]\. [A-Z]\w{1,30}) Declass\w{1,20}/Rel\w{1,20} "
    r".{10,60}?(?P<day>\d\d) (?P<month>[A-Za-z]{3}) (?P<year>(?:19|20)\d\d)"
)
_CODE = re.compile(r"[^\s,;]+")
_BOX_WORDS = 3
"""Printed words of the older stamp that tell that it is here."""

_REACH = 3
"""How many written lines may lie between RELEASED IN PART and its list of exemptions."""

_LONGEST_LINE = 400
"""Code points of the longest line that a stamp has."""

_LONGEST = 10
"""Characters of the longest code, the mark after it included."""

_DEAREST = 3.0
"""The cost up to which a damaged token is believed to be a code."""


def read_release(reading: Reading, places: Places) -> Release | None:
    """The stamp of the reviewing office, with the exemptions that head the document."""
    found: dict[str, str] = {}
    spans: list[tuple[int, int]] = []
    boxed = _has_box(reading)
    for r in reading.lines:
        short = not r.line.blank and len(r.line.text) <= _LONGEST_LINE
        read = _read_line(r.line.text.strip()) if short else {}
        if boxed:
            read = _read_box_date(r.line.text) | read
        if read:
            found = read | found
            spans.append((r.line.start, r.line.end))
    listed = [(r.line.start, r.line.end) for r, _ in _listed(reading)]
    if not spans and not listed:
        return None
    start, end = places.span(min(spans + listed)[0], max(e for _, e in spans + listed))
    return Release(
        found.get("authority"), found.get("date"), found.get("case"),
        stated_exemptions(reading), start, end, found.get("status"),
    )  # fmt: skip


def _read_line(text: str) -> dict[str, str]:
    """What one line of a stamp says."""
    found: dict[str, str] = {}
    for pattern in (_AUTHORITY, _DATE, _CASE, _STATUS):
        m = pattern.search(text)
        if m:
            found |= {k: v.strip() for k, v in m.groupdict().items()}
    denied = _DENIED.search(text)
    if denied:
        found["status"] = "denied"
    elif "status" in found:
        found["status"] = f"in {found['status'].lower()}"
    if "date" in found:
        found["date"] = _iso_date(found["date"])
    m = _REVIEW.search(text)
    if m:
        months = tables.load("months").pairs("month", "number")
        month = months.get(m["month"].upper())
        found.setdefault("authority", m["authority"])
        if month:
            found.setdefault("date", f"{m['year']}-{int(month):02d}-{m['day']}")
    return found


def _has_box(reading: Reading) -> bool:
    """Whether the older stamp is here, with boxes to tick for what became of the document."""
    words = {w for r in reading.lines for w in _CODE.findall(r.line.text)}
    return len(words & set(tables.load("box_stamp_words").column("word"))) >= _BOX_WORDS


def _read_box_date(text: str) -> dict[str, str]:
    """The date in the older stamp, its month in letters."""
    m = _BOX_DATE.search(text)
    month = m and tables.load("months").pairs("month", "number").get(m["month"].upper())
    if not m or not month or not 1 <= int(m["day"]) <= 31:
        return {}
    return {"date": _iso_date(f"{month}/{m['day']}/{m['year']}")}


def stated_exemptions(reading: Reading) -> tuple[Exemption, ...]:
    """The exemptions that head the document: beside RELEASED IN PART, or listed under it."""
    codes = dict.fromkeys(code for _, found in _listed(reading) for code in found)
    authorities = tables.load("exemptions").pairs("code", "authority")
    return tuple(Exemption(code, authorities[code], "document") for code in codes)


def _listed(reading: Reading) -> Iterator[tuple[ReadLine, list[str]]]:
    """The lines that list exemptions, with the codes on them."""
    near = 0
    for r in reading.lines:
        if r.form == "blank":
            continue
        text = r.line.text.strip()
        stamped = _STATUS.match(text)
        near = _REACH if stamped else near - 1
        rest = text[stamped.end() :] if stamped else text if near > 0 else ""
        codes = _codes(rest)
        if codes:
            yield r, codes


def _codes(text: str) -> list[str]:
    """The codes of a line that is nothing but codes, marks between them aside."""
    tokens = [t.upper() for t in _CODE.findall(text) if t.upper() != "AND"]
    if not all(len(t) <= _LONGEST and any(c.isdigit() or c in "()" for c in t) for t in tokens):
        return []
    found = [judge_code(t) for t in tokens]
    return [fit.value for fit in found if fit and fit.value and fit.cost <= _DEAREST]


def _iso_date(date: str) -> str:
    """`06/12/96` as `1996-06-12`: stamps are of 1970 or later."""
    month, day, year = (int(part) for part in date.split("/"))
    if year < 100:
        year += 1900 if year >= 70 else 2000
    return f"{year:04d}-{month:02d}-{day:02d}"

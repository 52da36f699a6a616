"""Reads the stamps under which a document was released."""

from __future__ import annotations

import re

from cablefix.cable import Exemption, Release
from cablefix.reading.document import Reading
from cablefix.reading.places import Places
from cablefix.reading.withheld.codes import code_of
from cablefix.vocabulary import tables

_AUTHORITY = re.compile(r"Review Authority:\s*(?P<authority>[A-Z][A-Za-z .,'-]+)", re.I)
_DATE = re.compile(r"^Date:\s*(?P<date>\d{1,2}/\d{1,2}/\d{2,4})", re.I)
_BOX_DATE = re.compile(
    r"\bDate: ?(?P<day>\d{1,2}) ?(?P<month>[A-Za-z]{3})[A-Za-z]{0,6}\.? ?(?P<year>(?:19|20)?\d\d)\b"
)
_CASE = re.compile(r"Case ID:\s*(?P<case>\w+)", re.I)
_REVIEW = re.compile(
    r"(?P<authority>[A-Z]\w{1,30} [A-Z]\. [A-Z]\w{1,30}) Declass\w{1,20}/Rel\w{1,20} "
    r".{10,60}?(?P<day>\d\d) (?P<month>[A-Za-z]{3}) (?P<year>(?:19|20)\d\d)"
)
_CODE = re.compile(r"[^\s,;]+")
_BOX_WORDS = 3
"""Printed words of the older stamp that tell that it is here."""

_LONGEST_LINE = 400
"""Code points of the longest line that a stamp has."""


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
    banners = reading.withheld.banners
    spans += [span for b in banners for span in b.spans]
    if not spans:
        return None
    status = next((b.status for b in banners), None)
    start, end = places.span(min(spans)[0], max(e for _, e in spans))
    return Release(
        found.get("authority"), found.get("date"), found.get("case"),
        stated_exemptions(reading), start, end, status,
    )  # fmt: skip


def _read_line(text: str) -> dict[str, str]:
    """What one line of a stamp says."""
    found: dict[str, str] = {}
    for pattern in (_AUTHORITY, _DATE, _CASE):
        m = pattern.search(text)
        if m:
            found |= {k: v.strip() for k, v in m.groupdict().items()}
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
    return tuple(code_of(code, "document") for code in reading.withheld.stated)


def _iso_date(date: str) -> str:
    """`06/12/96` as `1996-06-12`: stamps are of 1970 or later."""
    month, day, year = (int(part) for part in date.split("/"))
    if year < 100:
        year += 1900 if year >= 70 else 2000
    return f"{year:04d}-{month:02d}-{day:02d}"

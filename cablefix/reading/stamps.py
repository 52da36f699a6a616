"""Reads the stamp under which a document was released."""

from __future__ import annotations

import re

from cablefix.cable import Exemption, Release
from cablefix.reading.document import Reading
from cablefix.reading.places import Places

_AUTHORITY = re.compile(r"Review Authority:\s*(?P<authority>[A-Z][A-Za-z .,'-]+)", re.I)
_DATE = re.compile(r"^Date:\s*(?P<date>\d{1,2}/\d{1,2}/\d{2,4})", re.I)
_CASE = re.compile(r"Case ID:\s*(?P<case>\w+)", re.I)
_CODE = re.compile(r"\b([AB]\d)\b")


def read_release(reading: Reading, places: Places) -> Release | None:
    """The stamp of the reviewing office, with the exemptions that head the document."""
    found: dict[str, str] = {}
    codes: list[str] = []
    spans: list[tuple[int, int]] = []
    near = 0
    for r in reading.lines:
        text = r.line.text.strip()
        if not text:
            continue
        for pattern in (_AUTHORITY, _DATE, _CASE):
            m = pattern.search(text)
            if m:
                found.update({k: v.strip() for k, v in m.groupdict().items() if k not in found})
                spans.append((r.line.start, r.line.end))
        released = text.upper().startswith("RELEASED IN")
        near = 3 if released else near - 1
        if released or (near > 0 and re.fullmatch(r"(?:[AB]\d[,. ]*)+", text)):
            codes += [c for c in _CODE.findall(text) if c not in codes]
            spans.append((r.line.start, r.line.end))
    if not spans:
        return None
    start, end = places.span(min(s for s, _ in spans), max(e for _, e in spans))
    return Release(
        found.get("authority"),
        _iso_date(found["date"]) if "date" in found else None,
        found.get("case"),
        tuple(Exemption(c, "FOIA") for c in codes),
        start,
        end,
    )


def _iso_date(date: str) -> str:
    """`06/12/96` as `1996-06-12`: stamps are of 1970 or later."""
    month, day, year = (int(part) for part in date.split("/"))
    if year < 100:
        year += 1900 if year >= 70 else 2000
    return f"{year:04d}-{month:02d}-{day:02d}"

"""Reads the stamps under which a document was released."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import attrs
from rapidfuzz.distance import OSA

from cablefix.by_fields import ByFields
from cablefix.cable import Exemption, Release
from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.places import Places
from cablefix.withheld.codes import code_of

_FIELDS = {
    "authority": r"(?P<authority>[A-Z][A-Za-z .,'-]+)",
    "date": r"(?P<date>\d{1,4}/\d{1,2}/\d{2,4}|\d{1,2} [A-Za-z]{3,9}\.? \d{4})",
    "case": r"(?P<case>[A-Z0-9][\w-]{0,40}\d(?:[\w-]{0,8}\w)?)",
    "any": r".{1,24}?",
}
_SLOT = late_regex(r"\{(\w+)\}")
_BOX_DATE = late_regex(
    r"\bDate: ?(?P<day>\d{1,2}) ?(?P<month>[A-Za-z]{3})[A-Za-z]{0,6}\.? ?(?P<year>(?:19|20)?\d\d)\b"
)
_REVIEW = late_regex(
    r"(?P<authority>[A-Z]\w{1,30} [A-Z]\. [A-Z]\w{1,30}) Declass\w{1,20}/Rel\w{1,20} "
    r".{10,60}?(?:(?P<day>\d\d) (?P<month>[A-Za-z]{3}) (?P<year>(?:19|20)\d\d)|\d?$)"
)
_CODE = late_regex(r"[^\s,;]+")
_BOX_WORDS = 3
"""Printed words of the older stamp that tell that it is here."""

_LONGEST_LINE = 400
"""Code points of the longest line that a stamp has."""

_CENTURY, _OLDEST = 1900, 70
"""Two figures of a year from 70 on are of the nineteen-hundreds: no stamp is older."""


def read_release(reading: Reading, places: Places) -> Release | None:
    """The stamp of the reviewing office, with the exemptions that head the document."""
    found: dict[str, tuple[int, str]] = {}
    spans: list[tuple[int, int]] = []
    boxed = _has_box(reading)
    lines = [r.line for r in reading.lines if not r.line.blank]
    for i, line in enumerate(lines):
        if len(line.text) > _LONGEST_LINE:
            continue
        after = lines[i + 1].text if i + 1 < len(lines) else ""
        read = dict(_read_line(line.text.strip(), after.strip()))
        if boxed:
            read |= {name: (0, value) for name, value in _read_box_date(line.text).items()}
        for name, ranked in read.items():
            if name not in found or ranked[0] < found[name][0]:
                found[name] = ranked
        if read:
            spans.append((line.start, line.end))
    banners = reading.withheld.banners
    spans += [span for b in banners for span in b.spans]
    if not spans:
        return None
    status = next((b.status for b in banners), None)
    start, end = places.span(min(spans)[0], max(e for _, e in spans))
    said = {name: value for name, (_, value) in found.items()}
    return Release(
        said.get("authority"), said.get("date"), said.get("case"),
        stated_exemptions(reading), start, end, status,
    )  # fmt: skip


@attrs.frozen
class _Said(ByFields):
    """What a line may say: the first word of its label, the whole, the label alone, its rank."""

    word: str
    whole: re.Pattern[str]
    alone: re.Pattern[str]
    rank: int

    def may_open(self, text: str) -> bool:
        """Whether a line may say it: beyond ASCII, other characters are like those of the word."""
        return not text.isascii() or self.word in text.lower()


@cache
def _patterns() -> tuple[_Said, ...]:
    """What lines say."""
    found = []
    for pattern, rank in tables.load("release_lines").rows:
        label, *pieces = _SLOT.split(pattern)
        body = _printed(label)
        for name, printed in zip(pieces[::2], pieces[1::2], strict=True):
            body += _FIELDS[name] + _printed(printed)
        opens = "^" if len(label.split()) == 1 else ""
        alone = late_regex(rf"^\W*{_printed(label)}\W*$", re.I)
        whole = late_regex(opens + body, re.I)
        found.append(_Said(next(iter(label.lower().split()), ""), whole, alone, int(rank)))
    return tuple(found)


def _printed(text: str) -> str:
    """Printed words as a pattern, their blanks as wide as they come."""
    words = r"\s*".join(map(re.escape, text.split()))
    return rf"\s*{words}\s*" if words else r"\s+" * bool(text)


def _read_line(text: str, after: str) -> Iterator[tuple[str, tuple[int, str]]]:
    """What one line of a stamp says; a label alone has its value on the line below it."""
    for said in _patterns():
        if not said.may_open(text):
            continue
        m = said.whole.search(f"{text} {after}" if said.alone.match(text) else text)
        if m is None:
            continue
        for name, value in m.groupdict().items():
            plain = _iso_date(value) if name == "date" else _without_title(value.strip(" -,"))
            if plain:
                yield name, (said.rank, plain)
    m = _REVIEW.search(text)
    if m:
        yield "authority", (2, m["authority"])
        date = _iso_date(f"{m['day']} {m['month']} {m['year']}") if m["day"] else None
        if date:
            yield "date", (2, date)


def _without_title(authority: str) -> str:
    """A name, and the title behind it as it is printed."""
    for title in tables.load("reviewer_titles").column("title"):
        name, _, read = authority.rpartition(", ")
        if read and OSA.distance(read.upper(), title.upper()) <= 2:
            return f"{name}, {title}"
    return authority


def _has_box(reading: Reading) -> bool:
    """Whether the older stamp is here, with boxes to tick for what became of the document."""
    words = {w for r in reading.lines for w in _CODE.findall(r.line.text)}
    return len(words & set(tables.load("box_stamp_words").column("word"))) >= _BOX_WORDS


def _read_box_date(text: str) -> dict[str, str]:
    """The date in the older stamp, its month in letters."""
    m = _BOX_DATE.search(text)
    date = _iso_date(f"{m['day']} {m['month']} {m['year']}") if m else None
    return {"date": date} if date else {}


def stated_exemptions(reading: Reading) -> tuple[Exemption, ...]:
    """The exemptions that head the document: beside RELEASED IN PART, or listed under it."""
    return tuple(code_of(code, "document") for code in reading.withheld.stated)


def _iso_date(date: str) -> str | None:
    """`06/12/96` as `1996-06-12`, `2004/08/17` and `07 JUN 2006` likewise.

    >>> _iso_date("07 Jun 2006"), _iso_date("06/12/96"), _iso_date("2004/08/17")
    ('2006-06-07', '1996-06-12', '2004-08-17')
    """
    parts: Sequence[str] = re.findall(r"\w+", date)
    months = tables.load("months").pairs("month", "number")
    if "/" in date:
        year, month, day = (parts[0], *parts[1:]) if len(parts[0]) == 4 else (parts[2], *parts[:2])
    else:
        day, name, year = parts
        month = months.get(name[:3].upper(), "0")
    number = int(year)
    if number < 100:
        number += _CENTURY if number >= _OLDEST else _CENTURY + 100
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    return f"{number:04d}-{int(month):02d}-{int(day):02d}"

"""Reads the head of a memorandum: TO, THROUGH, FROM, SUBJECT, the date, the classification.

A label stands before its value. Where OCR has run the head together or read it column by column,
values stand before their labels or after those of others: then only what looks like the name of
an officer (`EAP - Winston Lord`) or a title (`The Secretary`) is taken.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import TypeVar

import attrs
from rapidfuzz.distance import OSA

from cablefix.by_fields import ByFields
from cablefix.cable import Cable, Field
from cablefix.document.reading import Reading
from cablefix.fields.dates import iso_date, written_dates
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.field_types import judge_classification
from cablefix.layout.lines import Line, Span
from cablefix.layout.places import Places

T = TypeVar("T")

HEAD = 45
"""Written lines within which the head of a memorandum ends."""

CONTINUED = 3
"""Lines at most on which a subject goes on."""

LONGEST_SMALL = 3
"""Letters of the longest words that titles have in small letters."""

SHORT_LINE = 0.75
"""Of a full line, what a shorter one has less of: the last line of a title, not the text."""

STAMPED, WORDS_OF_STAMP = 8, 3
"""Written lines at the top among which a damaged classification is sought; words of the longest."""

SHORTEST_DAMAGED = 4
"""Letters of a label that may be damaged."""

WITH_YEAR = 2
"""Of the ways to write a date, those with all figures of the year."""

_OFFICER = late_regex(
    r"\b[A-Z]{1,6}(?:/[A-Z]{1,6}){0,3} ?[-–—] ?"
    r"(?:(?:Mr|Mrs|Ms|Dr|Amb)\. ?)?[A-Z][a-z][\w'-]*(?: [A-Z]\.| [A-Z][a-z][\w'-]*){0,3}"
)
_STAMPED_DATE = late_regex(
    r"\b(?P<month>[A-Z]{3}) ?-? ?(?P<day>\d{1,2}),? (?P<year>(?:19|20)\d\d)\b"
)
_ADDRESSED = late_regex(r"\W{0,3}(?P<title>\w{9,11}) FOR\b {0,9}[:;]?\s*(?P<name>.*)")
_OF_NOBODY = late_regex(r"(?:THE )?(?:RECORDS?|FILES?)\b", re.I)
_SPECKS = "‘’“”'\"`*|~_.,;: "


@attrs.frozen
class Label(ByFields):
    """A printed label, and the text round it on its line, up to the labels beside it."""

    name: str
    before: Span
    after: Span
    line: int
    alone: bool


def build_memorandum(bare: Cable, reading: Reading, places: Places) -> Cable:
    """A document that is no cable, with what its head says."""
    if reading.kind == "prose":
        return bare
    written = [i for i, r in enumerate(reading.lines) if not r.line.blank][:HEAD]
    head = [reading.lines[i].line for i in written]
    found = {}
    if reading.kind == "memorandum":
        found = _Head(head, written, _widest([r.line for r in reading.lines])).read()
    date = _date(head)
    if not any(found.get(name) for name in ("TO", "FROM", "SUBJECT")) and date is None:
        return bare
    senders, subjects = found.get("FROM", ()), found.get("SUBJECT", ())
    mark = _classification(head) if found else None
    return attrs.evolve(
        bare,
        date=_valued(date, places),
        sender=places.field(senders[0]) if senders else None,
        subject=_joined(subjects, places),
        classification=_valued(mark, places),
        addressees=tuple(places.field(s) for s in found.get("TO", ())),
        through=tuple(
            places.field(s) for name in ("THROUGH", "THRU", "VIA") for s in found.get(name, ())
        ),
    )


def _joined(spans: Sequence[Span], places: Places) -> Field[str] | None:
    if not spans:
        return None
    text = " ".join(s.text for s in spans)
    return places.field(Span(spans[0].start, spans[-1].end, text))


class _Head:
    """The labels of a head, and the spans of the text that are taken as values."""

    def __init__(self, lines: Sequence[Line], numbers: Sequence[int], widest: int) -> None:
        self.lines, self.numbers, self.widest = lines, numbers, widest
        self.labels = [x for i, line in enumerate(lines) for x in _labels(line, i)]
        if self.labels:
            known = {x.name for x in self.labels}
            bare = (x for i, line in enumerate(lines) for x in _bare_label(line, i))
            self.labels += [x for x in bare if x.name not in known]
            self.labels.sort(key=lambda x: (x.line, x.after.start))
        self.taken: list[Span] = []

    def read(self) -> dict[str, list[Span]]:
        """The values of each label; labels that say nothing are left out."""
        found: dict[str, list[Span]] = {}
        waiting = []
        for label in self.labels:
            values = self._in_place(label) if label.alone else self._officers(label.after)[:1]
            if values and label.name not in found:
                found[label.name] = values
                self.taken += values
            elif not values:
                waiting.append(label)
        for label in waiting:
            before = [] if label.alone or label.name in found else self._officers(label.before)
            if before:
                found[label.name] = before[-1:]
                self.taken += before[-1:]
        return found

    def _in_place(self, label: Label) -> list[Span]:
        """What stands after a label, and on the lines below that go on with it."""
        first = _trim(label.after)
        values = [first] if first.text else []
        for i in range(label.line + 1, len(self.lines)):
            line = self.lines[i]
            blanks = self.numbers[i] - self.numbers[i - 1] - 1
            if any(x.line == i for x in self.labels) or len(values) > CONTINUED:
                break
            if blanks > (0 if values else 1) or (values and label.name != "SUBJECT"):
                break
            if values and not _goes_on(self.lines[i - 1].text, line.text, self.widest):
                break
            values.append(_trim(Span(line.start, line.end, line.text)))
        return [v for v in values if any(c.isalnum() for c in v.text)]

    def _officers(self, piece: Span) -> list[Span]:
        """The officers and titles in a piece that belong to no label yet, in order."""
        found = []
        for m in [*_OFFICER.finditer(piece.text), *_titles().finditer(piece.text)]:
            span = Span(piece.start + m.start(), piece.start + m.end(), m.group())
            if not any(span.start < t.end and t.start < span.end for t in self.taken):
                found.append(span)
        return sorted(found, key=lambda s: s.start)


def _widest(lines: Sequence[Line]) -> int:
    """Code points of a full line: nine lines in ten are no longer."""
    lengths = sorted(len(line.text.rstrip()) for line in lines if not line.blank)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _goes_on(above: str, below: str, widest: int) -> bool:
    """Whether a line goes on with a title, rather than opens the text; OCR may lose blank lines.

    It is set in, or opens with a small letter, or the line above had no room for its first word,
    or it is short and its longer words have capitals.
    """
    words = below.split()
    opening = words[0].lstrip(_SPECKS)
    if below[:2].isspace() or opening[:1].islower():
        return True
    no_room = len(above.rstrip()) + 1 + len(words[0]) > widest
    if no_room and not _is_titled(above.partition(":")[2]):
        return True
    return (no_room or len(below.rstrip()) < SHORT_LINE * widest) and _is_titled(below)


def _is_titled(text: str) -> bool:
    """Whether most of the longer words have capitals; figures have none."""
    long = [w for w in text.split() if len(w) > LONGEST_SMALL]
    return 2 * sum(w[0].isupper() or w[0].isdigit() for w in long) > len(long)


@cache
def _titles() -> re.Pattern[str]:
    titles = sorted(tables.load("memorandum_titles").column("title"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, titles))})\b")


@cache
def _printed() -> tuple[str, ...]:
    return tables.load("memorandum_labels").column("label")


def _labels(line: Line, number: int) -> Iterator[Label]:
    """The labels on a line: one at its start, or several where the head was run together."""
    marks = [
        (m.start(1), m.end(), m[1])
        for m in re.finditer(r"\b([A-Z]{2,7}) {0,9}[:;]", line.text)
        if m[1] in _printed()
    ]
    addressed = _ADDRESSED.match(line.text)
    if addressed and OSA.distance(addressed["title"], "MEMORANDUM") <= 1:
        if not _OF_NOBODY.match(addressed["name"]):
            whom = _span(line, addressed.start("name"), len(line.text))
            yield Label("TO", _span(line, 0, 0), whom, number, alone=True)
        return
    damaged = re.match(r"\W{0,3}(\w{2,9}) {0,9}[:;]", line.text)
    if not marks and damaged and damaged[1].istitle() and damaged[1].upper() in _printed():
        marks = [(damaged.start(1), damaged.end(), damaged[1].upper())]
    if not marks and damaged and len(damaged[1]) >= SHORTEST_DAMAGED:
        near = [x for x in _printed() if OSA.distance(x, damaged[1]) <= len(x) // 4 + (len(x) > 6)]
        marks = [(damaged.start(1), damaged.end(), near[0])] if len(near) == 1 else []
    opens = [any(c.isalnum() for c in line.text[: m[0]]) for m in marks]
    if not marks or (opens[0] and len(marks) == 1):
        return
    bounds = [0, *(end for _, end, _ in marks)]
    starts = [*(start for start, _, _ in marks), len(line.text)]
    for i, (start, end, name) in enumerate(marks):
        before, after = (bounds[i], start), (end, starts[i + 1])
        yield Label(
            name, _span(line, *before), _span(line, *after), number, alone=len(marks) == 1
        )  # fmt: skip


def _bare_label(line: Line, number: int) -> Iterator[Label]:
    """The label that opens a line and has lost its colon; only an officer can stand behind it.

    A subject is known by its capital.
    """
    first, _, rest = line.text.partition(" ")
    if first in _printed() and rest.strip():
        titled = first == "SUBJECT" and rest.lstrip()[0].isupper()
        after = _span(line, len(first), len(line.text))
        yield Label(first, _span(line, 0, 0), after, number, alone=titled)


def _span(line: Line, start: int, end: int) -> Span:
    return Span(line.start + start, line.start + end, line.text[start:end])


def _trim(span: Span) -> Span:
    """A span without the specks at its ends; an apostrophe or full stop at the end is print."""
    left = len(span.text) - len(span.text.lstrip(_SPECKS))
    text = span.text[left:].rstrip(_SPECKS.replace("'", "").replace(".", ""))
    return Span(span.start + left, span.start + left + len(text), text)


def _classification(lines: Sequence[Line]) -> tuple[Span, str] | None:
    """The first classification in the head that is not what the document was released as."""
    listed = tables.load("classifications").column("classification")
    marks = sorted((c for c in listed if not c.startswith("UNCLAS")), key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, marks))})(?![\w-])")
    for line in lines:
        m = pattern.search(line.text)
        if m:
            return _span(line, m.start(), m.end()), m.group()
    for line in lines[:STAMPED]:
        text = line.text.strip(_SPECKS)
        found = judge_classification(text) if len(text.split()) <= WORDS_OF_STAMP else None
        if found and found.value in marks:
            at = line.text.index(text)
            return _span(line, at, at + len(text)), found.value
    return None


def _date(lines: Sequence[Line]) -> tuple[Span, datetime] | None:
    """The first date of the head, written in words or stamped: a stamp may tell of the receipt."""
    for patterns in (written_dates()[:WITH_YEAR], (_STAMPED_DATE,)):
        for line in lines:
            for m in (m for pattern in patterns for m in pattern.finditer(line.text)):
                value = iso_date(m.groupdict())
                with contextlib.suppress(ValueError, TypeError):
                    moment = datetime.fromisoformat(value).replace(tzinfo=UTC)  # type: ignore[arg-type]
                    return _span(line, m.start(), m.end()), moment
    return None


def _valued(found: tuple[Span, T] | None, places: Places) -> Field[T] | None:
    if found is None:
        return None
    field = places.field(found[0])
    return Field(found[1], field.original, field.start, field.end)

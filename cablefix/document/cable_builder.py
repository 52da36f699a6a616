"""Builds the `Cable` of a reading: every field with its value and its place in the input."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from cablefix.by_fields import ByFields
from cablefix.cable import Cable, Field, Page, Paragraph, Section
from cablefix.document.memoranda import build_memorandum
from cablefix.document.reading import Reading
from cablefix.document.release import read_release
from cablefix.document.typed_heads import with_heads
from cablefix.fields.date_time import find_date_time, find_precedence
from cablefix.fields.executive_order import find_eo
from cablefix.fields.fusion import Vote, bodies, copies, elect, field_of, marks
from cablefix.fields.head_labels import typed_dashes
from cablefix.fields.header_fields import (
    find_addressees,
    find_distribution,
    find_number,
    find_post,
    find_references,
)
from cablefix.fields.signature import find_signature
from cablefix.fields.tags import find_tags
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.layout.pages import Frame
from cablefix.layout.places import Places
from cablefix.layout.validity import SELDOM

CAPITALS = 3
"""Words in capitals from which on a subject is printed in them."""

_WORD = late_regex(r"\S+")
_CLASSIFIER = late_regex(r"\W{0,3}(?:CLASS?IFIED BY|DECLASSIFY ON|REASONS?:? 1\.)", re.I)
"""What opens the line under the subject that says who classified the cable, and why."""

_SENTENCE = late_regex(r"(?:\S+ ){4,}\S+[A-Z]{2}\.$")
"""A line that ends like a sentence, as no subject does."""

_LIBRARY = late_regex(r"\W{0,9}(UNCLASSIFIED) +U\.?S\.? Department of State")
"""The banner of the reading room."""


@attrs.frozen
class Order(ByFields):
    """What comparing the pages of a cable has shown.

    `places`: section and page of each sheet, by the offset at which it begins;
    `sections`: how many sections the cable has; `pages`: how many pages each of them has or shows.
    """

    places: Mapping[int, tuple[int, int | None]] = attrs.field(factory=dict, hash=False)
    sections: int | None = None
    pages: Mapping[int, int] = attrs.field(factory=dict, hash=False)


def build_cable(
    reading: Reading, places: Places, span: tuple[int, int], order: Order | None = None
) -> Cable:
    """The document of a reading, which takes `span` of the input; `prose` if nothing else is known.

    `order` is given where the pages have been compared; else each page header is taken at its word.
    """
    release = read_release(reading, places)
    said = release.status if release else None
    released_as = field_of(places, _banner(reading, said) if release else None)
    if not reading.is_cable:
        bare = Cable(reading.kind, *span, release=release, released_as=released_as)
        return with_heads(build_memorandum(bare, reading, places), reading, places)
    own = [f for f in reading.frames if not f.foreign]
    number, post = find_number(own, reading.noise), find_post(own)
    dtg, date = find_date_time(own, places, reading.noise)
    cable = Cable(
        "cable",
        *span,
        mrn=f"{date.value.year % 100:02d} {post.value} {number.value}"
        if number and post and date
        else None,
        post=field_of(places, post),
        number=field_of(places, number),
        dtg=dtg,
        date=date,
        precedence=field_of(places, find_precedence(own, reading.noise)),
        sender=field_of(places, elect(bodies(own, "from"))),
        caption=field_of(places, elect(marks(own, "caption"))),
        classification=field_of(places, _classification(own)),
        released_as=released_as,
        eo=field_of(places, find_eo(own, reading.noise)),
        subject=_subject(reading, places),
        signature=field_of(places, find_signature(own, reading.noise)),
        tags=_fields(places, find_tags(own, reading.noise)),
        addressees=_fields(places, find_addressees(own)),
        references=_fields(places, find_references(reading.lines)),
        distribution=_fields(places, find_distribution(own)),
        release=release,
        sections=tuple(_sections(reading, places, order or Order())),
    )
    return with_heads(_in_its_year(cable), reading, places)


def _in_its_year(cable: Cable) -> Cable:
    """The same cable without fields that no cable of its year has."""
    if cable.date is None:
        return cable
    years = tables.load("field_years").pairs("field", "since")
    later = [name for name, since in years.items() if cable.date.value.year < int(since)]
    empty: dict[str, Any] = {n: () if n == "tags" else None for n in later}
    return attrs.evolve(cable, **empty)


def _banner(reading: Reading, status: str | None) -> Vote | None:
    """What a released document was released as: the commonest mark, the lowest of equals.

    Under a stamp of review that says no more, the old marks stand at the foot of each page still.
    """
    stamped = marks(reading.frames, "classification")
    stamped += [
        Vote(Span(start, start + len(m[1]), m[1]), m[1])
        for r in reading.lines
        if (m := _LIBRARY.match(r.line.text))
        for start in [r.line.start + m.start(1)]
    ]
    lowest = [m for m in stamped if m.value.startswith("UNCLAS")]
    return elect(lowest or (stamped if status else []))


def _fields(places: Places, votes: Iterator[Vote]) -> tuple[Field[str], ...]:
    return tuple(places.field(v.span, v.value) for v in votes)


def _classification(frames: Sequence[Frame]) -> Vote | None:
    """What the section lines say, the blanks between spaced letters left out."""
    known = {c.replace(" ", ""): c for c in tables.load("classifications").column("classification")}
    found = elect(copies(frames, "classification"))
    if found is None:
        # struck out in the section lines: it still stands at the feet of the pages
        stamped = marks(frames, "classification")
        found = elect([m for m in stamped if not m.value.startswith("UNCLAS")])
    if found is None:
        return None
    return attrs.evolve(found, value=known.get(found.value.replace(" ", ""), found.value))


def _subject(reading: Reading, places: Places) -> Field[str] | None:
    """The subject of the first section, with the line that continues it."""
    lines = reading.lines
    for i, line in enumerate(lines):
        span = line.body if line.form == "subject" else None
        if span is None or not _is_printed_subject(line):
            continue
        first = _without_scribbles(span)
        pieces = [first]
        for after in lines[i + 1 : i + 3]:
            text = after.line.text.strip()
            if after.form != "text" or not text or len(first.text) < len(span.text):
                break
            if _CLASSIFIER.match(text):
                break
            if first.text.isupper() and (not text.isupper() or _SENTENCE.search(text)):
                break
            pieces.append(Span(after.line.start, after.line.end, text))
        whole = Span(first.start, pieces[-1].end, " ".join(p.text for p in pieces))
        return places.field(whole, typed_dashes(whole.text))
    return None


def _without_scribbles(subject: Span) -> Span:
    """A subject in capitals without what was scribbled behind it, in small letters."""
    words = list(_WORD.finditer(subject.text))
    small = next((m for m in words if any(c.islower() for c in m.group())), None)
    head = subject.text[: small.start()].rstrip() if small else subject.text
    capitals = len(head.split())
    if small is None or capitals < CAPITALS or 2 * capitals < len(words) or not head.isupper():
        return subject
    return Span(subject.start, subject.start + len(head), head)


def _is_printed_subject(line: ReadLine) -> bool:
    """Whether the label is that of the cable; cover sheets have a short one and their own words."""
    label = line.parts[0].value if line.parts else None
    return label is None or label.startswith("SUBJ")


def _sections(reading: Reading, places: Places, order: Order) -> Iterator[Section]:
    paragraphs: dict[int, list[Paragraph]] = {}
    numbers = reading.paragraphs()
    for i, n in enumerate(numbers):
        end = numbers[i + 1].line.line.start if i + 1 < len(numbers) else n.frame.end
        span = places.span(n.line.line.start, min(end, n.frame.end))
        paragraphs.setdefault(id(n.frame), []).append(Paragraph(n.number, *span))
    by_section: dict[int, list[tuple[Frame, int | None]]] = {}
    current = 1
    for frame in reading.frames:
        placed = order.places.get(frame.start)
        stated = frame.section if frame.section and frame.section <= SELDOM[0] else None
        current, page = placed or (stated or current, frame.page)
        if placed or frame.section is not None or frame.header or id(frame) in paragraphs:
            by_section.setdefault(current, []).append((frame, page))
    total = order.sections or _total_sections(reading.frames)
    total = max(total, *by_section) if total and by_section else total
    states_totals = any(f.pages for f in reading.frames if not f.foreign)
    for section, frames in sorted(by_section.items()):
        of = _most(f.pages for f, _ in frames if not f.foreign)
        if of is not None or states_totals:
            of = order.pages.get(section, of)
        pages = [
            Page(
                page, frame.pages if frame.foreign else of,
                tuple(paragraphs.get(id(frame), ())), *places.span(frame.start, frame.end),
            )
            for frame, page in frames
        ]  # fmt: skip
        yield Section(section, total, tuple(pages), pages[0].start, pages[-1].end)


def _total_sections(frames: Sequence[Frame]) -> int | None:
    """How many sections the headers state; one where the head is here and none is stated."""
    own = [f for f in frames if not f.foreign]
    stated = _most(f.sections for f in own)
    headed = any(r.form in ("dtg", "from") for f in own for r in f.lines)
    return stated or (1 if headed else None)


def _most(values: Iterator[int | None]) -> int | None:
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None

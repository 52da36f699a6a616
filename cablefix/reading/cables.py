"""Builds the `Cable` of a reading: every field with its value and its place in the input."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from cablefix.cable import Cable, Field, Page, Paragraph, Section
from cablefix.reading.document import Reading
from cablefix.reading.frames import Frame
from cablefix.reading.lines import Span
from cablefix.reading.places import Places
from cablefix.reading.stamps import read_release
from cablefix.vocabulary import tables


def build_cables(reading: Reading, places: Places) -> list[Cable]:
    """The documents of a text; one at least, `prose` if nothing else is known of it."""
    length = len(places.original)
    release = read_release(reading, places)
    if not reading.is_cable:
        banner = _most(reading.frames, "mark-classification") if release else None
        released_as = _field(places, banner)
        return [Cable(reading.kind, 0, length, release=release, released_as=released_as)]
    own = [f for f in reading.frames if not f.foreign]
    number = _most(own, "number")
    post = _post(own)
    dtg, date = _date_time(own, places)
    mrn = None
    if number and post and date:
        mrn = f"{date.value.year % 100:02d} {post.text} {number.text}"
    return [
        Cable(
            "cable",
            0,
            length,
            mrn=mrn,
            post=places.field(post) if post else None,
            number=places.field(number) if number else None,
            dtg=dtg,
            date=date,
            precedence=_field(places, _most(own, "precedence")),
            sender=_field(places, _most_body(own, "from")),
            caption=_field(places, _most(own, "mark-caption", "mark")),
            eo=_field(places, _whole_line(_most_body(own, "eo"), reading)),
            subject=_subject(reading, places),
            classification=_field(places, _most(own, "classification")),
            released_as=_field(places, _most(own, "mark-classification") if release else None),
            signature=_field(places, _signature(own)),
            tags=tuple(places.field(s) for s in _tag_line(own)),
            addressees=tuple(_addressees(own, places)),
            release=release,
            sections=tuple(_sections(reading, places)),
        )
    ]


def _spans(frames: Sequence[Frame], name: str, form: str | None = None) -> Iterator[Span]:
    for frame in frames:
        for line in frame.lines:
            if form is None or line.form == form:
                yield from (span for n, span in line.fields if n == name)


def _most(frames: Sequence[Frame], name: str, form: str | None = None) -> Span | None:
    """The first copy of the reading of a field that occurs most often."""
    spans = list(_spans(frames, name, form))
    if not spans:
        return None
    value = Counter(s.text for s in spans).most_common(1)[0][0]
    return next(s for s in spans if s.text == value)


def _most_body(frames: Sequence[Frame], form: str) -> Span | None:
    """The first copy of the commonest body of a labelled line."""
    bodies = [b for f in frames for r in f.lines if r.form == form and (b := r.body)]
    if not bodies:
        return None
    value = Counter(b.text for b in bodies).most_common(1)[0][0]
    return next(b for b in bodies if b.text == value)


def _field(places: Places, span: Span | None) -> Field[str] | None:
    return places.field(span) if span else None


def _post(frames: Sequence[Frame]) -> Span | None:
    """The post by its full name: section lines and senders write it out, page headers cut it."""
    full = set(tables.load("posts").column("post"))
    spans = [s for s in _spans(frames, "post") if s.text in full]
    if spans:
        value = Counter(s.text for s in spans).most_common(1)[0][0]
        return next(s for s in spans if s.text == value)
    return _most(frames, "post")


def _date_time(
    frames: Sequence[Frame], places: Places
) -> tuple[Field[str] | None, Field[datetime] | None]:
    months = tables.load("months").pairs("month", "number")
    for frame in frames:
        for line in frame.lines:
            parts = [line.part(n) for n in ("dtg", "month", "year")]
            if line.form != "dtg" or None in parts:
                continue
            first, month, year = (p for p in parts if p is not None)
            value = " ".join(p.value or p.span.text for p in (first, month, year))
            field = places.field(Span(first.span.start, year.span.end, value))
            if not (first.value and month.value and year.value):
                return field, None
            moment = _moment(first.value, int(months[month.value]), int(year.value))
            if moment is None:
                return field, None
            return field, Field(moment, field.original, field.start, field.end)
    return None, None


def _moment(time: str, month: int, year: int) -> datetime | None:
    try:
        return datetime(
            1900 + year if year >= 40 else 2000 + year,
            month, int(time[:2]), int(time[2:4]), int(time[4:6]), tzinfo=UTC,
        )  # fmt: skip
    except ValueError:
        return None


def _whole_line(span: Span | None, reading: Reading) -> Span | None:
    if span is None:
        return None
    line = next(r.line for r in reading.lines if r.line.start <= span.start <= r.line.end)
    return Span(line.start, line.end, line.text.strip().replace("E. O.", "E.O."))


def _subject(reading: Reading, places: Places) -> Field[str] | None:
    """The subject of the first section, with the line that continues it."""
    lines = reading.lines
    for i, line in enumerate(lines):
        span = line.body if line.form == "subject" else None
        if span is None or not line.line.text.lstrip().startswith("SUBJ"):
            continue
        end, words = span.end, [span.text]
        for after in lines[i + 1 : i + 3]:
            if after.form != "text" or after.line.blank:
                break
            words.append(after.line.text.strip())
            end = after.line.end
        return places.field(Span(span.start, end, " ".join(words)))
    return None


def _signature(frames: Sequence[Frame]) -> Span | None:
    """The surname alone on the line after the last paragraph."""
    written = [r for f in frames for r in f.lines if r.form not in ("blank", "mark")]
    last = max((i for i, r in enumerate(written) if r.form == "paragraph"), default=None)
    if last is None:
        return None
    for r in written[last + 1 :]:
        text = r.line.text.strip()
        if r.form == "text" and re.fullmatch(r"[A-Z][A-Z' -]{2,20}", text) and " " not in text:
            at = r.line.start + r.line.text.index(text)
            return Span(at, at + len(text), text)
        if r.form not in ("text", "point"):
            return None
    return None


def _bare(tag: Span) -> Span:
    """A TAGS code without the marks round it."""
    text = tag.text.strip(",.;: ")
    start = tag.start + tag.text.index(text)
    return Span(start, start + len(text), text)


def _tag_line(frames: Sequence[Frame]) -> list[Span]:
    for frame in frames:
        for line in frame.lines:
            if line.form == "tags":
                return [_bare(span) for _, span in line.fields]
    return []


def _addressees(frames: Sequence[Frame], places: Places) -> Iterator[Field[str]]:
    seen: set[str] = set()
    for frame in frames:
        for line in frame.lines:
            words = [p.span for p in line.parts if p.slot == "address"]
            if line.form not in ("to", "info-address", "address") or not words:
                continue
            text = " ".join(w.text for w in words)
            if text not in seen:
                seen.add(text)
                yield places.field(Span(words[0].start, words[-1].end, text))


def _sections(reading: Reading, places: Places) -> Iterator[Section]:
    paragraphs: dict[int, list[Paragraph]] = {}
    numbers = reading.paragraphs()
    for i, n in enumerate(numbers):
        end = numbers[i + 1].line.line.start if i + 1 < len(numbers) else n.frame.end
        span = places.span(n.line.line.start, min(end, n.frame.end))
        paragraphs.setdefault(id(n.frame), []).append(Paragraph(n.number, *span))
    by_section: dict[int, list[Frame]] = {}
    current = 1
    for frame in reading.frames:
        current = frame.section or current
        if frame.section is not None or frame.header or id(frame) in paragraphs:
            by_section.setdefault(current, []).append(frame)
    for section, frames in sorted(by_section.items()):
        pages = [
            Page(
                frame.page, frame.pages, tuple(paragraphs.get(id(frame), ())),
                *places.span(frame.start, frame.end),
            )
            for frame in frames
        ]  # fmt: skip
        yield Section(section, frames[0].sections, tuple(pages), pages[0].start, pages[-1].end)

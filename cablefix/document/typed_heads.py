"""Typed and printed documents of known families: the cable that their labels make.

What their labels say goes before what their lines look like as those of a teletype head, or only
fills what these leave open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

import attrs

from cablefix.cable import Cable, Field, Page, Section
from cablefix.document.reading import Reading
from cablefix.document.typed_marks import find_caption, find_classification, near_classification
from cablefix.fields.families import TITLE, Head
from cablefix.fields.fusion import Vote
from cablefix.fields.head_extent import where_text_begins
from cablefix.fields.head_labels import IN_TEXT
from cablefix.fields.label_values import read_figures
from cablefix.language import tables
from cablefix.language.code_lists import surnames
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.lines import Line, Span
from cablefix.layout.places import Places

RANKS = ("FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE")
"""Words of precedence, the most urgent first."""

PLAIN_LINE = 1.5
"""Cost up to which a line is plainly one of a teletype head."""

PROSE = 4
"""Words from which on a line is running text."""

CENTURY = 100

_DRAFTED = late_regex(r"\W{0,4}[A-Z/]{1,12}: ?[A-Z]\w*[:/ ]")
_SURNAME = late_regex(r"\W{0,4}([A-Z][A-Z'-]{2,19})\W{0,4}")
_ENDED = late_regex(r"[.?!:;]\W{0,4}$")
_PAGE_MARK = late_regex(r"\W*-\s?(?P<page>\d{1,2})\s?-\W{1,3}(?:A-)?\d{1,4}, [A-Z]\w{2,8}\.? \d")
_STATION_WORD = late_regex(
    r"^(?:(?:The )?American )?(?:Embassy|Consulate General|Consulate|Legation|Mission),?\s+"
    r"|^(?:AM|US)[A-Z]+,?\s+",
    re.I,
)


def with_heads(cable: Cable, reading: Reading, places: Places) -> Cable:
    """The same document with what the labels of its family say, if it is of one."""
    lines = [r.line for r in reading.lines]
    for head in reading.heads:
        first, last = head.family.years
        if cable.date and not first <= cable.date.value.year <= last:
            continue
        if head.family.fills:
            cable = _fill(cable, head, lines, places)
        elif _goes_first(head, cable, reading):
            return _build(cable, head, lines, places)
        else:
            cable = _with_station_line(cable, head, lines, places)
    return cable


def _with_station_line(cable: Cable, head: Head, lines: Sequence[Line], places: Places) -> Cable:
    """The same cable with what the line says that has a station where cables have a post."""
    found: dict[str, Any] = {}
    mark = find_classification(lines) if cable.classification is None else None
    if mark:
        found["classification"] = places.field(mark.span, mark.value)
    if not cable.number and not head.family.posted and head.values.get("number"):
        vote = head.values["number"][0]
        found |= {
            name: field
            for name, field in _numbered(head, vote, head.values, cable.date, places).items()
            if name != "mrn" and not getattr(cable, name)
        }
    return attrs.evolve(cable, **found)


def _reads_more_stations(head: Head, cable: Cable) -> bool:
    """Whether more addressees stand behind indicators of circuits than the lines alone show."""
    stations = [s for s in head.seen if s.sign.shape == "routed"]
    return bool(stations) and len(head.values.get("addressees", ())) > len(cable.addressees)


def _goes_first(head: Head, cable: Cable, reading: Reading) -> bool:
    """Whether what the labels say goes before the lines of a teletype head."""
    teletype = has_teletype_head(reading) and not _reads_more_stations(head, cable)
    return not teletype or _is_titled(head, reading)


def _is_titled(head: Head, reading: Reading) -> bool:
    """Whether a title of the family stands over a teletype head, and is no word of its text."""
    first = next((i for i, r in enumerate(reading.lines) if r.form == "dtg"), len(reading.lines))
    return any(s.sign.weight >= TITLE and s.line < first for s in head.seen)


def has_teletype_head(reading: Reading) -> bool:
    """Whether the lines of a teletype head are here that no other document has."""
    plain = {r.form for r in reading.lines if r.cost <= PLAIN_LINE}
    return reading.is_cable and plain >= {"dtg", "from"}


def _build(cable: Cable, head: Head, lines: Sequence[Line], places: Places) -> Cable:
    values = dict(head.values)
    found = _identity(head, values, places)
    for name in ("sender", "subject", "caption", "eo", "signature", "dtg"):
        if name in values and not (name == "dtg" and cable.dtg):
            found[name] = places.field(values[name][0].span, values[name][0].value)
    for name in ("tags", "addressees", "references"):
        if name in values:
            found[name] = tuple(places.field(v.span, v.value) for v in _once(values[name]))
    found["precedence"] = _precedence(head, values, places) or cable.precedence
    mark = find_classification(lines) or next(iter(values.get("classification", ())), None)
    found["classification"] = places.field(mark.span, mark.value) if mark else cable.classification
    if "caption" not in found:
        caption = find_caption(lines[: where_text_begins(lines, head.start, head.seen)])
        found["caption"] = places.field(caption.span) if caption else None
    if "signature" not in head.family.lacks and "signature" not in found:
        signed = _signature(lines, head)
        found["signature"] = places.field(signed.span) if signed else cable.signature
    pages = tuple(_pages(lines, head, places))
    if pages and not cable.sections:
        found["sections"] = (Section(1, 1, pages, pages[0].start, pages[-1].end),)
    lacks: dict[str, Any] = {n: () if n == "tags" else None for n in head.family.lacks}
    return attrs.evolve(cable, kind=head.family.kind, **(found | lacks))


def _fill(cable: Cable, head: Head, lines: Sequence[Line], places: Places) -> Cable:
    """The same cable, where what it leaves open is filled from the labels."""
    signed = _signature(lines, head) if cable.kind == "prose" else None
    cable = _outside(cable, head, places)
    found = _identity(head, dict(head.values), places)
    if signed:
        found["signature"] = places.field(signed.span)
    for name in ("sender", "subject", "caption", "eo", "classification"):
        if name in head.values:
            found[name] = places.field(head.values[name][0].span, head.values[name][0].value)
    for name in ("tags", "addressees", "references"):
        if name in head.values:
            found[name] = tuple(places.field(v.span, v.value) for v in _once(head.values[name]))
    return attrs.evolve(
        cable, kind=head.family.kind, **{k: v for k, v in found.items() if not getattr(cable, k)}
    )


def _outside(cable: Cable, head: Head, places: Places) -> Cable:
    """The same cable without addressees and the like that are labels and values of the family."""
    spans = [places.span(s.span.start, s.after.end) for s in head.seen]
    own: dict[str, Any] = {
        name: tuple(f for f in getattr(cable, name) if not any(a <= f.start < b for a, b in spans))
        for name in ("addressees", "tags", "references")
    }
    return attrs.evolve(cable, **own)


def _once(votes: Sequence[Vote]) -> Iterator[Vote]:
    seen: set[str] = set()
    for vote in votes:
        if vote.value not in seen:
            seen.add(vote.value)
            yield vote


def _identity(head: Head, values: Mapping[str, Sequence[Vote]], places: Places) -> dict[str, Any]:
    """Post, number, date and the name that they make."""
    found: dict[str, Any] = {}
    if "mrn" in values:
        vote = values["mrn"][0]
        _, *post, number = vote.value.split()
        end = vote.span.end
        found["mrn"] = vote.value
        found["post"] = places.field(vote.span, " ".join(post))
        found["number"] = places.field(
            Span(end - len(number), end, vote.span.text[-len(number) :]), number
        )
    date = _date(values, places)
    if date:
        found["date"] = date
    if "number" in values and "mrn" not in found:
        vote = values["number"][0]
        found |= _numbered(head, vote, values, date, places)
    if "sender" in values and "post" not in found and head.family.posted:
        sent = values["sender"][0]
        found["post"] = places.field(sent.span, _post_of(sent.value))
    if head.family.post and "post" not in found:
        anchor = head.seen[0].span
        found["post"] = Field(head.family.post, "", *places.span(anchor.start, anchor.start))
    return found


def _numbered(
    head: Head, vote: Vote, values: Mapping[str, Sequence[Vote]], date: Field[datetime] | None,
    places: Places,
) -> dict[str, Any]:  # fmt: skip
    """The number of a telegram that its label gives, with the post from which it comes."""
    if head.family.kind == "report":
        return {}  # the number of a report is none of a cable
    words = vote.value.split()
    figures = next((w for w in words if w.removeprefix("A-")[:1].isdigit()), words[-1])
    at = vote.span.start + max(vote.span.text.find(figures), 0)
    number = read_figures(figures.removeprefix("A-"))
    found: dict[str, Any] = {"number": places.field(Span(at, at + len(figures), figures), number)}
    if figures != words[0]:
        post = vote.value.removesuffix(figures).strip()
        span = Span(vote.span.start, vote.span.start + len(post), post)
        named = {"mrn": f"{post} {number}"} if head.family.name == "cia-message" else {}
        if head.family.posted and date:
            named = {"mrn": f"{date.value.year % CENTURY:02d} {post} {number}"}
        return found | {"post": places.field(span)} | named
    sender = values.get("sender", ())
    if sender:
        post = _post_of(sender[0].value)
        found["post"] = places.field(sender[0].span, post)
        name = figures if figures.startswith("A-") or head.family.kind == "airgram" else number
        despatch = any(s.sign.shape == "number-above" and s.sign.field in values for s in head.seen)
        if date and not despatch:
            prefix = "A-" if head.family.kind == "airgram" and name == number else ""
            found["mrn"] = f"{date.value.year % CENTURY:02d} {post} {prefix}{name}"
    return found


def _post_of(sender: str) -> str:
    """The post in a sender: `AmEmbassy PARIS`, `Georgetown`.

    >>> _post_of("AmConGen Valdoro City")
    'VALDORO CITY'
    """
    return _STATION_WORD.sub("", sender).split(",")[0].strip(" .").upper()


def _date(values: Mapping[str, Sequence[Vote]], places: Places) -> Field[datetime] | None:
    """The day of a telegram: that beside its number, in the year in which it was received."""
    received = next((v for n in ("received", "date", "drafted") for v in values.get(n, ())), None)
    number = next(iter(values.get("number", ())), None)
    words = number.value.split() if number else []
    moment, vote = None, received
    if received:
        moment = _moment(*map(int, received.value.split("-")))
    if "dtg" in values:
        vote = values["dtg"][0]
        months = tables.load("months").pairs("month", "number")
        group, *dated = vote.value.split()
        month, year = dated or ("", "")
        if month in months:
            moment = _moment(
                2000 + int(year), int(months[month]), int(group[:2]), int(group[2:4]),
                int(group[4:6]),
            )  # fmt: skip
    elif number and len(words) == 3 and words[1].isdigit() and moment:
        sent, day = int(words[1]), int(words[2])
        vote, moment = number, _moment(moment.year - (sent > moment.month + 6), sent, day)
    if vote is None or moment is None:
        return None
    field = places.field(vote.span)
    return Field(moment, field.original, field.start, field.end)


def _moment(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime | None:
    try:
        return datetime(year, month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        return None


def _precedence(
    head: Head, values: Mapping[str, Sequence[Vote]], places: Places
) -> Field[str] | None:
    """The most urgent word of precedence; of messages ranked by a label the letter that stands for
    it."""
    if head.family.ranked:
        action = next((s for s in head.seen if s.sign.label == head.family.ranked), None)
        letters = tables.load("precedence").pairs("word", "letter")
        words = action.after.text.replace(";", " ").split() if action else []
        word = next((w for w in words if w in letters), None)
        if not action or not word:
            return None
        at = action.after.start + action.after.text.index(word)
        return places.field(Span(at, at + len(word), word), letters[word])
    letter = next((v for v in values.get("precedence", ()) if len(v.value) == 1), None)
    if letter:
        return places.field(letter.span, letter.value.replace("0", "O"))
    votes = [v for v in values.get("precedence", ()) if v.value.split()[-1] in RANKS]
    if not votes:
        return None
    vote = min(votes, key=lambda v: RANKS.index(v.value.split()[-1]))
    return places.field(vote.span, vote.value)


def _signature(lines: Sequence[Line], head: Head) -> Vote | None:
    """The surname alone on its line under the text, with no running text under it."""
    written = [(i, x) for i, x in enumerate(lines) if i >= head.start and not x.blank]
    signed = {s.line for s in head.seen if s.sign.shape not in IN_TEXT}
    text = False
    for at, (i, line) in enumerate(written):
        m = _SURNAME.fullmatch(line.text.strip())
        before = written[at - 1][1].text.rstrip() if at else ""
        after = written[at + 1] if at + 1 < len(written) else None
        prose = after and _is_prose(after[1].text) and after[0] not in signed
        sound = m and (_ENDED.search(before) or fold(m[1]) in surnames())
        mark = m and (near_classification(m[1]) is not None or m[1] in _no_names())
        if m and sound and text and not prose and not mark:
            start = line.start + line.text.index(m[1])
            return Vote(Span(start, start + len(m[1]), m[1]), m[1])
        text = text or (len(line.text.split()) >= PROSE and i not in signed)
    return None


@cache
def _no_names() -> frozenset[str]:
    """Words that stand alone on a line and are no surname: marks, addresses, END."""
    lists = ("marks", "mark"), ("address_words", "word"), ("end_words", "word")
    words = {x for name, column in lists for x in tables.load(name).column(column)}
    return frozenset(words - surnames().keys())


def _is_prose(text: str) -> bool:
    """Whether a line is running text, not offices and initials of a draft: EUR:GER:PLund:mk."""
    return len(text.split()) >= PROSE and not _DRAFTED.match(text)


def _pages(lines: Sequence[Line], head: Head, places: Places) -> Iterator[Page]:
    """The pages, where the marks of the later ones name the telegram: `-2- 660, November 16`."""
    marks = [
        (i, int(m["page"])) for i, x in enumerate(lines) if (m := _PAGE_MARK.match(x.text))
    ]  # fmt: skip
    if not marks:
        return
    starts = [(0, 1), *marks] if marks[0][0] > head.start else marks
    for at, (i, page) in enumerate(starts):
        last = starts[at + 1][0] - 1 if at + 1 < len(starts) else len(lines) - 1
        yield Page(page, None, (), *places.span(lines[i].start, lines[max(last, i)].end))

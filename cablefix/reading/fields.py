"""The fields of a cable: which lines have copies of each, and what the copies come to.

A field is given as the first copy that is written as they agree, or else as the first read so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache

import attrs

from cablefix.cable import Field
from cablefix.reading.forms import Part
from cablefix.reading.frames import Frame
from cablefix.reading.lines import Span
from cablefix.reading.places import Places
from cablefix.reading.recognise import ReadLine
from cablefix.reading.slots import judge_eo_word
from cablefix.reading.votes import Vote, copies, elect, elect_shaped, join, lines_of, named_parts
from cablefix.vocabulary import tables

SAME_DAY = 3.0
"""How much it speaks for a day that the page headers have it too, in logarithms."""

SAME_YEAR = 6.0
"""How much it speaks for a year that the executive order was in force, in logarithms."""

LATEST = 2030

_ITEM = re.compile(r"[A-Z]{1,6}-\d\d")
_CODE = re.compile(r"\W{0,2}[A-Z]{2,4}\W{0,2}")


def find_post(frames: Sequence[Frame]) -> Vote | None:
    """The post by its full name: section lines and senders write it out, page headers cut it."""
    full = _full_names()
    whole: list[Vote] = []
    cut: list[Vote] = []
    for vote in (*copies(frames, "post"), *_at_home(frames)):
        (whole if vote.value in full.values() else cut).append(vote)
    found = elect(whole)
    if found:
        return found
    sender = [v for v in _sending_posts(frames) if v.value in full.values()]
    if sender:
        return elect(sender)
    short = elect(cut)
    if short is None:
        return None
    unlisted = elect([v for v in _sending_posts(frames) if v.value.startswith(short.value)])
    return unlisted or attrs.evolve(short, value=full.get(short.value, short.value))


@cache
def _full_names() -> dict[str, str]:
    """The post for each name that is cut, where only one is cut to it."""
    pairs = tables.load("posts").pairs("post", "short")
    counts = Counter(pairs.values())
    return {short: post for post, short in pairs.items() if counts[short] == 1} | {
        post: post for post in pairs
    }


def _sending_posts(frames: Iterable[Frame]) -> Iterator[Vote]:
    """The name of the post in the line of the sender, the word for its kind left out."""
    for line in lines_of(frames, "from"):
        parts = named_parts(line.parts)
        names = [p.value or p.span.text for p in parts]
        if names[:1] == [DEPARTMENT[0]]:
            yield attrs.evolve(join(parts), value=DEPARTMENT[1])
        elif len(parts) > 1:
            yield join(parts[1:])


DEPARTMENT = ("SECSTATE", "STATE")
"""How the Department is called as a sender, and as a post."""


def _at_home(frames: Iterable[Frame]) -> Iterator[Vote]:
    """The post in the page headers of outgoing cables, where it is a printed word."""
    for line in lines_of(frames, "page", "page-rest"):
        for part in line.parts:
            if part.slot == "word" and part.value == DEPARTMENT[1]:
                yield Vote(part.span, DEPARTMENT[1], part.cost)


def find_number(frames: Iterable[Frame], noise: int) -> Vote | None:
    """The number of the cable; all copies have the same figures."""
    return elect_shaped(copies(frames, "number"), "number", noise)


def find_date_time(
    frames: Sequence[Frame], places: Places, noise: int
) -> tuple[Field[str] | None, Field[datetime] | None]:
    """The date-time group as the copies agree on it, and the moment that it names.

    The page headers have the time of transmission, mostly of the same day.
    """
    lines = [r for r in lines_of(frames, "dtg") if r.part("dtg") and r.part("month")]
    lines += [r for r in lines_of(frames, "stub") if r.part("stub_dtg")]
    if not lines:
        return None, None
    sent = elect_shaped(copies(frames, "time"), "time", noise)
    stubs = [
        attrs.evolve(v, span=attrs.evolve(v.span, text=f"{v.span.text}Z"), value=f"{v.value}Z")
        for v in copies(frames, "stub_dtg")
    ]
    time = elect_shaped(
        [*copies(frames, "dtg", "dtg"), *stubs], "dtg", noise,
        lambda v: SAME_DAY * (sent is not None and v[:2] == sent.value[:2]),
    )  # fmt: skip
    month = elect(copies(frames, "month"))
    years = _years(frames)
    year = elect_shaped(
        copies(frames, "year"), "year", noise, lambda v: SAME_YEAR * (not years or v in years)
    )
    if not (time and month and year and year.value.isdigit()):
        return None, None
    value = f"{time.value} {month.value} {year.value}"
    groups = [
        join([p for n in ("dtg", "stub_dtg", "month", "year") if (p := line.part(n))])
        for line in lines
    ]
    written = next((g for g in groups if g.span.text == value), groups[0])
    field = places.field(written.span, value)
    moment = read_moment(value)
    if moment is None:
        return field, None
    return field, Field(moment, field.original, field.start, field.end)


def _years(frames: Iterable[Frame]) -> frozenset[str]:
    """The years of the executive order that the cable names, two figures each."""
    order = elect(copies(frames, "eo"))
    listed = {row[0]: row for row in tables.load("eo_orders").rows}
    row = listed.get(order.value.rstrip(":")) if order else None
    if row is None:
        return frozenset()
    return frozenset(f"{y % 100:02d}" for y in range(int(row[1]), int(row[2] or LATEST) + 1))


def read_moment(group: str) -> datetime | None:
    """The moment of a date-time group; two figures of a year mean 1940 to 2039.

    >>> read_moment("130535Z MAY 91").isoformat()
    '1991-05-13T05:35:00+00:00'
    """
    time, month, year = group.split()
    months = tables.load("months").pairs("month", "number")
    try:
        return datetime(
            1900 + int(year) if int(year) >= 40 else 2000 + int(year),
            int(months[month]), int(time[:2]), int(time[2:4]), int(time[4:6]), tzinfo=UTC,
        )  # fmt: skip
    except (ValueError, KeyError):
        return None


def find_precedence(frames: Iterable[Frame]) -> Vote | None:
    """The letters of precedence: for action, and for information where that has its own."""
    votes = []
    for line in lines_of(frames, "dtg"):
        parts = [p for n in ("precedence", "precedence_info") if (p := line.part(n))]
        if parts and parts[0].slot == "precedence" and all(p.value for p in parts):
            votes.append(join(parts))
    return elect(votes)


def find_eo(frames: Iterable[Frame]) -> Vote | None:
    """The line of the executive order, as it is printed."""
    votes = []
    for line in lines_of(frames, "eo"):
        parts = [p for p in line.parts if p.slot != "stray"]
        order = line.part("eo")
        if order is None:
            continue
        rest = [p for p in line.parts if p.span.start >= order.span.end]
        words = " ".join(w for p in rest if (w := _eo_word(p)))
        value = f"E.O. {(order.value or order.span.text).rstrip(':')}: {words}".strip()
        text = line.line.text
        start = line.line.start + len(text) - len(text.lstrip())
        span = Span(start, parts[-1].span.end, text[start - line.line.start :])
        votes.append(Vote(span, value, line.cost))
    return elect(votes)


def _eo_word(part: Part) -> str | None:
    """A word of the line of the executive order; a speck is none, a known word passed over is."""
    if part.slot != "stray":
        return part.value or part.span.text
    found = judge_eo_word(part.span.text) if len(part.span.text) > 2 else None
    return found.value if found else None


def find_tags(frames: Iterable[Frame]) -> Iterator[Vote]:
    """The codes of the first line of TAGS, without the marks round them."""
    for line in lines_of(frames, "tags"):
        for part in line.parts:
            # a code that no list has was passed over as stray
            unlisted = part.slot == "stray" and _CODE.fullmatch(part.span.text)
            if part.slot in ("word", "stray") and not unlisted:
                continue
            text = part.span.text.strip(",.;: ")
            start = part.span.start + part.span.text.index(text)
            # one copy and a closed list: the corrector decides, not the list alone
            value = text if _CODE.fullmatch(text) else (part.value or text).strip(",.;: ")
            yield Vote(Span(start, start + len(text), text), value)
        return


def find_addressees(frames: Iterable[Frame]) -> Iterator[Vote]:
    """Those to whom the cable went, each once."""
    seen: set[str] = set()
    for line in lines_of(frames, "to", "info-address", "address"):
        parts = named_parts(line.parts)
        if parts:
            vote = join(parts)
            if vote.value not in seen:
                seen.add(vote.value)
                yield vote


def find_distribution(frames: Iterable[Frame]) -> Iterator[Vote]:
    """The offices that got copies, each once, with the count of the first copy."""
    seen: set[str] = set()
    for line in lines_of(frames, "action", "info"):
        for part in line.parts:
            if part.slot == "item":
                read = part.span.text
                value = read if _ITEM.fullmatch(read) else part.value or read
                office = value.split("-")[0]
                if office not in seen:
                    seen.add(office)
                    yield Vote(part.span, value, part.cost)


_REFERENCE = re.compile(r"(?:\d\d )?[A-Z][A-Z' ]{1,30}[A-Z] \d{3,6}(?!\d)")


def find_references(lines: Sequence[ReadLine]) -> Iterator[Vote]:
    """The cables that the line of references names, those on the lines that go on among them."""
    seen: set[str] = set()
    for i, line in enumerate(lines):
        if line.form != "reference":
            continue
        block = [line, *_continued(lines[i + 1 : i + 4])]
        start = block[0].line.start
        pieces = [(r.line.start, r.line.text) for r in block]
        text = "".join(t.ljust(n) for t, n in _padded(pieces))
        for m in _REFERENCE.finditer(text):
            value = " ".join(m.group().split())
            post = value.lstrip("0123456789 ").rstrip("0123456789 ")
            if post in _full_names() and value not in seen:
                seen.add(value)
                yield Vote(Span(start + m.start(), start + m.end(), m.group()), value)


def _padded(pieces: Sequence[tuple[int, str]]) -> Iterator[tuple[str, int]]:
    """Each line with the width up to the next, so that places in the block are those in the text.

    Line ends become blanks.
    """
    for i, (start, text) in enumerate(pieces):
        following = pieces[i + 1][0] if i + 1 < len(pieces) else start + len(text)
        yield text, following - start


def _continued(lines: Sequence[ReadLine]) -> Iterator[ReadLine]:
    for line in lines:
        if line.form not in ("text", "single", "section") or line.line.blank:
            return
        if not _REFERENCE.search(line.line.text) and not line.line.text.strip().isdigit():
            return
        yield line

"""Reads what stands behind the labels of a head, each shape of value by its own reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile

import attrs
from rapidfuzz.distance import OSA

from cablefix.channel.confusions import HEAVY
from cablefix.fields.dates import DAY, MONTH, iso_date, month_number, written_dates
from cablefix.fields.fusion import Vote, likely_figures
from cablefix.fields.head_labels import EXACT, SPECKS, span_of, trim, typed_dashes
from cablefix.fields.label_addresses import read_addresses, read_posted, read_routed
from cablefix.language import tables
from cablefix.language.code_lists import known_posts, known_tags, short_names
from cablefix.late import late_regex
from cablefix.layout.lines import Span

Reader = Callable[[Sequence[Span]], Iterable[Vote]]

FIGURES = r"(?=[\dOolI|]*\d)[\dOolI|]"
"""A figure of a number, or a letter that is read for one; at least one is a figure."""

_NUMBER_DATE = late_regex(
    rf"(?P<telegram>(?<!\w){FIGURES}{{1,4}}|A-\d{{1,4}}|[A-Z][a-z]+ \d{{1,4}}),? {MONTH} ?{DAY}"
)
_HOUR = late_regex(r"\d|noon|midnight|\([A-Z]|$", re.I)
_MRN = r"(?P<year>\d\d) (?P<post>[A-Z][A-Z .'-]*[A-Z])\.? (?P<number>\d{1,6})(?!\d)"
_DOCUMENT = r"(?P<year>(?:[1lI|]9|20)\d\d) ?(?P<post>[A-Z]+) ?(?P<number>[\dOlI|]{3,6})(?![\dOlI|])"
_GROUP = r"\d{6}Z [A-Z]{3} \d\d"
_CITE = (
    r"(?P<post>[A-Z]{2,8}(?: [A-Z]{2,8})?)[ -]"
    r"(?P<number>(?=[OolI|]?\d)[\dOolI|][\d/OolI|]{3,5})(?![\w,])"
)
_STATION = r"(?P<post>[A-Z]{3,8})[ -](?P<number>\d{4,6})(?!\d)"
_POSTS = rf"(?:\d\d )?\b(?:[A-Z]{{2}} )?[A-Z]{{3,}}(?:[ '-][A-Z]{{2,}})* {FIGURES}{{2,6}}(?![\w])"
_LAST = rf"(?<![\w-])(?P<number>{FIGURES}{{1,5}})(?: +[A-Z]{{5,11}})*(?: [a-z]{{1,2}})?\W*$"
_ALONE = rf"^\W{{0,3}}(?P<number>{FIGURES}{{1,5}})\W{{0,3}}$"
_BEGINS = rf"^\W{{0,3}}(?:No\. ?)?(?P<number>{FIGURES}{{1,5}})(?![\w-])"
_BARE_ORDER = (
    r"^\W{0,3}[A-Z£€][.,]? ?[\dOQ©@][^\w\s]{0,2}[O0]?[^\w\s]{0,3} +"
    r"(?P<order>[12]\d{4})(?::[^:]*)?\W*$"
)
_IN = r"(?<![\d/-])(?!19[4-9]\d\b)(\d{4,5})(?![\d/-])"
_TELEGRAM = (
    r"(?<![\w(-])(?:[A-Z][\w']*(?: [A-Z][\w']*)?'?s? )?(?:No\. ?|C?A-)?\d{1,5}"
    r"(?:,? [A-Z][a-z]+ \d{1,2}(?:, (?:19|20)\d\d)?)?"
)
_URTEL = r"\s*(?:No\. ?)?(?P<number>\w{2,5})\b"
_ORDER = late_regex(r"(?:E\.? ?O\.?:?\s*)?(?P<order>1[0-9]{4})\b(?P<rest>[:,]?.*)")
_AIRGRAM = rf"(?:\b(?:CA|CERP|A)[-~—–]|^\W{{0,3}}A (?=\w{{1,4}}\W*$))(?P<number>{FIGURES}{{1,5}})\b"
"""The number of an airgram; its hyphen may be read as another stroke, or be lost on its line."""

_REPORT = r"[A-Z]{2,5}[-~ ].{0,3}\d[\d/., -]{4,12}\d"
_STROKES = str.maketrans("/|!lI", "11111")
_BARE_GROUP = r"^\W{0,4}(?P<letter>[ZOPR0]) +(?P<group>[0-3]\d[0-2]\d[0-5]\d) ?[Z2]\b"
_MARKED_GROUP = (
    r"^\W{0,4}(?:TOP SECRET|SECRET|S E C R E T|CONFIDENTIAL) +(?P<group>[0-3]\d[0-2]\d[0-5]\d) ?Z\b"
)
_STATION_NUMBER = (
    r"^\W{0,4}(?:TOP ?SECRET|SECRET|CONFIDENTIAL|UNCLAS)\s+"
    r"(?P<post>[A-Z]{3,12}(?: [A-Z]{2,8})?) (?P<number>\d{3,6})\b"
)
_SENT = r"(?P<name>[A-Z][A-Z .'-]+?) ?\((?P<post>[A-Z][A-Z .'-]*[A-Z]) (?P<number>\d{1,6})\b"
_WIDE = late_regex(r"\s{3,}")
_BRACKETS = late_regex(r"\([^)]*\)")
_CODE = late_regex(r"[A-Z]{2,4}")


def _first(pieces: Sequence[Span]) -> Span | None:
    return next((p for p in map(trim, pieces) if any(c.isalnum() for c in p.text)), None)


def _joined(pieces: Sequence[Span]) -> Vote | None:
    kept = [t for t in map(trim, pieces) if any(c.isalnum() for c in t.text)]
    if not kept:
        return None
    text = typed_dashes(" ".join(" ".join(p.text.split()) for p in kept))
    return Vote(Span(kept[0].start, kept[-1].end, text), text)


def _text(pieces: Sequence[Span]) -> Iterator[Vote]:
    found = _joined(pieces)
    if found:
        yield found


def _column(pieces: Sequence[Span]) -> Iterator[Vote]:
    """A text up to the wide blank that parts two columns."""
    yield from _text([_of_column(p) for p in [_first(pieces)] if p])


def _of_column(piece: Span) -> Span:
    text = _WIDE.split(piece.text.strip())[0]
    start = piece.start + piece.text.index(text)
    return Span(start, start + len(text), text)


def _named(pieces: Sequence[Span]) -> Iterator[Vote]:
    """A text that is not `None`, as forms say that have nothing to say."""
    yield from (v for v in _column(pieces) if v.value not in NOTHING)


def _posts(pieces: Sequence[Span]) -> Iterator[Vote]:
    """Posts with numbers: LA PAZ 4398. Words before the name of a listed post are none of it."""
    for vote in _by_pattern(_POSTS, "{0}", 6)(pieces):
        *post, number = vote.value.split()
        year = f"{post.pop(0)} " if post[0].isdigit() else ""
        parts = (" ".join(post[i:]) for i in range(len(post)))
        known = next((p for p in parts if p in known_posts()), None)
        yield attrs.evolve(vote, value=f"{year}{known} {number}") if known else vote


def _mark(pieces: Sequence[Span]) -> Iterator[Vote]:
    """A caption, and one with a letter misread where it can be no other."""
    for vote in _text(pieces):
        kinds = tables.load("marks").pairs("mark", "kind")
        near = [m for m, kind in kinds.items() if kind == "caption" and len(m) > EXACT
                and OSA.distance(m, vote.value) == 1]  # fmt: skip
        listed = vote.value in kinds or len(near) != 1
        yield vote if listed else Vote(vote.span, near[0])


NOTHING = ("None", "N/A", "n/a")


def _capitals(pieces: Sequence[Span]) -> Iterator[Vote]:
    """A text in capitals, without specks, up to where it is none: another column may follow.

    One in small letters goes to the end of its column.
    """
    first = trim(pieces[0]) if pieces else Span(0, 0, "")
    if len(first.text.split()) >= MIXED and all(map(_has_small, first.text.split()[:MIXED])):
        yield from _text([_of_column(p) for p in pieces[:MIXED] if p.text.strip()])
        return
    yield from _text([p for piece in pieces if (p := _in_capitals(piece))])


def _in_capitals(piece: Span) -> Span | None:
    """The words in capitals that open a piece, with the marks between them that typists write."""
    words = [span_of(piece, m) for m in re.finditer(r"\S+", piece.text)]
    kept = [trim(w, _NO_MARKS) for w in words]
    kept = list(takewhile(lambda w: not any(map(str.islower, w.text)), kept))
    kept = [w for w in kept if any(c.isalnum() or c in DASHES for c in w.text)]
    if not kept:
        return None
    return Span(kept[0].start, kept[-1].end, " ".join(w.text for w in kept))


DASHES = "-"
_NO_MARKS = "".join(c for c in SPECKS if c not in ".,:;'-" and c != '"')


MIXED = 2
"""Words in small letters from which on a text is none in capitals, and lines that it has."""


def _has_small(word: str) -> bool:
    return any(c.islower() for c in word)


def _place(pieces: Sequence[Span]) -> Iterator[Vote]:
    """The name of a place, which ends where it is no name any more."""
    piece = _first(pieces)
    m = re.match(r"(?:[A-Z][\w.'-]*[ ,]{0,2}){1,5}", piece.text) if piece else None
    if piece and m:
        yield from _text([Span(piece.start, piece.start + m.end(), m.group())])


def _address(pieces: Sequence[Span]) -> Iterator[Vote]:
    yield from _text([p for p in [_first(pieces)] if p])


def _date(pieces: Sequence[Span]) -> Iterator[Vote]:
    for piece in pieces:
        for pattern in written_dates():
            for m in pattern.finditer(piece.text):
                value = iso_date(m.groupdict())
                if value:
                    yield Vote(span_of(piece, m), value)
                    return


def _number_date(pieces: Sequence[Span]) -> Iterator[Vote]:
    """`245, February 7, Noon`: the number of a telegram, its day and its hour."""
    for piece in pieces:
        for m in _NUMBER_DATE.finditer(piece.text):
            month, rest = month_number(m["month"]), piece.text[m.end() :].lstrip(" ,.")
            if month and 1 <= int(m["day"]) <= 31 and _HOUR.match(rest):
                span = span_of(piece, m)
                yield Vote(span, f"{m['telegram'].split()[-1]} {month} {m['day']}")
                return


def _by_pattern(pattern: str, value: str, most: int = 1) -> Reader:
    """A reader of what a pattern finds; `value` is how its groups are written.

    The pattern is compiled when a label first asks for it: most texts have few of these labels.
    """
    regex = late_regex(pattern)

    def read(pieces: Sequence[Span]) -> Iterator[Vote]:
        found = 0
        for piece in pieces:
            for m in regex.finditer(piece.text):
                if found < most:
                    found += 1
                    span = span_of(piece, m)
                    yield Vote(span, value.format(m.group(), **m.groupdict()).strip())

    return read


def _codes(pieces: Sequence[Span]) -> Iterator[Vote]:
    for piece in pieces:
        for m in re.finditer(
            r"[A-Za-z]+", re.sub(r"\([^)]*\)", lambda x: " " * len(x[0]), piece.text)
        ):
            if _CODE.fullmatch(m.group()) and (m.group() in known_tags() or piece is pieces[0]):
                yield Vote(span_of(piece, m), m.group())


def _document_number(pieces: Sequence[Span]) -> Iterator[Vote]:
    """`1977MOSCOW02124`, the year and the short name of the post run together."""
    for vote in _by_pattern(_DOCUMENT, "{year} {post} {number}")(pieces):
        year, post, number = vote.value.split()
        yield Vote(vote.span, f"{year[2:]} {_whole_post(post)} {number}")


@cache
def _posts_without_blanks() -> dict[str, str]:
    rows = short_names()
    short = {s.replace(" ", ""): p for p, s in rows.items()}
    return short | {p.replace(" ", ""): p for p in rows}


def _whole_post(post: str) -> str:
    return _posts_without_blanks().get(post, post)


def _order(pieces: Sequence[Span]) -> Iterator[Vote]:
    piece = _first(pieces)
    m = _ORDER.match(piece.text) if piece else None
    if piece and m:
        rest = m["rest"].strip(" :,.")
        value = f"E.O. {_known_order(m['order'])}" + (f": {rest}" if rest else "")
        yield Vote(Span(piece.start, piece.start + m.end(), m.group()), value)


def _bare_order(pieces: Sequence[Span]) -> Iterator[Vote]:
    """An order behind what its label was misread as: E.0.¢ 13526"""
    for piece in pieces:
        m = re.match(_BARE_ORDER, piece.text)
        if m and (order := _known_order(m["order"])) in _orders():
            yield Vote(span_of(piece, m), f"E.O. {order}")


@cache
def _orders() -> tuple[str, ...]:
    return tuple(tables.load("eo_orders").column("order"))


def _known_order(read: str) -> str:
    """The order that a number is, or of which one figure was misread."""
    near = [o for o in _orders() if OSA.distance(o, read) == 1]
    return near[0] if len(near) == 1 and read not in _orders() else read


def _precedence(pieces: Sequence[Span]) -> Iterator[Vote]:
    """The word of precedence."""
    words = tables.load("precedence").column("word")
    for piece in pieces:
        for m in re.finditer(r"[A-Za-z]+", piece.text):
            near = [w for w in words if OSA.distance(w, m.group().upper()) <= 1]
            if near:
                yield Vote(span_of(piece, m), near[0])
                return


def _word_mark(pieces: Sequence[Span]) -> Iterator[Vote]:
    """A classification that opens what stands behind the label."""
    listed = sorted(tables.load("classifications").column("classification"), key=len, reverse=True)
    piece = _first(pieces)
    found = next((c for c in listed if piece and piece.text.startswith(c)), None)
    if piece and found:
        yield Vote(Span(piece.start, piece.start + len(found), found), found)


def read_figures(text: str) -> str:
    """A number in which letters and strokes were read for figures, as it most likely was.

    >>> read_figures("2O5"), read_figures("76/66")
    ('205', '76166')
    """
    plain = text.translate(_STROKES)
    return (
        plain if plain.isdigit() else next(iter(likely_figures([plain], len(plain), HEAVY)), text)
    )


READERS: dict[str, Reader] = {
    "address": _address, "addresses": read_addresses,
    "airgram-number": _by_pattern(_AIRGRAM, "{number}"), "capitals": _capitals,
    "cite": _by_pattern(_CITE, "{post} {number}"), "codes": _codes, "date": _date,
    "document-number": _document_number, "drafting": _date, "dtg": _by_pattern(_GROUP, "{0}"),
    "last-number": _by_pattern(_LAST, "{number}"),
    "first-number": _by_pattern(_BEGINS, "{number}"),
    "number-above": _by_pattern(_ALONE, "{number}"),
    "in-number": _by_pattern(_IN, "IN {0}", 4), "mrn": _by_pattern(_MRN, "{year} {post} {number}"),
    "mrns": _by_pattern(_MRN, "{0}", 20), "number-date": _number_date, "order": _order,
    "marked-group": _by_pattern(_MARKED_GROUP, "{group}Z"),
    "bare-group": _by_pattern(_BARE_GROUP, "{group}Z"),
    "group-letter": _by_pattern(_BARE_GROUP, "{letter}"), "routed": read_routed,
    "station-number": _by_pattern(_STATION_NUMBER, "{post} {number}"),
    "bare-order": _bare_order, "mark": _mark,
    "place": _place, "posted": read_posted, "posts": _posts,
    "precedence": _precedence,
    "report-number": _by_pattern(_REPORT, "{0}"), "stations": _by_pattern(_STATION, "{0}", 6),
    "above": _place, "column": _column, "named": _named,
    "sent": _by_pattern(_SENT, "{post} {number}"), "sender": _by_pattern(_SENT, "{name}"),
    "telegrams": _by_pattern(_TELEGRAM, "{0}", 6), "text": _text,
    "urtel": _by_pattern(_URTEL, "{0}"), "word-mark": _word_mark,
}  # fmt: skip
"""How the value of each shape is read."""

"""A second look at the pages of a cable, for the fields alone: lines damaged or broken.

A line may be too damaged for anything to be mended in it, and still tell what it says. What is read
here proposes no correction; it only fills fields that would be empty.

For the fields alone, as all of a second look: the lines are read as if they were one, and nothing
is corrected in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

import attrs

from cablefix import deadline
from cablefix.document.reading import Reading
from cablefix.fields.damaged_heads import (
    read_caption,
    read_labelled_order,
    read_page,
    read_tags,
    read_time,
)
from cablefix.fields.head_labels import key_of
from cablefix.language import tables
from cablefix.language.code_lists import known_posts
from cablefix.layout.form_alignment import fit
from cablefix.layout.line_forms import Fitted, Part, forms
from cablefix.layout.line_labels import ReadLine, recognise
from cablefix.layout.lines import Line
from cablefix.layout.pages import Frame, gather
from cablefix.layout.validity import is_valid

NEEDED = {
    "dtg": ("dtg", "month"), "from": ("address",), "to": ("address",),
    "section": ("post", "number"), "single": ("post", "number"), "eo": ("eo",), "tags": ("tag,",),
}  # fmt: skip
"""The forms that are looked for, and the fields without which the look was in vain."""

READERS: dict[str, Callable[[ReadLine], ReadLine | None]] = {
    "dtg": read_time, "eo": read_labelled_order, "tags": read_tags,
}  # fmt: skip
"""Forms that their own reader knows, where the pattern fits no more."""

DEAREST = 4.2
"""Cost of a reading, for each part found, up to which it is believed here."""

LONGEST, MOST_TOKENS = 90, 16

REACH = 6
"""Lines below the last known one of a head that may belong to it."""

HEAD, PLAIN, PLAIN_FORMS = 36, 12.0, ("dtg", "eo")
"""Lines in which the head of a cable stands, the cost up to which one of them is plain, and the
forms that can be told without those around them."""

TOP = 12
"""Written lines of a page among which its header stands."""


@cache
def _ranks() -> dict[str, int]:
    """The order of the lines of a head."""
    return {form: int(rank) for form, rank in tables.load("head_ranks").rows}


def look_again(reading: Reading) -> Reading:
    """The same text, where lines of a head that no form fitted are read by what is missing."""
    whole = find_station(join_broken(reading.lines, reading.text))
    regrouped = gather(whole) if whole != list(reading.lines) else reading.frames
    headed = [line for f in regrouped for line in _read_header(f)]
    frames = gather(headed) if headed != list(reading.lines) else reading.frames
    lines = [line for f in frames for line in _read_head(f)]
    if lines == list(reading.lines):
        return reading
    return attrs.evolve(reading, lines=tuple(lines), frames=gather(lines))


def _read_header(frame: Frame) -> Sequence[ReadLine]:
    """The lines of a page, with its header if that is one of the first."""
    if frame.header is not None:
        return frame.lines
    written = 0
    for i, line in enumerate(frame.lines):
        written += line.form != "blank"
        if written > TOP or line.form in ("paragraph", "dtg", "stub"):
            break
        header = read_page(line) if line.form == "text" else None
        if header is not None:
            return (*frame.lines[:i], header, *frame.lines[i + 1 :])
    return frame.lines


def _read_head(frame: Frame) -> Sequence[ReadLine]:
    """The lines of a page, where those of its head are read by the forms that are missing.

    Where next to nothing of the head is known, only what is plain in itself is read.
    """
    deadline.check()
    lines = frame.lines
    ranks = [_ranks().get(r.form) for r in lines]
    last = max((i for i, n in enumerate(ranks) if n is not None and n not in (0, 10)), default=-1)
    known = last >= 0 and len({r.form for r in lines} & set(_ranks())) >= 2
    if not known and frame.page not in (None, 1, 2):
        return lines
    out = list(lines)
    for i, before, after in _unread(out, last) if known else ():
        here = {r.form for r in out}
        out[i] = _read_by_form(out[i], before, after, here) or out[i]
    last = last if known else min(HEAD, len(lines))
    for form, reader in READERS.items():
        if form in {r.form for r in out} or not (known or form in PLAIN_FORMS):
            continue
        found = [
            (line.cost, i, line)
            for i, before, after in _unread(out, last)
            if before <= _ranks()[form] <= after and (line := reader(out[i]))
        ]
        if found and (known or min(f[0] for f in found) <= PLAIN):
            _, i, line = min(found, key=lambda f: f[:2])
            out[i] = line
    return out


def _unread(lines: Sequence[ReadLine], last: int) -> Iterator[tuple[int, int, int]]:
    """The lines of a head that no form fits, with the ranks of those before and after."""
    mark = _ranks()["mark"]
    following: list[int] = []
    after = 99
    for line in reversed(lines):
        following.append(after)
        rank = _ranks().get(line.form)
        after = rank if rank is not None and rank != mark else after
    following.reverse()
    before = 0
    for i in range(min(last + REACH, len(lines))):
        rank = _ranks().get(lines[i].form)
        if lines[i].form == "text" and len(lines[i].line.text) <= LONGEST:
            yield i, before, following[i]
            rank = _ranks().get(lines[i].form)  # it may have been read by now
        if rank is not None and rank != mark:
            before = max(before, rank)


def _read_by_form(line: ReadLine, before: int, after: int, here: set[str]) -> ReadLine | None:
    """The line as one of the forms that may stand there and are not here yet."""
    tokens = line.line.tokens()
    if not tokens or len(tokens) > MOST_TOKENS:
        return None
    wanted = {
        name: form
        for name in NEEDED
        if (form := "section" if name == "single" else name) not in here
        and before <= _ranks()[form] <= after
    }
    best: Fitted | None = None
    for name in wanted:
        found = fit(forms()[name], tokens, DEAREST)
        if found is None or not _is_plausible(found, NEEDED[name]):
            continue
        if best is None or found.cost / found.found < best.cost / best.found:
            best = found
    if best is not None:
        return ReadLine(line.line, wanted[best.form], best.parts, best.cost)
    if before <= _ranks()["section"] + 1 and before >= _ranks()["to"] and after >= _ranks()["eo"]:
        return read_caption(line)
    return None


def _is_plausible(found: Fitted, needed: Sequence[str]) -> bool:
    if found.found < 2:
        return False
    values = {p.slot: p.value for p in found.parts if p.value}
    strays = sum(p.slot == "stray" for p in found.parts)
    return (
        all(name in values for name in needed)
        and strays <= found.found
        and all(is_valid(name, value) for name, value in values.items())
    )


PIECES, SECTION = 3, 2
"""Lines on which the value of a label may stand, and those of a post and its number."""

LATEST = 90
"""Written lines among which those of a head stand."""

DEAREST_JOINED = 4.6
"""Cost of a reading, for each part found, up to which lines are taken for one."""

ADDRESSED = ("from", "to", "info-address", "address")


def join_broken(lines: Sequence[ReadLine], text: str) -> list[ReadLine]:
    """The lines, those that are one as one; the others of it are blank.

    >>> from cablefix.layout.lines import split_lines
    >>> text = "TAGS:\\nPREL, PGOV"
    >>> [r.form for r in join_broken([recognise(x) for x in split_lines(text)], text)]
    ['tags', 'blank']
    """
    labels = tables.load("broken_labels").pairs("label", "form")
    out = list(lines)
    written = [i for i, r in enumerate(out) if r.form != "blank"][:LATEST]
    for at, i in enumerate(written):
        following = written[at + 1 : at + 1 + PIECES]
        form = labels.get(key_of(out[i].line.text))
        joined = None
        if form and out[i].form in ("text", form):
            joined = _join_label(out, i, following, form, text)
        elif out[i].form == "eo" and out[i].line.text.rstrip().endswith(":"):
            joined = _join_label(out, i, following[:1], "eo", text)
        elif out[i].form == "tags" and out[i].line.text.rstrip().endswith(","):
            joined = _join_label(out, i, following[:1], "tags", text)
        elif key_of(out[i].line.text) in _classification_keys():
            joined = _join_section(out, i, following, text)
        elif out[i].form in ADDRESSED and following:
            joined = _join_address(out, i, following[0], text)
        if joined:
            line, last = joined
            for k in range(i + 1, last + 1):
                out[k] = ReadLine(out[k].line, "blank")
            out[i] = line
    return out


def _join_label(
    lines: Sequence[ReadLine], first: int, following: Sequence[int], form: str, text: str
) -> tuple[ReadLine, int] | None:
    """A label with what stands below it, as far as that makes a line of its form."""
    best: tuple[float, ReadLine, int] | None = None
    for last in following:
        if lines[last].form in ("paragraph", "blank") or lines[last].line.text.strip()[-1:] == ":":
            if form != "eo" or not any(c.isdigit() for c in lines[last].line.text):
                break
            continue
        one = recognise(_as_one(lines[first].line, lines[last].line, text))
        if form == "tags" and one.form == "text":
            one = read_tags(one) or one  # codes that no list has, behind their label
            one = attrs.evolve(one, cost=0.0)
        found = sum(p.slot not in ("stray", "word") for p in one.parts)
        if one.form == form and found and one.cost <= DEAREST_JOINED * found:
            best = min(best or (99.0, one, last), (one.cost / found, one, last), key=lambda b: b[0])
            if form == "tags" and one.line.text.rstrip().endswith(","):
                best = (DEAREST_JOINED, one, last)  # the next line has more of them
                continue
        if form != "eo" and best:
            break
    return (best[1], best[2]) if best else None


@cache
def _classification_keys() -> frozenset[str]:
    return frozenset(key_of(c) for c in tables.load("classifications").column("classification"))


def _join_section(
    lines: Sequence[ReadLine], first: int, following: Sequence[int], text: str
) -> tuple[ReadLine, int] | None:
    """A classification with the post and the number of the cable, each on a line of its own."""
    if len(following) < SECTION or not lines[following[1]].line.text.strip().isdigit():
        return None
    if lines[following[0]].line.text.strip() not in known_posts():
        return None
    one = recognise(_as_one(lines[first].line, lines[following[1]].line, text))
    return (one, following[1]) if one.form == "section" else None


def _join_address(
    lines: Sequence[ReadLine], first: int, second: int, text: str
) -> tuple[ReadLine, int] | None:
    """An address whose last word stands alone on the line below."""
    words = lines[second].line.text.split()
    known = tables.load("address_words").column("word")
    if lines[second].form != "text" or len(words) != 1 or words[0] not in known:
        return None
    one = recognise(_as_one(lines[first].line, lines[second].line, text))
    sound = one.form == lines[first].form and one.cost <= lines[first].cost
    return (one, second) if sound else None


def _as_one(first: Line, last: Line, text: str) -> Line:
    """The lines from one to another as one, the line ends as blanks."""
    whole = text[first.start : last.end]
    return Line(first.start, last.end, "".join(" " if c in "\r\n\f" else c for c in whole))


def find_station(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """The lines, where the post and number under the addresses have no classification before them.

    `LIMA 00132` looks like an address with its serial; it is none where LIMA sends the cable.
    """
    if any(r.form == "section" for r in lines):
        return list(lines)
    sender = next((r for r in lines if r.form == "from"), None)
    post = " ".join(p.value for p in sender.parts[2:] if p.value) if sender else ""
    out = list(lines)
    for i, r in enumerate(lines):
        serial = r.part("to_serial")
        names = [p for p in r.parts if p.slot == "address"]
        named = " ".join(p.value or "" for p in names)
        if r.form == "address" and serial and names and named == post:
            start, end = names[0].span.start, names[-1].span.end
            span = type(serial.span)(start, end, named)
            number = Part("number", serial.span, serial.value, serial.cost)
            out[i] = ReadLine(r.line, "section", (Part("post", span, post, r.cost), number), r.cost)
            break
    return out

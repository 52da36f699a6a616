"""Lines of a head that OCR has broken: a label and its value on lines of their own.

For the fields alone, as all of a second look: the lines are read as if they were one, and nothing
is corrected in them.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cablefix.reading.forms import Part
from cablefix.reading.labels import key_of
from cablefix.reading.lines import Line
from cablefix.reading.loose import read_tags
from cablefix.reading.recognise import ReadLine, recognise
from cablefix.vocabulary import tables

PIECES = 3
"""Lines on which the value of a label may stand."""

LATEST = 90
"""Written lines among which those of a head stand."""

DEAREST = 4.6
"""Cost of a reading, for each part found, up to which lines are taken for one."""

ADDRESSED = ("from", "to", "info-address", "address")


def join_broken(lines: Sequence[ReadLine], text: str) -> list[ReadLine]:
    """The lines, those that are one as one; the others of it are blank.

    >>> from cablefix.reading.lines import split_lines
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
        if one.form == form and found and one.cost <= DEAREST * found:
            best = min(best or (99.0, one, last), (one.cost / found, one, last), key=lambda b: b[0])
        if form != "eo" and best:
            break
    return (best[1], best[2]) if best else None


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

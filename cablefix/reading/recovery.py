"""A second look at the pages of a cable, for the fields alone.

A line may be too damaged for anything to be mended in it, and still tell what it says. What is read
here proposes no correction; it only fills fields that would be empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

import attrs

from cablefix import deadline
from cablefix.reading.document import Reading
from cablefix.reading.fitting import fit
from cablefix.reading.forms import Fitted, forms
from cablefix.reading.frames import Frame, gather
from cablefix.reading.loose import read_caption, read_order, read_page, read_tags, read_time
from cablefix.reading.recognise import ReadLine
from cablefix.reading.regrouping import find_station, join_broken
from cablefix.reading.validity import is_valid
from cablefix.vocabulary import tables

NEEDED = {
    "dtg": ("dtg", "month"), "from": ("address",), "to": ("address",),
    "section": ("post", "number"), "single": ("post", "number"), "eo": ("eo",), "tags": ("tag,",),
}  # fmt: skip
"""The forms that are looked for, and the fields without which the look was in vain."""

READERS: dict[str, Callable[[ReadLine], ReadLine | None]] = {
    "dtg": read_time, "eo": read_order, "tags": read_tags,
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

"""A second look at the head of a cable, for the fields alone.

A line may be too damaged for anything to be mended in it, and still tell what it says. What is read
here proposes no correction; it only fills fields that would be empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import attrs

from cablefix.reading.forms import Fitted, Part, fit, forms
from cablefix.reading.frames import Frame
from cablefix.reading.likeness import nearest
from cablefix.reading.lines import Span
from cablefix.reading.recognise import ReadLine
from cablefix.reading.validity import is_valid
from cablefix.vocabulary import tables

NEEDED = {
    "dtg": ("dtg", "month"), "from": ("address",), "section": ("post", "number"),
    "single": ("post", "number"), "eo": ("eo",), "tags": ("tag,",),
}  # fmt: skip
"""The forms that are looked for, and the fields without which the look was in vain."""

DEAREST = 4.2
"""Cost of a reading, for each part found, up to which it is believed here."""

DEAREST_MARK = 0.6
"""Cost for each letter of a caption up to which it is believed here."""

LONGEST, MOST_TOKENS = 90, 16


@cache
def _ranks() -> dict[str, int]:
    """The order of the lines of a head."""
    return {form: int(rank) for form, rank in tables.load("head_ranks").rows}


def look_again(frames: Iterable[Frame]) -> list[Frame]:
    """The same pages, where lines of the head that no form fitted are read by what is missing."""
    return [attrs.evolve(f, lines=tuple(_read(f.lines))) for f in frames]


def _read(lines: Sequence[ReadLine]) -> Iterator[ReadLine]:
    ranks = [_ranks().get(r.form) for r in lines]
    last = max((i for i, n in enumerate(ranks) if n is not None and n not in (0, 10)), default=-1)
    here = {r.form for r in lines}
    if last < 0 or len(here & set(_ranks())) < 2:
        yield from lines
        return
    following: list[int] = []
    after = 99
    for rank in reversed(ranks):
        following.append(after)
        after = rank if rank is not None and rank != _ranks()["mark"] else after
    following.reverse()
    before = 0
    for i, line in enumerate(lines):
        own = ranks[i]
        if line.form == "text" and i <= last + 2 and len(line.line.text) <= LONGEST:
            line = _try(line, before, following[i], here) or line
            own = _ranks().get(line.form)
        if own is not None:
            before = max(before, own) if own != _ranks()["mark"] else before
            here.add(line.form)
        yield line


def _try(line: ReadLine, before: int, after: int, here: set[str]) -> ReadLine | None:
    """The line as one of the forms that may stand there and are not here yet."""
    tokens = line.line.tokens()
    if not tokens or len(tokens) > MOST_TOKENS:
        return None
    best: Fitted | None = None
    for name, needed in NEEDED.items():
        form = "section" if name == "single" else name
        if form in here or not before <= _ranks()[form] <= after:
            continue
        found = fit(forms()[name], tokens, DEAREST)
        if found is None or not _is_plausible(found, needed):
            continue
        if best is None or found.cost / found.found < best.cost / best.found:
            best = found
    if best is not None:
        form = "section" if best.form == "single" else best.form
        return ReadLine(line.line, form, best.parts, best.cost)
    if before <= _ranks()["section"] + 1 and before >= _ranks()["to"] and after >= _ranks()["eo"]:
        return _caption(line, tokens)
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


def _caption(line: ReadLine, tokens: Sequence[Span]) -> ReadLine | None:
    """A caption alone on its line, between the section line and the executive order."""
    words = [t for t in tokens if len(t.text) >= 4]
    if len(words) != 1 or len(tokens) > 3:
        return None
    captions = tuple(
        sorted(m for m, kind in tables.load("marks").pairs("mark", "kind").items()
               if kind == "caption" and " " not in m)
    )  # fmt: skip
    found = nearest(words[0].text.upper().strip(".,:;'|_~-*"), captions)
    if found is None or found.value is None or found.cost > DEAREST_MARK * len(found.value):
        return None
    return ReadLine(line.line, "mark", (Part("mark-caption", words[0], found.value, 0.0),))

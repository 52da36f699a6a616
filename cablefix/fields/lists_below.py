"""Lists that go on under the line of their label, and addressees that have none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cablefix.fields.fusion import Vote
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.lines import Line, Span

HEAD = 25
"""Written lines of a head among which an address without a label is looked for."""

PLACE = 3
"""Lines of an address without a label: its kind, its place, its number."""

_INDENT = late_regex(r"\s{4,}\S")
_GOES_ON = {
    "mrns": late_regex(r"\W{0,2}(?:[A-Z][.)] ?)?[\dOlI|]{2} [A-Z][A-Z .'-]* [\dOlI|]{1,6}\W{0,2}$"),
    "posted": late_regex(r"\W{0,2}[A-Z][A-Z .'-]+, [A-Z][A-Z .'/-]+ (?:ROUT|PRIO|IMME|FLASH)"),
}
"""Lines that go on with a list of such values, though their indent was lost."""

_LETTERED = late_regex(r"\W{0,30}[A-H][.)] ?[A-Z]")
_NUMBERED = late_regex(r"(?:CIRCULAR )?(?P<number>\d{1,5})(?:,? +[A-Z]{4,9})?")
_PLACE = late_regex(r"[A-Z][A-Za-z' -]{2,24}(?:\([A-Z][A-Za-z ]{2,20}\))?")


def goes_on(shape: str, text: str, above: str) -> bool:
    """Whether a line goes on with the list of values that the line above it has.

    >>> goes_on("addresses", "        Amembassy BONN 97", "Amembassy LONDON 1103")
    True
    >>> goes_on("addresses", "The Chancellor asked for seed.", "Amembassy LONDON 1103")
    False
    """
    if shape == "addresses":
        return bool(_address_kinds().match(text)) or above.rstrip().endswith(",")
    if shape == "stations":
        return bool(_LETTERED.match(text))
    lines = _GOES_ON.get(shape)
    return lines is None or bool(_INDENT.match(text) or lines.match(text))


@cache
def _address_kinds() -> re.Pattern[str]:
    """A line that opens with the kind of a post: AmConsul, AMEMBASSY"""
    kinds = sorted(tables.load("typed_address_kinds").column("word"))
    return re.compile(rf"\W{{0,30}}(?:{'|'.join(kinds)})\b", re.I)


def find_address(lines: Sequence[Line]) -> Iterator[tuple[str, Vote]]:
    """The first address of a telegram of the nineteen-forties, which no label has.

    `AMEMBASSY`, `BANGKOK` under it, `711` under both: the field and its value.
    """
    written = [x for x in lines if not x.blank][:HEAD]
    for i in range(len(written) - PLACE + 1):
        kind, place, number = (x.text.strip() for x in written[i : i + PLACE])
        numbered = _NUMBERED.fullmatch(number)
        if not (_address_kinds().fullmatch(kind.rstrip(",.")) and numbered):
            continue
        if not _PLACE.fullmatch(place.rstrip(",.")):
            continue
        first, second, third = written[i : i + PLACE]
        name = f"{kind.rstrip(',.')} {place.rstrip(',.')}"
        yield "addressees", Vote(Span(first.start, second.end, name), name)
        at = third.start + third.text.index(numbered["number"])
        figures = numbered["number"]
        yield "number", Vote(Span(at, at + len(figures), figures), figures)
        return

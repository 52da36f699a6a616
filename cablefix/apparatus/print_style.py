"""What the well-read lines of a document show of how it prints what may be printed in two ways."""

from __future__ import annotations

from collections import Counter
from functools import cache

import attrs

from cablefix.by_fields import ByFields
from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.late import late_regex


@attrs.frozen
class Style(ByFields):
    """How this document prints what may be printed in two ways."""

    commas: bool
    """TAGS are parted by commas."""
    dashes: int | None
    """How many hyphens open a reception line; None where the document does not show it."""
    marks: Counter[str]
    """How often each mark stands whole on a line of its own, or heads the text."""
    apart: bool
    """The colons of its labels stand in a column of their own, as in typed forms."""


def find_style(reading: Reading) -> Style:
    """What the well-read lines of a document show of its habits."""
    parted = bare = 0
    marks: Counter[str] = Counter()
    for r in reading.lines:
        if r.form == "tags":
            tags = [p for p in r.parts if p.slot == "tag,"][:-1]
            parted += sum(p.span.text[-1:] in ",.;" for p in tags)
            bare += sum(p.span.text[-1:].isalnum() for p in tags)
        elif r.form == "section" or (r.form == "mark" and r.cost == 0):
            held = (
                r.parts if r.form == "mark" else [p for p in r.parts if p.slot == "classification"]
            )
            marks.update(p.value for p in held if p.value)
    return Style(parted > bare, _count_dashes(reading), marks, _has_colons_apart(reading))


_COLON_APART = late_regex(r"[ \t]{0,20}[A-Za-z][A-Za-z .&]{0,24}[ \t](?=:\s)")


def _has_colons_apart(reading: Reading) -> bool:
    """Whether the colons of labels stand below one another, with blanks before them."""
    columns = Counter(
        m.end()
        for r in reading.lines
        if len(r.line.text) <= WIDEST and (m := _COLON_APART.match(r.line.text))
    )
    return max(columns.values(), default=0) >= COLUMN


WIDEST, COLUMN = 200, 2
"""Characters of a line that may open with a label; lines that make a column of colons."""


SECRETARIAT, OUTGOING = frozenset({"copy", "sequence", "serial"}), "STATE"
"""Fields of the page header that only prints of the Executive Secretariat have; the post of
outgoing cables."""


@cache
def known_rows() -> dict[str, int]:
    """How many hyphens open a reception line, by the kind of print."""
    rows = tables.load("reception_rows").pairs("print", "hyphens")
    return {name: int(n) for name, n in rows.items()}


def _count_dashes(reading: Reading) -> int | None:
    """As many as the well-read rows of the document have, or prints of its kind."""
    known = known_rows()
    rows = [
        len(p.span.text)
        for r in reading.lines
        if r.form in ("reception", "dashes")
        for p in r.parts
        if p.slot == "dashes" and set(p.span.text) == {"-"} and len(p.span.text) in known.values()
    ]
    if rows:
        return Counter(rows).most_common(1)[0][0]
    if any(r.form == "dashes" for r in reading.lines):
        return known["counter"]
    heads = [p for r in reading.lines if r.form in ("page", "page-rest") for p in r.parts]
    if any(p.slot == "word" and p.value == OUTGOING for p in heads):
        return known["teletype"]
    ours = any(p.slot in SECRETARIAT and p.value for p in heads)
    return known["secretariat"] if ours else None

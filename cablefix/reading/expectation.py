"""Reads lines of a header that are too damaged to be known by themselves, by their neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from cablefix.reading.forms import Part, forms
from cablefix.reading.lines import Line
from cablefix.reading.recognise import ACCEPT, ReadLine, recognise_as
from cablefix.vocabulary import tables

MOST = 3.2
"""The dearest reading, per part found, that is believed of a line that was expected."""

LOST_LABEL = 3.0
"""Cost of a label of which nothing can be made out."""

FURTHEST = 20
"""Lines of speckle, at most, between two lines of a header."""

LEAST_PARTS = 2
LONGEST = 24
"""Tokens of the longest line that is tried."""


@cache
def followers() -> dict[str, tuple[str, ...]]:
    """The forms that may stand behind each form."""
    found: dict[str, list[str]] = defaultdict(list)
    for after, expected in tables.load("order").rows:
        found[after].append(expected)
    return {after: tuple(names) for after, names in found.items()}


def read_expected(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """The same lines, where one that no form fitted is read as what must follow the last.

    Speckle between two header lines is passed over; running text ends the header.
    """
    out: list[ReadLine] = []
    after = ""
    passed = 0
    for line in lines:
        passed = passed + 1 if line.form == "text" else 0
        after = "" if passed > FURTHEST else after
        if line.form == "text" and after in followers():
            words = line.line.text.split()
            if len(words) <= LONGEST:
                line = _try(line, followers()[after]) or line
            elif len(words) >= 6:
                after = ""
        if line.form == "paragraph":
            after = ""
        elif line.form in followers():
            after = line.form
        out.append(line)
    return out


def _try_label(line: ReadLine, names: Sequence[str]) -> ReadLine | None:
    """The same with the first token taken for the printed label, whatever became of it."""
    tokens = line.line.tokens()
    for name in names:
        label = forms()[name].elements[0]
        if label.slot or label.optional or not tokens:
            continue
        first = tokens[0]
        if abs(len(first.text) - len(label.text)) > 1 or len(tokens) < LEAST_PARTS:
            continue
        mended = label.text + line.line.text[first.end - line.line.start :]
        shift = first.end - len(label.text)
        found = recognise_as(Line(shift, shift + len(mended), mended), (name,), ACCEPT)
        if found is not None and found.parts[0].slot == "word":
            parts = (Part("word", first, label.text, LOST_LABEL), *found.parts[1:])
            return ReadLine(line.line, found.form, parts, found.cost + LOST_LABEL)
    return None


@cache
def _classifications() -> tuple[str, ...]:
    return tables.load("classifications").column("classification")


def _try(line: ReadLine, names: Sequence[str]) -> ReadLine | None:
    if line.line.text.lstrip().startswith(_classifications()):
        names = [n for n in names if n in ("section", "single")]  # TOP SECRET is no TO
    found = recognise_as(line.line, names, MOST) or _try_label(line, names)
    if found is None:
        return None
    fields = [p for p in found.parts if p.slot not in ("stray", "word", "rest")]
    strays = sum(p.slot == "stray" for p in found.parts)
    return found if len(found.parts) - strays >= LEAST_PARTS and strays <= len(fields) else None

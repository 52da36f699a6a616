"""Labels of lines that are too damaged to be known alone: their neighbours decide.

A row of hyphens in poor print looks like `wee nee en`. In the head of a cable, which is typed in
capitals, small letters before a number, a time and a terminal are nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.field_types import slots
from cablefix.layout.line_forms import Part, forms
from cablefix.layout.line_labels import (
    ACCEPT,
    ReadLine,
    opens_with_classification,
    recognise,
    recognise_as,
)
from cablefix.layout.lines import Line, Span

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


def _try(line: ReadLine, names: Sequence[str]) -> ReadLine | None:
    if opens_with_classification(line.line.text):
        names = [n for n in names if n in ("section", "single")]  # TOP SECRET is no TO
    found = recognise_as(line.line, names, MOST) or _try_label(line, names)
    if found is None:
        return None
    fields = [p for p in found.parts if p.slot not in ("stray", "word", "rest")]
    strays = sum(p.slot == "stray" for p in found.parts)
    return found if len(found.parts) - strays >= LEAST_PARTS and strays <= len(fields) else None


_JUNK = r"\W{0,3}(?P<dashes>[A-Za-z]?[a-z~=+_.—:;'\"*«»‘’\- ]{1,40}?[a-z~=\-])\s?"
_RECEPTION = late_regex(
    _JUNK + r"(?P<reception>[A-Z0-9$@?¥§&%£€()]{5,7})\s"
    r"(?P<received>(?=\D{0,3}\d\D{0,3}\d\D{0,3}\d)[0-9A-Za-z?@%$&]{6,8})"
    r"[\s.](?P<terminal>[^\w\s-]?(?=\w?\d)\w{2,3})(?:[\s,.-]\W{0,6})?"
)
_COUNTER = late_regex(_JUNK + r"(?P<serial_74>\d{6})(?:\s\W{0,4})?")
"""The counter of 1973-76; it stands alone on its line, before the date-time group."""

COST = 1.0
"""Cost of hyphens that were read as letters, and of a line that has them."""

LEAST = 3
"""Characters of such hyphens, at least."""

WIDEST = 80
"""Characters of the longest line that is looked at."""


def read_receptions(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """The same lines, where those with letters for hyphens are read as what they are."""
    out: list[ReadLine] = []
    after = ""
    for line in reversed(lines):
        if line.form == "text" and len(line.line.text) <= WIDEST:
            line = _read(line.line, after) or line
        if line.form != "blank":
            after = line.form
        out.append(line)
    out.reverse()
    return out


def _read(line: Line, after: str) -> ReadLine | None:
    """`after`: the form of the next line."""
    m = _RECEPTION.fullmatch(line.text)
    form = "reception"
    if m is None and after == "dtg":
        m, form = _COUNTER.fullmatch(line.text), "dashes"
    if m is None or len(m["dashes"].replace(" ", "")) < LEAST:
        return None
    parts = [_part(line, m, "dashes", None, COST)]
    for name in m.groupdict():
        if name != "dashes":
            fit = slots()[name].judge(m[name])
            parts.append(_part(line, m, name, fit.value if fit else None, fit.cost if fit else 3.0))
    return ReadLine(line, form, tuple(parts), sum(p.cost for p in parts))


def _part(line: Line, m: re.Match[str], name: str, value: str | None, cost: float) -> Part:
    span = Span(line.start + m.start(name), line.start + m.end(name), m[name])
    return Part(name, span, value, cost)


DEAREST = 12.0
"""The cost up to which the two lines are read as one page header."""

_PAGE = late_regex(r"\s*PAGE (?P<page>\d\d)\s*")
_REST = late_regex(r"\s*[A-Z][A-Z ]{1,12} ?\d{3,6}\b.{0,30}")


def join_split_headers(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """The lines, in each pair that is one page header the first with the fields of both.

    >>> from cablefix.layout.lines import split_lines
    >>> lines = [recognise(x) for x in split_lines("PAGE 02\\nKIGALI 01343 150033Z\\n")]
    >>> line = join_split_headers(lines)[0]
    >>> line.form, line.field("page").text, line.field("number").text
    ('page', '02', '01343')
    """
    out = list(lines)
    for i, (first, rest) in enumerate(pairwise(lines)):
        m = _PAGE.fullmatch(first.line.text) if first.form in ("text", "page") else None
        if m is None or not _REST.fullmatch(rest.line.text):
            continue
        head = f"PAGE {m['page']} "
        start = rest.line.start - len(head)
        whole = recognise(Line(start, rest.line.end, head + rest.line.text))
        if whole.form != "page" or whole.cost > DEAREST:
            continue
        at = first.line.start + m.start("page")
        page = Part("page", Span(at, at + 2, m["page"]), m["page"], 0.0)
        below = tuple(p for p in whole.parts if p.span.start >= rest.line.start)
        out[i] = ReadLine(first.line, "page", (page, *below), whole.cost)
        out[i + 1] = ReadLine(rest.line, "page-rest", (), whole.cost)
    return out

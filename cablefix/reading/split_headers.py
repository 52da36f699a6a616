"""Joins page headers printed on two lines: `PAGE 02`, and `KIGALI 01343 150033Z` below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cablefix.reading.forms import Part
from cablefix.reading.lines import Line, Span
from cablefix.reading.recognise import ReadLine, recognise

DEAREST = 12.0
"""The cost up to which the two lines are read as one page header."""

_PAGE = re.compile(r"\s*PAGE (?P<page>\d\d)\s*")
_REST = re.compile(r"\s*[A-Z][A-Z ]{1,12} ?\d{3,6}\b.{0,30}")


def join_split_headers(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """The lines, in each pair that is one page header the first with the fields of both.

    >>> from cablefix.reading.lines import split_lines
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

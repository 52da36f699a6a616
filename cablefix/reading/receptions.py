"""Reception lines whose hyphens were read as small letters: ween nee --DB88TEB 1320392 /38.

A row of hyphens in poor print looks like `wee nee en`. In the head of a cable, which is typed in
capitals, small letters before a number, a time and a terminal are nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cablefix.reading.forms import Part
from cablefix.reading.lines import Line, Span
from cablefix.reading.recognise import ReadLine
from cablefix.reading.slots import slots

_JUNK = r"\W{0,3}(?P<dashes>[A-Za-z]?[a-z~=+_.—:;'\"*«»‘’\- ]{1,40}?[a-z~=\-])\s?"
_RECEPTION = re.compile(
    _JUNK + r"(?P<reception>[A-Z0-9$@?¥§&%£€()]{5,7})\s"
    r"(?P<received>(?=\D{0,3}\d\D{0,3}\d\D{0,3}\d)[0-9A-Za-z?@%$&]{6,8})"
    r"[\s.](?P<terminal>[^\w\s-]?(?=\w?\d)\w{2,3})(?:[\s,.-]\W{0,6})?"
)
_COUNTER = re.compile(_JUNK + r"(?P<serial_74>\d{6})(?:\s\W{0,4})?")
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

"""Distribution lines of 1966-73, whose offices and counts stand apart: `INFO PPT 02,SCA 02,`.

Commas part the items, often without a blank, so that tokens between blanks are none of the parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from cablefix.language.code_lists import usual_offices
from cablefix.late import late_regex
from cablefix.layout.field_types import judge_office, slots
from cablefix.layout.line_forms import Part
from cablefix.layout.lines import Line, Span

LEAST_ITEMS = 2
"""Items that tell such a line without its total."""

DEAREST = 4.5
"""Cost of a count up to which it is believed to be one."""

WIDEST = 120
"""Characters of the widest such line."""

_LABEL = late_regex(r"\W{0,2}(?P<label>ACTION|ORIGIN|INFO)\b")
_ITEM = late_regex(
    r"(?<![\w$/])(?P<office>[A-Z0-9$%&€£§®©¥|!]{1,5}|[A-Z][a-z]{2,4})[ '’]{1,2}"
    r"(?P<count>[\w@!]{1,2})"
    r"(?=\s?[,.;/]|\s*$|\s*/| [A-Z][A-Za-z]{1,4} \d)"
)
_TOTAL = late_regex(
    r"(?P<number>/[\d@O]{2,3}) ?(?P<letter>[WR])?(?!\w)"
    r"|(?<=[\s,])(?P<ruined>7\d{3}) (?P<behind>[WR])\b"
)
"""The total; its stroke is read as a 7, too."""


def read_distribution_line(line: Line) -> tuple[str, tuple[Part, ...], float] | None:
    """The form, the parts and the cost of such a line; None where it is none.

    >>> from cablefix.layout.lines import split_lines
    >>> form, parts, _ = read_distribution_line(split_lines("INFO PPT 02,SCA @2,/090 W")[0])
    >>> form, [p.value for p in parts]
    ('info', ['INFO', 'PPT-02', 'SCA-02', '/090', 'W'])
    """
    if len(line.text) > WIDEST or not any(c in line.text for c in ",/"):
        return None
    label = _LABEL.match(line.text)
    at = label.end() if label else 0
    items = list(_read_items(line, at))
    total = _TOTAL.search(line.text, items[-1].span.end - line.start if items else at)
    known = sum(judge_office(p.value.split("-")[0]).cost == 0 for p in items if p.value)
    if len(items) < (1 if total else LEAST_ITEMS) or 2 * known < len(items):
        return None
    parts: list[Part] = []
    if label:
        parts.append(_part(line, "word", label.span("label"), label["label"]))
    parts += items
    if total:
        number, letter = ("ruined", "behind") if total["ruined"] else ("number", "letter")
        value = f"/{total[number][1:]}"
        parts.append(_part(line, "total_number", total.span(number), value))
        if total[letter]:
            parts.append(_part(line, "total_letter", total.span(letter), total[letter]))
    covered = sum(len(p.span.text) for p in parts)
    if 2 * covered < len(line.text.replace(",", "").strip()):
        return None
    form = "action" if label and label["label"] != "INFO" else "info"
    return form, tuple(parts), sum(p.cost for p in parts)


def _read_items(line: Line, at: int) -> Iterator[Part]:
    """The offices with their counts, from some place of the line on."""
    for m in _ITEM.finditer(line.text, at):
        read = m["office"].upper()
        office, count = judge_office(read), slots()["count"].judge(m["count"].rjust(2, "0"))
        if office.value and count and count.value and count.cost <= DEAREST:
            # a sign in a code may be a letter: only a usual one is known to have none there
            whole = len(office.value) == len(read) or usual_offices().get(office.value, False)
            meant = office.value if whole else read
            value = f"{meant}-{count.value}"
            yield _part(line, "item", m.span(), value, office.cost + count.cost)


def _part(line: Line, slot: str, span: tuple[int, int], value: str, cost: float = 0.0) -> Part:
    start, end = span
    return Part(slot, Span(line.start + start, line.start + end, line.text[start:end]), value, cost)

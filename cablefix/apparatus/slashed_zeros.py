"""Zeros with a stroke, as teleprinters of 1966-79 printed them: read as @, 8, 9 or 6.

A print that has them shows it: @ stands among its figures. There a figure that cannot be, in a
time, or in a number that the post cannot have reached by then, is such a zero. What can be stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cablefix.apparatus.officials import year_of
from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.layout.validity import is_valid
from cablefix.proposals import Proposal, propose

SHOWN = 2
"""Signs among figures that show how zeros are printed."""

READ_AS = "689"
"""Figures that such a zero is read as."""

MOST_A_DAY, MOST_AT_ONCE = 150, 500
"""Telegrams that no post sent in a day of 1966-79 on the average, and what may come on top: the
largest had 45,000 in a year (NARA, Central Foreign Policy Files)."""

LONGEST_MONTH = 31

YEARS = range(1966, 1980)
"""The years of such teleprinters."""

HEADS = frozenset({"page", "section", "text"})
"""Forms of lines on which a cable bears its own number; a reference is to another."""

SURE_TIME, SURE_NUMBER = 0.95, 0.95
"""How sure the zero is where one figure alone can be it and all is possible then."""

_SIGN = late_regex(r"(?<![\w.@])@(?=[\dOoBGi]\b)|(?<=\d)@(?=[\dZ\s])|(?<=-)@(?=\w\b)")


def may_have_slashed_zeros(reading: Reading) -> bool:
    """Whether a print may have such zeros: by its year, or by the years of its family."""
    year = year_of(reading)
    if year:
        return year in YEARS
    families = [head.family.years for head in reading.heads]
    return not families or any(a in YEARS or b in YEARS or a < YEARS[0] < b for a, b in families)


def propose_slashed_zeros(reading: Reading) -> Iterator[Proposal]:
    """Proposals for impossible times and numbers in print with slashed zeros."""
    if not reading.is_cable or len(_SIGN.findall(reading.text)) < SHOWN:
        return
    for line in reading.lines:
        if line.form == "dtg":
            yield from _propose_time(line)
    day = _day_of_year(reading)
    if day is not None:
        yield from _propose_numbers(reading, MOST_AT_ONCE + MOST_A_DAY * day)


def _propose_time(line: ReadLine) -> Iterator[Proposal]:
    part = line.part("dtg")
    value = part.value if part else None
    if part is None or value is None or is_valid("dtg", value):
        return
    options = {
        zeroed
        for at in (0, 2, 4)
        if value[at] in READ_AS and is_valid("dtg", zeroed := f"{value[:at]}0{value[at + 1 :]}")
    }
    if len(options) == 1:
        (printed,) = options
        yield propose(
            part.span, printed, kind="dtg", rule="dtg-zero", score=SURE_TIME, grounds=None,
            why=f"zeros are printed with a stroke here, and no time is {value}",
        )  # fmt: skip


def _day_of_year(reading: Reading) -> int | None:
    """The last day of the month of the date-time group, as a day of the year."""
    numbers = tables.load("months").pairs("month", "number")
    for line in reading.lines:
        month = line.part("month") if line.form == "dtg" else None
        if month and month.value in numbers:
            return LONGEST_MONTH * int(numbers[month.value])
    return None


def _propose_numbers(reading: Reading, most: int) -> Iterator[Proposal]:
    """The cable's own number, in every copy, if it is beyond what the post can have sent."""
    own = {c.span.text for c in reading.copies() if c.slot.name == "number"}
    for read in sorted(own):
        if not re.fullmatch(rf"[{READ_AS}]\d{{4}}", read):
            continue
        printed = f"0{read[1:]}"
        if not int(read) > most >= int(printed):
            continue
        for line in reading.lines:
            if line.form not in HEADS:
                continue
            for m in re.finditer(rf"(?<![\w/]){read}(?![\w/])", line.line.text):
                at = line.line.start + m.start()
                yield propose(
                    Span(at, at + len(read), read), printed, kind="cable-number",
                    rule="number-zero", score=SURE_NUMBER, grounds=None,
                    why="zeros are printed with a stroke here, and no post had sent "
                    f"{int(read):,} telegrams by then",
                )  # fmt: skip

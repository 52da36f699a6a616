"""Tells codes that a text speaks of from codes that stand in place of text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine

NEAR = 6
"""Words before a code among which `exemption` or `pursuant` speaks of it."""

DISCUSSING = 3
"""Different words of affidavits and forms from which a text is one that discusses exemptions."""

LEGEND, RARE, LEGEND_ROWS = 6, frozenset("489"), 24
"""Different exemptions of the FOIA, from which a list of them is a legend; those that are hardly
ever cited, two of which it must have; the written lines that such a list takes at most."""

_CAPITALS = late_regex(r"[A-Z.]{2,}")
_WORD = late_regex(r"[^\s()\[\],;:]+")


@cache
def _citing() -> dict[str, str]:
    return tables.load("citing_words").pairs("word", "place")


def is_cited(before: str, after: str) -> bool:
    """Whether the words beside a code make it the number of a rule, a room or a kind of visa.

    >>> is_cited("pursuant to FOIA exemption ", ""), is_cited("a ", " visa"), is_cited("met ", "")
    (True, True, False)
    """
    places = _citing()
    last = [w.upper() for w in _WORD.findall(before)[-NEAR:]]
    first = [w.upper().strip(".'’\"") for w in _WORD.findall(after)[:1]]
    if any(places.get(w) == "near" for w in last):
        return True
    if last and places.get(last[-1]) in ("before", "both") and not before.rstrip().endswith(":"):
        return True
    return bool(first) and places.get(first[0]) in ("after", "both")


def states_ground(text: str) -> bool:
    """Whether a piece of a line gives the ground of a classification; it withholds nothing.

    >>> states_ground("Classified by DAS - Class: SECRET - Reason:"), states_ground("He left.")
    (True, False)
    """
    words = set(_CAPITALS.findall(text.upper()))
    return not words.isdisjoint(tables.load("classification_words").column("word"))


def discusses(lines: Sequence[ReadLine]) -> bool:
    """Whether a text argues about exemptions, as affidavits and Vaughn indexes do."""
    wanted = frozenset(tables.load("discussing_words").column("word"))
    found: set[str] = set()
    for r in lines:
        found |= wanted.intersection(w.strip(".'’\"") for w in _WORD.findall(r.line.text.upper()))
        if len(found) >= DISCUSSING:
            return True
    return False


def legend_rows(cited: Sequence[tuple[int, str]]) -> Collection[int]:
    """The rows of a list of all exemptions, given the rows on which codes of the FOIA stand."""
    rows: set[int] = set()
    for i, (first, _) in enumerate(cited):
        within = [(row, n) for row, n in cited[i : i + 40] if row - first <= LEGEND_ROWS]
        numbers = {n for _, n in within}
        if len(numbers) >= LEGEND and len(numbers & RARE) >= 2:
            rows.update(row for row, _ in within)
    return rows

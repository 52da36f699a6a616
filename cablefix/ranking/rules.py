"""The rules by name: what each is for, what it goes by, how often it was right."""

from __future__ import annotations

from functools import cache

import attrs

from cablefix.by_fields import ByFields
from cablefix.language import tables
from cablefix.misuse import nearest

ANY_FIELD = "-field"
"""The page of rules that name a line and a field in it."""


@attrs.frozen
class RulePage(ByFields):
    """What is known of a rule; `proposed` and `right` count its proposals on rendered cables.

    `place` is where in a document it looks, empty when its name says it.
    """

    rule: str
    place: str
    purpose: str
    evidence: str
    example: str
    proposed: int = 0
    right: int = 0


def describe(rule: str) -> RulePage | None:
    """The page of a rule, or None when there is no such rule.

    >>> page = describe("dtg-agreement")
    >>> page.place
    'the date-time group (130535Z) and its line'
    """
    pages, places = _pages(), tables.load("rule_places").pairs("place", "what")
    proposed, right = _records().get(rule, (0, 0))
    if rule in pages and not rule.startswith("-"):
        return RulePage(rule, "", *pages[rule], proposed, right)
    for cut in reversed([i for i, char in enumerate(rule) if char == "-"]):
        place, end = rule[:cut], rule[cut:]
        if place in places:
            named = end if end in pages else ANY_FIELD if end[1:] in places else None
            if named or rule in _records():
                page = pages[named or ANY_FIELD]
                return RulePage(rule, places[place], *page, proposed, right)
    return None


def kinds() -> dict[str, str]:
    """The kinds of corrections, and what each is."""
    return tables.load("kinds").pairs("kind", "what")


def gap_kinds() -> dict[str, str]:
    """The kinds of gaps, and what each means."""
    return tables.load("gap_kinds").pairs("kind", "what")


def rule_names() -> list[str]:
    """The names of all rules that have a record or a page of their own, sorted."""
    own = (name for name in _pages() if not name.startswith("-"))
    return sorted({*own, *_records()})


def check_name(name: str) -> None:
    """Raise ValueError, with the nearest name, unless `name` is a kind or a rule."""
    if name not in kinds() and describe(name) is None:
        near = nearest(name, [*kinds(), *rule_names()])
        raise ValueError(f"no kind or rule is called {name!r}: did you mean {near!r}?")


@cache
def _pages() -> dict[str, tuple[str, str, str]]:
    return {rule: (a, b, c) for rule, a, b, c in tables.load("rule_pages").rows}


@cache
def _records() -> dict[str, tuple[int, int]]:
    return {rule: (int(n), int(right)) for rule, n, right in tables.load("rules").rows}

"""Who held which office, where and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, lru_cache

import attrs

from cablefix.by_fields import ByFields
from cablefix.language import tables
from cablefix.remembered import TOKENS

AROUND = 1
"""Years by which a text may be off: an officer is named before he takes office, and after."""


@attrs.frozen
class Official(ByFields):
    """One officer in one office: `since` and `until` are years."""

    surname: str
    forenames: str
    office: str
    post: str
    since: int
    until: int

    @property
    def initials(self) -> str:
        """The first letters of the forenames."""
        return "".join(word[0] for word in self.forenames.split())


def _rows_with(column: str, value: str) -> Iterator[int]:
    """The rows of the list in which a column has a value."""
    values = tables.load("officials").column(column)
    at = -1
    with suppress(ValueError):  # there is no further one
        while True:
            at = values.index(value, at + 1)
            yield at


@lru_cache(maxsize=TOKENS)
def _serving(column: str, value: str, year: int) -> tuple[Official, ...]:
    """Those of one office or post, in the order of the list; of the others nothing is made."""
    surnames, forenames, offices, posts, first, last = tables.load("officials").values
    years = ((at, int(first[at]), int(last[at])) for at in _rows_with(column, value))
    return tuple(
        Official(surnames[at], forenames[at], offices[at], posts[at], since, until)
        for at, since, until in years
        if since - AROUND <= year <= until + AROUND
    )


@cache
def titles() -> Mapping[str, frozenset[str]]:
    """The offices that each title may stand for."""
    found: dict[str, set[str]] = defaultdict(set)
    for title, office, _ in tables.load("officer_titles").rows:
        found[title].add(office)
    return {title: frozenset(offices) for title, offices in found.items()}


@cache
def symbols() -> Mapping[str, frozenset[str]]:
    """The offices of the head of a bureau, by its symbol."""
    found: dict[str, set[str]] = defaultdict(set)
    for _, office, symbol in tables.load("officer_titles").rows:
        if symbol:
            found[symbol].add(office)
    return {symbol: frozenset(offices) for symbol, offices in found.items()}


def holders(offices: Iterable[str], year: int) -> list[Official]:
    """Who held one of some offices in a year, or in the year before or after.

    >>> [o.surname for o in holders(["secretary"], 1979)]
    ['MUSKIE', 'VANCE']
    """
    return [o for office in sorted(offices) for o in _serving("office", office, year)]


def heads_of(post: str, year: int) -> list[Official]:
    """Who headed the mission at a post in a year, or in the year before or after.

    >>> {o.surname for o in heads_of("TEGUCIGALPA", 1967)}
    {'JOVA'}
    """
    return [*_serving("post", post, year)] if post else []

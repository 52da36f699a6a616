"""Who held which office, where and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

import attrs

from cablefix.language import tables
from cablefix.remembered import TOKENS

AROUND = 1
"""Years by which a text may be off: an officer is named before he takes office, and after."""


@attrs.frozen
class Official:
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

    def serves(self, year: int) -> bool:
        """Whether the years of the office hold a year, or nearly do."""
        return self.since - AROUND <= year <= self.until + AROUND


@cache
def _rows_by(column: str) -> Mapping[str, Sequence[tuple[str, ...]]]:
    table = tables.load("officials")
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for value, row in zip(table.column(column), table.rows, strict=True):
        found[value].append(row)
    return found


@lru_cache(maxsize=TOKENS)
def _officials(column: str, value: str) -> tuple[Official, ...]:
    """Those of one office or post, in the order of the list; of the others nothing is made."""
    rows = _rows_by(column).get(value, ())
    return tuple(
        Official(surname, forenames, office, post, int(since), int(until))
        for surname, forenames, office, post, since, until in rows
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
    found = (o for office in sorted(offices) for o in _officials("office", office))
    return [o for o in found if o.serves(year)]


def heads_of(post: str, year: int) -> list[Official]:
    """Who headed the mission at a post in a year, or in the year before or after.

    >>> {o.surname for o in heads_of("TEGUCIGALPA", 1967)}
    {'JOVA'}
    """
    return [o for o in _officials("post", post) if post and o.serves(year)]

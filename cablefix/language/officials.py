"""Who held which office, where and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import attrs

from cablefix.language import tables

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
def _officials() -> tuple[Official, ...]:
    return tuple(
        Official(surname, forenames, office, post, int(since), int(until))
        for surname, forenames, office, post, since, until in tables.load("officials").rows
    )


@cache
def _by_office() -> Mapping[str, Sequence[Official]]:
    found: dict[str, list[Official]] = defaultdict(list)
    for official in _officials():
        found[official.office].append(official)
    return found


@cache
def _by_post() -> Mapping[str, Sequence[Official]]:
    found: dict[str, list[Official]] = defaultdict(list)
    for official in _officials():
        if official.post:
            found[official.post].append(official)
    return found


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
    return [o for office in sorted(offices) for o in _by_office().get(office, ()) if o.serves(year)]


def heads_of(post: str, year: int) -> list[Official]:
    """Who headed the mission at a post in a year, or in the year before or after.

    >>> {o.surname for o in heads_of("TEGUCIGALPA", 1967)}
    {'JOVA'}
    """
    return [o for o in _by_post().get(post, ()) if o.serves(year)]

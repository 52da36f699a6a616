"""What is known of a token: the lists that have it, its counts, and the known words near it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import attrs

from cablefix.by_fields import ByFields
from cablefix.language import tables
from cablefix.language.candidate_index import Near, index, live_index
from cablefix.language.lexicon import UNKNOWN, lexicon
from cablefix.language.tokens import fold, shape, tokenise

MOST = 8
"""How many near words are told."""


@attrs.frozen
class Entry(ByFields):
    """A row that has the token: the list, what its entries are, and the other cells that say so."""

    list: str
    what: str
    cells: tuple[tuple[str, str], ...]


def in_force(entry: Entry, year: int) -> bool | None:
    """Whether an entry holds for a year; None where the list does not say when it does.

    >>> [in_force(e, 1990) for e in inquire("DRL").entries if e.list == "office_years"]
    [False]
    """
    cells = dict(entry.cells)
    since, until = cells.get("from", ""), cells.get("to", "")
    if not since and not until:
        return None
    return int(since or year) <= year <= int(until or year)


@attrs.frozen
class Knowledge(ByFields):
    """All that is known of one token.

    `known`: whether the corrector takes it for a word; `counted`: whether the language model
    has it; `given`: whether the user vouches for it; `near`: words within two edits, the nearest
    and then the commonest first; `parts`: the words of a token that is more than one.
    """

    token: str
    folded: str
    known: bool
    counted: bool
    given: bool
    entries: tuple[Entry, ...]
    near: tuple[Near, ...]
    parts: tuple[str, ...]


def inquire(token: str, given: frozenset[str] = frozenset()) -> Knowledge:
    """Look a token up in every list. `given`: words that the user vouches for, folded.

    >>> inquire("nodis").known, inquire("MODIS").known, ("NODIS", 1) in inquire("MODIS").near
    (True, False, True)
    """
    folded = " ".join(fold(token).split())
    words = lexicon()
    tokens = tuple(tokenise(folded))
    whole = len(tokens) == 1
    vouched = folded in given
    return Knowledge(
        token,
        folded,
        known=vouched or all(t in given or not t[0].isalpha() or t in words for t in tokens),
        counted=whole and words.model_id(shape(folded)) != UNKNOWN,
        given=vouched,
        entries=tuple(_entries(folded)),
        near=tuple(_near(folded, given)) if whole and folded.isalpha() else (),
        parts=() if whole else tuple(t for t in tokens if t[0].isalpha()),
    )


def _near(word: str, given: frozenset[str]) -> Iterator[Near]:
    words = lexicon()
    found = dict(index().near(word))
    if given:
        found |= dict(live_index(given).near(word))
    found.pop(word, None)
    ranked = sorted(found.items(), key=lambda n: (n[1], words.ids.get(n[0], 0), n[0]))
    yield from ranked[:MOST]


def _entries(folded: str) -> Iterator[Entry]:
    for name, keys, what in tables.load("lists").rows:
        table = tables.load(name)
        for row in _rows_of(name, tuple(keys.split(","))).get(folded, ()):
            cells = tuple(
                (column, cell)
                for column, cell in zip(table.columns, row, strict=True)
                if cell and fold(cell) != folded
            )
            yield Entry(name, what, cells)


@cache
def _rows_of(name: str, keys: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    """The rows of a list by folded entry."""
    table = tables.load(name)
    at = [table.columns.index(key) for key in keys]
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in table.rows:
        for entry in {fold(row[i]) for i in at if row[i]}:
            found.setdefault(entry, []).append(row)
    return found

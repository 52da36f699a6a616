"""Codes of closed lists that more than one reader asks for."""

from __future__ import annotations

from functools import cache

from cablefix.vocabulary import tables


@cache
def known_tags() -> frozenset[str]:
    """All TAGS.

    >>> "PREL" in known_tags(), "PRFL" in known_tags()
    (True, False)
    """
    return frozenset(tables.load("tags").column("code"))

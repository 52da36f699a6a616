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
    return frozenset(
        code for name in ("tags", "later_tags") for code in tables.load(name).column("code")
    )


@cache
def named_offices() -> dict[str, str]:
    """All office codes of distributions, with what they stand for where that is known.

    >>> "OIC" in named_offices(), "01C" in named_offices()
    (True, False)
    """
    lists = ("distribution", "office_years")
    return {
        code: meaning
        for name in lists
        for code, meaning in tables.load(name).pairs("code", "meaning").items()
    }


@cache
def known_posts() -> tuple[str, ...]:
    """The names of all posts."""
    return tuple(p for name in ("posts", "later_posts") for p in tables.load(name).column("post"))

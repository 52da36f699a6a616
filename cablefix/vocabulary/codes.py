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


@cache
def known_posts() -> dict[str, str]:
    """All posts, each with the name to which a page header cuts it.

    >>> known_posts()["GEORGETOWN"], known_posts()["RIYADH"]
    ('GEORGE', 'RIYADH')
    """
    return tables.load("posts").pairs("post", "short") | tables.load("other_posts").pairs(
        "post", "short"
    )

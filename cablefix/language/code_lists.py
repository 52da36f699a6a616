"""Closed lists that more than one reader asks for."""

from __future__ import annotations

from functools import cache

from cablefix.language import tables


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
def month_names() -> frozenset[str]:
    """The months, in full and cut, in capitals.

    >>> month_names() >= {"JUN", "JUNE"}
    True
    """
    rows = tables.load("months")
    return frozenset((*rows.column("month"), *rows.column("name")))


@cache
def usual_offices() -> dict[str, bool]:
    """All office codes of distributions, and whether each is usual: one that is explained.

    Those of later years, which a line seldom has, are no more usual than the unexplained.

    >>> usual_offices()["OIC"], usual_offices()["OIGO"], "01C" in usual_offices()
    (False, False, False)
    """
    later = dict.fromkeys(tables.load("office_years").column("code"), False)
    named = tables.load("distribution").pairs("code", "meaning")
    return later | {code: bool(meaning) for code, meaning in named.items()}


@cache
def column_offices() -> frozenset[str]:
    """The offices that stand left of the text of telegrams typed on forms.

    >>> "OSD" in column_offices(), "EUR" in column_offices()
    (True, True)
    """
    return frozenset((*tables.load("column_offices").column("office"), *usual_offices()))


@cache
def known_posts() -> tuple[str, ...]:
    """The names of all posts, those of other times among them."""
    return tuple(short_names())


@cache
def post_kinds() -> frozenset[str]:
    """The words that stand before the name of a post in an address.

    >>> sorted(post_kinds())
    ['AMCONSUL', 'AMEMBASSY', 'USINT', 'USMISSION']
    """
    lists = ("posts", "other_posts")
    return frozenset(kind for name in lists for kind in tables.load(name).column("address") if kind)


def address_kinds() -> frozenset[str]:
    """The same with the word for the Department.

    >>> sorted(address_kinds() - post_kinds())
    ['SECSTATE']
    """
    return post_kinds() | {"SECSTATE"}


@cache
def short_names() -> dict[str, str]:
    """All posts, those of other times among them, each with the name to which headers cut it.

    >>> short_names()["GEORGETOWN"], short_names()["USUN"]
    ('GEORGE', 'USUN')
    """
    lists = ("posts", "later_posts", "other_posts")
    return {p: s for name in lists for p, s in tables.load(name).pairs("post", "short").items()}


@cache
def affixes(of: str) -> tuple[str, ...]:
    """The beginnings or endings that are put to a `word`, a `manner`, a `name` or a `surname`.

    >>> affixes("name")[:3]
    ('AN', 'ESE', 'I')
    """
    rows = tables.load("affixes").rows
    return tuple(affix.strip("-") for affix, base in rows if base == of)


@cache
def surnames() -> dict[str, int]:
    """How many persons of the lists bear each surname; the names are in capitals from A to Z.

    >>> "AARON" in surnames(), "AAROM" in surnames()
    (True, False)
    """
    return {name: int(persons) for name, persons in tables.load("surnames").rows}

"""OCR confusions: what a printed character is taken for, and how unlikely that is."""

from __future__ import annotations

from functools import cache

from cablefix.vocabulary import tables

MISMATCH = 6.0
"""Cost of reading a character as one that it is hardly ever taken for."""

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@cache
def costs() -> dict[tuple[str, str], float]:
    """Cost (minus log odds) of each known confusion, by (meant, read)."""
    table = tables.load("confusions")
    return {(meant, read): float(cost) for meant, read, cost in table.rows}


def cost(meant: str, read: str) -> float:
    """What it costs to believe that `read` stands where `meant` was printed.

    >>> cost("0", "0"), cost("0", "O") < cost("0", "8") < cost("0", "7")
    (0.0, True)
    """
    if meant == read:
        return 0.0
    return costs().get((meant, read), MISMATCH)


@cache
def best(read: str, alphabet: str) -> tuple[float, str]:
    """The character of `alphabet` that `read` most likely stands for, with its cost.

    >>> best("O", DIGITS)[1], best("5", LETTERS)[1], best("7", DIGITS)
    ('0', 'S', (0.0, '7'))
    """
    if read in alphabet:
        return 0.0, read
    return min((cost(meant, read), meant) for meant in alphabet)

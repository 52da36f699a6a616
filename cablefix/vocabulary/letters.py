"""Capitals of letters, for all of Unicode: some small letters have none, some have several."""

from __future__ import annotations


def in_capitals(text: str) -> str:
    """The text in capitals, letter for letter: one code point stays one.

    A letter that has no capital (ª, ĸ), or one of several letters (ß, ﬁ), stays as it is. What is
    in capitals stays the same when it is put into capitals again.

    >>> in_capitals("Tbe"), in_capitals("ªß")
    ('TBE', 'ªß')
    """
    capitals = text.upper()
    if len(capitals) == len(text):
        return capitals
    return "".join(u if len(u := c.upper()) == 1 else c for c in text)


def has_capital(char: str) -> bool:
    """Whether a character is a small letter with a capital, one letter, of its own.

    >>> has_capital("a"), has_capital("A"), has_capital("ª"), has_capital("ß")
    (True, False, False, False)
    """
    return char.islower() and in_capitals(char) != char

"""The case of letters, for all of Unicode, and of words within a sentence."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from cablefix.language.arrays import check_fit, load_array
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold

NEITHER, SMALL, CAPITAL = 0, 1, 2


@cache
def _cases() -> npt.NDArray[np.uint8]:
    cases: npt.NDArray[np.uint8] = load_array("capitals", np.uint8)
    check_fit("capitals.npy", len(cases) == len(lexicon().ids))
    return cases


def usual_case(word: str) -> int:
    """SMALL or CAPITAL, NEITHER for a word that is written both ways or is not known.

    >>> usual_case("sydney") == CAPITAL, usual_case("Winter") == SMALL, usual_case("QX") == NEITHER
    (True, True, True)
    """
    i = lexicon().ids.get(fold(word))
    return NEITHER if i is None else int(_cases()[i])


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

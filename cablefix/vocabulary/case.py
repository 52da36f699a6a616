"""How a word is written within a sentence: small, or with a capital as names are."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from cablefix.vocabulary.arrays import check_fit, load_array
from cablefix.vocabulary.lexicon import lexicon
from cablefix.vocabulary.tokens import fold

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

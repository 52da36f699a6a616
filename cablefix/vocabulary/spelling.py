"""How likely a string of letters is as a word that the vocabulary does not know.

A letter 4-gram model of the words that occur once in the clean corpus: mostly names, the kind of
unknown word that is right. What OCR garbles is much less likely.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from cablefix.vocabulary.arrays import check_fit, load_array

LETTERS = "^ABCDEFGHIJKLMNOPQRSTUVWXYZ'$"
SIZE = len(LETTERS)
STEP = 1 / 16

_CODES = {c: i for i, c in enumerate(LETTERS)}


@cache
def _table() -> npt.NDArray[np.uint8]:
    table: npt.NDArray[np.uint8] = load_array("spelling", np.uint8)
    check_fit("spelling.npy", len(table) == SIZE**4)
    return table


@lru_cache(maxsize=65536)
def log_probability(word: str) -> float:
    """Natural logarithm of the chance of these letters, given an unknown word.

    >>> log_probability("KARIMOV") > log_probability("KXRLMQV") + 10
    True
    """
    codes = [_CODES.get(c, _CODES["'"]) for c in word]
    codes = [0, 0, 0, *codes, SIZE - 1]
    keys = [
        ((a * SIZE + b) * SIZE + c) * SIZE + d
        for a, b, c, d in zip(codes, codes[1:], codes[2:], codes[3:], strict=False)
    ]
    return -STEP * float(_table()[keys].sum(dtype=np.int64))

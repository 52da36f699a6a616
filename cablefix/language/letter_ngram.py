"""How likely a string of letters is as a word that the vocabulary does not know.

A letter 4-gram model of the words that occur once in the clean corpus: mostly names, the kind of
unknown word that is right. What OCR garbles is much less likely.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from cablefix.language.arrays import check_fit, load_array
from cablefix.remembered import TOKENS

LETTERS = "^ABCDEFGHIJKLMNOPQRSTUVWXYZ'$"
SIZE = len(LETTERS)
STEP = 1 / 16

MISREAD = 0.4
"""Share of letters that are any, in a word that was misread."""

Floats = npt.NDArray[np.float64]

_CODES = {c: i for i, c in enumerate(LETTERS)}


@cache
def _table() -> npt.NDArray[np.uint8]:
    table: npt.NDArray[np.uint8] = load_array("spelling", np.uint8)
    check_fit("spelling.npy", len(table) == SIZE**4)
    return table


@lru_cache(maxsize=TOKENS)
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


def log_probabilities(words: Sequence[str]) -> tuple[Floats, Floats]:
    """The same for many words (A to Z and apostrophes), and for them if they were misread.

    >>> right, misread = log_probabilities(["KARIMOV", "KXRLMQV"])
    >>> bool(right[0] > misread[0]), bool(right[1] < misread[1])
    (True, True)
    """
    if not words:
        return np.zeros(0), np.zeros(0)
    codes = _code_table()[np.frombuffer("".join(f"^^^{w}$" for w in words).encode(), np.uint8)]
    sizes = np.array([len(w) + 1 for w in words], np.int64)
    keys = ((codes[:-3] * SIZE + codes[1:-2]) * SIZE + codes[2:-1]) * SIZE + codes[3:]
    starts = np.cumsum(sizes) - sizes
    at = np.arange(int(sizes.sum())) + np.repeat(3 * np.arange(len(words)), sizes)
    costs = _table()[keys[at]]
    known = -STEP * np.arange(256)
    doubted = np.log((1 - MISREAD) * np.exp(known) + MISREAD / (SIZE - 1))
    return np.add.reduceat(known[costs], starts), np.add.reduceat(doubted[costs], starts)


@cache
def _code_table() -> npt.NDArray[np.int64]:
    table = np.full(128, _CODES["'"], np.int64)
    table[[ord(c) for c in _CODES]] = list(_CODES.values())
    return table

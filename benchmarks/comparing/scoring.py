"""Scores a fused page against the truth of a window of it."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from rapidfuzz.distance import Levenshtein

from cablefix.evaluation.alignment import Counterparts, normalise

_SAME = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "`": "'", "—": "-", "–": "-", "−": "-",
    "…": "...", "ﬁ": "fi", "ﬂ": "fl",
})  # fmt: skip
_BEFORE_MARK = re.compile(r" +([,;:?!.)\]])")
_BEHIND_BRACKET = re.compile(r"([(\[]) +")
_DASHES = re.compile(r"-{2,}")


def alike(text: str) -> str:
    """A text with the marks that an engine writes its own way made alike, as in the truth."""
    text = normalise(text.translate(_SAME).replace("''", '"'))
    return _DASHES.sub("--", _BEHIND_BRACKET.sub(r"\1", _BEFORE_MARK.sub(r"\1", text)))


@lru_cache(maxsize=1 << 12)
def window(gold: str, text: str) -> tuple[int, str]:
    """The part of a text that is nearest to some truth, and in how many characters it differs.

    >>> window("the talks open", "on Monday the ta1ks open at noon")
    (1, 'the ta1ks open')
    """
    end = int(_distances(gold, text).argmin())
    start = end - int(_distances(gold[::-1], text[:end][::-1]).argmin())
    found = text[start:end]
    return Levenshtein.distance(gold, found), found


def _distances(gold: str, text: str) -> np.ndarray:
    """The least distance of the truth from a part of the text that ends at each character."""
    codes = np.array(list(map(ord, text)), np.int64)
    steps = np.arange(len(text) + 1)
    row = np.zeros(len(text) + 1, np.int64)
    for n, char in enumerate(gold, 1):
        new = np.empty_like(row)
        new[0] = n
        new[1:] = np.minimum(row[1:] + 1, row[:-1] + (codes != ord(char)))
        row = np.minimum.accumulate(new - steps) + steps
    return row


def harms(read: str, gold: str, fused: str) -> tuple[int, int, list[tuple[str, str]]]:
    """Tokens that were read right, how many of them are wrong in the fused text, and which.

    A token is right where its counterpart in the truth is the same.
    """
    truth, made = Counterparts(read, gold), Counterparts(read, fused)
    right = 0
    wrong: list[tuple[str, str]] = []
    for (_, _, meant), (start, end, now) in zip(truth.tokens(), made.tokens(), strict=True):
        token = read[start:end]
        if token == meant:
            right += 1
            if now != token:
                wrong.append((token, now))
    return right, len(wrong), wrong

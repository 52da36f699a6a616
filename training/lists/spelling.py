"""Trains the letter model of unknown words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from cablefix.language.letter_ngram import LETTERS, SIZE, STEP

_ORDER = 4


def train_spelling(words: Iterable[str]) -> npt.NDArray[np.uint8]:
    """The table of minus log probabilities of each letter after three, Witten-Bell smoothed.

    Witten and Bell 1991: the weight of the lower order is the number of kinds of followers.
    """
    codes = {c: i for i, c in enumerate(LETTERS)}
    counts = np.zeros((SIZE,) * _ORDER)
    for word in sorted(words):
        if not word[0].isalpha() or any(c not in codes for c in word):
            continue
        line = [0, 0, 0, *(codes[c] for c in word), SIZE - 1]
        for gram in zip(line, line[1:], line[2:], line[3:], strict=False):
            counts[gram] += 1
    p = np.full(SIZE, 1 / SIZE)
    for order in range(1, _ORDER + 1):
        c = counts.sum(axis=tuple(range(_ORDER - order)))
        total = c.sum(axis=-1, keepdims=True)
        kinds = (c > 0).sum(axis=-1, keepdims=True)
        p = (c + kinds * p) / np.maximum(total + kinds, 1) + np.where(total == 0, p, 0)
    costs: npt.NDArray[np.uint8] = np.round(-np.log(p) / STEP).clip(0, 255).astype(np.uint8)
    return costs.reshape(-1)

"""Which words are written with a capital wherever they stand: names, months, nations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from cablefix.language.tokens import fold
from cablefix.language.truecase import CAPITAL, NEITHER, SMALL

LEAST, SHARE = 3, 0.9
"""Occurrences that tell how a word is written, and the share of them that must agree."""

NAMES = ("forenames", "surnames", "places")
"""Lists of words that take a capital, where the corpus does not say."""

_WITHIN = re.compile(r"(?<=[a-z,] )[A-Za-z][a-z]+(?![\w'’])")
"""A word behind another or a comma: no sentence begins there."""


def count_cases(lines: Iterable[str]) -> Mapping[str, list[int]]:
    """How often each folded word is written small, and with a capital, within sentences."""
    forms: Counter[str] = Counter()
    for line in lines:
        forms.update(_WITHIN.findall(line))
    counts: dict[str, list[int]] = {}
    for form, n in forms.items():
        counts.setdefault(fold(form), [0, 0])[form[0].isupper()] += n
    return counts


def choose_cases(
    words: Sequence[str], counts: Mapping[str, list[int]], origins: Mapping[str, str]
) -> npt.NDArray[np.uint8]:
    """For each word how it is written; `origins`: the list that each is from."""
    cases = np.full(len(words), NEITHER, np.uint8)
    for i, word in enumerate(words):
        small, capital = counts.get(word, (0, 0))
        if small + capital < LEAST:
            cases[i] = CAPITAL if origins.get(word) in NAMES and not small else NEITHER
        elif capital >= SHARE * (small + capital):
            cases[i] = CAPITAL
        elif small >= SHARE * (small + capital):
            cases[i] = SMALL
    return cases

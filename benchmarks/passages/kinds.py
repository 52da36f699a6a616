"""Texts that no dictionary can mend: cipher, garble, tables, random words. All by rule."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from cablefix.language.lexicon import lexicon

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FIGURES = "0123456789"
SHIFTED = "-?:$3!&#8().,;/2"
"""What a teleprinter types when it takes letters for figures (CCITT alphabet no. 2)."""

ONSETS = ["B", "C", "D", "F", "G", "H", "L", "M", "N", "P", "R", "S", "T", "V", "ST", "TR", "CH"]
NUCLEI = ["A", "E", "I", "O", "U", "EA", "OU"]
CODAS = ["", "N", "R", "S", "T", "ND", "L"]

Maker = Callable[[random.Random], str]


def _some(dice: random.Random, signs: str, least: int, most: int) -> str:
    return "".join(dice.choices(signs, k=dice.randint(least, most)))


def _mixed_group(dice: random.Random) -> str:
    return _some(dice, dice.choice([CAPITALS, FIGURES, CAPITALS + FIGURES]), 5, 5)


def _garble(dice: random.Random) -> str:
    return _some(dice, CAPITALS * 2 + SHIFTED, 1, 12)


def _cell(dice: random.Random) -> str:
    n = dice.randint(0, 99_999)
    return dice.choice([f"{n:,}", f"{n / 10:.1f}", f"{n % 1000}", f"{n % 100}.{n % 7} %"])


def syllables(dice: random.Random) -> str:
    """A word that English could have and has not, mostly."""
    return "".join(
        dice.choice(ONSETS) + dice.choice(NUCLEI) + dice.choice(CODAS)
        for _ in range(dice.randint(1, 3))
    )


def english(dice: random.Random) -> str:
    """A word of the lexicon, common ones more often."""
    forms = lexicon().forms
    while True:
        word = forms[2 + int(20_000 * dice.random() ** 3)]
        if word.isalpha():
            return word


def any_english(dice: random.Random) -> str:
    """A word of the lexicon, all alike."""
    forms = lexicon().forms
    while not (word := forms[dice.randrange(2, 20_000)]).isalpha():
        pass
    return word


def ruined(dice: random.Random, share: float = 0.7) -> str:
    """An English word with most of its letters replaced."""
    return "".join(
        dice.choice(CAPITALS + FIGURES + "|;~") if dice.random() < share else c
        for c in english(dice)
    )


KINDS: Mapping[str, Maker] = {
    "letters in groups of 5": lambda dice: _some(dice, CAPITALS, 5, 5),
    "letters in groups of 4": lambda dice: _some(dice, CAPITALS, 4, 4),
    "figures in groups of 5": lambda dice: _some(dice, FIGURES, 5, 5),
    "figures in groups of 4": lambda dice: _some(dice, FIGURES, 4, 4),
    "mixed groups of 5": _mixed_group,
    "teleprinter garble": _garble,
    "tables of figures": _cell,
    "random letters": lambda dice: _some(dice, CAPITALS, 2, 10),
    "small random letters": lambda dice: _some(dice, CAPITALS, 2, 10).lower(),
    "non-words of syllables": syllables,
    "ruined English": ruined,
    "half-ruined English": lambda dice: ruined(dice, 0.5),
    "words of the lexicon": any_english,
}


def tokens_of(kind: str, size: int, seed: int = 1) -> list[str]:
    """So many tokens of a kind, the same each time."""
    dice = random.Random(f"{kind} {seed}")
    return [KINDS[kind](dice) for _ in range(size)]

"""How likely a word is in each language that a passage of a cable may be written in.

A mixture of the language's common words and of a letter trigram model, both over capitals without
marks; words are cut at apostrophes and hyphens.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.by_fields import Shown
from cablefix.language import tables
from cablefix.language.arrays import check_fit, load_array
from cablefix.language.code_lists import surnames
from cablefix.language.tokens import fold

SIZE = 27
"""The end of a word, and A to Z."""

STEP = 1 / 16
TOP, ABSENT = 254, 255
"""The dearest cost in steps, and the sign of a word that is not among the common ones."""

COMMON = 0.45
"""Share of the words of a text that are among the three hundred common ones."""

STRAY, MISREAD = 0.02, 0.4
"""Share of letters that are any: in all words, and in those that were misread."""

SLIPS = 0.06
"""Share of words that were misread."""

Floats = npt.NDArray[np.float64]


def code_of(letter: str) -> int:
    """The number of a capital; 0 is the end of a word."""
    return ord(letter) - 64


@cache
def _generic() -> dict[int, str]:
    rows = tables.load("latin_letters").rows
    return str.maketrans(
        {c: latin for language, letter, latin in rows if language == "*" for c in
         (letter, letter.upper() if len(letter.upper()) == 1 else letter)}
    )  # fmt: skip


def to_capitals(text: str) -> str:
    """A text in capitals from A to Z, its length not kept.

    >>> to_capitals("Łódź, Straße")
    'LODZ, STRASSE'
    """
    return text.upper() if text.isascii() else fold(text.translate(_generic()))


@attrs.frozen(eq=False)
class Languages(Shown):
    """The languages, the costs of their letters and of their common words, in steps."""

    names: tuple[str, ...]
    letters: npt.NDArray[np.uint8]
    words: npt.NDArray[np.uint8]
    at: dict[str, int]
    least: tuple[float, ...]
    """Share of common words that a text has at least."""
    surnames: npt.NDArray[np.int64]
    """Where names are made of common words: of how many persons a surname is, to be taken for one.
    """

    def log_probabilities(self, words: Sequence[str]) -> Floats:
        """Natural logarithms of the chance of each word (A to Z) in each language: a row a word.

        >>> some = languages()
        >>> row = some.log_probabilities(["QUIEN", "NICHT"])
        >>> [some.names[i] for i in row.argmax(axis=1)]
        ['Spanish', 'German']
        """
        if not words:
            return np.zeros((0, len(self.names)))
        common = np.array([self.at.get(w, -1) for w in words], np.int64)
        costs = self.words[common].astype(np.float64)
        known = np.where((common[:, None] >= 0) & (costs < ABSENT), np.exp(-STEP * costs), 0.0)
        spelt, misread = self._by_letters(words)
        right = COMMON * known + (1 - COMMON) * np.exp(spelt)
        return np.log((1 - SLIPS) * right + SLIPS * np.exp(misread) + 1e-300)

    def are_common(self, words: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Whether each word is among the common ones of each language, and makes no names."""
        at = np.array([self.at.get(w, -1) for w in words], np.int64)
        known: npt.NDArray[np.bool_] = (at[:, None] >= 0) & (self.words[at] < ABSENT)
        borne_by = surnames()
        borne = np.array([borne_by.get(w, 0) for w in words], np.int64)
        named: npt.NDArray[np.bool_] = self.surnames <= borne[:, None]
        return known & ~(named & (self.surnames > 0))

    def _by_letters(self, words: Sequence[str]) -> tuple[Floats, Floats]:
        """By the letters alone, as they should be and as they are misread."""
        text = "".join(f"\0\0{w}\0" for w in words)
        codes = np.frombuffer(text.encode("ascii"), np.uint8).astype(np.int64)
        codes[codes > 0] -= 64
        sizes = np.array([len(w) + 1 for w in words], np.int64)
        keys = (codes[:-2] * SIZE + codes[1:-1]) * SIZE + codes[2:]
        inside = np.ones(len(keys), bool)
        ends = np.cumsum(sizes + 2)[:-1]
        inside[ends - 1] = inside[ends - 2] = False  # grams that reach over into the next word
        steps = self.letters[:, keys[inside]]
        starts = np.cumsum(sizes) - sizes
        chances = np.exp(-STEP * np.arange(256))
        spelt, misread = (
            np.log((1 - share) * chances + share / SIZE).astype(np.float32)[steps]
            for share in (STRAY, MISREAD)
        )
        return (
            np.add.reduceat(spelt, starts, axis=1).T.astype(np.float64),
            np.add.reduceat(misread, starts, axis=1).T.astype(np.float64),
        )


@cache
def languages() -> Languages:
    """The shipped languages, loaded once."""
    table = tables.load("languages")
    names = table.column("language")
    letters = load_array("language_letters", np.uint8)
    words = load_array("language_words", np.uint8)
    forms = load_array("language_forms", np.uint8).tobytes().decode("utf-8").split("\n")
    check_fit(
        "languages.tsv and language_*.npy",
        len(letters) == len(names) * SIZE**3 and len(words) == len(forms) * len(names),
    )
    return Languages(
        names,
        letters.reshape(len(names), -1),
        words.reshape(len(forms), -1),
        dict(zip(forms, range(len(forms)), strict=True)),
        tuple(map(float, table.column("least"))),
        np.array(list(map(int, table.column("surnames"))), np.int64),
    )

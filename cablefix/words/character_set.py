"""What a teleprinter or typist can have printed: its characters, its capitals."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from cablefix.channel.confusions import DIGITS, LETTERS
from cablefix.channel.profile import STRAIGHT
from cablefix.language import tables
from cablefix.language.truecase import CAPITAL, SMALL, usual_case
from cablefix.remembered import READINGS, TOKENS

UNPRINTABLE = 14.0
"""Cost, in a cable, of each character that no teleprinter prints."""


@lru_cache(maxsize=READINGS)
def unprintable(text: str) -> float:
    """What it costs to believe that a teleprinter printed this.

    >>> unprintable("NATO") == 0.0 < unprintable("NaTO")
    True
    """
    return UNPRINTABLE * count_strange(text)


def count_strange(text: str) -> int:
    """How many characters of a text no teleprinter has."""
    rest = text.translate(STRAIGHT).translate(_printed())
    return sum(not (c.isdigit() or c.isspace()) for c in rest)


@cache
def _printed() -> dict[int, None]:
    """What a teleprinter has, to be taken out."""
    marks = tables.load("teleprinter").column("mark")
    return {ord(c): None for c in (*LETTERS, *DIGITS, *marks)}


def small_runs(printed: str, read: str) -> tuple[tuple[str, str], ...]:
    """The confusions by which capitals were read as small letters: one for each run of them.

    A reader that takes one letter of a word for a small one takes those beside it for small too.

    >>> small_runs("HAVANA", "HaVana")
    (('A', 'a'), ('A', 'a'))
    """
    pairs = list(zip(printed, read, strict=True))
    return tuple(
        pair
        for i, pair in enumerate(pairs)
        if pair[1].islower() and pair[0] != pair[1] and not (i and pairs[i - 1][1].islower())
    )


@lru_cache(maxsize=TOKENS)
def dress(word: str, read: str, around: str) -> str:
    """A folded word in the case of the text that it replaces.

    >>> dress("THE", "tbe", "tbe"), dress("THE", "Tbe", "Tbe"), dress("THE", "TBE", "TBE")
    ('the', 'The', 'THE')
    >>> dress("O'BRIEN", "O'Brlen", "O'Brlen")
    "O'Brien"
    >>> dress("I'LL", "I'1l", "I'1l"), dress("II", "Il", "Il")
    ("I'll", 'II')
    """
    upper = sum(c.isupper() for c in around)
    lower = sum(c.islower() for c in around)
    if upper > lower or not lower:
        return word
    if not read[:1].isupper():
        return word.lower()
    if len(word) > 1 and not word.strip("IVX"):
        return word  # Part II, read as Il
    if word[1:2] == "'" and usual_case(word) == CAPITAL:
        return word[:2] + word[2:].capitalize()
    return word.capitalize()


ACCENTED, READ_ACCENTED = 13.0, 6.0
"""Cost of an accent that was printed on an English word written without one, 2 in 5,600,000 words
of FRUS (one document in four), less than that for other hands; and of one that was
read there. Both are set, and the reranker was fitted with them; counted, the latter would be 7.7
(26 of 60,257 words in small letters of the typed records, dev part)."""


@lru_cache(maxsize=TOKENS)
def is_accented(core: str) -> bool:
    """Whether an English word has an accent that it is not printed with: coveragé, moré.

    >>> is_accented("coveragé"), is_accented("communiqué"), is_accented("Perón")
    (True, False, False)
    """
    if core.isascii() or not core.islower() or core in tables.load("accented_words").column("word"):
        return False
    return usual_case(without_accents(core)) == SMALL


def without_accents(core: str) -> str:
    """A word without its accents.

    >>> without_accents("représentative")
    'representative'
    """
    parts = unicodedata.normalize("NFD", core)
    return "".join(c for c in parts if not unicodedata.combining(c))

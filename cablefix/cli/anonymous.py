"""Replaces what tells persons, places and documents apart, and leaves all else where it stands.

A word is kept where it is known to be none of a name: the common words of the language, the words
of the apparatus. Any other, and every figure, is replaced by letters and figures drawn at random,
of the same length, case and kind, so that places stay. What is nearly the same stays nearly the
same: two readings of one number differ where they differed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from functools import cache

import attrs
from rapidfuzz.distance import Levenshtein

from cablefix.language import tables
from cablefix.language.lexicon import rough_cost
from cablefix.language.tokens import fold
from cablefix.late import late_regex

NAMES = ("surnames", "forenames", "places", "posts", "officials")
"""Lists whose words are names: in a case they are replaced, known or not."""

APPARATUS = ("marks", "address_words", "months", "classifications", "precedence", "forms",
             "excisions", "exemptions", "portion_marks")  # fmt: skip
"""Lists of words that every cable has: they tell nothing of the one at hand."""

IN_BOOKS = 500_000
"""As often a word that is kept stands in English books (SymSpell's counts): FISHERMEN four times
as often, ANSELMO three times in five."""

COMMON = 4.9
"""What a word may cost (`rough_cost`) to be kept although someone is called so: WILL, MAY, LONG
cost less, DIEM, NASSER, PRICE more."""

NEAR = 2
"""Edits between two readings of one name or number."""

_KINDS = ("AEIOU", "BCDFGHJKLMNPQRSTVWXYZ", "0123456789")
_TOKEN = late_regex(r"[^\W_]+")
_COUNT = late_regex(r"^[ \t]*\d{1,2}\.(?=\s)|\b\d{1,2} OF \d{1,2}\b|[(\[ ]B\d\b", re.M)
"""Numbers of paragraphs, pages and sections, and codes of withheld text: what a gap goes by."""

_FIELD = late_regex(r"\{[^}]*\}")


@attrs.define
class Mask:
    """The replacements of one case; the same token is replaced by the same.

    >>> mask = Mask(("PARLAMENT",))
    >>> hidden = mask.hide("MR. HALLORAN SAID THAT THE PARLAMENT OF 1974 WOULD MEET")
    >>> hidden[12:40], "HALLORAN" in hidden or "1974" in hidden, len(hidden)
    (' SAID THAT THE PARLAMENT OF ', False, 55)
    """

    kept: tuple[str, ...] = ()
    """Words to leave, whatever they are."""

    _drawn: dict[str, str] = attrs.field(factory=dict, init=False)
    _random: random.Random = attrs.field(factory=random.SystemRandom, init=False)

    def hide(self, text: str) -> str:
        """The text with names and figures replaced; it is as long as it was."""
        told = [m.span() for m in _COUNT.finditer(text)]
        return _TOKEN.sub(lambda m: m[0] if _within(m.span(), told) else self._hidden(m[0]), text)

    def _hidden(self, token: str) -> str:
        if len(fold(token)) != len(token):
            return "X" * len(token)
        upper = fold(token)
        if upper in {fold(w) for w in self.kept} or _tells_nothing(upper):
            return token
        if upper not in self._drawn:
            self._drawn[upper] = self._like_another(upper) or "".join(map(self._other, upper))
        return "".join(
            new.lower() if old.islower() else new
            for old, new in zip(token, self._drawn[upper], strict=True)
        )

    def _like_another(self, token: str) -> str | None:
        """For another reading of a token, its replacement with the same differences."""
        for known, drawn in self._drawn.items():
            if Levenshtein.distance(known, token, score_cutoff=NEAR) <= min(NEAR, len(token) // 3):
                return "".join(
                    drawn[op.src_start : op.src_end]
                    if op.tag == "equal"
                    else "".join(
                        self._other(char, drawn[op.src_start : op.src_end])
                        for char in token[op.dest_start : op.dest_end]
                    )
                    for op in Levenshtein.opcodes(known, token)
                )
        return None

    def _other(self, char: str, drawn: str = "") -> str:
        """A character of the same kind; none of those that were drawn for another reading here."""
        kind = next((k for k in _KINDS if char in k), _KINDS[1])
        return self._random.choice([c for c in kind if c != char and c not in drawn])


def _within(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _tells_nothing(token: str) -> bool:
    if len(token) == 1:
        return token.isalpha()
    if token in _words(APPARATUS):
        return True
    if token not in _common():
        return False
    return token not in _words(NAMES) or rough_cost(token) < COMMON


@cache
def _common() -> frozenset[str]:
    table = tables.load("words")
    word, books = table.columns.index("word"), table.columns.index("books")
    return frozenset(row[word] for row in table.rows if int(row[books]) >= IN_BOOKS)


@cache
def _words(lists: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for name in lists:
        table = tables.load(name)
        cells = table.column("pattern" if name == "forms" else table.columns[0])
        for cell in cells:
            found.update(_TOKEN.findall(fold(_FIELD.sub(" ", cell))))
    return frozenset(found)

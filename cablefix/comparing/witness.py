"""A witness: one reading of the document, or one release of it, as words with their places."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

import attrs
import numpy as np

from cablefix.by_fields import Shown
from cablefix.language.lexicon import BREAK, model
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.remembered import TOKENS
from cablefix.words.tokens import parse

_WORD = late_regex(r"\S+")

LONGEST = 60
"""Characters of a word that are looked at: what is longer is no word."""

SIGN = "\ufffd" * 20
"""The key of a sign: like no word, and like every other sign."""

FEW = 30
"""Words from which the likelihood of a text says something of how well it was read."""


@lru_cache(maxsize=TOKENS)
def key_of(text: str) -> str:
    """What of a word is compared: its letters and figures, folded.

    >>> key_of("re-"), key_of("“Šík,”"), key_of("--")
    ('RE', 'SIK', '')
    """
    folded = fold(text[:LONGEST])
    return folded if folded.isalnum() else "".join(c for c in folded if c.isalnum())


@attrs.frozen(eq=False)
class Witness(Shown):
    """A text in words; word i is `text[starts[i]:ends[i]]`, its letters and figures `keys[i]`."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    keys: tuple[str, ...]
    signs: frozenset[int] = frozenset()
    """The words that are signs of something withheld; each counts as one."""

    @classmethod
    def of(cls, text: str, signs: Sequence[tuple[int, int]] = ()) -> Witness:
        """Cut a text at its blanks; `signs`: the spans of signs in it, in order and disjoint.

        >>> Witness.of("ON JUNE 4, -- HE").keys
        ('ON', 'JUNE', '4', '', 'HE')
        >>> Witness.of("HE MET [2 names deleted] THERE", [(7, 24)]).words
        ('HE', 'MET', '[2 names deleted]', 'THERE')
        """
        spans: list[tuple[int, int]] = []
        signed: set[int] = set()
        at = 0
        for start, end in [*signs, (len(text), len(text))]:
            spans += (m.span() for m in _WORD.finditer(text, at, start))
            piece = text[start:end]
            if piece.strip():
                signed.add(len(spans))
                first = start + len(piece) - len(piece.lstrip())
                spans.append((first, first + len(piece.strip())))
            at = end
        words = tuple(" ".join(text[a:b].split()) for a, b in spans)
        keys = tuple(SIGN if i in signed else key_of(w) for i, w in enumerate(words))
        return cls(
            text, tuple(a for a, _ in spans), tuple(b for _, b in spans), words, keys,
            frozenset(signed),
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.words)

    def piece(self, first: int, last: int) -> str:
        """The text from word `first` up to, and not with, word `last`, line breaks and all."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""

    @cached_property
    def likelihood(self) -> float:
        """Mean log probability of its words: a measure of how well they were read, and in order.

        Minus infinity for a text of a few words.
        """
        if len(self.words) < FEW:
            return float("-inf")
        ids: list[int] = [BREAK, BREAK]
        cost = 0.0
        for word in self.words:
            parsed = parse(word) if len(word) <= LONGEST else parse(word[:LONGEST])
            ids += parsed.ids
            cost += parsed.cost
        return float((_log_probability(ids) - cost) / len(self.words))


def _log_probability(ids: Sequence[int]) -> float:
    flat = np.array(ids, np.int64)
    return float(model().score(flat[:-2], flat[1:-1], flat[2:]).sum())

"""A cache model: what a document uses often is likelier in it than elsewhere.

Stronger than any lexicon (Taghva and Stofsky 2001 correct by the document's own repeated terms):
a name that recurs after the same word settles what a lone misreading of it was meant to be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from math import exp, log

import attrs
from rapidfuzz.distance import OSA

from cablefix.by_fields import ByFields
from cablefix.language import letter_ngram as spelling
from cablefix.language.lexicon import UNKNOWN, lexicon, model
from cablefix.language.ngram import STEP
from cablefix.language.tokens import fold, tokenise
from cablefix.remembered import TOKENS
from cablefix.words.tokens import RARE_WORD, Chunk, parse

MOST_BOOST = 4.0
"""The most that a document's own use of a word can speak for it."""

DISTRUST = 0.5
"""What a recurring unknown word costs more per tenth of noise."""


@lru_cache(maxsize=TOKENS)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a chunk, folded; numbers and marks are none.

    >>> words_of("Non-aggression,")
    ('NON', 'AGGRESSION')
    """
    return tuple(t for t in tokenise(fold(text)) if t[0].isalpha())


@attrs.frozen
class OwnWords(ByFields):
    """The words of the document itself: how often each occurs, and after which.

    `names`: those that recur and that no list knows; `frequent`: all that recur; `unknown`: all
    occurrences of words that no list knows; `given`: those that the user vouches for.
    """

    counts: Counter[str]
    pairs: Counter[tuple[str, str]]
    names: tuple[str, ...]
    frequent: tuple[str, ...]
    unknown: int
    total: int
    noise: int = 0
    given: frozenset[str] = frozenset()
    _excess: dict[tuple[str, bool], float] = attrs.field(
        factory=dict, init=False, repr=False, eq=False
    )

    @cached_property
    def recurring(self) -> frozenset[str]:
        """The words that recur, as a set."""
        return frozenset(self.frequent)

    @cached_property
    def places(self) -> dict[str, int]:
        """Their order in the text."""
        return {w: i for i, w in enumerate(self.frequent)}

    def excess(self, word: str, counted: bool) -> float:
        """How much dearer (or cheaper) an unknown word is in this document than elsewhere.

        `counted`: one of its occurrences is the place in question, and says nothing.
        """
        known = self._excess.get((word, counted))
        if known is None:
            known = self.cost(word, less=counted) - parse(word).cost
            self._excess[word, counted] = known
        return known

    def boost(self, word: str, *, less: int = 0) -> float:
        """How much likelier a known word is than elsewhere, since the document uses it."""
        n = self.counts.get(word, 0) - less
        if n < 2:
            return 0.0
        i = lexicon().model_id(word)
        if i == UNKNOWN:
            return 0.0
        general = exp(-STEP * int(model().arrays.unigram[i]))
        return min(log(0.85 + 0.15 * n / self.total / general), MOST_BOOST)

    def cost(self, word: str, *, less: int = 0) -> float:
        """Cost of an unknown word of the document, `less` occurrences not counted."""
        n = self.counts.get(word, 0) - less
        plain = -spelling.log_probability(word)
        if word in self.given:
            plain = min(plain, RARE_WORD)
        if n <= 0:
            return plain
        # in noise a misreading recurs as well as a name does
        return min(plain, -log(0.5 * n / (self.unknown + 5)) + DISTRUST * self.noise)


def own_words(chunks: Sequence[Chunk], noise: int, given: frozenset[str] = frozenset()) -> OwnWords:
    """Count the words of a flow; `noise` in tenths; `given`: what the user vouches for."""
    words: list[str] = []
    unknown = 0
    for chunk in chunks:
        if chunk.apart:
            continue
        words += words_of(chunk.span.text)
        unknown += len(chunk.parse.unknown)
    counts = Counter(words)
    pairs = Counter(pairwise(("", *words)))
    names = tuple(w for w, n in counts.items() if n >= 2 and w not in lexicon())
    frequent = tuple(w for w, n in counts.items() if n >= 2 and len(w) >= 3)
    return OwnWords(counts, pairs, names, frequent, unknown, counts.total(), noise, given)


LEAST = 2
"""Occurrences elsewhere from which the document is held to know a word."""

FAR = 6
"""Letters of a word from which two of them may differ."""


def agreement(chunks: Sequence[Chunk], own: OwnWords, first: int, consumed: int, text: str) -> int:
    """How far the document's own words speak for a change: 0 not, 1 by the word, 2 by its company.

    `first`, `consumed`: the chunks that would be replaced by `text`.
    """
    read = fold("".join(c.parse.core for c in chunks[first : first + consumed]))
    words = words_of(text)
    meant = "".join(words)
    if not words or read in lexicon() or own.counts[read] > 1 or _is_inflected(read, meant):
        return 0
    apart = OSA.distance(read, meant)
    before = edge_word(chunks, first - 1, -1)
    after = edge_word(chunks, first + consumed, 0)
    line = [w for w in (before, *words, after) if w]
    bonds = sum(own.pairs[a, b] >= LEAST for a, b in pairwise(line))
    known = all(own.counts[w] >= LEAST for w in words)
    if (
        not known
        or 2 * apart >= len(meant)
        or apart > (1 if len(meant) < FAR else 2) + (len(words) > 1) + min(bonds, 1)
    ):
        return 0
    return 2 if bonds else 1


def _is_inflected(read: str, meant: str) -> bool:
    """Whether two words differ only by an ending, an apostrophe or a hyphen: KARSIA, KARSIAN."""
    plain = [w.replace("'", "").replace("-", "").removesuffix("S") for w in (read, meant)]
    shorter, longer = sorted(plain, key=len)
    return longer.startswith(shorter) and len(shorter) > 2


def edge_word(chunks: Sequence[Chunk], at: int, which: int) -> str:
    """The first word (`which` 0) or the last (-1) of a chunk; nothing where there is none."""
    if not 0 <= at < len(chunks):
        return ""
    words = words_of(chunks[at].span.text)
    return words[which] if words else ""

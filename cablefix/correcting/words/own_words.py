"""The words of a document itself: what it uses often is likelier in it than elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from math import exp, log

import attrs

from cablefix.correcting.words.flow import RARE_WORD, Chunk, parse
from cablefix.vocabulary import spelling
from cablefix.vocabulary.language import STEP
from cablefix.vocabulary.lexicon import UNKNOWN, lexicon, model
from cablefix.vocabulary.tokens import fold, tokenise

MOST_BOOST = 4.0
"""The most that a document's own use of a word can speak for it."""

DISTRUST = 0.5
"""What a recurring unknown word costs more per tenth of noise."""


@lru_cache(maxsize=1 << 16)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a chunk, folded; numbers and marks are none.

    >>> words_of("Non-aggression,")
    ('NON', 'AGGRESSION')
    """
    return tuple(t for t in tokenise(fold(text)) if t[0].isalpha())


@attrs.frozen
class OwnWords:
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

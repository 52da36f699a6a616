"""The cable's own words: a word that no list knows, beside one that the cable has again and again.

Stronger than any lexicon (Taghva and Stofsky 2001 correct by the document's own repeated terms):
a name that recurs after the same word settles what a lone misreading of it was meant to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from cablefix.correcting.words.flow import Chunk
from cablefix.correcting.words.own_words import OwnWords, words_of
from cablefix.vocabulary.lexicon import lexicon
from cablefix.vocabulary.tokens import fold

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

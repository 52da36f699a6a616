"""Known words that may have been printed where a word was read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import attrs
import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cablefix.correcting.words.flow import OwnWords
from cablefix.vocabulary.candidates import index
from cablefix.vocabulary.confusions import at_noise
from cablefix.vocabulary.language import STEP
from cablefix.vocabulary.lexicon import UNKNOWN, lexicon, model

MOST = 14
DIGITS_AS_LETTERS = str.maketrans("0125678934", "OIZSGTBGEA")
"""The letter that each digit most resembles."""


@attrs.frozen
class Candidate:
    """A word, and its rough cost by frequency."""

    word: str
    prior: float


@cache
def unigram_costs() -> list[float]:
    """Minus log probability of each token of the language model, without context."""
    costs: list[float] = (STEP * model().arrays.unigram.astype(np.float64)).tolist()
    return costs


def rough_cost(word: str) -> float:
    """What a word costs by its frequency alone, scaled down as context will make it cheaper."""
    i = lexicon().model_id(word)
    return 0.6 * unigram_costs()[i] + (6.0 if i == UNKNOWN else 0.0)


_known: dict[tuple[str, int], tuple[Candidate, ...]] = {}
"""Candidates of words looked up before; emptied when it has grown large."""

_FULL = 1 << 16


def known_words(word: str, furthest: int) -> tuple[Candidate, ...]:
    """The likeliest known words within `furthest` edits of a folded word."""
    key = (word, furthest)
    if key not in _known:
        look_up([word], furthest)
    return _known[key]


def look_up(words: Sequence[str], furthest: int) -> None:
    """Look up many words at once, so that `known_words` finds them ready."""
    new = [w for w in dict.fromkeys(words) if (w, furthest) not in _known]
    if len(_known) + len(new) > _FULL:
        _known.clear()
        new = list(dict.fromkeys(words))
    plain = [w.translate(DIGITS_AS_LETTERS) for w in new]
    for word, near in zip(new, index().near_many(plain, furthest), strict=True):
        rough = sorted((7.0 * d + rough_cost(w), w) for w, d in near if w != word)
        _known[word, furthest] = tuple(Candidate(w, rough_cost(w)) for _, w in rough[:MOST])


@cache
def _short_words() -> dict[int, tuple[str, ...]]:
    """The commonest words of two, three and four letters."""
    found: dict[int, list[str]] = {2: [], 3: [], 4: []}
    for w in lexicon().forms[2:3000]:
        if w.isalpha() and len(w) in found:
            found[len(w)].append(w)
    return {n: tuple(ws[: SHORT[n]]) for n, ws in found.items()}


SHORT = {2: 40, 3: 120, 4: 200}
"""How many words of each length are common enough to be looked for whatever was read."""


@lru_cache(maxsize=1 << 14)
def short_words(word: str, most: int) -> tuple[Candidate, ...]:
    """Common short words of the same length with at most so many other letters."""
    table = at_noise(10)
    rough = []
    for w in _short_words().get(len(word), ()):
        pairs = [(a, b) for a, b in zip(w, word, strict=True) if a != b]
        if len(pairs) <= min(len(word), most):
            cost = sum(table.get(pair, 7.5) for pair in pairs)
            rough.append((cost + rough_cost(w), w))
    rough.sort()
    return tuple(Candidate(w, rough_cost(w)) for _, w in rough[:4])


@cache
def _long_words() -> dict[int, tuple[str, ...]]:
    """The commoner long words by length, for words that many errors have struck."""
    found: dict[int, list[str]] = {}
    for w in lexicon().forms[2:25_000]:
        if len(w) >= 7 and w.isalpha():
            found.setdefault(len(w), []).append(w)
    return {n: tuple(ws) for n, ws in found.items()}


@lru_cache(maxsize=1 << 14)
def far_words(word: str) -> tuple[Candidate, ...]:
    """Long words three or four edits away."""
    furthest = 3 if len(word) < 10 else 4
    rough: list[tuple[float, str]] = []
    for length in range(len(word) - 1, len(word) + 2):
        for w, distance, _ in process.extract(
            word, _long_words().get(length, ()), scorer=OSA.distance,
            score_cutoff=furthest, limit=8,
        ):  # fmt: skip
            rough.append((7.0 * distance + rough_cost(w), w))
    rough.sort()
    return tuple(Candidate(w, rough_cost(w)) for _, w in rough[:5])


def own_candidates(word: str, own: OwnWords) -> list[Candidate]:
    """Words of the document itself that are near a read one."""
    found = process.extract(word, own.frequent, scorer=OSA.distance, score_cutoff=2, limit=6)
    return [
        Candidate(w, rough_cost(w))
        for w, distance, _ in found
        if w != word and (distance == 1 or len(w) >= 4 or own.counts[w] >= 8)
    ]


@lru_cache(maxsize=1 << 16)
def splits(word: str) -> tuple[str, ...]:
    """Ways to cut an unknown word into two common ones, with a blank between them."""
    ids = lexicon()
    if word in ids or len(word) < 4:
        return ()
    cuts = ((word[:i], word[i:]) for i in range(1, len(word)))
    return tuple(" ".join(cut) for cut in cuts if _common(cut[0]) and _common(cut[1]))[:3]


def _common(word: str) -> bool:
    i = lexicon().ids.get(word, 1 << 30)
    if len(word) == 1:
        return word in ("A", "I")
    return i < (1500 if len(word) == 2 else 4000 if len(word) == 3 else 20000)

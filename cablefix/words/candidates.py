"""Known words that may have been printed where a word was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import attrs
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cablefix.by_fields import ByFields
from cablefix.channel.confusions import DIGITS_AS_LETTERS, by_read, respellings, usual_confusions
from cablefix.language.candidate_index import Near, index, live_index
from cablefix.language.code_lists import affixes
from cablefix.language.lexicon import lexicon, rough_cost
from cablefix.language.neighbours import Between
from cablefix.language.tokens import fold
from cablefix.remembered import TOKENS
from cablefix.words.cache_model import OwnWords
from cablefix.words.visual_candidates import Looks, looks, search

MOST, EDIT = 14, 7.0
"""Known words that are weighed for a read one; what an edit counts for when they are ranked."""

LONGEST = 60
"""Letters of a word that may be two that ran together: a longer one is none."""

COMMONEST, RARE, PART = 60, 20_000, 4_000
"""Ranks of words: of those that are hardly ever part of another, the of and; of rare ones; of those
of which others are made."""

SHORTEST_STEM, SHORTEST_PART = 4, 3
"""Letters of what is left of a word without its affix, and of each of two that make one."""

OWN, COMPARED = 6, 2000
"""How many near words of the document are weighed; words up to which all of them are compared, as
is faster than an index of them. Beyond, it would grow as the square of the text.
"""


class Candidate(NamedTuple):
    """A word, and its rough cost by frequency."""

    word: str
    prior: float


_known: dict[tuple[str, int], tuple[Candidate, ...]] = {}
"""Candidates of words looked up before; emptied when it has grown large."""


def known_words(word: str, furthest: int) -> tuple[Candidate, ...]:
    """The likeliest known words within `furthest` edits of a folded word."""
    key = (word, furthest)
    if key not in _known:
        look_up([word], furthest)
    return _known[key]


def look_up(words: Sequence[str], furthest: int) -> None:
    """Look up many words at once, so that `known_words` finds them ready."""
    new = [w for w in dict.fromkeys(words) if (w, furthest) not in _known]
    if len(_known) + len(new) > TOKENS:
        _known.clear()
        new = list(dict.fromkeys(words))
    plain = [w.translate(DIGITS_AS_LETTERS) for w in new]
    for word, near in zip(new, index().near_many(plain, furthest), strict=True):
        edits = dict(near) | dict.fromkeys(part_letters(word) if furthest > 1 else (), 1)
        rough = sorted((EDIT * d + rough_cost(w), w) for w, d in edits.items() if w != word)
        _known[word, furthest] = tuple(Candidate(w, rough_cost(w)) for _, w in rough[:MOST])


def part_letters(word: str) -> list[str]:
    """Known words of which two or three letters were taken for fewer: LEAMED for LEARNED.

    As edits they are two, and would stand behind all words that are one edit away.

    >>> part_letters("LEAMED"), part_letters("REPUBUC")
    (['LEARNED'], ['REPUBLIC'])
    """
    spelt = dict.fromkeys(respellings(word, _parted()))
    return [w for w in spelt if w in lexicon()]


@cache
def _parted() -> dict[str, list[str]]:
    """Letters, folded, that several others are usually taken for, and these: M, RN."""
    pairs = usual_confusions()
    return by_read({(fold(meant), fold(read)) for meant, read in pairs if len(meant) > len(read)})


@attrs.frozen
class Alike(ByFields):
    """Words that look like a read one, however many of its letters are wrong.

    `capitals`, `small`: the tables of likeness, fitted to what the document shows.
    """

    capitals: Looks
    small: Looks

    @classmethod
    def of(cls, own: Mapping[tuple[str, str], float]) -> Alike:
        """Fitted to a document's own confusions."""
        single = {op: cost for op, cost in own.items() if len(op[0]) == len(op[1]) == 1}
        return cls(looks(False).fitted(single, False), looks(True).fitted(single, True))

    def find(self, read: str, most: int, teleprinted: bool) -> tuple[Candidate, ...]:
        """The likeliest words for what was read; `teleprinted`: all was printed in capitals."""
        read, table = self._choose(read, teleprinted)
        return _alike(read, most, table)

    def find_between(
        self, read: str, most: int, teleprinted: bool, before: int, after: int
    ) -> tuple[Candidate, ...]:
        """The same for what is likely between two tokens of the language model."""
        read, table = self._choose(read, teleprinted)
        return _alike_between(read, most, table, before, after)

    def _choose(self, read: str, teleprinted: bool) -> tuple[str, Looks]:
        """What to look for, and by which table: the general one where the document adds nothing."""
        small = not teleprinted and 2 * sum(c.islower() for c in read) > len(read)
        read = read if small else fold(read)
        table = self.small if small else self.capitals
        return read, looks(small) if table.changed.isdisjoint(read) else table


@lru_cache(maxsize=TOKENS)
def _alike(read: str, most: int, table: Looks) -> tuple[Candidate, ...]:
    return tuple(Candidate(w, rough_cost(w)) for w in search(read, most, table))


@lru_cache(maxsize=TOKENS)
def _alike_between(
    read: str, most: int, table: Looks, before: int, after: int
) -> tuple[Candidate, ...]:
    words = search(read, most, table, Between(before, after))
    return tuple(Candidate(w, rough_cost(w)) for w in words)


def own_candidates(word: str, own: OwnWords) -> list[Candidate]:
    """Words of the document itself, and of its user, that are near a read one."""
    given = live_index(own.given).near(word) if own.given else []
    near = dict(given) | {
        w: distance
        for w, distance in _near_own(word, own)
        if distance == 1 or len(w) >= 4 or own.counts.get(w, 0) >= 8
    }
    return [Candidate(w, rough_cost(w)) for w in near if w != word]


def _near_own(word: str, own: OwnWords) -> list[Near]:
    """The nearest of the words that recur, those that come first in the text first."""
    if len(own.frequent) <= COMPARED:
        found = process.extract(word, own.frequent, scorer=OSA.distance, score_cutoff=2, limit=OWN)
        return [(w, int(distance)) for w, distance, _ in found]
    near = live_index(own.recurring).near(word)
    return sorted(near, key=lambda n: (n[1], own.places[n[0]]))[:OWN]


@lru_cache(maxsize=TOKENS)
def splits(word: str) -> tuple[str, ...]:
    """Ways to cut an unknown word into two common ones, with a blank between them."""
    ids = lexicon()
    if word in ids or not 4 <= len(word) <= LONGEST:
        return ()
    cuts = ((word[:i], word[i:]) for i in range(1, len(word)))
    return tuple(" ".join(cut) for cut in cuts if _common(cut[0]) and _common(cut[1]))[:3]


@lru_cache(maxsize=TOKENS)
def commonest_splits(word: str) -> tuple[str, ...]:
    """Ways to cut a rare word into two of the commonest ones: ONA, TOTHE, IAM.

    Lists that are counted from what engines read have such words too.
    """
    ids = lexicon().ids
    if ids.get(word, RARE) < RARE or not 3 <= len(word) <= LONGEST:
        return ()
    cuts = ((word[:i], word[i:]) for i in range(1, len(word)))
    return tuple(" ".join(cut) for cut in cuts if all(map(_is_commonest, cut)))


def _is_commonest(word: str) -> bool:
    return lexicon().ids.get(word, RARE) < COMMONEST and (len(word) > 1 or word in ("A", "I"))


def _common(word: str) -> bool:
    i = lexicon().ids.get(word, 1 << 30)
    if len(word) == 1:
        return word in ("A", "I")
    return i < (1500 if len(word) == 2 else 4000 if len(word) == 3 else 20000)


def is_made(folded: str) -> bool:
    """Whether a word is made of a known one as any word may be.

    >>> is_made("REFRAMED"), is_made("FRAMEDY"), is_made("SEALAND")
    (True, False, True)
    """
    made = [folded.removeprefix(x) for x in affixes("word")]
    made += [folded.removesuffix(x) for x in affixes("manner")]
    if any(len(word) >= SHORTEST_STEM and word in lexicon() for word in made if word != folded):
        return True
    cuts = range(SHORTEST_PART, len(folded) - SHORTEST_PART + 1)
    return any(_is_part(folded[:cut]) and _is_part(folded[cut:]) for cut in cuts)


def _is_part(word: str) -> bool:
    """Whether a word is so common that another may be made of it."""
    return lexicon().ids.get(word, PART) < PART

"""What is known of a place where witnesses differ, before it is weighed.

What each reads and what it costs that it reads nothing, which witnesses are copies of one another,
what stands elsewhere in the document, and what a sign of something withheld stands for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from math import log
from string import ascii_lowercase, ascii_uppercase, digits

import attrs

from cablefix.by_fields import ByFields
from cablefix.comparing.candidates import LOST, LOST_AGAIN, LOST_MARK, Said, parsed
from cablefix.comparing.collation import Collation, Place
from cablefix.comparing.mending import Mended
from cablefix.words.tokens import cut_marks

AGREEMENT = 1.5
"""What it speaks for letters or figures that the document has them elsewhere, too."""

SAME_SHAPE = 1.0
"""The same for the shape of a number or code: a document writes them alike."""

_SHAPES = str.maketrans(
    {**dict.fromkeys(ascii_uppercase, "A"), **dict.fromkeys(ascii_lowercase, "a"),
     **dict.fromkeys(digits, "9")}
)  # fmt: skip

FAR = 64
"""Places to either side of one in which its neighbours are looked for: some may have none."""

MOST_BESIDE = 8
"""Words that are lost beside another, and count."""

SURE = 0.99
"""How sure it is that a sign was not printed where the text stands."""

FEW_SLIPS = 1.0
"""Slips, beside those seen, of which two witnesses are held to share none."""


@attrs.frozen
class Choice(ByFields):
    """What is held to have been printed at a place, how sure, and what else was weighed."""

    text: str
    confidence: float
    rivals: tuple[tuple[str, float], ...] = ()


def said_at(collation: Collation, n: int, mended: Sequence[Mended]) -> list[Said] | None:
    """What each witness reads at a place; None where they agree."""
    place = collation.places[n]
    texts = [collation.text(place, w) for w in range(len(collation.witnesses))]
    if len(set(texts)) == 1 or _is_sign(collation, place):
        return None
    lone = not any(map(str.isalnum, "".join(texts)))
    said = []
    for w, text in enumerate(texts):
        lost = 0.0 if text else LOST_MARK if lone else _loss(collation, n, w)
        other = mended[w].at(*collation.span(place, w)) if mended and w in place.words else None
        said.append(Said(w, text, lost, *(other or ())))
    return said


def _is_sign(collation: Collation, place: Place) -> bool:
    """Whether a sign of something withheld stands at a place."""
    return any(i in collation.witnesses[w].signs for w, (i, _) in place.words.items())


def places_of_signs(collation: Collation) -> Iterator[int]:
    """The places at which a witness has a sign of something withheld."""
    return (n for n, place in enumerate(collation.places) if _is_sign(collation, place))


def choose_sign(collation: Collation, n: int, disclosed: Collection[int]) -> Choice | None:
    """What stands where a witness has a sign: nothing where another has the text, else the sign."""
    place = collation.places[n]
    texts = [collation.text(place, w) for w in range(len(collation.witnesses))]
    if len(set(texts)) == 1:
        return None
    if n in disclosed:
        return Choice("", SURE)
    return Choice(next(texts[w] for w in collation.order if texts[w]), SURE)


def _loss(collation: Collation, n: int, w: int) -> float:
    """What it costs that a witness has nothing at a place: less, where it lacks more beside it."""
    places = collation.places
    beside = 0
    for side in (range(n - 1, max(-1, n - FAR), -1), range(n + 1, min(len(places), n + FAR))):
        for at in side:
            if beside >= MOST_BESIDE or w in places[at].words:
                break
            beside += any(collation.keys(places[at], other) for other in places[at].words)
    return max(LOST_AGAIN, LOST / (1 + beside))


def weigh_witnesses(collation: Collation, readings: Sequence[list[Said] | None]) -> list[float]:
    """One for each witness, less for those whose slips are those of another: they are its copies.

    A slip is a word that no list knows where another witness has one that is known; it is shared
    where two witnesses have the very same.
    """
    size = len(collation.witnesses)
    slips: Counter[int] = Counter()
    shared: Counter[tuple[int, int]] = Counter()
    differ: Counter[tuple[int, int]] = Counter()
    for said in readings:
        if said is None:
            continue
        unknown = {s.witness for s in said if s.text and parsed(s.text.split()[0]).unknown}
        known = any(s.text and s.witness not in unknown for s in said)
        for i in range(size):
            slips[i] += known and i in unknown
            for j in range(i):
                same = said[i].text == said[j].text
                differ[j, i] += not same
                shared[j, i] += known and same and i in unknown
    weights = []
    for i in range(size):
        alike = 0.0
        for j in range(size):
            pair = (min(i, j), max(i, j))
            if i != j:
                share = shared[pair] / (min(slips[i], slips[j]) + FEW_SLIPS)
                alike += 1.0 if not differ[pair] else share
        weights.append(1 / (1 + alike) if size > 2 else 1.0)
    return weights


def count_words(collation: Collation, readings: Sequence[list[Said] | None]) -> Counter[str]:
    """How often words with figures, and unknown ones, stand where all witnesses agree."""
    found: Counter[str] = Counter()
    base = collation.order[0]
    for place, said in zip(collation.places, readings, strict=True):
        if said is None:
            core = cut_marks(collation.text(place, base))[1]
            if core:
                found[core] += 1
            if any(map(str.isdigit, core)):
                found[shape_of(core)] += 1
    return found


def shape_of(core: str) -> str:
    """A number or code with its letters and figures as one each.

    >>> shape_of("ADS-00"), shape_of("292048Z")
    ('AAA-99', '999999A')
    """
    return core.translate(_SHAPES)


def worth_elsewhere(text: str, copies: Counter[str]) -> float:
    """How much the document's own agreed words speak for a candidate that no list knows."""
    bonus = 0.0
    for chunk in text.split():
        p = parsed(chunk)
        if p.core and (p.unknown or any(map(str.isdigit, p.core))):
            bonus += AGREEMENT * log(1 + min(copies[p.core], 8))
        if any(map(str.isdigit, p.core)):
            bonus += SAME_SHAPE * log(1 + min(copies[shape_of(p.core)], 8))
    return bonus

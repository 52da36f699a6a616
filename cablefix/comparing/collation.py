"""Collates any number of witnesses: a row of places, at each the words of every witness.

The witness that reads best is the base; the others are aligned with it one by one, and what it
lacks is put where they have it. The order in which witnesses are given makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import attrs
from rapidfuzz.distance import Levenshtein

from cablefix.by_fields import Shown
from cablefix.comparing.alignment import align
from cablefix.comparing.witness import Witness
from cablefix.language.lexicon import lexicon

Range = tuple[int, int]
"""The first word of a witness, and the one after the last."""


MAJORITY = 3
"""Witnesses from which their order is put to the vote."""


FEW_MOVED = 6
"""Words out of order that say nothing against a witness."""


@attrs.define(eq=False)
class Place:
    """One place of the document: by witness, the words that stand there."""

    words: dict[int, Range]
    moved: set[int] = attrs.field(factory=set)
    """The witnesses that have it elsewhere in their order."""


@attrs.frozen(eq=False)
class Collation(Shown):
    """The places of a document in the order of its base, and its witnesses."""

    witnesses: tuple[Witness, ...]
    order: tuple[int, ...]
    """The numbers of the witnesses, the best first."""
    places: tuple[Place, ...]

    def text(self, place: Place, witness: int) -> str:
        """The words of a witness at a place, one blank between them; nothing where it has none."""
        span = place.words.get(witness)
        return " ".join(self.witnesses[witness].words[span[0] : span[1]]) if span else ""

    def span(self, place: Place, witness: int) -> tuple[int, int]:
        """Where the words of a witness that has some at a place stand in its text."""
        first, last = place.words[witness]
        own = self.witnesses[witness]
        return own.starts[first], own.ends[last - 1]

    def are_alike(self, place: Place, one: int, other: int) -> bool:
        """Whether two witnesses have much the same letters and figures at a place."""
        a, b = self.keys(place, one), self.keys(place, other)
        return a == b or Levenshtein.distance(a, b) * 3 <= min(len(a), len(b))

    def keys(self, place: Place, witness: int) -> str:
        """The letters and figures of a witness at a place."""
        span = place.words.get(witness)
        return "".join(self.witnesses[witness].keys[span[0] : span[1]]) if span else ""


def collate(witnesses: Sequence[Witness]) -> Collation:
    """Collate some readings.

    >>> found = collate([Witness.of("THE TALKS OPEN"), Witness.of("THE TA1KS WILL OPEN")])
    >>> [[found.text(p, w) for w in (0, 1)] for p in found.places]
    [['THE', 'THE'], ['TALKS', 'TA1KS'], ['', 'WILL'], ['OPEN', 'OPEN']]
    """
    order = _rank(witnesses)
    places: list[Place] = []
    for n, w in enumerate(order):
        if n == 0:
            places = [Place({w: (i, i + 1)}) for i in range(len(witnesses[w]))]
        else:
            places = _add(places, witnesses, w)
    return Collation(tuple(witnesses), tuple(order), tuple(_in_usual_order(places, order)))


def _rank(witnesses: Sequence[Witness]) -> list[int]:
    """The witnesses, the best first: the usual order of words, then what reads best."""
    size = len(witnesses)
    moved = [0] * size
    if size >= MAJORITY:
        for i, j in combinations(range(size), 2):
            count = sum(x.moved for x in align(witnesses[i].keys, witnesses[j].keys))
            moved[i] += count
            moved[j] += count
    return sorted(
        range(size),
        key=lambda i: (moved[i] // FEW_MOVED, -witnesses[i].likelihood, witnesses[i].text),
    )


def _add(places: Sequence[Place], witnesses: Sequence[Witness], w: int) -> list[Place]:
    """The places with one more witness."""
    keys: list[str] = []
    owner: list[int] = []
    for n, place in enumerate(places):
        for key in _representative(place, witnesses):
            keys.append(key)
            owner.append(n)
    own = witnesses[w]
    joined: dict[int, int] = {}
    given: dict[int, tuple[int, int, bool]] = {}
    for link in align(keys, own.keys):
        first, last = owner[link.a0], owner[link.a1 - 1]
        first = joined.get(first, first)
        if not _is_one(places[first : last + 1]):
            last = first
        for n in range(first + 1, last + 1):
            joined[n] = first
        had = given.get(first)
        if had is not None and had[1] != link.b0:
            continue  # the words of a witness at one place stand together
        begin = had[0] if had else link.b0
        given[first] = (begin, link.b1, link.moved or (had is not None and had[2]))
    return _merged(places, joined, given, len(own), w)


def _representative(place: Place, witnesses: Sequence[Witness]) -> Sequence[str]:
    """The words by which a place is found: known ones, if a witness has such."""
    best: Sequence[str] = ()
    rank = (-1, 0)
    for w, (first, last) in place.words.items():
        keys = witnesses[w].keys[first:last]
        known = sum(k in lexicon() for k in keys)
        if (known == len(keys), -len(keys)) > rank:
            best, rank = keys, (known == len(keys), -len(keys))
    return best


def _is_one(places: Sequence[Place]) -> bool:
    """Whether places may be one: the words of each witness follow one another."""
    last: dict[int, int] = {}
    for place in places:
        for w, (first, end) in place.words.items():
            if last.get(w, first) != first:
                return False
            last[w] = end
    return True


def _merged(
    places: Sequence[Place], joined: Mapping[int, int],
    given: Mapping[int, tuple[int, int, bool]], size: int, w: int,
) -> list[Place]:  # fmt: skip
    """The places with the words of a witness, and new ones for those that no other has."""
    taken = {i for first, last, _ in given.values() for i in range(first, last)}
    out: list[Place] = []
    pending = _unlinked(taken, size)
    if -1 in pending:
        out += [Place({w: (i, i + 1)}) for i in pending[-1]]
    for n, place in enumerate(places):
        if n in joined:
            for other, (first, last) in place.words.items():
                had = out[-1].words.get(other)
                out[-1].words[other] = (had[0] if had else first, last)
            out[-1].moved |= place.moved
            tail = None
        else:
            words = dict(place.words)
            tail = given.get(n)
            if tail:
                words[w] = tail[:2]
            moved = place.moved | ({w} if tail and tail[2] else set())
            out.append(Place(words, moved))
        following = joined.get(n + 1) if n + 1 in joined else None
        own = out[-1].words.get(w)
        if own and following is None:
            out += [Place({w: (i, i + 1)}) for i in pending.get(own[1] - 1, ())]
    return out


def _in_usual_order(places: Sequence[Place], order: Sequence[int]) -> Sequence[Place]:
    """The places with those put elsewhere that the base alone has where they are."""
    if len(order) < MAJORITY or not any(p.moved for p in places):
        return places
    size = len(places)
    behind = [*range(1, size + 1), 0]  # the place behind each, and behind the last the first
    ahead = [size, *range(size)]
    ending = {
        (w, last): n for n, place in enumerate(places) for w, (_, last) in place.words.items()
    }
    for first, last, w in _strays(places, order[0]):
        start = min(p.words[w][0] for p in places[first:last] if w in p.words)
        before = ending.get((w, start))
        if before is None or first <= before < last:
            continue
        for n in range(first, last):
            behind[ahead[n]], ahead[behind[n]] = behind[n], ahead[n]
            after = behind[before]
            behind[before], ahead[n], behind[n], ahead[after] = n, before, after, n
            before = n
    return list(_in_row(places, behind))


def _in_row(places: Sequence[Place], behind: Sequence[int]) -> Iterator[Place]:
    """The places from one to the next."""
    at = behind[-1]
    while at < len(places):
        yield places[at]
        at = behind[at]


def _strays(places: Sequence[Place], base: int) -> Iterator[tuple[int, int, int]]:
    """Runs of places that most of their witnesses have elsewhere, and one of these witnesses."""
    first = -1
    for n in range(len(places) + 1):
        place = places[n] if n < len(places) else None
        stray = place is not None and 2 * len(place.moved) > len(place.words)
        if stray and first < 0:
            first = n
        elif first >= 0 and (not stray):
            if place is not None and set(place.words) == {base}:
                continue
            moved = min(w for p in places[first:n] for w in p.moved)
            last = max(k for k in range(first, n) if places[k].moved) + 1
            yield first, last, moved
            first = -1


def _unlinked(taken: set[int], size: int) -> dict[int, list[int]]:
    """The words that stand against none, by the linked word before them; -1 at the start."""
    found: dict[int, list[int]] = {}
    last = -1
    for i in range(size):
        if i in taken:
            last = i
        else:
            found.setdefault(last, []).append(i)
    return found

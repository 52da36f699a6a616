"""How like a read token is to a printed word: letters misread, lost and added, each at its cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import attrs
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cablefix.by_fields import Shown
from cablefix.channel import confusions
from cablefix.channel.shapes import Fit
from cablefix.remembered import TOKENS

UNLISTED = 4.5
"""Cost of a token that should be in a closed list and is in none."""

LONG = 6
"""Letters of a word of a closed list from which more of them may be misread."""

CREDIT = 0.4
"""What each further letter speaks for a long word."""


@attrs.frozen(eq=False)
class ClosedList(Shown):
    """The values that a field may have, by their length: others are too far from a token."""

    by_length: Mapping[int, Sequence[str]]
    _all: frozenset[str]
    _about: dict[tuple[int, int], tuple[str, ...]] = attrs.field(
        factory=dict, init=False, repr=False
    )

    @classmethod
    def of(cls, values: Iterable[str]) -> ClosedList:
        """A list of values in any order."""
        known = frozenset(values)
        by_length: dict[int, list[str]] = defaultdict(list)
        for value in sorted(known):
            by_length[len(value)].append(value)
        return cls(by_length, known)

    def __contains__(self, value: str) -> bool:
        return value in self._all

    def about(self, length: int, furthest: int) -> tuple[str, ...]:
        """The values whose length differs by so much at most."""
        asked = length, furthest
        if asked not in self._about:
            lengths = range(length - furthest, length + furthest + 1)
            self._about[asked] = tuple(v for n in lengths for v in self.by_length.get(n, ()))
        return self._about[asked]


def nearest(token: str, values: ClosedList) -> Fit | None:
    """The value of a closed list that a token most likely stands for; a unique one, or none.

    >>> nearest("MAV", ClosedList.of(("MAR", "MAY"))).value
    'MAY'
    """
    if token in values:
        return Fit(token, 0.0)
    capitals = token.upper()
    if capitals in values:
        return Fit(capitals, confusions.SMALL)
    furthest = 1 if len(token) <= 3 else 2 if len(token) < LONG else 3
    about = values.about(len(capitals), furthest)
    near = process.extract(capitals, about, scorer=OSA.distance, score_cutoff=furthest, limit=None)
    ranked = sorted((likeness(value, token), value) for value, _, _ in near)
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[1][0] - ranked[0][0] < 0.5:
        return Fit(None, UNLISTED)
    return Fit(ranked[0][1], ranked[0][0])


def likeness(word: str, token: str) -> float:
    """What it costs to take a token for a known word."""
    if word == token:
        return 0.0
    if len(word) == len(token):
        cost = sum(_misread(a, b) for a, b in zip(word, token, strict=True))
    else:
        edits = OSA.distance(word, token)
        cost = EXTRA * edits
        if edits <= 2 + len(word) // 3:
            cost = min(cost, respell(word, token))
    return max(cost - CREDIT * max(len(word) - LONG, 0), 0.5)


MISREAD, EXTRA, SPECK = 3.0, 2.5, 1.0
"""Most that a misread letter costs; a letter lost or too many; a mark lost or too many."""


@lru_cache(maxsize=TOKENS)
def respell(word: str, token: str) -> float:
    """The least cost of letters misread, lost and added that lead from the one to the other.

    Slow for long words: ask for few of them.

    >>> respell("DECL:", "DECL") < respell("DECL:", "DEL:")
    True
    """
    row = [0.0]
    for b in token:
        row.append(row[-1] + _surplus(b))
    for a in word:
        before, row = row, [row[0] + _surplus(a)]
        for j, b in enumerate(token):
            row.append(
                min(
                    before[j] + _misread(a, b),
                    before[j + 1] + _surplus(a),
                    row[j] + _surplus(b),
                )
            )
    return row[-1]


@lru_cache(maxsize=TOKENS)
def _misread(meant: str, read: str) -> float:
    most = SPECK if confusions.is_speck(meant) and confusions.is_speck(read) else MISREAD
    return min(confusions.cost(meant, read), most)


@lru_cache(maxsize=TOKENS)
def _surplus(char: str) -> float:
    return SPECK if confusions.is_speck(char) else EXTRA

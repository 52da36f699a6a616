"""Chooses, place by place, what was printed: by all witnesses and the language together.

The posterior of a candidate is that of a noisy channel with several outputs: how likely the
language is to have it there, and how likely each witness is to have read it as it did. Places where
all witnesses agree are never touched: a typed slip stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from math import exp, log

import attrs

from cablefix import deadline
from cablefix.by_fields import Shown
from cablefix.channel.profile import Channel
from cablefix.comparing.candidates import (
    Candidate,
    Hearing,
    Said,
    find_candidates,
    parsed,
)
from cablefix.comparing.collation import Collation, Place
from cablefix.comparing.evidence import (
    FAR,
    Choice,
    choose_sign,
    count_words,
    places_of_signs,
    said_at,
    weigh_witnesses,
    worth_elsewhere,
)
from cablefix.comparing.mending import Mended
from cablefix.document.noise import measure_litter, measure_noise
from cablefix.language.lexicon import BREAK, model
from cablefix.words.decoder import Alternative, Window, decode
from cablefix.words.tokens import cut_marks

BEFORE, WITHIN = 2, 1
"""Agreed words that part two windows, and that are heard before and behind one."""

PRIOR_ERRORS = 6.0
"""Errors of each sort that every witness is held to have made, beside those that are seen."""

WORST = 1.6
"""How much cheaper or dearer, in logarithms, the errors of a witness may be than those of all."""


@attrs.frozen(eq=False)
class Fusion(Shown):
    """The choice at each place of a collation, None where all witnesses agree."""

    choices: tuple[Choice | None, ...]
    hearings: tuple[Hearing, ...]


def fuse(
    collation: Collation, mended: Sequence[Mended] = (), disclosed: Collection[int] = ()
) -> Fusion:
    """Choose at every place where witnesses differ.

    `mended`: what cleaning each witness makes of it; `disclosed`: the places of signs in whose
    stead another witness has the text.
    """
    readings = [said_at(collation, n, mended) for n in range(len(collation.places))]
    weights = weigh_witnesses(collation, readings)
    hearings = [
        Hearing(Channel(_noise(w.text), _litter(w.text)), weight=weights[i])
        for i, w in enumerate(collation.witnesses)
    ]
    capitals = _in_capitals(collation)
    options = {
        n: find_candidates(said, capitals=capitals)
        for n, said in enumerate(readings)
        if said is not None
    }
    copies = count_words(collation, readings)
    for last in (False, True):
        deadline.check()
        chosen = _decode(collation, readings, options, hearings, copies)
        if last:
            break
        hearings = _heard(hearings, readings, chosen)
    choices = _weighed(collation, readings, options, hearings, copies, chosen)
    signs = {n: choose_sign(collation, n, disclosed) for n in places_of_signs(collation)}
    choices = tuple(signs.get(n, choice) for n, choice in enumerate(choices))
    return Fusion(choices, tuple(hearings))


def _noise(text: str) -> int:
    return measure_noise(text.splitlines(), frozenset())


def _litter(text: str) -> int:
    return measure_litter(text.splitlines())


def _in_capitals(collation: Collation) -> bool:
    text = collation.witnesses[collation.order[0]].text
    return sum(map(str.isupper, text)) > 4 * sum(map(str.islower, text))


def _alternatives(
    said: Sequence[Said], options: Sequence[Candidate], hearings: Sequence[Hearing],
    copies: Counter[str],
) -> tuple[Alternative, ...]:  # fmt: skip
    found = []
    for c in options:
        cost = c.spelling - worth_elsewhere(c.text, copies)
        cost += sum(hearings[s.witness].cost(s, c.text) for s in said)
        found.append(Alternative(c.text, c.ids, cost, "reading"))
    return tuple(found)


def _fixed(collation: Collation, place: Place) -> Alternative:
    text = collation.text(place, collation.order[0])
    ids = tuple(i for chunk in text.split() for i in parsed(chunk).ids)
    return Alternative(text, ids, 0.0, "agreed")


def _decode(
    collation: Collation, readings: Sequence[list[Said] | None],
    options: dict[int, list[Candidate]], hearings: Sequence[Hearing], copies: Counter[str],
) -> dict[int, str]:  # fmt: skip
    """The likeliest candidates of all places that differ, with their neighbours."""
    windows, spans = [], []
    for first, last in _runs(sorted(options)):
        rows = tuple(
            _alternatives(readings[n] or (), options[n], hearings, copies)
            if n in options
            else (_fixed(collation, collation.places[n]),)
            for n in range(first, last + 1)
        )
        windows.append(Window(first, rows, _before(collation, first), _behind(collation, last)))
        spans.append(first)
    chosen: dict[int, str] = {}
    for first, way in zip(spans, decode(windows, model()), strict=True):
        for k, alternative in enumerate(way):
            chosen[first + k] = alternative.text
    return chosen


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Places that lie so near to one another that they are decoded together."""
    if not places:
        return
    first = places[0]
    for here, after in pairwise([*places, 1 << 60]):
        if after - here > BEFORE:
            yield first, here
            first = after


def _before(collation: Collation, first: int) -> tuple[int, ...]:
    ids: list[int] = []
    for at in range(first - 1, max(-1, first - FAR), -1):
        if len(ids) >= 2:
            break
        ids = [*_fixed(collation, collation.places[at]).ids, *ids]
    return tuple(([BREAK, BREAK, *ids])[-2:])


def _behind(collation: Collation, last: int) -> tuple[int, ...]:
    ids: list[int] = []
    for at in range(last + 1, min(len(collation.places), last + FAR)):
        if len(ids) >= 2:
            break
        ids += _fixed(collation, collation.places[at]).ids
    return tuple(([*ids, BREAK, BREAK])[:2])


def _heard(
    hearings: Sequence[Hearing], readings: Sequence[list[Said] | None], chosen: dict[int, str]
) -> list[Hearing]:
    """The witnesses by the errors that they made, as far as these are seen."""
    size = len(hearings)
    letters, marks = [PRIOR_ERRORS] * size, [PRIOR_ERRORS] * size
    for n, said in enumerate(readings):
        for s in said or ():
            a, b = cut_marks(chosen[n]), cut_marks(s.text)
            if s.text and a[1] and b[1]:
                letters[s.witness] += a[1] != b[1]
                marks[s.witness] += (a[0], a[2]) != (b[0], b[2])
            elif s.text and not a[1]:
                marks[s.witness] += 1
    return [
        attrs.evolve(h, letters=_dearer(letters, i), marks=_dearer(marks, i))
        for i, h in enumerate(hearings)
    ]


def _dearer(errors: Sequence[float], i: int) -> float:
    mean = sum(errors) / len(errors)
    return max(-WORST, min(WORST, log(mean / errors[i])))


def _weighed(
    collation: Collation, readings: Sequence[list[Said] | None],
    options: dict[int, list[Candidate]], hearings: Sequence[Hearing], copies: Counter[str],
    chosen: dict[int, str],
) -> tuple[Choice | None, ...]:  # fmt: skip
    """How sure each choice is against its rivals, its neighbours taken as chosen."""
    places = sorted(options)
    ids: dict[int, tuple[int, ...]] = {
        n: next(c.ids for c in options[n] if c.text == chosen[n]) for n in places
    }

    def tokens(n: int) -> tuple[int, ...]:
        return ids[n] if n in ids else _fixed(collation, collation.places[n]).ids

    runs, costs = [], []
    for n in places:
        before = _gather(tokens, range(n - 1, max(-1, n - FAR), -1))
        behind = _gather(tokens, range(n + 1, min(len(collation.places), n + FAR)))
        for a in _alternatives(readings[n] or (), options[n], hearings, copies):
            runs.append(
                ((BREAK, BREAK, *before[::-1])[-2:], (*a.ids, *(*behind, BREAK, BREAK)[:2]))
            )
            costs.append(a.cost)
    scores = model().score_runs(runs)
    found: dict[int, Choice] = {}
    at = 0
    for n in places:
        size = len(options[n])
        own = [s - c for s, c in zip(scores[at : at + size], costs[at : at + size], strict=True)]
        at += size
        top = max(own)
        shares = [exp(x - top) for x in own]
        total = sum(shares)
        ranked = sorted(
            ((c.text, x / total) for c, x in zip(options[n], shares, strict=True)),
            key=lambda r: -r[1],
        )
        sure = next(x for text, x in ranked if text == chosen[n])
        rivals = tuple(r for r in ranked if r[0] != chosen[n] and r[1] > 0.001)[:4]
        found[n] = Choice(chosen[n], min(sure, 0.9999), rivals)
    return tuple(found.get(n) for n in range(len(collation.places)))


def _gather(tokens: object, places: range) -> list[int]:
    """The ids of two tokens in the places to one side, the nearest first."""
    found: list[int] = []
    for n in places:
        here = tokens(n)  # type: ignore[operator]
        found += reversed(here) if places.step < 0 else here
        if len(found) >= 2:
            break
    return found[:2]

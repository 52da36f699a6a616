"""Finds the likeliest way through a lattice of alternatives, all windows of a text at once.

A window is a run of chunks of which some are in doubt. Every position has alternatives; the
decoder keeps the best few partial readings (a beam) and scores all windows in step, so that the
language model answers many questions in one call.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import attrs

from cablefix import deadline
from cablefix.language.ngram import LanguageModel

BEAM = 2

Ids = tuple[int, ...]


class Alternative(NamedTuple):
    """One way to read a chunk (or `consume` chunks): its text, its tokens, its channel cost.

    `ops`: the confusions of characters that it takes.
    """

    text: str
    ids: Ids
    cost: float
    kind: str
    consume: int = 1
    ops: tuple[tuple[str, str], ...] = ()


@attrs.frozen
class Window:
    """The alternatives at each position (the first is the text as it stands), and the context."""

    first: int
    options: tuple[tuple[Alternative, ...], ...]
    before: Ids
    after: Ids


State = tuple[float, Ids, Any]
"""A partial reading: its score, its last two tokens, and the chain of alternatives chosen."""


def decode(windows: Sequence[Window], model: LanguageModel) -> list[tuple[Alternative, ...]]:
    """The best choice for every window."""
    beams: list[dict[int, list[State]]] = [{0: [(0.0, w.before, None)]} for w in windows]
    longest = max((len(w.options) for w in windows), default=0)
    for step in range(longest):
        deadline.check()
        moves = [
            (beam, step + option.consume, state, option)
            for w, beam in zip(windows, beams, strict=True)
            if step < len(w.options)
            for state in beam.pop(step, ())
            for option in w.options[step]
            if step + option.consume <= len(w.options)
        ]
        gains = model.score_runs([(m[2][1], m[3].ids) for m in moves])
        for (beam, to, (score, last, chain), option), gain in zip(moves, gains, strict=True):
            after = (*last, *option.ids)[-2:] if option.ids else last
            state = (score + gain - option.cost, after, (chain, option))
            if to in beam:
                beam[to].append(state)
            else:
                beam[to] = [state]
        for beam in beams:
            if step + 1 in beam:
                beam[step + 1] = _prune(beam[step + 1])
    return _finish(windows, beams, model)


def _prune(states: list[State]) -> list[State]:
    """The best states, one for each pair of last tokens."""
    states.sort(key=_by_score)
    kept: dict[Ids, State] = {}
    for state in states:
        kept.setdefault(state[1], state)
        if len(kept) == BEAM:
            break
    return list(kept.values())


def _by_score(state: State) -> float:
    return -state[0]


def _finish(
    windows: Sequence[Window], beams: Sequence[dict[int, list[State]]], model: LanguageModel
) -> list[tuple[Alternative, ...]]:
    """Weigh the ends of all windows with what follows, and take the best."""
    ends = [
        (i, state)
        for i, (w, beam) in enumerate(zip(windows, beams, strict=True))
        for state in beam[len(w.options)]
    ]
    gains = model.score_runs([(s[1], windows[i].after) for i, s in ends])
    best: dict[int, tuple[float, State]] = {}
    for (i, state), gain in zip(ends, gains, strict=True):
        total = state[0] + gain
        if i not in best or total > best[i][0]:
            best[i] = (total, state)
    return [_unchain(best[i][1][2]) for i in range(len(windows))]


def _unchain(chain: Any) -> tuple[Alternative, ...]:
    chosen: list[Alternative] = []
    while chain is not None:
        chain, option = chain
        chosen.append(option)
    return tuple(reversed(chosen))

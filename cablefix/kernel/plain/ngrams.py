"""N-gram costs and the best paths through lattices.

A model is kept as arrays: the followers of each context lie together, sorted. Costs are whole
steps of minus log probability, dearer ones greater: their sums are exact in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.kernel.shapes import Lattice, Run

Bytes = npt.NDArray[np.uint8]
Ids = npt.NDArray[np.int64]

WORD_BITS = 16
"""Bits that hold the id of a word."""

MOST_RUNS = 1 << 16
"""Scores that are remembered, lest they grow from document to document."""

MOST_ROWS = 128
"""The same for what all words cost after a token."""

State = tuple[float, tuple[int, ...], Any]
"""A partial reading: its score, its last two tokens, and the chain of options chosen."""


@attrs.define(eq=False)
class Ngrams:
    """The stored model; `*_start[i]` is where the followers of context i begin.

    `step`: one unit of the stored costs, in natural logarithms.
    """

    step: float
    unigram: Bytes
    unigram_backoff: Bytes
    bigram_start: npt.NDArray[np.uint32]
    bigram_next: npt.NDArray[np.uint16]
    bigram: Bytes
    bigram_backoff: Bytes
    trigram_start: npt.NDArray[np.uint32]
    trigram_next: npt.NDArray[np.uint16]
    trigram: Bytes
    _pairs: npt.NDArray[np.uint32] = attrs.field(init=False, repr=False)
    """For each stored pair, its two words as one number, in order."""
    _triples: Ids = attrs.field(init=False, repr=False)
    """The same for each stored triple: the number of its pair, and its last word."""
    _known: dict[Run, float] = attrs.field(factory=dict, init=False, repr=False)
    """Runs scored before; emptied when it has grown large."""
    _rows: dict[tuple[int, bool], Ids] = attrs.field(factory=dict, init=False, repr=False)
    _by_second: tuple[Ids, npt.NDArray[np.uint16], Bytes] | None = attrs.field(
        default=None, init=False, repr=False
    )

    @_pairs.default
    def _number_pairs(self) -> npt.NDArray[np.uint32]:
        return _number(self.bigram_start, self.bigram_next, np.uint32)

    @_triples.default
    def _number_triples(self) -> Ids:
        return _number(self.trigram_start, self.trigram_next, np.int64)

    def costs(self, first: Ids, second: Ids, third: Ids) -> Ids:
        """What each `third` costs after `first second`, in steps."""
        pair, pair_seen = _find(self._pairs, first, second)
        lower = self.pair_costs(second, third)
        context = np.where(pair_seen, pair, 0)
        top, top_seen = _find(self._triples, context, third)
        backoff = np.where(pair_seen, self.bigram_backoff[context], 0)
        found: Ids = np.where(top_seen & pair_seen, self.trigram[top], backoff + lower)
        return found

    def pair_costs(self, first: Ids, second: Ids) -> Ids:
        """What each `second` costs after `first`, in steps, whatever was before."""
        pair, seen = _find(self._pairs, first, second)
        backed_off = self.unigram_backoff[first].astype(np.int64) + self.unigram[second]
        found: Ids = np.where(seen, self.bigram[pair], backed_off)
        return found

    def between(self, before: int | None, after: int | None, words: Ids) -> Ids:
        """What each word costs after one token and before another, by pairs, in steps."""
        none = self.unigram.astype(np.int64) if before is None else self._after(before)
        steps = none[words]
        return steps if after is None else steps + self._before(after)[words]

    def _after(self, before: int) -> Ids:
        """What each word costs after a token, in steps; asked for again and again."""
        known = self._rows.get((before, True))
        if known is None:
            row = self.unigram.astype(np.int64) + int(self.unigram_backoff[before])
            low, high = int(self.bigram_start[before]), int(self.bigram_start[before + 1])
            row[self.bigram_next[low:high]] = self.bigram[low:high]
            known = self._keep((before, True), row)
        return known

    def _before(self, after: int) -> Ids:
        """What a token costs after each word, in steps."""
        known = self._rows.get((after, False))
        if known is None:
            starts, words, costs = self._turned()
            row = self.unigram_backoff.astype(np.int64) + int(self.unigram[after])
            low, high = int(starts[after]), int(starts[after + 1])
            row[words[low:high]] = costs[low:high]
            known = self._keep((after, False), row)
        return known

    def _keep(self, key: tuple[int, bool], row: Ids) -> Ids:
        if len(self._rows) == MOST_ROWS:
            self._rows.clear()
        self._rows[key] = row
        return row

    def _turned(self) -> tuple[Ids, npt.NDArray[np.uint16], Bytes]:
        """The pairs by their second word, once: they lie by their first."""
        if self._by_second is None:
            counted = len(self.unigram)
            starts = self.bigram_start.astype(np.int64)
            first = np.repeat(np.arange(counted, dtype=np.uint16), starts[1:] - starts[:-1])
            order = np.argsort(self.bigram_next, kind="stable")
            ends = np.cumsum(np.bincount(self.bigram_next, minlength=counted))
            self._by_second = np.concatenate(([0], ends)), first[order], self.bigram[order]
        return self._by_second

    def score_runs(self, runs: Sequence[Run]) -> list[float]:
        """Log probability of each run of tokens after its two tokens of context.

        Most runs come again, in another round or on another page, and are looked up.
        """
        known = self._known
        found = list(map(known.get, runs))
        new = list(dict.fromkeys(r for r, s in zip(runs, found, strict=True) if s is None))
        if new:
            scores = dict(zip(new, self._score_new(new), strict=True))
            if len(known) + len(new) > MOST_RUNS:
                known.clear()
            known |= scores
            return [scores[r] if s is None else s for r, s in zip(runs, found, strict=True)]
        return [s for s in found if s is not None]

    def _score_new(self, runs: Sequence[Run]) -> list[float]:
        lines = [before + tokens for before, tokens in runs]
        flat = np.array(list(chain.from_iterable(lines)), np.int64)
        lengths = np.array(list(map(len, lines)), np.int64)
        ends = np.cumsum(lengths)
        starts = ends - lengths
        inner = np.ones(len(flat), bool)
        inner[starts] = False
        inner[starts + 1] = False
        at = np.flatnonzero(inner)
        total = np.zeros(len(flat) + 1, np.int64)
        total[at + 1] = self.costs(flat[at - 2], flat[at - 1], flat[at])
        np.cumsum(total, out=total)
        scores: list[float] = (-self.step * (total[ends] - total[starts])).tolist()
        return scores

    def decode(self, windows: Sequence[Lattice], beam: int) -> list[list[int]]:
        """The numbers of the options on the best way through each window.

        The best `beam` partial readings are kept at each place, one for each pair of last tokens.
        All windows go in step, so that many questions are answered at once.
        """
        beams: list[dict[int, list[State]]] = [{0: [(0.0, w[0], None)]} for w in windows]
        longest = max((len(options) for _, options, _ in windows), default=0)
        for step in range(longest):
            moves = [
                (states, step + option[2], state, option, number)
                for (_, options, _), states in zip(windows, beams, strict=True)
                if step < len(options)
                for state in states.pop(step, ())
                for number, option in enumerate(options[step])
                if step + option[2] <= len(options)
            ]
            gains = self.score_runs([(m[2][1], m[3][0]) for m in moves])
            for (states, to, (score, last, way), option, number), gain in zip(
                moves, gains, strict=True
            ):
                after = (*last, *option[0])[-2:] if option[0] else last
                state = (score + gain - option[1], after, (way, number))
                if to in states:
                    states[to].append(state)
                else:
                    states[to] = [state]
            for states in beams:
                if step + 1 in states:
                    states[step + 1] = _prune(states[step + 1], beam)
        return self._finish(windows, beams)

    def _finish(
        self, windows: Sequence[Lattice], beams: Sequence[dict[int, list[State]]]
    ) -> list[list[int]]:
        """Weigh the ends of all windows with what follows, and take the best."""
        ends = [
            (i, state)
            for i, ((_, options, _), states) in enumerate(zip(windows, beams, strict=True))
            for state in states[len(options)]
        ]
        gains = self.score_runs([(s[1], windows[i][2]) for i, s in ends])
        best: dict[int, tuple[float, State]] = {}
        for (i, state), gain in zip(ends, gains, strict=True):
            total = state[0] + gain
            if i not in best or total > best[i][0]:
                best[i] = (total, state)
        return [_unchain(best[i][1][2]) for i in range(len(windows))]


def _prune(states: list[State], beam: int) -> list[State]:
    """The best states, one for each pair of last tokens."""
    states.sort(key=_by_score)
    kept: dict[tuple[int, ...], State] = {}
    for state in states:
        kept.setdefault(state[1], state)
        if len(kept) == beam:
            break
    return list(kept.values())


def _by_score(state: State) -> float:
    return -state[0]


def _unchain(way: Any) -> list[int]:
    chosen: list[int] = []
    while way is not None:
        way, number = way
        chosen.append(number)
    chosen.reverse()
    return chosen


def _number(
    start: npt.NDArray[np.uint32], followers: npt.NDArray[np.uint16], kind: npt.DTypeLike
) -> npt.NDArray[Any]:
    """Context and follower of each stored n-gram as one number; these are in order."""
    contexts = np.arange(len(start) - 1).astype(kind) << WORD_BITS
    numbers: npt.NDArray[Any] = np.repeat(contexts, np.diff(start)) | followers
    return numbers


def _find(
    numbers: npt.NDArray[Any], context: Ids, wanted: Ids
) -> tuple[Ids, npt.NDArray[np.bool_]]:
    """Where each wanted follower of a context stands, and whether it is there."""
    # of the same type, or numpy would convert all the numbers each time
    asked = ((context << WORD_BITS) | wanted).astype(numbers.dtype, copy=False)
    at = np.minimum(numbers.searchsorted(asked), len(numbers) - 1)
    return at, numbers[at] == asked

"""Finds the changes of a text: decodes it, fits the channel to what it shows, decodes again.

A text is read several times, until nothing changes. What its misreadings are is learnt from the
first reading, which has them all; the later ones decode anew only what has changed since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import exp, log

import attrs

from cablefix import deadline
from cablefix.channel.profile import Channel, Op
from cablefix.document.reading import Reading
from cablefix.language.lexicon import model
from cablefix.language.ngram import Run
from cablefix.words.cache_model import own_words
from cablefix.words.decoded_changes import Change, Findings
from cablefix.words.decoder import Alternative, Window, decode
from cablefix.words.detection import find_doubts
from cablefix.words.edges import Proposer
from cablefix.words.error_profile import count_litter, stop_costs
from cablefix.words.lattice import make_windows
from cablefix.words.tokens import Chunk, Stream, read_flow
from cablefix.words.word_boundaries import join_halves

LEAST_ODDS = -3.0
"""Odds of a full stop being a comma from which its chunk is doubted."""

LEAST_MARGIN = -4.0
"""How much likelier a text may be without a change for the change to be worth weighing."""

RIVALS = 6
"""How many ways to read a place are weighed against each other at the end."""

NO_RIVAL = 30.0
"""How far behind the next best change is where there is none."""

ROUNDS = 2
"""How often the channel is fitted to the document anew."""


@attrs.define(eq=False)
class Learnt:
    """What the first reading of a text taught: its misreadings, and ways to read each place.

    Empty before the first reading, which fills it; a clean print has nothing to teach.
    """

    proposer: Proposer | None = None
    channel: Channel = attrs.Factory(lambda: Channel(0))
    seen: Counter[Op] = attrs.Factory(Counter)


def find_changes(reading: Reading, learnt: Learnt) -> Findings:
    """The changes that the running text of a reading asks for."""
    chunks = join_halves(read_flow(reading))
    stream = Stream.of(chunks)
    plain = Channel(reading.noise, reading.litter, typed=not reading.is_cable)
    own = own_words(chunks, reading.noise, reading.words)
    doubts = find_doubts(chunks, stream, plain, reading.is_cable)
    proposer, channel, seen = learnt.proposer, learnt.channel, learnt.seen
    if proposer is not None:
        stops, odds = stop_costs(chunks, proposer.channel)
        if stops.keys() != proposer.stops.keys():  # a page was found since: they count anew
            proposer = learnt.proposer = attrs.evolve(proposer, stops=stops)
        changes = _decode(chunks, doubts, odds, proposer)
    else:
        channel, litter = plain, count_litter(chunks)
        for _ in range(ROUNDS if reading.noise else 1):
            stops, odds = stop_costs(chunks, channel)
            proposer = Proposer(own, channel, stops, litter, reading.is_cable)
            changes = _decode(chunks, doubts, odds, proposer)
            seen, printed = _count(chunks, changes)
            channel = channel.fitted(seen, printed, _count_blanks(changes), len(chunks))
        assert proposer is not None
        if reading.noise:
            learnt.proposer, learnt.channel, learnt.seen = proposer, channel, seen
    return Findings(
        reading.text,
        reading.is_cable,
        chunks,
        changes,
        own,
        channel,
        odds,
        proposer.stops,
        proposer.litter,
        stream.surprises().tolist(),
        seen,
    )


def _decode(
    chunks: Sequence[Chunk], doubts: Sequence[bool], odds: Mapping[int, float], proposer: Proposer
) -> list[Change]:
    doubted = [d or odds.get(i, -99.0) > LEAST_ODDS for i, d in enumerate(doubts)]
    proposer.prepare([c for c, d in zip(chunks, doubted, strict=True) if d])
    windows = list(make_windows(chunks, doubted, proposer))
    return list(_weigh(chunks, windows, decode(windows, model())))


def _count(chunks: Sequence[Chunk], changes: Sequence[Change]) -> tuple[Counter[Op], Counter[str]]:
    """The confusions that were likely seen, and the characters printed."""
    seen: Counter[Op] = Counter()
    for change in changes:
        for op in change.option.ops:
            seen[op] += _likely(change)  # type: ignore[assignment]
    printed: Counter[str] = Counter()
    for chunk in chunks:
        if not chunk.apart:
            printed.update(chunk.span.text)
    return seen, printed


def _count_blanks(changes: Sequence[Change]) -> dict[str, float]:
    """How many blanks were likely added, and lost."""
    counts = {"blank-added": 0.0, "blank-lost": 0.0}
    for change in changes:
        option = change.option
        if option.kind == "word-boundary":
            words = option.text.split(" ")
            if option.consume == 2 and "-" not in option.text:
                counts["blank-added"] += _likely(change)
            elif option.consume == 1 and len(words) == 2 and "".join(words).isalnum():
                counts["blank-lost"] += _likely(change)
    return counts


def _likely(change: Change) -> float:
    """How likely a change is by its margin; one that the text does not ask for counts nothing."""
    return 1 / (1 + exp(-min(change.margin - 2.0, 30.0))) if change.margin > 0 else 0.0


def _weigh(
    chunks: Sequence[Chunk], windows: Sequence[Window], chosen: Sequence[tuple[Alternative, ...]]
) -> Iterator[Change]:
    """For each place, the best change against leaving it and against the next best change."""
    asked: list[tuple[int, int, tuple[Alternative, ...], Alternative]] = []
    runs: list[Run] = []
    for window, choice in zip(windows, chosen, strict=True):
        deadline.check()
        at = 0
        for k, picked in enumerate(choice):
            before = (*window.before, *(i for o in choice[:k] for i in o.ids))[-2:]
            after = [*(i for o in choice[k + 1 :] for i in o.ids), *window.after][:2]
            keep = tuple(window.options[at + n][0] for n in range(picked.consume))
            rivals = [o for o in window.options[at][:RIVALS] if o.consume == picked.consume]
            if picked not in rivals:
                rivals.append(picked)
            if picked.consume > 1:
                rivals = [o for o in rivals if o.kind != "keep"]
            for option in rivals:
                asked.append((window.first + at, picked.consume, keep, option))
                ids = option.ids if option.kind != "keep" else tuple(i for o in keep for i in o.ids)
                runs.append((before, (*ids, *after)))
            if picked.consume > 1:
                asked.append((window.first + at, picked.consume, keep, keep[0]))
                runs.append((before, (*(i for o in keep for i in o.ids), *after)))
            at += picked.consume
    gains = model().score_runs(runs)
    by_place: dict[int, list[tuple[float, Alternative]]] = {}
    consumed: dict[int, int] = {}
    for (place, consume, keep, option), gain in zip(asked, gains, strict=True):
        cost = sum(o.cost for o in keep) if option.kind == "keep" else option.cost
        by_place.setdefault(place, []).append((gain - cost, option))
        consumed[place] = consume
    for place, scored in by_place.items():
        kept = next(score for score, o in scored if o.kind == "keep")
        changes = sorted(((s, o) for s, o in scored if o.kind != "keep"), key=lambda x: -x[0])
        if not changes or changes[0][0] - kept < LEAST_MARGIN:
            continue
        best, option = changes[0]
        last = chunks[place + consumed[place] - 1]
        rival = best - changes[1][0] if len(changes) > 1 else NO_RIVAL
        crowd = log(sum((exp(score - best) for score, _ in changes[1:]), exp(-NO_RIVAL)))
        yield Change(chunks[place], last, place, option, best - kept, rival, crowd)

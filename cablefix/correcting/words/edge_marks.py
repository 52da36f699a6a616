"""Other marks that may have been printed before and behind a word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from cablefix.correcting.words.channel import Channel
from cablefix.correcting.words.flow import Chunk, parse
from cablefix.correcting.words.litter import Litter
from cablefix.vocabulary.lexicon import unigram_costs

SIGNS = ("-", "$", "£", "+", "#")
"""Marks that belong to the number behind them."""

Marks = tuple[str, str]
"""The marks before a core and behind it."""

Costs = tuple[tuple[str, float], ...]
"""Marks that may have been printed, with what each costs."""


def other_marks(
    chunk: Chunk, channel: Channel, litter: Litter, stops: Mapping[int, float]
) -> tuple[tuple[Marks, float], ...]:
    """Other marks before and after the core, the cheapest first.

    `stops`: for each page, the cost of a comma read as a full stop.
    """
    p = chunk.parse
    signed = p.core[:1].isdigit() and p.lead.endswith(SIGNS)
    sign = p.lead[-1:] if signed else ""
    before = _leads(p.lead[: len(p.lead) - len(sign)], channel, litter)
    leads = tuple((f"{marks}{sign}", cost) for marks, cost in before)
    tails = channel.marks_meant("end" if chunk.place == "end" else "mid", p.tail)
    if p.tail == "." and chunk.page in stops:
        own = stops[chunk.page]
        tails = tuple((t, own if t == "," else cost) for t, cost in tails)
    return _combine(p.lead, p.tail, leads, tails)


@lru_cache(maxsize=1 << 12)
def _combine(
    lead_read: str, tail_read: str, leads: Costs, tails: Costs
) -> tuple[tuple[Marks, float], ...]:
    """The marks on both sides, the cheapest first: few are read, and again and again."""
    both = [((lead_read, tail), cost) for tail, cost in _shortlist(tails, tail_read)]
    both += [((lead, tail_read), cost) for lead, cost in _shortlist(leads, lead_read)]
    if lead_read and tail_read:
        both.append((("", ""), dict(leads).get("", 16.0) + dict(tails).get("", 16.0)))
    both.sort(key=lambda b: (b[1] + _mark_prior(b[0][0]) + _mark_prior(b[0][1]), b[0]))
    return tuple(both)


def _leads(read: str, channel: Channel, litter: Litter) -> Costs:
    found = channel.marks_meant("lead", read)
    own = litter.leads.get(read)
    if own is None:
        return found
    return tuple((m, min(own, cost) if not m else cost) for m, cost in found)


def _shortlist(options: Costs, read: str) -> list[tuple[str, float]]:
    """The likeliest other marks: without any, or some of those read, or a few that were lost."""
    others = sorted(
        ((marks, cost) for marks, cost in options if marks != read),
        key=lambda o: (o[1] + _mark_prior(o[0]), o[0]),
    )
    less = [o for o in others if len(o[0]) < len(read)][:3]
    same = [o for o in others if o not in less][:4]
    return less + same


@cache
def _mark_prior(marks: str) -> float:
    return prior(parse(marks).ids)


@lru_cache(maxsize=1 << 16)
def prior(ids: tuple[int, ...]) -> float:
    """A rough cost of some tokens without their context."""
    costs = unigram_costs()
    return 0.6 * sum([costs[i] for i in ids])

"""The one place that decides: weighs proposals, resolves overlaps, sets the confidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cablefix.correcting.closed_lists import propose_from_lists
from cablefix.correcting.copies import propose_by_agreement
from cablefix.correcting.distribution import propose_distribution
from cablefix.correcting.drafting import propose_drafting
from cablefix.correcting.paragraph_numbers import (
    propose_paragraph_numbers,
    propose_portion_marks,
)
from cablefix.correcting.proposals import Proposal
from cablefix.correcting.restoration import propose_restoration
from cablefix.correcting.sequence import propose_by_sequence
from cablefix.correcting.words.evidence import propose_words
from cablefix.model import Correction
from cablefix.reading.document import Reading

EVIDENCE: tuple[Callable[[Reading], Iterator[Proposal]], ...] = (
    propose_by_agreement,
    propose_by_sequence,
    propose_distribution,
    propose_from_lists,
    propose_paragraph_numbers,
    propose_portion_marks,
    propose_drafting,
    propose_restoration,
    propose_words,
)
"""Where proposals come from, the strongest evidence first."""

LEAST = 0.3
"""Proposals that are less likely right than this are not worth a reader's time."""


def decide(reading: Reading) -> list[Correction]:
    """The findings of one reading: disjoint, sorted, each with its confidence.

    Of proposals that overlap, the surest stands; of equals, that of the stronger evidence.
    """
    ranked: list[tuple[float, int, Proposal]] = []
    for rank, evidence in enumerate(EVIDENCE):
        ranked += [(-p.score, rank, p) for p in evidence(reading) if p.score >= LEAST]
    ranked.sort(key=lambda r: (r[0], r[1], r[2].start, r[2].end))
    return [_as_correction(p) for p in _disjoint(p for _, _, p in ranked)]


def _disjoint(proposals: Iterable[Proposal]) -> list[Proposal]:
    taken: list[Proposal] = []
    covered: set[int] = set()
    for p in proposals:
        span = range(p.start, p.end)
        if p.start < p.end and p.replacement != p.original and covered.isdisjoint(span):
            covered.update(span)
            taken.append(p)
    return sorted(taken, key=lambda p: p.start)


def _as_correction(p: Proposal) -> Correction:
    return Correction(
        p.start, p.end, p.original, p.replacement,
        kind=p.kind, rule=p.rule, confidence=round(p.score, 4), why=p.why,
    )  # fmt: skip

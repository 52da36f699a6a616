"""The one place that decides: weighs proposals, resolves overlaps, sets the confidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import attrs

from cablefix import deadline
from cablefix.apparatus.addresses import propose_addresses
from cablefix.apparatus.closed_lists import propose_from_lists
from cablefix.apparatus.copies import (
    propose_by_agreement,
)
from cablefix.apparatus.date_groups import propose_date_groups
from cablefix.apparatus.designators import propose_codes, propose_designators
from cablefix.apparatus.distribution import propose_distribution
from cablefix.apparatus.drafting import propose_bureaus, propose_drafting
from cablefix.apparatus.head_fields import propose_head_fields
from cablefix.apparatus.head_labels import keeps_label, propose_labels
from cablefix.apparatus.labelled_values import propose_labelled_values
from cablefix.apparatus.number_sequences import propose_by_sequence
from cablefix.apparatus.officials import propose_officials
from cablefix.apparatus.page_headers import propose_loose_headers
from cablefix.apparatus.paragraph_numbers import propose_paragraph_numbers, propose_portion_marks
from cablefix.apparatus.printed_phrases import (
    propose_banners,
    propose_printed_phrases,
    propose_stamp_blocks,
)
from cablefix.apparatus.release_labels import propose_release_labels
from cablefix.apparatus.restoration import propose_restoration
from cablefix.apparatus.second_copies import propose_from_second_copy
from cablefix.apparatus.slashed_zeros import propose_slashed_zeros
from cablefix.apparatus.station_codes import propose_station_codes
from cablefix.document.cable_boundaries import split_cables
from cablefix.document.flattened import read_flattened
from cablefix.document.reading import Reading
from cablefix.findings import LEVELS, Correction
from cablefix.proposals import Proposal
from cablefix.ranking.policy import NO_POLICY, Policy
from cablefix.ranking.reranker import judge
from cablefix.ranking.vetoes import (
    keeps_abbreviation,
    keeps_given,
    keeps_habit,
    keeps_sign,
    makes_name,
)
from cablefix.words.adaptation import Learnt
from cablefix.words.broken_words import propose_broken_words
from cablefix.words.characters import propose_foreign_script, propose_letter_signs
from cablefix.words.figures import propose_figures
from cablefix.words.line_case import propose_line_case
from cablefix.words.noise_lines import propose_noise_lines
from cablefix.words.numbers import propose_numbers
from cablefix.words.own_words import propose_own_words
from cablefix.words.propose import propose_words
from cablefix.words.series import propose_series
from cablefix.words.shifted_words import propose_shifted_words
from cablefix.words.unique_readings import propose_unique_readings

Evidence = Callable[[Reading], Iterator[Proposal]]

OF_EACH_CABLE: tuple[Evidence, ...] = (
    propose_by_agreement,
    propose_by_sequence,
    propose_distribution,
    propose_from_lists,
    propose_paragraph_numbers,
    propose_portion_marks,
    propose_officials,
)
"""Evidence that holds within one cable: the copies of a field in the next one say nothing."""

OF_THE_TEXT: tuple[Evidence, ...] = (
    propose_letter_signs,
    propose_from_second_copy,
    propose_series,
    propose_broken_words,
    propose_figures,
    propose_numbers,
    propose_own_words,
    propose_unique_readings,
    propose_line_case,
    propose_shifted_words,
    propose_addresses,
    propose_date_groups,
    propose_head_fields,
    propose_loose_headers,
    propose_slashed_zeros,
    propose_station_codes,
    propose_drafting,
    propose_bureaus,
    propose_restoration,
    propose_banners,
    propose_printed_phrases,
    propose_stamp_blocks,
    propose_release_labels,
    propose_labels,
    propose_designators,
    propose_labelled_values,
    propose_codes,
    propose_foreign_script,
    propose_noise_lines,
)

EVIDENCE = (*OF_EACH_CABLE, *OF_THE_TEXT)
"""Where proposals come from besides the words of the text, the strongest evidence first."""

BLANKS, LINE_ENDS = " \t", "\n\r\f"

LEAST = 0.5
"""Proposals that are likelier wrong than right are not worth a reader's time."""

LEAST_OF_NAME = 0.6
"""Nor is a known name for an unknown one that is about as likely: lists have few of them."""


def gather(reading: Reading, learnt: Learnt | None = None) -> list[Proposal]:
    """All that the evidence proposes, the strongest evidence first, but for the user's words.

    Passages that are not in English, or that nobody can read, are none of its business; no more are
    signs that text was withheld, but for mending a damaged one as what it is.
    A head whose line ends were lost is read as if it had them; its tokens are mended one by one.
    `learnt`: what an earlier reading of the same text taught of its words.
    """
    lines = read_flattened(reading)
    cables = split_cables(lines)
    found = (
        p
        for evidence in EVIDENCE
        for part in (cables if evidence in OF_EACH_CABLE else [lines])
        for p in _in_time(evidence, part)
        if lines is reading or _mends_a_token(p, reading.text)
    )
    return [
        _anchor(p, reading.text)
        for p in chain(found, propose_words(reading, learnt))
        if p.start < p.end
        and not reading.is_apart(p.start, p.end)
        and not reading.is_marked_up(p.start, p.end)
        and keeps_label(p, reading)
        and keeps_sign(p, reading)
        and keeps_given(p, reading)
        and keeps_habit(p, reading)
        and keeps_abbreviation(p)
    ]


def _mends_a_token(p: Proposal, text: str) -> bool:
    """Whether a proposal puts one token for one that the text has, marks and figures kept.

    Where lines were run together marks were dropped, too (E.O. 11652 GDS), and a sum may be that of
    another line: no figure becomes another one.
    """
    if p.original != text[p.start : p.end] or len(p.replacement) != len(p.original):
        return False
    return not any(
        old != new and ((old.isdigit() and new.isdigit()) or not (old.isalnum() and new.isalnum()))
        for old, new in zip(p.original, p.replacement, strict=True)
    )


def _in_time(evidence: Evidence, part: Reading) -> Iterator[Proposal]:
    """What one kind of evidence proposes, while the time limit allows."""
    deadline.check()
    return evidence(part)


def _anchor(p: Proposal, text: str) -> Proposal:
    """The proposal with exactly what stands in its place: fields are read without their blanks."""
    start, end = p.start, p.end
    if not p.replacement:
        start, end = _with_blank(start, end, text)
    here = text[start:end]
    if p.original == here:
        return p
    return attrs.evolve(p, start=start, end=end, original=here)


def _with_blank(start: int, end: int, text: str) -> tuple[int, int]:
    """A stray token takes one of the blanks beside it along, so that none is left over."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if after in BLANKS and (before in BLANKS or before in LINE_ENDS):
        return start, end + 1
    if before in BLANKS and after in LINE_ENDS:
        return start - 1, end
    return start, end


def decide(
    reading: Reading, policy: Policy = NO_POLICY, learnt: Learnt | None = None
) -> list[Correction]:
    """The findings of one reading: disjoint, sorted, each with its confidence.

    Of proposals that overlap, the surest stands; of equals, that of the stronger evidence.
    `policy` is what the user has laid down.
    """
    proposals = policy.govern(gather(reading, learnt), reading.text)
    sure = judge(proposals, reading.noise, reading.litter, len(reading.text.split()))
    ranked = sorted(
        (-confidence, rank, p)
        for rank, (p, confidence) in enumerate(zip(proposals, sure, strict=True))
        if confidence >= LEAST
        and p.replacement != p.original
        and (confidence >= LEAST_OF_NAME or not makes_name(p))
    )
    taken: list[tuple[Proposal, float]] = []
    covered: set[int] = set()
    for confidence, _, p in ranked:
        span = range(p.start, p.end)
        if covered.isdisjoint(span):
            covered.update(span)
            taken.append((p, -confidence))
    taken.sort(key=lambda t: t[0].start)
    return [_as_correction(p, confidence) for p, confidence in _agreeing(taken)]


def _agreeing(found: Sequence[tuple[Proposal, float]]) -> list[tuple[Proposal, float]]:
    """The findings without those that contradict a surer one: of one word, one reading."""
    best: dict[str, tuple[float, str]] = {}
    for p, confidence in found:
        word = p.original.strip()
        best[word] = max(best.get(word, (0.0, "")), (confidence, p.replacement.strip()))
    return [
        (p, confidence)
        for p, confidence in found
        if confidence >= LEVELS["probable"] or best[p.original.strip()][1] == p.replacement.strip()
    ]


def _as_correction(p: Proposal, confidence: float) -> Correction:
    return Correction(
        p.start, p.end, p.original, p.replacement,
        kind=p.kind, rule=p.rule, confidence=round(confidence, 4), why=p.why,
    )  # fmt: skip

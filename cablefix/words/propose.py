"""Proposals for the words and marks of the running text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import exp

import attrs

from cablefix import deadline
from cablefix.document.reading import Reading
from cablefix.language.truecase import CAPITAL, usual_case
from cablefix.proposals import Proposal
from cablefix.words.adaptation import Learnt, find_changes
from cablefix.words.cache_model import agreement
from cablefix.words.decoded_changes import Change, Findings
from cablefix.words.edges import POOR
from cablefix.words.features import explain, measure, updates_spelling
from cablefix.words.right_print import expected_numbers, is_right_print
from cablefix.words.suggested_only import is_for_a_reader
from cablefix.words.tokens import parse

SERIES = 1.2
"""Cost of a comma read as a full stop on a page, below which the page shows a series of them."""

LEAST_IN_SERIES = 5
"""Places of a page that must each be a likely comma for the page to show a series."""

OLDER = 3
"""Changes to older spellings from which a text is held to be in them throughout."""

FOR_A_READER = 0.6
"""How sure a change is at most that is right of the word, but may not be wanted by who made the
text."""

LONG, USUAL = 7, 7.0
"""A word without company must be long, or the misreading a usual one, to be settled so."""

CLEAR = 3.0
"""Margin from which a change to one of the document's own words needs no other evidence."""

OWN_WORDS = {1: 0.95, 2: 0.95}
"""Share of such changes that was right on the rendered cables (fit part), by how far they agree."""

ALONE_IN_NOISE = 0.74
"""The same for a word without company in poor print: 92 of 124 (development part, L3 and L4)."""

MOST_SURE_OF_COMMA = 0.97


def propose_words(reading: Reading, learnt: Learnt | None = None) -> Iterator[Proposal]:
    """Proposals for words, word boundaries and marks, by the language model and the channel.

    `learnt`: what an earlier reading of the same text taught; it is filled by the first.
    """
    found = find_changes(reading, learnt or Learnt())
    variants, older = _look_for_older_spelling(found)
    expected = expected_numbers(reading.lines)
    for change in found.changes:
        deadline.check()
        updates = (variants and updates_spelling(change.option.ops, found.channel)) or (
            older and change.option.kind == "word"
        )
        p = _as_proposal(change, found)
        if updates or is_right_print(p, change, found, expected, reading.litter):
            continue
        if is_for_a_reader(p, change, found, reading.litter):
            yield attrs.evolve(p, most=FOR_A_READER)
        else:
            yield p
        if not older:
            yield from _propose_own_word(p, change, found)
    yield from _propose_commas(found)


def _look_for_older_spelling(found: Findings) -> tuple[int, bool]:
    """How many changes only bring a spelling up to date; whether the text is old throughout."""
    variants = (
        0
        if found.capitals
        else sum(updates_spelling(c.option.ops, found.channel) for c in found.changes)
    )
    return variants, variants >= OLDER and variants * 4 >= len(found.changes)


def _propose_own_word(p: Proposal, change: Change, found: Findings) -> Iterator[Proposal]:
    """The change to a word that the document itself has again and again; its marks stay."""
    read, option = change.first.parse, change.option
    if option.kind == "punctuation" or change.margin < CLEAR or not read.unknown:
        return
    if not found.capitals and not _is_plain_word(change, found):
        return  # among small letters a capital makes a name, and names are many
    level = agreement(found.chunks, found.own, change.place, option.consume, option.text)
    likely = len(option.text) >= LONG or found.channel.cost(option.ops) <= USUAL
    if level == 2 or (level and likely):
        rule = "own-words-in-company" if level == 2 else "own-words"
        alone = level == 1 and found.channel.noise >= POOR
        score = ALONE_IN_NOISE if alone else OWN_WORDS[level]
        text = f"{read.lead}{parse(option.text).core}{change.last.parse.tail}"
        yield attrs.evolve(p, replacement=text, rule=rule, score=score, grounds=None)


def _is_plain_word(change: Change, found: Findings) -> bool:
    updates = updates_spelling(change.option.ops, found.channel)
    return change.first.parse.core.islower() and not updates


def _propose_commas(found: Findings) -> Iterator[Proposal]:
    """Full stops on a page that shows many commas read so, where a comma is the likelier."""
    likely = Counter(found.chunks[i].page for i, odds in found.stop_odds.items() if odds > 0)
    for i, odds in found.stop_odds.items():
        chunk = found.chunks[i]
        shown = found.stops[chunk.page] < SERIES and likely[chunk.page] >= LEAST_IN_SERIES
        if odds > 0 and shown and not chunk.fixed and not _ends_before_a_capital(found, i):
            yield Proposal(
                chunk.span.start, chunk.span.end, chunk.span.text, chunk.span.text[:-1] + ",",
                "punctuation", "comma-series", min(1 / (1 + exp(-odds)), MOST_SURE_OF_COMMA),
                "on this page commas are read as full stops; the sentence runs on", None,
            )  # fmt: skip


def _ends_before_a_capital(found: Findings, i: int) -> bool:
    """Whether a capital on a word that is seldom written so shows that a sentence ended."""
    after = found.chunks[i + 1].parse.core if i + 1 < len(found.chunks) else ""
    return not found.capitals and after.istitle() and usual_case(after) != CAPITAL


def _as_proposal(change: Change, found: Findings) -> Proposal:
    first, last, option = change.first, change.last, change.option
    start, end = first.span.start, last.span.end
    original = found.text[start:end]
    score = 1 / (1 + exp(-0.35 * change.margin)) * (1 - 0.5 * exp(-change.rival))
    return Proposal(
        start, end, original, option.text, option.kind, f"words-{option.kind}", score,
        explain(change, found), measure(change, found),
    )  # fmt: skip

"""Finds the places that decisions of a person speak of, and makes the findings obey them.

A decision is kept by its quote and context, so that it still finds its place in a text that was
edited elsewhere; on the text it was taken on, its offset tells apart equal lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

import attrs

from cablefix.findings import Correction, Decision, Findings

NEAR = 8
"""Characters of context that must agree where the surroundings of a quote have been edited."""

BY_HAND = "by-hand"
"""The rule of a correction that a person wrote."""

T = TypeVar("T", bound=Findings)

Placed = tuple[int, int, Decision]
"""A decision with the span of the text it speaks of."""


def place(text: str, decision: Decision) -> tuple[int, int] | None:
    """The span of `text` that a decision speaks of, or None when it is no longer there.

    Of several places that fit equally well, the one nearest to where the decision was taken;
    a decision without an offset must fit one place better than all others.

    >>> place("FROM MODIS TO MODIS.", Decision("MODIS", "NODIS", "refused", after="."))
    (14, 19)
    """
    quote = decision.quote
    if decision.start is not None and _fits(text, decision.start, decision):
        return decision.start, decision.start + len(quote)
    wanted = min(NEAR, len(decision.before) + len(decision.after))
    best: list[int] = []
    most = wanted
    for at in _occurrences(text, quote):
        agree = _agreement(text, at, decision)
        if agree > most:
            best, most = [at], agree
        elif agree == most:
            best.append(at)
    if not best or (len(best) > 1 and decision.start is None):
        return None
    start = min(best, key=lambda at: abs(at - (decision.start or 0)))
    return start, start + len(quote)


def _fits(text: str, at: int, decision: Decision) -> bool:
    end = at + len(decision.quote)
    return (
        text.startswith(decision.quote, at)
        and text[max(0, at - len(decision.before)) : at] == decision.before
        and text.startswith(decision.after, end)
    )


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _agreement(text: str, at: int, decision: Decision) -> int:
    """How many characters of the context agree, counted outward from the quote; CR is passed."""
    end = at + len(decision.quote)
    before = _without_cr(text[max(0, at - 2 * len(decision.before)) : at])
    after = _without_cr(text[end : end + 2 * len(decision.after)])
    return _common(reversed(before), reversed(_without_cr(decision.before))) + _common(
        after, _without_cr(decision.after)
    )


def _without_cr(text: str) -> str:
    return text.replace("\r", "")


def _common(a: Iterable[str], b: Iterable[str]) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def obey(result: T, decisions: Iterable[Decision]) -> T:
    """The result as a person decided it; decisions without a place are kept and change nothing.

    Raises ValueError when two decisions want different changes of overlapping text.
    """
    given = tuple(decisions)
    placed = [(*span, d) for d in given if (span := place(result.original, d))]
    kept = tuple(dict.fromkeys((*result.decisions, *given)))
    corrections, suggestions = settle(result.corrections, result.suggestions, placed)
    return attrs.evolve(result, corrections=corrections, suggestions=suggestions, decisions=kept)


def settle(
    corrections: Sequence[Correction], suggestions: Sequence[Correction], placed: Sequence[Placed]
) -> tuple[tuple[Correction, ...], tuple[Correction, ...]]:
    """Corrections and suggestions after the decisions: what a person judged is out of question.

    The last decision about a place holds. Raises ValueError when two changes overlap.
    """
    by_place = {(start, end): d for start, end, d in placed}
    spans = sorted(by_place)
    found = {(c.start, c.end): c for c in (*suggestions, *corrections)}
    made = [
        _decided(span, by_place[span], found.get(span)) for span in spans if by_place[span].changes
    ]
    for a, b in pairwise(made):
        if b.start < a.end:
            raise ValueError(
                f"the decisions on {a.original!r} at {a.start} and {b.original!r} at {b.start} "
                "overlap: keep one of them"
            )
    open_corrections = _outside(corrections, spans)
    applied = sorted((*open_corrections, *made), key=lambda c: c.start)
    return tuple(applied), tuple(_outside(suggestions, spans))


def _outside(findings: Sequence[Correction], spans: Sequence[tuple[int, int]]) -> list[Correction]:
    """The findings that meet none of the spans; both are sorted by start."""
    out = []
    i = 0
    reach = 0
    for c in findings:
        while i < len(spans) and spans[i][0] < c.end:
            reach = max(reach, spans[i][1])
            i += 1
        if reach <= c.start:
            out.append(c)
    return out


def _decided(span: tuple[int, int], decision: Decision, found: Correction | None) -> Correction:
    """The correction that a person accepted or wrote, beyond doubt from now on."""
    if found and found.replacement == decision.replacement:
        if found.confidence == 1.0:
            return found
        why = f"accepted by a person; before, at {found.confidence:.2f}: {found.why}"
        return attrs.evolve(found, confidence=1.0, why=why)
    return Correction(
        *span, decision.quote, decision.replacement,
        kind=found.kind if found else "word", rule=BY_HAND, confidence=1.0,
        why=decision.note or f"{decision.verdict} by a person",
    )  # fmt: skip

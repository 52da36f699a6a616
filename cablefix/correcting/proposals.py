"""What evidence hands to the place that decides."""

from __future__ import annotations

import attrs

from cablefix.correcting.grounds import FieldGrounds, WordGrounds
from cablefix.reading.lines import Span

NO_GROUNDS = FieldGrounds()


@attrs.frozen
class Proposal:
    """A change that one piece of evidence asks for.

    `score` is how sure that evidence is by itself (0..1); `grounds` are its measurements, None
    where the score is not to be weighed further; `why` names it in words for a historian.
    """

    start: int
    end: int
    original: str
    replacement: str
    kind: str
    rule: str
    score: float
    why: str
    grounds: FieldGrounds | WordGrounds | None = NO_GROUNDS


def propose(
    span: Span,
    replacement: str,
    *,
    kind: str,
    rule: str,
    score: float,
    why: str,
    grounds: FieldGrounds | WordGrounds | None = NO_GROUNDS,
) -> Proposal:
    """A proposal for a whole span of the text."""
    return Proposal(span.start, span.end, span.text, replacement, kind, rule, score, why, grounds)

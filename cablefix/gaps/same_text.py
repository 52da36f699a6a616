"""Whether two sheets bear the same text."""

from __future__ import annotations

from rapidfuzz import fuzz

from cablefix.reading.frames import Frame

ALIKE = 70.0
"""Likeness (percent) of the texts of two sheets that are the same page."""


def body_of(frame: Frame) -> str:
    """The running text of a frame, its lines joined."""
    return "\n".join(r.line.text for r in frame.body)


def are_alike(frame: Frame, other: Frame) -> bool:
    """Whether two sheets bear the same text."""
    a, b = body_of(frame)[:1200], body_of(other)[:1200]
    if min(len(a), len(b)) < 60 or max(len(a), len(b)) > 2 * min(len(a), len(b)):
        return False
    return fuzz.ratio(a, b, score_cutoff=ALIKE) > 0

"""Whether two sheets bear the same text."""

from __future__ import annotations

from rapidfuzz import fuzz

from cablefix.reading.frames import Frame

_COMPARED = 1200
"""Characters of two pages that are compared."""

ALIKE = 70.0
"""Likeness (percent) of the texts of two sheets that are the same page."""


def body_of(frame: Frame, most: int) -> str:
    """The running text of a frame up to so many characters, its lines joined."""
    kept: list[str] = []
    size = 0
    for r in frame.body:
        if size > most:
            break
        kept.append(r.line.text)
        size += len(r.line.text) + 1
    return "\n".join(kept)[:most]


def are_alike(frame: Frame, other: Frame) -> bool:
    """Whether two sheets bear the same text."""
    a, b = body_of(frame, _COMPARED), body_of(other, _COMPARED)
    if min(len(a), len(b)) < 60 or max(len(a), len(b)) > 2 * min(len(a), len(b)):
        return False
    return fuzz.ratio(a, b, score_cutoff=ALIKE) > 0

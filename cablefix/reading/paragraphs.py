"""Follows the numbered paragraphs of a cable through its pages."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cablefix.reading.frames import Frame
from cablefix.reading.recognise import ReadLine

FURTHEST = 30
"""The largest jump in numbering that is still the cable's own."""


@attrs.frozen
class Numbered:
    """A paragraph number where it stands."""

    number: int
    frame: Frame
    line: ReadLine


def follow(frames: Sequence[Frame]) -> list[Numbered]:
    """The paragraph numbers that belong to the cable's own numbering, in order.

    Numbers that fall back are lists inside a paragraph and are passed over.
    """
    found: list[Numbered] = []
    last = 0
    for frame in frames:
        for line in frame.lines:
            if line.form != "paragraph":
                continue
            span = line.field("paragraph")
            assert span is not None  # every paragraph line has its number
            number = int(span.text)
            if last < number <= last + FURTHEST:
                found.append(Numbered(number, frame, line))
                last = number
    return found

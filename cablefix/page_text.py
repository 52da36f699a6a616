"""What is known of words that were read from page images: where they stand, how sure, what else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

import attrs

from cablefix.by_fields import ByFields


@attrs.frozen(weakref_slot=False)
class Box(ByFields):
    """A rectangle on a page, in the units of its file; the origin is the upper left corner.

    >>> Box(10, 10, 50, 20).union(Box(60, 8, 90, 20))
    Box(left=10, top=8, right=90, bottom=20)
    """

    left: float
    top: float
    right: float
    bottom: float

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left), min(self.top, other.top),
            max(self.right, other.right), max(self.bottom, other.bottom),
        )  # fmt: skip

    def part(self, start: float, end: float) -> Box:
        """The part between two shares (0..1) of the width; whole units if the box has such.

        >>> Box(0, 0, 70, 10).part(0, 4 / 7)
        Box(left=0, top=0, right=40, bottom=10)
        """
        width = self.right - self.left
        left, right = self.left + width * start, self.left + width * end
        if all(float(v).is_integer() for v in (self.left, self.right)):
            left, right = round(left), round(right)
        return Box(max(left, self.left), self.top, min(right, self.right), self.bottom)

    def holds(self, other: Box, slack: float = 0) -> bool:
        """Whether the other box lies in this one, give or take `slack` units."""
        return (
            self.left - slack <= other.left <= other.right <= self.right + slack
            and self.top - slack <= other.top <= other.bottom <= self.bottom + slack
        )


def union_of(boxes: Iterable[Box | None]) -> Box | None:
    """The smallest box that holds all of them; None when one is not known, or there are none."""
    found: Box | None = None
    for box in boxes:
        if box is None:
            return None
        found = box if found is None else found.union(box)
    return found


@attrs.frozen
class Alternative(ByFields):
    """Another reading of a word that the engine offered, with its weight (0..1) if it gave one."""

    text: str
    confidence: float | None = None


@attrs.frozen(weakref_slot=False)
class Word(ByFields):
    """A word of a page: its span in the text (code points), its box, how sure the engine was.

    `box` and `confidence` (0..1) are None where the file has none; `page` counts the pages from 1.
    """

    start: int
    end: int
    box: Box | None
    confidence: float | None
    alternatives: tuple[Alternative, ...]
    page: int


@runtime_checkable
class PageText(Protocol):
    """A text whose words have places: what the corrector takes beside a plain str."""

    @property
    def text(self) -> str:
        """The text, one str."""

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words, sorted by start, disjoint."""

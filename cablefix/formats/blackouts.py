"""Blacked-out places of a PDF: filled rectangles, and the letters that lie under them.

A text that is still there under a rectangle was meant to be withheld. It is counted, and goes
nowhere: the text of the page has full blocks in its place, as the page shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

import attrs

from cablefix.by_fields import ByFields
from cablefix.formats.leaves import ReadLine, ReadWord
from cablefix.page_text import Box

BLOCK = "\u2588"
LETTER, PITCH = 7.2, 12.0
"""Width of a letter and height of a line in points where a page has none to measure: a typewriter
writes ten letters and six lines to the inch."""

LEAST = 0.5
"""Of the height of a line, what a place is high at least; lower ones are rules under print."""

MOST = 0.9
"""Of the page, what a place covers at most; larger ones are its ground."""

DARK = 96
"""The brightest part (0..255) of a colour that hides black print."""


@attrs.frozen
class Letter(ByFields):
    """A letter of a page; `box` is None for blanks and line ends, `light` if it shows on black."""

    text: str
    box: Box | None
    light: bool = False


def is_dark(red: int, green: int, blue: int, alpha: int) -> bool:
    """Whether a colour hides print under it."""
    return max(red, green, blue) <= DARK and alpha > 255 - DARK


def covers(place: Box, letter: Letter) -> bool:
    """Whether the middle of a letter lies in a place."""
    box = letter.box
    if box is None:
        return False
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return place.left <= x <= place.right and place.top <= y <= place.bottom


def choose(
    rectangles: Iterable[Box], letters: Sequence[Letter], page: Box, pitch: float
) -> list[Box]:
    """The rectangles that black something out: none that are rules, ground, or bars with print on
    them that shows.
    """
    area = (page.right - page.left) * (page.bottom - page.top)
    found: list[Box] = []
    for box in rectangles:
        width, height = box.right - box.left, box.bottom - box.top
        if height < LEAST * pitch or width < LETTER or width * height > MOST * area:
            continue
        if any(letter.light and covers(box, letter) for letter in letters):
            continue
        if not any(other.holds(box) for other in found):
            found.append(box)
    return found


def measure(letters: Sequence[Letter]) -> tuple[float, float]:
    """The width of a letter with its space, and the height of a line, as far as a page tells."""
    steps = [
        b.box.left - a.box.left
        for a, b in pairwise(letters)
        if a.box and b.box and 0 < b.box.left - a.box.left < 4 * LETTER
    ]
    tops = sorted({round(letter.box.bottom) for letter in letters if letter.box})
    downs = [b - a for a, b in pairwise(tops) if b - a > LEAST * PITCH]
    return (median(steps) if steps else LETTER), (min(downs) if downs else PITCH)


def put_in(lines: list[ReadLine], places: Iterable[Box], letter: float, pitch: float) -> None:
    """Put full blocks into the lines that places cover, or in lines of their own."""
    for place in places:
        for part in _slices(place, pitch):
            blocks = BLOCK * max(1, round((part.right - part.left) / letter))
            word = ReadWord(blocks, None, part)
            middle = (part.top + part.bottom) / 2
            at = next((i for i, line in enumerate(lines) if _crosses(line.box, middle)), None)
            if at is not None:
                words = sorted((*lines[at].words, word), key=_left)
                lines[at] = ReadLine(words, part.union(lines[at].box or part))
            else:
                below = (i for i, x in enumerate(lines) if x.box and x.box.top > middle)
                lines.insert(next(below, len(lines)), ReadLine([word], part))


def _slices(place: Box, pitch: float) -> Iterator[Box]:
    """A place line by line."""
    count = max(1, round((place.bottom - place.top) / pitch))
    height = (place.bottom - place.top) / count
    for i in range(count):
        top = place.top + i * height
        yield Box(place.left, top, place.right, top + height)


def _crosses(box: Box | None, y: float) -> bool:
    return box is not None and box.top <= y <= box.bottom


def _left(word: ReadWord) -> float:
    return word.box.left if word.box else 0.0

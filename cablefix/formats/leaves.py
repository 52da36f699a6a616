"""What all formats have in common: pages of blocks of lines of words; and the text they make."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.by_fields import ByFields, Shown
from cablefix.formats.errors import PagesError
from cablefix.page_text import Alternative, Box, Word

PAGE_END = "\f"

Part = tuple[int, int]
"""A stretch of a source, by its offsets."""

Places = npt.NDArray[np.int64]
"""Where words begin in a source."""

NOWHERE = -1
"""The place of words in files that are not written."""
LONGEST_WORD, LONGEST_LINE = 5_000, 200_000
"""Letters. A rule of underlines has hundreds, and a page without lines, which counts as one, some
ten thousand; what is longer is no print but an attack, and takes the corrector hours.
"""


@attrs.frozen(eq=False)
class ReadWord(Shown):
    """A word as a format has it; `slot` is its place in the file, known to that format alone.

    Of pages that are read for their text it is only the offset at which the word begins, so that a
    file of many pages is never in memory as a whole; None where the format is not written.
    `glued`: no blank stands before it, as before the hyphen that ALTO keeps by itself.
    """

    text: str
    slot: Any
    box: Box | None = None
    confidence: float | None = None
    alternatives: tuple[Alternative, ...] = ()
    glued: bool = False


@attrs.frozen(eq=False)
class ReadLine(Shown):
    """A line of print; one without words is an empty line."""

    words: Sequence[ReadWord]
    box: Box | None = None


@attrs.frozen(eq=False)
class ReadBlock(Shown):
    """Lines that belong together; a blank line stands between blocks."""

    lines: Sequence[ReadLine]
    box: Box | None = None


@attrs.frozen
class Leaf(ByFields):
    """A page: its number from 1, its size in the units of its boxes, the name of its image."""

    number: int
    box: Box | None = None
    image: str | None = None
    unit: str = "pixel"


@attrs.frozen(eq=False)
class ReadLeaf(Shown):
    """A page with what stands on it.

    `parts` are stretches of the source that can each be read by itself and hold all of its words;
    `goes_on`: a word of the page before goes on here, and the two are to be read together.
    """

    leaf: Leaf
    blocks: Sequence[ReadBlock]
    parts: Sequence[Part] = ()
    goes_on: bool = False


@attrs.frozen(eq=False)
class Assembled(Shown):
    """The text of some pages, its words, the offset in the source of each, and the parts of it."""

    text: str
    words: tuple[Word, ...]
    leaves: tuple[Leaf, ...]
    places: Places
    parts: tuple[Part, ...]


def without_trees(blocks: Iterable[ReadBlock]) -> list[ReadBlock]:
    """The same, with the offset of each word in place of its slot: the tree may go."""

    def light(word: ReadWord) -> ReadWord:
        return ReadWord(
            word.text, word.slot.at, word.box, word.confidence, word.alternatives, word.glued
        )

    return [
        ReadBlock([ReadLine(list(map(light, x.words)), x.box) for x in b.lines], b.box)
        for b in blocks
    ]


def assemble(leaves: Iterable[ReadLeaf], start: int = 0) -> Assembled:
    """One text of all pages: words by a blank, lines by a line end, blocks by a blank line, pages
    by a form feed. `start` is the offset of the first character. Raises PagesError for words and
    lines that are too long to be print.
    """
    texts: list[str] = []
    words: list[Word] = []
    places = array("q")
    found: list[Leaf] = []
    parts: list[Part] = []
    at = start
    for i, leaf in enumerate(leaves):
        between = PAGE_END if i else ""
        pieces: list[str] = []
        for block in leaf.blocks:
            for line in block.lines:
                line_start = at
                for word in line.words:
                    if word.glued and not between.strip(" "):
                        between = ""
                    at += len(between)
                    pieces += (between, word.text)
                    end = at + len(word.text)
                    words.append(Word(at, end, word.box, word.confidence, word.alternatives,
                                      leaf.leaf.number))  # fmt: skip
                    places.append(NOWHERE if word.slot is None else word.slot)
                    at, between = end, " "
                    if len(word.text) > LONGEST_WORD or at - line_start > LONGEST_LINE:
                        raise PagesError(
                            f"page {leaf.leaf.number} has a word of over {LONGEST_WORD} letters or "
                            f"a line of over {LONGEST_LINE}: this is no print"
                        )
                between = f"{between.rstrip(' ')}\n"
            between += "\n"
        between = between.rstrip("\n") + "\n" if between.strip(PAGE_END) else between
        pieces.append(between)
        at += len(between)
        texts.append("".join(pieces))
        found.append(leaf.leaf)
        parts += _joined(parts, leaf)
    return Assembled("".join(texts), tuple(words), tuple(found), np.frombuffer(places, np.int64),
                     tuple(sorted(parts)))  # fmt: skip


def _joined(before: list[Part], leaf: ReadLeaf) -> Sequence[Part]:
    """The parts of a page; where a word goes on in it, with the last one of those before."""
    if not leaf.goes_on or not before or not leaf.parts:
        return leaf.parts
    first, *others = leaf.parts
    return [(before.pop()[0], first[1]), *others]


def shared(box: Box | None, spans: Sequence[tuple[int, int]], length: int) -> list[Box | None]:
    """The boxes of words in a line of which only the whole box is known: by their letters.

    Typewriters give each letter the same width; so do we.

    >>> shared(Box(0, 0, 110, 10), [(0, 4), (5, 11)], 11)[1]
    Box(left=50, top=0, right=110, bottom=10)
    """
    if box is None or not length:
        return [None] * len(spans)
    return [box.part(a / length, b / length) for a, b in spans]

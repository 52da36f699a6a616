"""What all formats have in common: pages of blocks of lines of words; and the text they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from cablefix.formats.errors import PagesError
from cablefix.page_text import Alternative, Box, Word

PAGE_END = "\f"
LONGEST_WORD, LONGEST_LINE = 5_000, 200_000
"""Letters. A rule of underlines has hundreds, and a page without lines, which counts as one, some
ten thousand; what is longer is no print but an attack, and takes the corrector hours.
"""


@attrs.frozen(eq=False)
class ReadWord:
    """A word as a format has it; `slot` is its place in the file, known to that format alone.

    `glued`: no blank stands before it, as before the hyphen that ALTO keeps by itself.
    """

    text: str
    slot: Any
    box: Box | None = None
    confidence: float | None = None
    alternatives: tuple[Alternative, ...] = ()
    glued: bool = False


@attrs.frozen(eq=False)
class ReadLine:
    """A line of print; one without words is an empty line."""

    words: Sequence[ReadWord]
    box: Box | None = None


@attrs.frozen(eq=False)
class ReadBlock:
    """Lines that belong together; a blank line stands between blocks."""

    lines: Sequence[ReadLine]
    box: Box | None = None


@attrs.frozen
class Leaf:
    """A page: its number from 1, its size in the units of its boxes, the name of its image."""

    number: int
    box: Box | None = None
    image: str | None = None
    unit: str = "pixel"


@attrs.frozen(eq=False)
class ReadLeaf:
    """A page with what stands on it."""

    leaf: Leaf
    blocks: Sequence[ReadBlock]


@attrs.frozen(eq=False)
class Assembled:
    """The text of some pages, its words, and the slot of each."""

    text: str
    words: tuple[Word, ...]
    slots: tuple[Any, ...]


def assemble(leaves: Iterable[ReadLeaf], start: int = 0) -> Assembled:
    """One text of all pages: words by a blank, lines by a line end, blocks by a blank line, pages
    by a form feed. `start` is the offset of the first character. Raises PagesError for words and
    lines that are too long to be print.
    """
    parts: list[str] = []
    words: list[Word] = []
    slots: list[Any] = []
    at = start
    for i, leaf in enumerate(leaves):
        between = PAGE_END if i else ""
        for block in leaf.blocks:
            for line in block.lines:
                line_start = at
                for word in line.words:
                    if word.glued and not between.strip(" "):
                        between = ""
                    at += len(between)
                    parts += (between, word.text)
                    end = at + len(word.text)
                    words.append(Word(at, end, word.box, word.confidence, word.alternatives,
                                      leaf.leaf.number))  # fmt: skip
                    slots.append(word.slot)
                    at, between = end, " "
                    if len(word.text) > LONGEST_WORD or at - line_start > LONGEST_LINE:
                        raise PagesError(
                            f"page {leaf.leaf.number} has a word of over {LONGEST_WORD} letters or "
                            f"a line of over {LONGEST_LINE}: this is no print"
                        )
                between = f"{between.rstrip(' ')}\n"
            between += "\n"
        between = between.rstrip("\n") + "\n" if between.strip(PAGE_END) else between
        parts.append(between)
        at += len(between)
    return Assembled("".join(parts), tuple(words), tuple(slots))


def shared(box: Box | None, spans: Sequence[tuple[int, int]], length: int) -> list[Box | None]:
    """The boxes of words in a line of which only the whole box is known: by their letters.

    Typewriters give each letter the same width; so do we.

    >>> shared(Box(0, 0, 110, 10), [(0, 4), (5, 11)], 11)[1]
    Box(left=50, top=0, right=110, bottom=10)
    """
    if box is None or not length:
        return [None] * len(spans)
    return [box.part(a / length, b / length) for a, b in spans]

"""The TSV of Tesseract: a row for each page, block, paragraph, line and word, with its box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from cablefix.by_fields import Shown
from cablefix.formats.errors import PagesError
from cablefix.formats.leaves import (
    Leaf,
    ReadBlock,
    ReadLeaf,
    ReadLine,
    ReadWord,
    without_trees,
)
from cablefix.formats.markup import Source, Splice
from cablefix.formats.recognition import TSV as HEADER
from cablefix.formats.slots import Fate
from cablefix.formats.titles import made_box, number, write_number
from cablefix.formats.word_edits import NewWord
from cablefix.page_text import Box

COLUMNS = tuple(HEADER.split("\t"))
PAGE, LINE, WORD = "1", "4", "5"
"""Levels of rows."""

BLOCK_KEY, LINE_KEY = slice(1, 4), slice(1, 5)
NUMBER, SIDES, CONF, TEXT = 5, slice(6, 10), 10, 11
UNKNOWN = -1
"""The confidence of rows that have none."""


@attrs.frozen(eq=False)
class Row(Shown):
    """A row with its place in the source; `end` is behind its line end."""

    start: int
    end: int
    fields: tuple[str, ...]

    @property
    def box(self) -> Box | None:
        """Its rectangle."""
        left, top, width, height = map(number, self.fields[SIDES])
        return made_box(left, top, left + width, top + height)


def _rows(source: str) -> Iterator[Row]:
    at = 0
    for i, line in enumerate(source.split("\n")):
        start, at = at, min(at + len(line) + 1, len(source))
        bare = line.removesuffix("\r")
        if i == 0 or not bare:
            continue
        fields = tuple(bare.split("\t"))
        if len(fields) == TEXT:  # the last column may be missing where it is empty
            fields = (*fields, "")
        if len(fields) != len(COLUMNS):
            raise PagesError(f"line {i + 1} has {len(fields)} columns, not 12: make it anew")
        yield Row(start, at, fields)


def read(source: Source) -> Iterator[ReadLeaf]:
    """The pages of a file; their rows may be mixed. Raises PagesError for rows that are none."""
    part = [(0, len(source.text))]
    for leaf in _read_pages(source.text):
        yield attrs.evolve(leaf, blocks=without_trees(leaf.blocks), parts=part)
        part = []


def slots(source: Source, start: int, end: int) -> Iterator[RowSlot]:
    """The places of the words between two offsets: of the whole file."""
    for leaf in _read_pages(source.text[start:end]):
        yield from (w.slot for block in leaf.blocks for line in block.lines for w in line.words)


def _read_pages(source: str) -> list[ReadLeaf]:
    pages: dict[str, dict[tuple[str, ...], dict[tuple[str, ...], list[ReadWord]]]] = {}
    sizes: dict[str, Box | None] = {}
    for row in _rows(source):
        try:
            box = row.box
            sure = number(row.fields[CONF])
            int(row.fields[NUMBER] or 0)
        except (ValueError, OverflowError):
            line = source.count("\n", 0, row.start) + 1
            raise PagesError(f"line {line} has no numbers in it: make it anew") from None
        level, page = row.fields[0], row.fields[1]
        blocks = pages.setdefault(page, {})
        if level == PAGE:
            sizes[page] = box
        elif level in (LINE, WORD):
            lines = blocks.setdefault(row.fields[BLOCK_KEY], {})
            words = lines.setdefault(row.fields[LINE_KEY], [])
            text = " ".join(row.fields[TEXT].split())
            if level == WORD and text:
                conf = min(1.0, sure / 100) if sure > UNKNOWN else None
                words.append(ReadWord(text, RowSlot(source, row, text), box, conf))
    return [
        ReadLeaf(
            Leaf(i, sizes.get(page)),
            [ReadBlock([ReadLine(words) for words in lines.values()]) for lines in blocks.values()],
        )
        for i, (page, blocks) in enumerate(pages.items(), 1)
    ]


@attrs.frozen(eq=False)
class RowSlot(Shown):
    """A word that is a row."""

    source: str
    row: Row
    text: str

    @property
    def at(self) -> int:
        """Where it begins."""
        return self.row.start

    @property
    def line(self) -> tuple[str, ...]:
        """What tells its line from others."""
        return self.row.fields[LINE_KEY]

    def replaced(self, fate: Fate, by: int) -> Iterator[Splice]:
        """One word, or several, in its place, each a row; its number grows by `by`."""
        first = int(self.row.fields[NUMBER] or 0) + by
        made = "".join(self.written(word, first + i) for i, word in enumerate(fate.new))
        yield Splice(self.row.start, self.row.end, made)

    def written(self, word: NewWord, count: int) -> str:
        """The row of a word."""
        fields = list(self.row.fields)
        fields[NUMBER] = str(count) if fields[NUMBER] else ""
        if word.box is not None:
            b = word.box
            fields[SIDES] = map(write_number, (b.left, b.top, b.right - b.left, b.bottom - b.top))
        fields[CONF], fields[TEXT] = str(int(word.confidence * 100)), word.text
        return "\t".join(fields) + self._line_end

    @property
    def _line_end(self) -> str:
        whole = self.source[self.row.start : self.row.end]
        return whole[len(whole.rstrip("\r\n")) :] or "\n"

    def renumbered(self, by: int) -> Splice:
        """The row with another number among the words of its line."""
        row = self.row
        start = row.start + sum(len(f) + 1 for f in row.fields[:NUMBER])
        written = row.fields[NUMBER]
        return Splice(start, start + len(written), str(int(written) + by))

    def drop(self, keep: bool) -> Iterator[Splice]:
        """Take the row out, or leave it with no text."""
        row = self.row
        end = row.end - len(self._line_end) if keep else row.end
        start = end - len(row.fields[TEXT]) if keep else row.start
        yield Splice(start, end, "")


def edit(
    source: Source, slots: Sequence[Any], fates: Mapping[int, Fate], keep_empty: bool
) -> list[Splice]:
    """The edits of the words; behind a split the words of the line are numbered anew."""
    edits: list[Splice] = []
    line, more = None, 0
    for i, slot in sorted(enumerate(slots), key=lambda s: int(s[1].row.start)):
        if slot.line != line:
            line, more = slot.line, 0
        if i in fates:
            edits += slot.replaced(fates[i], more) if fates[i].new else slot.drop(keep_empty)
            more += max(0, len(fates[i].new) - 1)
        elif more and slot.row.fields[NUMBER].isdecimal():
            edits.append(slot.renumbered(more))
    return edits

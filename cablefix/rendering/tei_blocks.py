"""Cuts the clean text of a result into the blocks of a TEI body: pages, paragraphs, stamps.

Every character is in one block or is white space between two. Nothing is moved; a block that a
change or a character would cut in two is made larger until it holds it whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import attrs

from cablefix.by_fields import ByFields
from cablefix.cable import Page, Paragraph, Section
from cablefix.document.reading import read
from cablefix.findings import Findings
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine

_TEXT = frozenset({"text", "paragraph", "point", "closing"})
_PAGE_MARKS = {"page": "header", "mark": "mark", "footer": "footer"}
_STAMPS = frozenset({"stamp", "released", "codes", "caption-removed"})
_NOT_SPACE = late_regex(r"[^ \t\r\n]+")


@attrs.frozen
class Block(ByFields):
    """A stretch of the clean text that is one element; `marks` are page marks inside it."""

    start: int
    end: int
    element: str
    type: str | None = None
    number: int | None = None
    marks: tuple[tuple[int, int, str], ...] = ()


@attrs.frozen
class Turn(ByFields):
    """Where a page begins in the clean text, and what page of which section it is."""

    start: int
    section: Section
    page: Page


def find_turns(result: Findings) -> list[Turn]:
    """The beginnings of the pages, in the order of the text."""
    turns = [
        Turn(_line_start(result.text, result.to_output(page.start)), section, page)
        for cable in result.cables
        for section in cable.sections
        for page in section.pages
    ]
    return sorted(turns, key=lambda t: t.start)


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind(end, 0, offset) for end in "\n\r\f") + 1


def find_blocks(result: Findings, turns: Sequence[Turn]) -> list[Block]:
    """The blocks of the clean text, in order, with white space between them and none cut."""
    whole = [
        (result.to_output(c.start), result.to_output(c.start) + len(c.replacement))
        for c in result.corrections
    ]
    blocks = _enclose(_cut(result, turns), whole)
    between = [
        (at + m.start(), at + m.end())
        for at, end in _between(blocks, len(result.text))
        for m in _NOT_SPACE.finditer(result.text[at:end])
    ]
    return _enclose(blocks, between)


def _between(blocks: Sequence[Block], length: int) -> Iterable[tuple[int, int]]:
    edges = [0, *(edge for b in blocks for edge in (b.start, b.end)), length]
    return zip(edges[::2], edges[1::2], strict=True)


def _cut(result: Findings, turns: Sequence[Turn]) -> list[Block]:
    """Blocks by the form of the lines and the numbered paragraphs of the cable."""
    lines = [r for r in read(result.text).lines if r.form != "blank"]
    starts = [r.line.start for r in lines]
    stops = {bisect_left(starts, t.start) for t in turns}
    numbered: dict[int, tuple[Paragraph, int]] = {}
    for turn in turns:
        for p in turn.page.paragraphs:
            first = max(0, bisect_right(starts, result.to_output(p.start)) - 1)
            numbered[first] = p, bisect_left(starts, result.to_output(p.end))
    stops |= set(numbered)
    blocks: list[Block] = []
    i = 0
    while i < len(lines):
        if i in numbered:
            paragraph, end = numbered[i]
            j = _stop(i + 1, max(i + 1, end), stops)
            block, i = _paragraph(lines[i:j], i, paragraph.number)
        else:
            j = i + 1
            while j < len(lines) and j not in stops and _goes_on(lines[j - 1], lines[j]):
                j += 1
            block, i = _plain(lines[i:j]), j
        blocks.append(block)
    return blocks


def _stop(first: int, last: int, stops: set[int]) -> int:
    return next((j for j in range(first, last) if j in stops), last)


def _goes_on(before: ReadLine, line: ReadLine) -> bool:
    """Whether a line is of one block with the one before: same sort, no blank line between."""
    near = line.line.start - before.line.end <= 2
    same = any(before.form in sort and line.form in sort for sort in (_TEXT, _STAMPS))
    return near and same


def _paragraph(lines: Sequence[ReadLine], at: int, number: int | None) -> tuple[Block, int]:
    """A numbered paragraph up to its last line of text; page marks inside it stay inside."""
    last = max((i for i, r in enumerate(lines) if r.form in _TEXT), default=0)
    marks = tuple(
        (r.line.start, r.line.end, _PAGE_MARKS.get(r.form, r.form))
        for r in lines[1 : last + 1]
        if r.form not in _TEXT
    )
    block = Block(lines[0].line.start, lines[last].line.end, "p", number=number, marks=marks)
    return block, at + last + 1


def _plain(lines: Sequence[ReadLine]) -> Block:
    form = lines[0].form
    start, end = lines[0].line.start, lines[-1].line.end
    if form in _TEXT:
        return Block(start, end, "p")
    if form in _PAGE_MARKS:
        return Block(start, end, "fw", _PAGE_MARKS[form])
    return Block(start, end, "stamp", form) if form in _STAMPS else Block(start, end, "ab", form)


def _enclose(blocks: Sequence[Block], spans: Iterable[tuple[int, int]]) -> list[Block]:
    """The blocks grown and joined until each span lies in one; a span in none gets its own."""
    out: list[Block] = []
    pending = sorted(
        [*blocks, *(Block(a, b, "") for a, b in spans)], key=lambda b: (b.start, b.end)
    )
    for block in pending:
        last = out[-1] if out else None
        if last and (block.start < last.end or (block.start == last.end and _joins(last, block))):
            out[-1] = _joined(last, block)
        else:
            out.append(block)
    return [attrs.evolve(b, element="ab") if not b.element else b for b in out]


def _joins(a: Block, b: Block) -> bool:
    """Whether blocks that only touch are one: a span at the edge of a block belongs to it."""
    return not (a.element and b.element)


def _joined(a: Block, b: Block) -> Block:
    head, other = (a, b) if a.element else (b, a)
    marks = tuple(sorted((*a.marks, *b.marks)))
    return attrs.evolve(
        head, start=min(a.start, b.start), end=max(a.end, b.end), marks=marks,
        number=head.number if head.number is not None else other.number,
    )  # fmt: skip

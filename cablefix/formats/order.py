"""The order of print by its places: rows across, columns down, offices at the left by themselves.

Engines that look for columns read the header of a cable, whose fields stand far apart, column by
column; engines that do not, read a list of offices at the left into every line of the text. Here
lines are cut where wide blanks are, and put together anew. The file keeps its own order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

import attrs

from cablefix.by_fields import Shown
from cablefix.formats.leaves import ReadBlock, ReadLeaf, ReadLine, ReadWord
from cablefix.page_text import Box, union_of

WIDE = 3.0
"""Blanks from which on what stands behind them may be of another column."""

LEVEL = 0.4
"""Of the height of its words, how far lines of one row stand above one another at most."""

REACH = 8
"""Rows above a line that it may belong to, on skewed pages."""

LEAST_ROWS = 4
"""Rows in which two columns stand side by side, at least."""

MOST_OF_LIST = 2.0
"""Words in a row of a list beside the text, at most, on the average; more are text."""


@attrs.frozen(eq=False)
class _Piece(Shown):
    """Words that stand close together in a row."""

    words: tuple[ReadWord, ...]
    box: Box


def in_order(leaf: ReadLeaf) -> ReadLeaf:
    """A page in the order of its print; as it is where words have no boxes."""
    lines = [line for block in leaf.blocks for line in block.lines if line.words]
    if not lines or any(w.box is None for line in lines for w in line.words):
        return leaf
    letter = _letter_width(lines)
    rows = _rows(lines, letter)
    ordered = [line for part in _parts(rows, letter) for line in part]
    return attrs.evolve(leaf, blocks=list(_blocks(ordered)))


def _letter_width(lines: Iterable[ReadLine]) -> float:
    widths = [
        (w.box.right - w.box.left) / len(w.text) for line in lines for w in line.words if w.box
    ]
    return max(median(widths), 1e-6)


def _cut(line: ReadLine, letter: float) -> Iterator[_Piece]:
    """A line cut at its wide blanks."""
    words: list[ReadWord] = []
    for word in line.words:
        if words and _gap(words[-1], word) > WIDE * letter:
            yield _piece(words)
            words = []
        words.append(word)
    yield _piece(words)


def _gap(a: ReadWord, b: ReadWord) -> float:
    return b.box.left - a.box.right if a.box and b.box else 0.0


def _piece(words: Sequence[ReadWord]) -> _Piece:
    box = union_of(w.box for w in words)
    assert box is not None
    return _Piece(tuple(words), box)


def _rows(lines: Iterable[ReadLine], letter: float) -> list[list[_Piece]]:
    """The lines of the file cut into pieces; lines beside one another are of one row.

    What the engine took for one line stays in one row, specks and skewed print included.
    """
    rows: list[list[ReadLine]] = []
    for line in sorted(lines, key=_middle):
        row = next((r for r in rows[-REACH:] if all(_beside(x, line) for x in r)), None)
        if row is not None:
            row.append(line)
        else:
            rows.append([line])
    return [
        [p for line in sorted(row, key=_first_left) for p in _cut(line, letter)] for row in rows
    ]


def _middle(line: ReadLine) -> float:
    return median((w.box.top + w.box.bottom) / 2 for w in line.words if w.box)


def _first_left(line: ReadLine) -> float:
    box = line.words[0].box
    return box.left if box else 0.0


def _beside(a: ReadLine, b: ReadLine) -> bool:
    """Whether one line ends before the other begins, at the same height there."""
    if _first_left(b) < _first_left(a):
        a, b = b, a
    end, start = a.words[-1].box, b.words[0].box
    if end is None or start is None or max(w.box.right for w in a.words if w.box) > start.left:
        return False
    height = max(end.bottom - end.top, start.bottom - start.top)
    return abs(end.top + end.bottom - start.top - start.bottom) / 2 < LEVEL * height


def _parts(rows: Sequence[list[_Piece]], letter: float) -> Iterator[list[ReadLine]]:
    """The rows one after another; where columns stand side by side, column after column."""
    i = 0
    while i < len(rows):
        j, edge = _side_by_side(rows, i, letter)
        if j - i < LEAST_ROWS:
            yield [_line(rows[i])]
            i += 1
            continue
        left = [[p for p in row if p.box.left < edge] for row in rows[i:j]]
        right = [[p for p in row if p.box.left >= edge] for row in rows[i:j]]
        if _is_list(right) and not _is_list(left):  # codes in the margin belong to their lines
            yield from ([_line(row)] for row in rows[i:j])
        else:
            yield [_line(row) for row in left if row]
            yield [_line(row) for row in right if row]
        i = j


def _side_by_side(rows: Sequence[list[_Piece]], i: int, letter: float) -> tuple[int, float]:
    """How far, from a row on, pieces begin at one place with a wide blank before it; and where.

    Rows with one side only go on with the columns, as long as nothing crosses the blank.
    """
    if len(rows[i]) < 2:
        return i, 0.0
    before, edge = rows[i][0].box.right, rows[i][1].box.left
    both, last = 0, i
    for j in range(i, len(rows)):
        ends = [p.box.right for p in rows[j] if p.box.left < edge - WIDE * letter]
        starts = [p.box.left for p in rows[j] if p.box.left >= edge - WIDE * letter]
        before = max([before, *ends])
        begins = min(starts, default=edge)
        if before > edge - WIDE * letter or abs(begins - edge) > WIDE * letter:
            break
        if ends and starts:
            both += 1
        if both:
            last = j + 1
    return (last, edge - WIDE * letter) if both >= LEAST_ROWS else (i, 0.0)


def _is_list(rows: Sequence[list[_Piece]]) -> bool:
    """Whether a column is a list: few words in each row."""
    counts = [sum(len(p.words) for p in row) for row in rows if row]
    return not counts or sum(counts) / len(counts) <= MOST_OF_LIST


def _line(row: Sequence[_Piece]) -> ReadLine:
    return ReadLine([w for p in row for w in p.words], union_of(p.box for p in row))


def _blocks(lines: Sequence[ReadLine]) -> Iterator[ReadBlock]:
    """Lines with a blank line between them are of two blocks; so are columns."""
    block: list[ReadLine] = []
    height = median(x.box.bottom - x.box.top for x in lines if x.box)
    steps = [b.box.top - a.box.top for a, b in pairwise(lines) if a.box and b.box]
    downs = [s for s in steps if height / 2 < s]
    pitch = min(downs) if downs else height
    for line in lines:
        before = block[-1] if block else None
        if before and before.box and line.box:
            step = line.box.top - before.box.top
            if step < 0 or step > 1.5 * max(pitch, height):
                yield ReadBlock(block)
                block = []
        block.append(line)
    if block:
        yield ReadBlock(block)

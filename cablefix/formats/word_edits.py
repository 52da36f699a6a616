"""Corrections of a text as edits of its words: changed, split, joined, dropped.

A correction may cover part of a word, several words, or only the blank between two. Here it becomes
groups: some words that stand side by side in a line, and the words that are to stand there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from cablefix.by_fields import ByFields
from cablefix.edits import apply
from cablefix.findings import Correction
from cablefix.late import late_regex
from cablefix.page_text import Box, Word, union_of
from cablefix.result import CleanResult

_LINE = late_regex(r"[\n\f]")


@attrs.frozen
class NewWord(ByFields):
    """A word that is to stand on the page; `box` is None where none is known."""

    text: str
    box: Box | None
    confidence: float


@attrs.frozen
class Group(ByFields):
    """Words of one line, by their numbers, and what takes their place; nothing, if they go."""

    first: int
    last: int
    new: tuple[NewWord, ...]


@attrs.define
class _Region:
    """Whole words that some corrections touch, with their span in the text."""

    first: int
    last: int
    start: int
    end: int
    corrections: list[Correction]


def group_edits(result: CleanResult, words: Sequence[Word]) -> list[Group]:
    """The corrections of a result as groups of words, in the order of the text.

    Words that a correction leaves as they were are in no group. A correction that touches no word
    makes none: white space at the end of a line has no place in a file of words.
    """
    groups: list[Group] = []
    for region in _regions(result.corrections, words):
        old = result.original[region.start : region.end]
        moved = [
            attrs.evolve(c, start=c.start - region.start, end=c.end - region.start)
            for c in region.corrections
        ]
        new = apply(old, moved)
        sure = min(c.confidence for c in region.corrections)
        groups += _by_lines(region, old, new, words, result.original, sure)
    return groups


def _regions(corrections: Sequence[Correction], words: Sequence[Word]) -> list[_Region]:
    starts = [w.start for w in words]
    ends = [w.end for w in words]
    found: list[_Region] = []
    for c in corrections:
        first = bisect_right(ends, c.start)
        last = bisect_left(starts, c.end) - 1
        if first > last:
            first, last = last, first  # only the space between them
        elif words[first].start > c.start:
            first -= 1
        if last < len(words) and words[last].end < c.end and last >= first:
            last += 1
        first, last = max(first, 0), min(last, len(words) - 1)
        if first > last:
            continue
        while first > 0 and words[first - 1].end == words[first].start:
            first -= 1
        while last + 1 < len(words) and words[last + 1].start == words[last].end:
            last += 1
        start, end = min(c.start, words[first].start), max(c.end, words[last].end)
        if found and first <= found[-1].last:
            before = found[-1]
            before.last, before.end = max(last, before.last), max(end, before.end)
            before.corrections.append(c)
        else:
            found.append(_Region(first, last, start, end, [c]))
    return found


def _by_lines(
    region: _Region, old: str, new: str, words: Sequence[Word], text: str, sure: float
) -> Iterator[Group]:
    """Line by line, so that the halves of a broken word stay in their two places."""
    rows = _rows(region, words, text)
    lines = _LINE.split(new)
    if len(lines) == len(_LINE.split(old)):
        edges = [0, *(at for at, _ in rows[1:]), len(lines)]
        chunks = [" ".join(lines[a:b]) for a, b in pairwise(edges)]
    else:  # a line end went or came: what is too much for the lines goes into the last one
        full = [line for line in lines if line.strip()]
        chunks = [*full[: len(rows) - 1], " ".join(full[len(rows) - 1 :])]
        chunks += [""] * (len(rows) - len(chunks))
    for (_, units), chunk in zip(rows, chunks, strict=True):
        yield from _in_line(units, chunk.split(), words, text, sure)


def _rows(region: _Region, words: Sequence[Word], text: str) -> list[tuple[int, list[list[int]]]]:
    """The words of a region by lines, each with its number; those that touch are together."""
    rows: list[tuple[int, list[list[int]]]] = []
    for i in range(region.first, region.last + 1):
        line = len(_LINE.findall(text, region.start, words[i].start))
        if not rows or rows[-1][0] != line:
            rows.append((line, []))
        units = rows[-1][1]
        if units and words[i - 1].end == words[i].start:
            units[-1].append(i)
        else:
            units.append([i])
    return rows


def _in_line(
    units: list[list[int]], tokens: list[str], words: Sequence[Word], text: str, sure: float
) -> Iterator[Group]:
    """What changes in a line: like tokens at either end are left alone."""
    parts = [text[words[u[0]].start : words[u[-1]].end].split() for u in units]
    while units and parts[0] == tokens[: len(parts[0])] and _may_go(units, parts[0], tokens):
        tokens = tokens[len(parts[0]) :]
        units, parts = units[1:], parts[1:]
    while units and parts[-1] == tokens[-len(parts[-1]) :] and _may_go(units, parts[-1], tokens):
        tokens = tokens[: len(tokens) - len(parts[-1])]
        units, parts = units[:-1], parts[:-1]
    if not units:
        return
    if len(parts) == len(tokens):
        for unit, token in zip(units, tokens, strict=True):
            yield from _change(unit, token, words, text, sure)
    elif len(units) == 1 and len(parts[0]) > 1:
        yield from _change(units[0], " ".join(tokens), words, text, sure)
    else:
        first, last = units[0][0], units[-1][-1]
        box = union_of(words[i].box for i in range(first, last + 1))
        yield Group(first, last, tuple(_share(tokens, box, sure)))


def _may_go(units: list[list[int]], part: list[str], tokens: list[str]) -> bool:
    """Whether words that stay can be left out: the last one only if no token needs its place."""
    return len(units) > 1 or len(part) == len(tokens)


def _change(
    unit: list[int], token: str, words: Sequence[Word], text: str, sure: float
) -> Iterator[Group]:
    """One token for another; pieces at its end that stay, such as a hyphen, keep their place."""
    while len(unit) > 1:
        piece = text[words[unit[-1]].start : words[unit[-1]].end]
        if not token.endswith(piece) or len(token) == len(piece):
            break
        token, unit = token[: -len(piece)], unit[:-1]
    box = union_of(words[i].box for i in unit)
    if token != text[words[unit[0]].start : words[unit[-1]].end]:
        yield Group(unit[0], unit[-1], (NewWord(token, box, sure),))


def _share(tokens: list[str], box: Box | None, sure: float) -> Iterator[NewWord]:
    """Words that share a box by their letters, with a blank between them."""
    whole = sum(map(len, tokens)) + len(tokens) - 1
    at = 0
    for token in tokens:
        part = box.part(at / whole, (at + len(token)) / whole) if box else None
        yield NewWord(token, part, sure)
        at += len(token) + 1

"""ALTO, versions 1 to 4 (Library of Congress): words are `String`, their text is an attribute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from cablefix.formats.alto_slots import (
    HYPHEN,
    SIDES,
    SOFT_HYPHEN,
    WORDS,
    StringSlot,
    lone_blanks,
    text_of,
)
from cablefix.formats.leaves import Leaf, ReadBlock, ReadLeaf, ReadLine, ReadWord
from cablefix.formats.letters import vary
from cablefix.formats.markup import Element, Source, Splice
from cablefix.formats.parsing import parse, parts, whole
from cablefix.formats.slots import Fate, edit_words
from cablefix.formats.titles import made_box, number, one
from cablefix.page_text import Alternative, Box

FIRST, SECOND = "HypPart1", "HypPart2"
"""The halves of a word that is broken over two lines."""


def read(source: Source) -> Iterator[ReadLeaf]:
    """The pages of a file, one after another."""
    root = whole(source)
    image = unit = None
    breaks = False
    for count, page in enumerate(parts(root, _is_page), 1):
        if count == 1:
            image, unit = (_said(root, name) for name in ("fileName", "MeasurementUnit"))
        leaf = Leaf(count, _size(page), image or None, unit or "pixel")
        blocks = [ReadBlock([_read_line(line) for line in block]) for block in _blocks(page)]
        strings = [line for block in _blocks(page) for line in block if any(_strings(line))]
        goes_on = breaks and bool(strings) and _half(next(_strings(strings[0]))) == SECOND
        if strings:
            breaks = _half(list(_strings(strings[-1]))[-1]) == FIRST
        full = [block for block in blocks if block.lines]
        span = [(page.start, page.end)] if any(x.words for b in full for x in b.lines) else []
        yield ReadLeaf(leaf, full, span, goes_on)


def slots(source: Source, start: int, end: int) -> Iterator[StringSlot]:
    """The places of the words between two offsets."""
    root = parse(source, start=start, end=end)
    for page in filter(_is_page, root.walk(above={"Page"})):
        for block in _blocks(page):
            for line in block:
                yield from _slots_of(line)


def _is_page(element: Element) -> bool:
    return element.name == "Page"


def _said(root: Element, name: str) -> str | None:
    """What the description of a file says under a name."""
    found = (e.text.strip() for e in root.walk(above={"Page"}) if e.name == name)
    return next(found, None)


def _blocks(page: Element) -> Iterator[list[Element]]:
    """The lines of each block of a page."""
    for block in page.walk(above={"TextBlock"}):
        if block.name == "TextBlock":
            yield [line for line in block.elements if line.name == "TextLine"]


def _strings(line: Element) -> Iterator[Element]:
    """The words of a line that are whole or broken ones, not hyphens."""
    for element in line.elements:
        if element.name == "String" and text_of(element, element.get("CONTENT")):
            yield element


def _half(element: Element) -> str | None:
    """Which half of a broken word a word is."""
    return element.get("SUBS_TYPE")


def _size(page: Element) -> Box | None:
    width, height = page.get("WIDTH"), page.get("HEIGHT")
    return _box("0", "0", width, height) if width and height else None


def box_of(values: Mapping[str, str]) -> Box | None:
    """The rectangle of an element, where all four numbers are there and make one."""
    left, top, width, height = map(values.get, SIDES)
    return _box(left, top, width, height) if left and top and width and height else None


def _box(left: str, top: str, width: str, height: str) -> Box | None:
    try:
        x, y = number(left), number(top)
        return made_box(x, y, x + number(width), y + number(height))
    except (ValueError, OverflowError):
        return None


def _slots_of(line: Element) -> Iterator[StringSlot]:
    """The places of the words of a line, and of its hyphen."""
    for element in line.elements:
        if element.name in WORDS and text_of(element, element.get("CONTENT")):
            yield StringSlot(element, line)


def _read_line(line: Element) -> ReadLine:
    words: list[ReadWord] = []
    for element in line.elements:
        if element.name not in WORDS:
            continue
        values = element.values()
        text = text_of(element, values.get("CONTENT"))
        if not text:
            continue
        if element.name == "String":
            others = (*_alternatives(element), *_letter_alternatives(element, text))
            sure = _share(values.get("WC"))
            words.append(ReadWord(text, element.start, box_of(values), sure, others))
        else:
            words.append(ReadWord(text, element.start, box_of(values), glued=bool(words)))
    return ReadLine(words, box_of(line.values()))


def _share(written: str | None) -> float | None:
    try:
        return one(min(1.0, max(0.0, float(written)))) if written else None
    except ValueError:
        return None


def _alternatives(element: Element) -> Iterator[Alternative]:
    for e in element.elements:
        text = " ".join(e.text.split()) if e.name == "ALTERNATIVE" else ""
        if text:
            yield Alternative(text)


def _letter_alternatives(element: Element, text: str) -> Iterator[Alternative]:
    """Words that differ in one letter, of the variants of glyphs (ALTO 4)."""
    glyphs = [e for e in element.elements if e.name == "Glyph"]
    if not glyphs:
        return
    choices = [
        [(v.get("CONTENT") or "", _share(v.get("VC"))) for v in g.elements if v.name == "Variant"]
        for g in glyphs
    ]
    yield from vary(text, choices)


def edit(
    source: Source, slots: Sequence[Any], fates: Mapping[int, Fate], keep_empty: bool
) -> list[Splice]:
    """The edits of the words; both halves of a broken word say the new whole."""
    gone = {n for n, fate in fates.items() if not fate.new}
    # a line must have a String: the first one stays, without text
    kept = {n for n in gone if slots[n].is_string} if keep_empty else set(_emptied(slots, fates))
    edits = edit_words(source, slots, {n: f for n, f in fates.items() if n not in kept}, False)
    for n in kept:
        edits += slots[n].drop(True)
    edits += _blanks(slots, gone - kept)
    edits += _whole_words(slots, fates)
    return edits


def _blanks(slots: Sequence[Any], gone: Iterable[int]) -> Iterator[Splice]:
    """The blanks that go with the words that go."""
    lines: dict[Element, set[Element]] = {}
    for n in gone:
        lines.setdefault(slots[n].line, set()).add(slots[n].element)
    for line, dropped in lines.items():
        yield from (Splice(e.lead, e.end, "") for e in lone_blanks(line, dropped))


def _emptied(slots: Sequence[Any], fates: Mapping[int, Fate]) -> Iterator[int]:
    """The first word of each line that loses all its words."""
    by_line: dict[int, list[int]] = {}
    for i, slot in enumerate(slots):
        by_line.setdefault(id(slot.line), []).append(i)
    for numbers in by_line.values():
        if all(n in fates and not fates[n].new for n in numbers):
            yield numbers[0]


def _whole_words(slots: Sequence[Any], fates: Mapping[int, Fate]) -> Iterator[Splice]:
    """`SUBS_CONTENT`, the whole of a word broken over two lines, after a half was changed."""
    halves = [(i, s) for i, s in enumerate(slots) if s.is_string]
    halves.sort(key=lambda h: int(h[1].at))  # the text may have another order
    for (i, first), (j, second) in pairwise(halves):
        if i not in fates and j not in fates:
            continue
        if (_half(first.element), _half(second.element)) != (FIRST, SECOND):
            continue
        new = [fates[n].new if n in fates else None for n in (i, j)]
        if any(made is not None and len(made) != 1 for made in new):
            continue
        texts = [
            made[0].text if made else s.text for made, s in zip(new, (first, second), strict=True)
        ]
        for slot in (first, second):
            yield from slot.say("SUBS_CONTENT", texts[0].rstrip(HYPHEN + SOFT_HYPHEN) + texts[1])

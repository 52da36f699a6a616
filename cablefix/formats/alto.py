"""ALTO, versions 1 to 4 (Library of Congress): words are `String`, their text is an attribute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from cablefix.formats.alto_slots import SIDES, StringSlot, hyphen_slot, lone_blanks
from cablefix.formats.alto_steps import record_step
from cablefix.formats.leaves import Leaf, ReadBlock, ReadLeaf, ReadLine, ReadWord
from cablefix.formats.letters import vary
from cablefix.formats.markup import Element, Splice, parse
from cablefix.formats.slots import Fate, edit_words
from cablefix.formats.titles import made_box, number
from cablefix.page_text import Alternative, Box

HYPHEN, SOFT_HYPHEN = "-", "\u00ad"


def read(source: str) -> list[ReadLeaf]:
    """The pages of a file."""
    root = parse(source)
    found = list(root.walk(above={"Page"}))
    image, unit = (
        next((e.text.strip() for e in found if e.name == name), None)
        for name in ("fileName", "MeasurementUnit")
    )
    pages = [e for e in found if e.name == "Page"]
    return [_read_page(page, i, image, unit or "pixel") for i, page in enumerate(pages, 1)]


def _read_page(page: Element, count: int, image: str | None, unit: str) -> ReadLeaf:
    blocks = [
        ReadBlock([_read_line(line) for line in block.elements if line.name == "TextLine"])
        for block in page.walk(above={"TextBlock"})
        if block.name == "TextBlock"
    ]
    return ReadLeaf(Leaf(count, _size(page), image or None, unit), [b for b in blocks if b.lines])


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


def _read_line(line: Element) -> ReadLine:
    words: list[ReadWord] = []
    for element in line.elements:
        if element.name == "String":
            words += _read_string(element, line)
        elif element.name == "HYP":
            slot = hyphen_slot(element, line)
            text = (element.get("CONTENT") or HYPHEN).replace(SOFT_HYPHEN, HYPHEN).strip()
            if text:
                words.append(ReadWord(text, slot, box_of(element.values()), glued=bool(words)))
    return ReadLine(words, box_of(line.values()))


def _read_string(element: Element, line: Element) -> Iterator[ReadWord]:
    values = element.values()
    text = " ".join(values.get("CONTENT", "").split())
    if text:
        slot = StringSlot(element, line)
        others = (*_alternatives(element), *_letter_alternatives(element, text))
        yield ReadWord(text, slot, box_of(values), _share(values.get("WC")), others)


def _share(written: str | None) -> float | None:
    try:
        return min(1.0, max(0.0, float(written))) if written else None
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
    source: str, slots: Sequence[Any], fates: Mapping[int, Fate], keep_empty: bool
) -> list[Splice]:
    """The edits of the words; both halves of a broken word say the new whole, and the file says
    who changed it.
    """
    gone = {n for n, fate in fates.items() if not fate.new}
    # a line must have a String: the first one stays, without text
    kept = {n for n in gone if slots[n].element.name == "String"} if keep_empty else set(
        _emptied(slots, fates))  # fmt: skip
    edits = edit_words(source, slots, {n: f for n, f in fates.items() if n not in kept}, False)
    for n in kept:
        edits += slots[n].drop(True)
    edits += _blanks(slots, gone - kept)
    edits += _whole_words(slots, fates)
    edits += record_step(source)
    return edits


def _blanks(slots: Sequence[Any], gone: Iterable[int]) -> Iterator[Splice]:
    """The blanks that go with the words that go."""
    lines: dict[Element, set[Element]] = {}
    for n in gone:
        if slots[n].line is not None:
            lines.setdefault(slots[n].line, set()).add(slots[n].element)
    for line, dropped in lines.items():
        yield from (Splice(e.lead, e.end, "") for e in lone_blanks(line, dropped))


def _emptied(slots: Sequence[Any], fates: Mapping[int, Fate]) -> Iterator[int]:
    """The first word of each line that loses all its words."""
    by_line: dict[int, list[int]] = {}
    for i, slot in enumerate(slots):
        if slot.line is not None:
            by_line.setdefault(id(slot.line), []).append(i)
    for numbers in by_line.values():
        if all(n in fates and not fates[n].new for n in numbers):
            yield numbers[0]


def _whole_words(slots: Sequence[Any], fates: Mapping[int, Fate]) -> Iterator[Splice]:
    """`SUBS_CONTENT`, the whole of a word broken over two lines, after a half was changed."""
    halves = [(i, s) for i, s in enumerate(slots) if s.element.name == "String"]
    halves.sort(key=lambda h: int(h[1].element.start))  # the text may have another order
    for (i, first), (j, second) in pairwise(halves):
        pair = first.element.get("SUBS_TYPE"), second.element.get("SUBS_TYPE")
        if pair != ("HypPart1", "HypPart2") or not {i, j} & set(fates):
            continue
        new = [fates[n].new if n in fates else None for n in (i, j)]
        if any(made is not None and len(made) != 1 for made in new):
            continue
        texts = [
            made[0].text if made else s.text for made, s in zip(new, (first, second), strict=True)
        ]
        for slot in (first, second):
            yield from slot.say("SUBS_CONTENT", texts[0].rstrip(HYPHEN + SOFT_HYPHEN) + texts[1])

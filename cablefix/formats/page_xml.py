"""PAGE XML (PRImA, 2010 to 2019): regions, lines and words, each with its text and other readings.

The text of a line is that of its words; where they have none, that of the line; where it has none,
that of the region. The order of regions is that of `ReadingOrder`, if there is one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import attrs

from cablefix.formats.leaves import Leaf, ReadBlock, ReadLeaf, ReadLine, ReadWord, shared
from cablefix.formats.markup import Element, parse
from cablefix.formats.page_slots import TokenSlot, WordSlot, content_of, equivs_of
from cablefix.formats.titles import as_box, made_box, number
from cablefix.page_text import Alternative, Box

_REFERENCES = ("RegionRefIndexed", "RegionRef")


def read(source: str) -> list[ReadLeaf]:
    """The pages of a file; there is one in each, as a rule."""
    root = parse(source)
    pages = [e for e in root.walk(above={"Page"}) if e.name == "Page"]
    return [_read_page(page, i) for i, page in enumerate(pages, 1)]


def _read_page(page: Element, count: int) -> ReadLeaf:
    leaf = Leaf(count, _size(page), page.get("imageFilename") or None)
    blocks = [ReadBlock(list(_read_region(r))) for r in _in_order(page)]
    return ReadLeaf(leaf, [b for b in blocks if b.lines])


def _size(page: Element) -> Box | None:
    width, height = page.get("imageWidth"), page.get("imageHeight")
    try:
        return as_box("0", "0", width, height) if width and height else None
    except (ValueError, OverflowError):
        return None


def _in_order(page: Element) -> list[Element]:
    """The regions of text, those that the reading order names first."""
    regions = [e for e in page.walk(above={"TextLine"}) if e.name == "TextRegion"]
    order = page.child("ReadingOrder")
    if order is None:
        return regions
    ranks: dict[str, int] = {}
    for group in order.elements:
        for name in _listed(group):
            ranks.setdefault(name, len(ranks))
    return sorted(regions, key=lambda r: ranks.get(r.get("id") or "", len(ranks)))


def _listed(group: Element) -> Iterator[str]:
    """The regions of a group and of the groups in it; indexed ones by their numbers."""
    for element in sorted(group.elements, key=_index):
        name = element.get("regionRef")
        if name:  # groups may be regions themselves
            yield name
        if element.name not in _REFERENCES:
            yield from _listed(element)


def _index(element: Element) -> int:
    written = element.get("index") or ""
    return int(written) if written.isdecimal() else 0


def box_of(element: Element) -> Box | None:
    """The smallest box round the outline of an element."""
    coords = element.child("Coords")
    if coords is None:
        return None
    points = [p.split(",") for p in (coords.get("points") or "").split()]
    points += [[p.get("x") or "", p.get("y") or ""] for p in coords.elements if p.name == "Point"]
    try:
        across, down = zip(*((number(x), number(y)) for x, y in points), strict=True)
    except (ValueError, OverflowError):
        return None
    return made_box(min(across), min(down), max(across), max(down))


def _read_region(region: Element) -> Iterator[ReadLine]:
    lines = [_read_line(e) for e in region.elements if e.name == "TextLine"]
    if any(line.words for line in lines):
        yield from lines
    else:
        yield from (ReadLine(row) for row in _tokens(region, None))


def _read_line(line: Element) -> ReadLine:
    box = box_of(line)
    elements = [e for e in line.elements if e.name == "Word"]
    words = [w for e in elements for w in _read_word(e, line)]
    if not words or len(words) < len(elements):
        tokens = [w for row in _tokens(line, box) for w in row]
        words = _put_over(words, tokens) or words
    return ReadLine(words, box)


def _put_over(words: list[ReadWord], tokens: list[ReadWord]) -> list[ReadWord]:
    """The text of a line that has more than its words, which stand in it in their order; none
    where they do not.
    """
    found = []
    left = deque((part, w) for w in words for part in w.text.split())
    for token in tokens:
        if left and left[0][0] == token.text:
            _, word = left.popleft()
            if word.text == token.text:  # else it is a part of it only
                slot = attrs.evolve(token.slot, word=word.slot)
                sure = word.confidence or token.confidence
                token = attrs.evolve(word, slot=slot, confidence=sure)
        found.append(token)
    return [] if left else found


def _read_word(element: Element, line: Element) -> Iterator[ReadWord]:
    equivs = equivs_of(element)
    slot = WordSlot(element, line)
    if slot.text:
        others = tuple(
            Alternative(" ".join(content_of(e).text.split()), _conf(e))
            for e in equivs[1:]
            if content_of(e).text.strip()
        )
        yield ReadWord(slot.text, slot, box_of(element), _conf(equivs[0]), others)


def _conf(equiv: Element) -> float | None:
    try:
        written = equiv.get("conf")
        return min(1.0, max(0.0, float(written))) if written else None
    except ValueError:
        return None


def _tokens(holder: Element, box: Box | None) -> Iterator[list[ReadWord]]:
    """The words between blanks of a line or region that has no elements for them, by lines."""
    equivs = equivs_of(holder)
    if not equivs:
        return
    content, conf = content_of(equivs[0]), _conf(equivs[0])
    found = TokenSlot.all_of(holder, content)
    for row in found:
        places, at = [], 0
        for slot in row:
            places.append((at, at + len(slot.text)))
            at += len(slot.text) + 1
        boxes = shared(box, places, at - 1)
        yield [ReadWord(s.text, s, b, conf) for s, b in zip(row, boxes, strict=True)]

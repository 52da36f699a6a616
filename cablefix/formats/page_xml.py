"""PAGE XML (PRImA, 2010 to 2019): regions, lines and words, each with its text and other readings.

The text of a line is that of its words; where they have none, that of the line; where it has none,
that of the region. The order of regions is that of `ReadingOrder`, if there is one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import attrs

from cablefix.by_fields import Shown
from cablefix.formats.leaves import (
    Leaf,
    Part,
    ReadBlock,
    ReadLeaf,
    ReadLine,
    ReadWord,
    shared,
    without_trees,
)
from cablefix.formats.markup import Element, Source
from cablefix.formats.page_slots import TokenSlot, WordSlot, content_of, equivs_of
from cablefix.formats.parsing import parse, parts, whole
from cablefix.formats.titles import as_box, made_box, number, one
from cablefix.page_text import Alternative, Box

_REFERENCES = ("RegionRefIndexed", "RegionRef")


def read(source: Source) -> Iterator[ReadLeaf]:
    """The pages of a file, region after region; there is one page in each, as a rule."""
    root = whole(source)
    found: dict[Element, list[_Region]] = {}
    for part in parts(root, _is_region):
        found[part] = [
            _Region(r.get("id") or "", (part.start, part.end), block)
            for r in _regions(part)
            for block in without_trees([ReadBlock(list(_read_region(r)))])
        ]
    pages = [e for e in root.walk(above={"Page"}) if e.name == "Page"]
    for count, page in enumerate(pages, 1):
        leaf = Leaf(count, _size(page), page.get("imageFilename") or None)
        regions = [r for e in page.walk() if e in found for r in found[e]]
        full = [r for r in _in_order(page, regions) if r.block.lines]
        yield ReadLeaf(leaf, [r.block for r in full], list(dict.fromkeys(r.part for r in full)))


def slots(source: Source, start: int, end: int) -> Iterator[WordSlot | TokenSlot]:
    """The places of the words between two offsets."""
    for region in _regions(parse(source, start=start, end=end)):
        for line in _read_region(region):
            yield from (word.slot for word in line.words)


@attrs.frozen(eq=False)
class _Region(Shown):
    """A region of text: its name, its lines, and the part of the source that it is in."""

    id: str
    part: Part
    block: ReadBlock


def _is_region(element: Element) -> bool:
    return element.name == "TextRegion"


def _regions(part: Element) -> list[Element]:
    """The regions of text of a part: it may be one, with others in it."""
    return [e for e in part.walk(above={"TextLine"}) if _is_region(e)]


def _size(page: Element) -> Box | None:
    width, height = page.get("imageWidth"), page.get("imageHeight")
    try:
        return as_box("0", "0", width, height) if width and height else None
    except (ValueError, OverflowError):
        return None


def _in_order(page: Element, regions: list[_Region]) -> list[_Region]:
    """The regions of text of a page, those that the reading order names first."""
    order = page.child("ReadingOrder")
    if order is None:
        return regions
    ranks: dict[str, int] = {}
    for group in order.elements:
        for name in _listed(group):
            ranks.setdefault(name, len(ranks))
    return sorted(regions, key=lambda r: ranks.get(r.id, len(ranks)))


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
    lines = [_read_line(e, region) for e in region.elements if e.name == "TextLine"]
    if any(line.words for line in lines):
        yield from lines
    else:
        yield from (ReadLine(row) for row in _tokens(region, region, None))


def _read_line(line: Element, region: Element) -> ReadLine:
    box = box_of(line)
    elements = [e for e in line.elements if e.name == "Word"]
    words = [w for e in elements for w in _read_word(e, line, region)]
    if not words or len(words) < len(elements):
        tokens = [w for row in _tokens(line, region, box) for w in row]
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


def _read_word(element: Element, line: Element, region: Element) -> Iterator[ReadWord]:
    equivs = equivs_of(element)
    texts = [" ".join(content_of(e).text.split()) for e in equivs]
    if texts and texts[0]:
        slot = WordSlot(element, line, region, texts[0])
        others = tuple(
            Alternative(text, _conf(e))
            for e, text in zip(equivs[1:], texts[1:], strict=True)
            if text
        )
        yield ReadWord(texts[0], slot, box_of(element), _conf(equivs[0]), others)


def _conf(equiv: Element) -> float | None:
    try:
        written = equiv.get("conf")
        return one(min(1.0, max(0.0, float(written)))) if written else None
    except ValueError:
        return None


def _tokens(holder: Element, region: Element, box: Box | None) -> Iterator[list[ReadWord]]:
    """The words between blanks of a line or region that has no elements for them, by lines."""
    equivs = equivs_of(holder)
    if not equivs:
        return
    content, conf = content_of(equivs[0]), _conf(equivs[0])
    found = TokenSlot.all_of(holder, region, content)
    for row in found:
        places, at = [], 0
        for slot in row:
            places.append((at, at + len(slot.text)))
            at += len(slot.text) + 1
        boxes = shared(box, places, at - 1)
        yield [ReadWord(s.text, s, b, conf) for s, b in zip(row, boxes, strict=True)]

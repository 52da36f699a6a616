"""Clean paragraphs -> numbered blocks -> typed lines -> sections and pages."""

import random
import re
import textwrap

from attrs import evolve, frozen

from .corpus import Block, Source
from .page import BLANK, Line


@frozen
class Item:
    """A block with the number that it carries, or the number it belongs to."""

    kind: str  # para, plain (no number printed), point, heading, notice
    text: str
    paragraph: int | None


@frozen
class Shape:
    """How the family sets its text: columns, rows and the habits of the typist."""

    width: int
    rows: int  # rows of a page
    first: int  # rows that head and foot take on the first page of a section
    later: int  # and on the others
    pages: int  # text pages per section
    two_blanks: bool
    dashes: bool  # sub-points as `--`
    summary: bool


def excerpt(rng: random.Random, sources: list[Source], target: int) -> list[Block]:
    """About `target` characters, from the start of the first source and on into the next."""
    kept: list[Block] = []
    size = 0
    for source in sources:
        for block in source.blocks:
            if size > target or (size > target * 0.7 and size + len(block.text) > target * 1.3):
                break
            kept.append(Block(block.kind, shortened(block.text, 1500)))
            size += len(kept[-1].text)
        if size > target * 0.9:
            break
    while kept and kept[-1].kind == "heading":
        kept.pop()
    if kept and kept[0].kind != "para":
        kept = kept[1:] if kept[0].kind == "heading" else [Block("para", kept[0].text), *kept[1:]]
    return kept


def shortened(text: str, most: int) -> str:
    """Cut an endless paragraph at the end of a sentence."""
    if len(text) <= most:
        return text
    ends = [found.end() for found in re.finditer(r"[A-Za-z]{3}\.(?= )", text[:most])]
    return text[: ends[-1]] if ends else text


def numbered(rng: random.Random, blocks: list[Block], opening: str, headings: list[str],
             summary: bool) -> list[Item]:  # fmt: skip
    """Give the paragraphs their numbers; add the classification line, summary and headings."""
    items: list[Item] = []
    number = 0
    if opening:
        number += 1
        items.append(Item("para", opening, number))
    lead = rng.choice(("SUMMARY: ", "SUMMARY. ")) if summary else ""
    first = True
    for block in blocks:
        if block.kind == "para":
            if not first and headings and items[-1].kind != "heading" and rng.random() < 0.18:
                items.append(Item("heading", headings.pop(), None))
            number += 1
            items.append(Item("para", lead + block.text, number))
            if lead:
                items.append(Item("notice", "END SUMMARY.", number))
            lead, first = "", False
        else:
            items.append(Item(block.kind, block.text, number or None))
    return items


def wrapped(items: list[Item], shape: Shape) -> list[Line]:
    """Typed lines with a blank row between the blocks; `flow` counts them."""
    lines: list[Line] = []
    for item in items:
        text = item.text
        if item.kind == "para":
            text = f"{item.paragraph}. {text}"
        elif item.kind == "point" and shape.dashes:
            text = re.sub(r"^(?:\(?[A-Za-z0-9]{1,3}[.)]|-+) +", "-- ", text)
        for row, piece in enumerate(textwrap.wrap(text, shape.width)):
            if shape.two_blanks:
                piece = re.sub(r"(?<=[A-Za-z]{2}[.?]) (?=[A-Z])", "  ", piece)
            role = "heading" if item.kind == "heading" else "body"
            opens = row == 0 and item.kind in ("para", "plain")
            lines.append(Line(piece, role, paragraph=item.paragraph, opens=opens))
        lines.append(BLANK)
    return [evolve(line, flow=at) for at, line in enumerate(lines[:-1])]


def paged(lines: list[Line], shape: Shape) -> list[Line]:
    """Give every line its section and page; no page starts with a blank row."""
    placed: list[Line] = []
    section, page, left = 1, 1, max(8, shape.rows - shape.first)
    for line in lines:
        fresh = left <= 0
        if fresh and line.role == "blank":
            continue
        if fresh:
            section, page = (section, page + 1) if page < shape.pages else (section + 1, 1)
            left = max(8, shape.rows - (shape.first if page == 1 else shape.later))
        placed.append(evolve(line, section=section, page=page))
        left -= 1
    return [evolve(line, flow=at) for at, line in enumerate(placed)]

"""Compose one cable: choose the text, draw the facts, cut, print on sheets, damage the pages."""

import random
import re

from attrs import evolve, frozen

from .chance import dice, weighted
from .corpus import Source
from .excise import excise
from .facts import Facts
from .flow import Shape, excerpt, numbered, paged, wrapped
from .invent import Desk, invent, strips_of
from .lists import Lists
from .page import Hole, Line, Page
from .sheets import (
    Habit,
    cover_sheet,
    electronic_sheet,
    habit_of,
    print_sheet,
    stub_lines,
)
from .tamper import tamper

FAMILIES = (("incoming", 0.6), ("outgoing", 0.2), ("electronic", 0.2))


@frozen
class Document:
    """A composed document: `flow` is the undamaged body, `pages` are what is left."""

    id: str
    volume: str
    family: str
    flow: tuple[Line, ...]
    pages: tuple[Page, ...]
    facts: Facts | None
    extra: dict[str, object]


def shape_of(rng: random.Random, family: str) -> Shape:
    """How this cable is set."""
    width = {"incoming": (49, 58), "outgoing": (52, 64), "electronic": (55, 69)}[family]
    return Shape(
        width=rng.randint(*width),
        rows=rng.randint(50, 60),
        first=0,
        later=0,
        pages=weighted(rng, ((1, 0.15), (2, 0.35), (3, 0.3), (6, 0.2))),
        two_blanks=rng.random() < 0.5,
        dashes=rng.random() < 0.5,
        summary=rng.random() < 0.55,
    )


def with_frames(desk: Desk, shape: Shape, facts: Facts, habit: Habit) -> Shape:
    """Count the rows that head and foot take from the body."""
    make = electronic_sheet if desk.family == "electronic" else print_sheet
    first, later = (
        sum(map(len, make(desk, facts, habit, facts.strips[0], number, 9, 2))) + 3
        for number in (1 + habit.cover, 2 + habit.cover)
    )
    pages = shape.pages if shape.rows - first > 22 else max(shape.pages, 3)
    return evolve(shape, first=first, later=later, pages=pages)


def opening_of(desk: Desk, classification: str) -> str:
    """Text of paragraph 1, when the cable is classified as a whole."""
    if desk.family == "electronic" or classification == "UNCLAS" or desk.rng.random() < 0.3:
        return ""
    return desk.phrase("entire", WORD=classification, LETTER=portion(classification))


def portion(classification: str) -> str:
    """S, C, U or LOU: the mark of a paragraph."""
    words = classification.split()
    return "".join(word[0] for word in words) if len(words) > 1 else classification[0]


def body_of(desk: Desk, sources: list[Source], facts_word: str, shape: Shape) -> list[Line]:
    """The typed body, with the signature on its last line."""
    rng = desk.rng
    target = int(rng.triangular(2800, 8500, 4600))
    headings = list(desk.lists.phrases["heading"])
    rng.shuffle(headings)
    headings = headings if rng.random() < 0.4 else []
    blocks = excerpt(rng, sources, target)
    summary = shape.summary and blocks[0].text[-1] != ":"
    opening = opening_of(desk, facts_word)
    items = numbered(rng, blocks, opening, headings, summary)
    if not opening and rng.random() < 0.3:
        items = [
            evolve(item, text=f"({portion(facts_word)}) {item.text}")
            if item.kind == "para"
            else item
            for item in items
        ]
    return wrapped(items, shape)


def strike_classification(desk: Desk, pages: list[Page], excised: bool) -> list[Page]:
    """Strike the spaced classification out, in excised cables with a stroke that hides it."""
    mode = weighted(desk.rng, (("", 0.5), ("thin", 0.2), ("thick", 0.6 if excised else 0.0)))
    if not mode:
        return pages
    return [
        evolve(page, body=tuple(_struck(desk, line, mode) for line in page.body)) for page in pages
    ]


def _struck(desk: Desk, line: Line, mode: str) -> Line:
    spaced = re.match(r"(?:[A-Z] +){4,}", line.text) if line.role == "section" else None
    if not spaced:
        return line
    width = len(spaced[0].rstrip())
    if mode == "thin":
        return evolve(line, stroke=(0, width))
    swallowed = desk.rng.choice((0, 0, 1, 2, 4)) + 1
    return evolve(line, holes=(Hole(0, width + swallowed, "black"),))


def sheets_of(desk: Desk, facts: Facts, lines: list[Line], habit: Habit) -> list[Page]:
    """All pages of the cable, in order."""
    sections = max(line.section for line in lines)
    make = electronic_sheet if desk.family == "electronic" else print_sheet
    pages: list[Page] = []
    for strip in facts.strips:
        mine = [line for line in lines if line.section == strip.number]
        of = max(line.page for line in mine)
        if habit.show_cover:
            pages.append(cover_sheet(desk, facts, strip, of, sections, habit))
        for number in range(1 + habit.cover, of + 1):
            head, foot = make(desk, facts, habit, strip, number, of, sections)
            if habit.stub and number == 1 + habit.cover and not habit.show_cover:
                head = stub_lines(facts, strip) + head
            body = [line for line in mine if line.page == number and not line.closed]
            shown = None if desk.family == "electronic" else of
            pages.append(Page(strip.number, number, (*head, *body), foot, shown, "text", facts.mrn))
    return pages


def ending(facts: Facts, section: int, page: int, flow: int) -> list[Line]:
    """Signature and end mark."""
    rows = [Line("", "blank"), Line(facts.signature, "signature")]
    if facts.family == "electronic":
        rows += [Line("", "blank"), Line("NNNN", "end")]
    return [evolve(row, section=section, page=page, flow=flow + at) for at, row in enumerate(rows)]


def renumbered(lines: list[Line], habit: Habit) -> list[Line]:
    """Page numbers as printed: the cover sheet counts."""
    return [evolve(line, page=line.page + habit.cover) for line in lines]


def draft(
    desk: Desk, sources: list[Source], excised: bool
) -> tuple[Facts, Habit, list[Line], list[Line]]:
    """Facts, habits, the undamaged body and the body after the cuts."""
    shape = shape_of(desk.rng, desk.family)
    facts = invent(desk, excised)
    habit = habit_of(desk, facts, shape.width)
    shape = with_frames(desk, shape, facts, habit)
    flow = paged(body_of(desk, sources, facts.classification, shape), shape)
    last = flow[-1]
    flow += ending(facts, last.section, last.page, len(flow))
    opened = [
        [line.paragraph for line in flow if line.opens and line.section == n and line.paragraph]
        for n in range(1, last.section + 1)
    ]
    facts = evolve(facts, strips=strips_of(desk, facts.when, facts.total_copies, opened))
    flow = renumbered(flow, habit)
    cut = excise(desk, flow, facts.release.exemptions) if excised else flow
    return facts, habit, flow, cut


def guest_page(desk: Desk, other: Source) -> Page | None:
    """A page of another cable, for splicing in."""
    stranger = evolve(desk, source=other)
    facts, habit, flow, _ = draft(stranger, [other], excised=False)
    pages = [page for page in sheets_of(stranger, facts, flow, habit) if page.status == "text"]
    return desk.rng.choice(pages)


def compose(id: str, lists: Lists, sources: list[Source], other: Source, seed: object) -> Document:
    """One cable from one or more clean telegrams."""
    rng = dice(seed, id, "compose")
    first = sources[0]
    options = [(name, w * (1.6 if (name == "outgoing") == first.outgoing else 0.3)
                if name != "electronic" else w) for name, w in FAMILIES]  # fmt: skip
    desk = Desk(rng, lists, first, weighted(rng, options))
    excised = rng.random() < 0.5
    facts, habit, flow, cut = draft(desk, sources, excised)
    pages = strike_classification(desk, sheets_of(desk, facts, cut, habit), excised)
    if excised:
        guest = guest_page(desk, other)
        pages = tamper(rng, pages, guest)
    return Document(id, first.volume, desk.family, tuple(flow), tuple(pages),
                    facts, {"cover": habit.cover, "excised": excised})  # fmt: skip

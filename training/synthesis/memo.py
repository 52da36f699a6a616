"""Compose a memorandum: mixed case, letterhead, unnumbered paragraphs, drafting lines."""

import random
import textwrap
from datetime import datetime

from attrs import evolve

from .chance import dice
from .compose import Document
from .corpus import Source
from .excise import MILD_CUTS, excise
from .facts import Release, moment_in, slash_date
from .flow import Item, Shape, excerpt, paged, wrapped
from .invent import Desk, fill, release_of
from .lists import Lists
from .page import BLANK, Line, Page
from .sheets import banner, release_rows, review_rows

LABEL = 10  # columns of TO:, FROM: and SUBJECT:


def shape_of(rng: random.Random) -> Shape:
    """How the typist sets a memorandum."""
    return Shape(
        width=rng.randint(60, 68), rows=rng.randint(50, 56), first=24, later=8, pages=99,
        two_blanks=rng.random() < 0.7, dashes=False, summary=False,
    )  # fmt: skip


def labelled(label: str, text: str, role: str) -> list[Line]:
    """SUBJECT:  text, the following rows under the text."""
    rows = textwrap.wrap(text, 52) or [""]
    first = Line(f"{label}:".ljust(LABEL) + rows[0], role)
    return [first, *(Line(row, role, indent=LABEL) for row in rows[1:])]


def names_of(desk: Desk) -> dict[str, str]:
    """Sender, addressee, drafter: wordings of the forms with names put in."""
    rng, lists = desk.rng, desk.lists

    def person(kind: str) -> str:
        return desk.phrase(
            kind,
            FORENAME=rng.choice(lists.forenames),
            SURNAME=rng.choice(lists.surnames),
            OFFICE=rng.choice(lists.symbols).split("/")[0],
        )

    return {kind: person(f"memo-{kind}") for kind in ("to", "through", "from")}


def drafting_of(desk: Desk, when: datetime) -> list[str]:
    """Drafted: OFFICE:INAME (xN-NNNN, date) and who cleared it."""
    rng = desk.rng

    def credit() -> str:
        name = rng.choice(desk.lists.forenames)[0] + rng.choice(desk.lists.surnames)
        return f"{rng.choice(desk.lists.symbols)}:{name}"

    phone = f"x{rng.randrange(2, 8)}-{rng.randrange(1000, 9999)}"
    lines = [f"Drafted: {credit()} ({phone}, {slash_date(when)})"]
    cleared = [credit() for _ in range(rng.randrange(0, 5))]
    return lines + [("Cleared: " if not at else "") + name for at, name in enumerate(cleared)]


def items_of(desk: Desk, sources: list[Source]) -> list[Item]:
    """The paragraphs; the number is their order and is not printed."""
    rng = desk.rng
    blocks = excerpt(rng, sources, int(rng.triangular(2500, 8000, 4300)))
    headings = list(desk.lists.phrases["memo-heading"])
    rng.shuffle(headings)
    items: list[Item] = []
    for number, block in enumerate(blocks, 1):
        kind = "heading" if block.kind == "heading" else "plain"
        if number > 1 and kind == "plain" and headings and rng.random() < 0.15:
            items.append(Item("heading", headings.pop(), None))
        items.append(Item(kind, block.text, number if kind == "plain" else None))
    return items


def sheets(desk: Desk, head: list[Line], tail: list[Line], lines: list[Line], mark: str,
           struck: bool) -> list[Page]:  # fmt: skip
    """Letterhead on the first page, the page number on the others."""
    pages = []
    last = max(line.page for line in lines)
    old = [banner(mark, struck=True)] if struck else []
    for number in range(1, last + 1):
        body = [line for line in lines if line.page == number and not line.closed]
        top = [*old, banner("UNCLASSIFIED")]
        if number == 1:
            top += head
        else:
            top += [BLANK, Line(f"-{number}-", "page-header", indent=30), BLANK]
        end = tail if number == last else []
        foot = (*old, banner("UNCLASSIFIED"))
        pages.append(Page(1, number, (*top, *body, *end), foot, None, "text"))
    return pages


def compose_memo(id: str, lists: Lists, sources: list[Source], seed: object) -> Document:
    """One memorandum."""
    rng = dice(seed, id, "memo")
    desk = Desk(rng, lists, sources[0], "memo")
    when, excised = moment_in(rng, 1965, 1995), rng.random() < 0.5
    mark = desk.phrase("classification")
    struck = mark != "UNCLAS" and rng.random() < 0.5
    names, title = names_of(desk), desk.phrase("memo-title")
    own = sources[0].subject
    subject = own if 8 <= len(own) <= 110 else fill(desk, desk.phrase("memo-subject"))
    release = release_of(desk, excised)
    through = rng.random() < 0.4
    head = head_of(desk, names, title, subject, when, release, through, struck)
    tail = tail_of(desk, when, release)
    shape = evolve(shape_of(rng), first=len(head) + 6)
    flow = paged(wrapped(items_of(desk, sources), shape), shape)
    cut = excise(desk, flow, release.exemptions, MILD_CUTS) if excised else flow
    pages = sheets(desk, head, tail, cut, mark, struck)
    extra: dict[str, object] = {
        "kind": "memorandum", "title": title, "date": f"{when:%Y-%m-%d}",
        "addressees": [names["to"]], "through": names["through"] if through else None,
        "sender": names["from"], "subject": subject,
        "classification": mark if struck else None, "released_as": "UNCLASSIFIED",
        "drafted_by": tail_text(tail, "Drafted: "), "excised": excised,
        "attachments": [line.text for line in tail if line.role == "attachment"],
        "release": release_fields(release), "tags": [], "references": [], "signature": None,
    }  # fmt: skip
    return Document(id, sources[0].volume, "memo", tuple(flow), tuple(pages), None, extra)


def tail_text(tail: list[Line], label: str) -> str | None:
    """What stands after a label in the closing lines."""
    found = (line.text.removeprefix(label) for line in tail if line.text.startswith(label))
    return next(found, None)


def release_fields(release: Release) -> dict[str, object] | None:
    """The stamp of the release as a field."""
    if not release.text:
        return None
    return {"text": release.text, "exemptions": list(release.exemptions),
            "authority": release.authority or None, "date": release.date or None,
            "case": release.case or None}  # fmt: skip


def head_of(desk: Desk, names: dict[str, str], title: str, subject: str, when: datetime,
            release: Release, through: bool, struck: bool) -> list[Line]:  # fmt: skip
    """Stamps, letterhead, title, date and the block of labels."""
    lines = [*release_rows(release)]
    lines += [banner(text) for text in desk.lists.phrases["letterhead"]]
    lines += [BLANK, Line(f"{when:%B} {when.day}, {when:%Y}", "date", indent=44), BLANK]
    lines += [Line(title, "title"), BLANK]
    lines += labelled("TO", names["to"], "to")
    if through:
        lines += labelled("THROUGH", names["through"], "through")
    lines += labelled("FROM", names["from"], "from")
    return [*lines, *labelled("SUBJECT", subject, "subject"), BLANK]


def tail_of(desk: Desk, when: datetime, release: Release) -> list[Line]:
    """Attachments, drafting lines and the stamp of the reviewers."""
    lines = [BLANK]
    if desk.rng.random() < 0.35:
        tabs = desk.lists.phrases["attachment"]
        first = desk.rng.choice((0, 2))
        lines += [Line("Attachments:", "attachments"), BLANK]
        lines += [Line(text, "attachment", indent=3) for text in tabs[first : first + 2]] + [BLANK]
    lines += [Line(text, "drafting") for text in drafting_of(desk, when)]
    return [*lines, BLANK, *review_rows(desk.lists, release)]

"""Damage to whole pages: lost, blank, twice, out of order, from another cable."""

import random

from attrs import evolve

from .chance import weighted
from .page import Line, Page, blanked

DAMAGE = (
    ("", 5.0),
    ("drop-page", 1.4),
    ("blank-page", 1.4),
    ("drop-section", 0.8),
    ("duplicate-page", 0.3),
    ("swap-pages", 0.3),
    ("foreign-page", 0.9),
)


def emptied(page: Page) -> Page:
    """The page with nothing between its header and its foot."""
    body = tuple(blanked(line) if line.flow >= 0 else line for line in page.body)
    return evolve(page, body=body, status="blank")


def _later(pages: list[Page]) -> list[int]:
    """Text pages that do not carry the header of the cable."""
    return [at for at, page in enumerate(pages) if at and page.status == "text"]


def drop_page(rng: random.Random, pages: list[Page]) -> list[Page]:
    """A page is gone."""
    at = rng.choice(_later(pages))
    return pages[:at] + pages[at + 1 :]


def blank_page(rng: random.Random, pages: list[Page]) -> list[Page]:
    """A page has nothing but its frame."""
    at = rng.choice(_later(pages))
    return [*pages[:at], emptied(pages[at]), *pages[at + 1 :]]


def drop_section(rng: random.Random, pages: list[Page]) -> list[Page]:
    """A section is gone, or a page where there are too few sections."""
    sections = sorted({page.section for page in pages})
    if len(sections) < 3:
        return drop_page(rng, pages)
    gone = rng.choice(sections[1:-1])
    return [page for page in pages if page.section != gone]


def duplicate_page(rng: random.Random, pages: list[Page]) -> list[Page]:
    """A page comes twice."""
    at = rng.choice(_later(pages))
    return [*pages[: at + 1], evolve(pages[at], status="duplicate"), *pages[at + 1 :]]


def swap_pages(rng: random.Random, pages: list[Page]) -> list[Page]:
    """Two pages change places."""
    later = [at for at in _later(pages) if at + 1 in _later(pages)]
    if not later:
        return pages
    at = rng.choice(later)
    first, second = pages[at : at + 2]
    return [*pages[:at], evolve(second, status="misplaced"), first, *pages[at + 2 :]]


def foreign(page: Page) -> Page:
    """A page that belongs to another cable: its lines are no part of this body."""
    lines = tuple(
        evolve(line, flow=-1, role="foreign" if line.flow >= 0 else line.role, paragraph=None)
        for line in page.body
    )
    return evolve(page, body=lines, status="foreign")


def tamper(rng: random.Random, pages: list[Page], guest: Page | None) -> list[Page]:
    """At most one kind of damage; pages with text are needed for it."""
    if not _later(pages):
        return pages
    kind = weighted(rng, DAMAGE)
    if kind == "foreign-page" and guest is not None:
        at = rng.choice(_later(pages))
        keep = rng.random() < 0.4  # else the guest stands in for the page
        return [*pages[:at], foreign(guest), *pages[at + (not keep) :]]
    steps = {
        "drop-page": drop_page, "blank-page": blank_page, "drop-section": drop_section,
        "duplicate-page": duplicate_page, "swap-pages": swap_pages,
    }  # fmt: skip
    return steps[kind](rng, pages) if kind in steps else pages


def lines_of(pages: list[Page]) -> list[Line]:
    """All lines in reading order."""
    return [line for page in pages for line in page.lines]

"""Print, wear and read a document: from pages of lines to the text that the OCR engine gives."""

import re

from attrs import evolve, frozen
from rapidfuzz.distance import Levenshtein

from .compose import Document
from .engines import ENGINES
from .golden import gold_of
from .levels import Level, Plan, machine_of, marks_of, plan_of
from .lists import Lists
from .page import Page
from .typeset import Machine, print_page
from .wear import worn

SPACED = re.compile(r"(?<!\S)(?:[A-Z] ){4,}[A-Z](?!\S)")
STRIP_HEAD, STRIP_TEXT = 10, 14  # lines of a test strip
TRIALS = 5
BROKEN = 0.06  # a light page that reads worse than this lost its reading order


@frozen
class Reading:
    """The text of a document as read, and how it was made."""

    text: str
    face: str
    dpi: int
    psm: int
    mode: str


def squeezed(text: str) -> str:
    """One blank for every run of white space; marks in spaced letters closed up."""
    text = " ".join(text.split())
    return SPACED.sub(lambda mark: mark[0].replace(" ", ""), text)


def error_rate(ocr: str, gold: str) -> float:
    """Character errors per gold character, runs of white space as one blank."""
    gold = squeezed(gold)
    return Levenshtein.distance(squeezed(ocr), gold) / max(1, len(gold))


def read_page(page: Page, machine: Machine, plan: Plan, severity: float, number: int,
              lists: Lists, engine: str, psm: int) -> str:  # fmt: skip
    """One page through printer, copier, scanner and engine."""
    seed = (plan.seed, number)
    wear = plan.wear(severity, number)
    dpi = min(machine.dpi, wear.scan_dpi) if wear.scan_dpi != 200 else machine.dpi
    wear = evolve(wear, scan_dpi=dpi)
    marks = marks_of(plan.level, lists, plan.seed, number) if number >= 0 else ()
    ink = print_page(page, machine, seed)
    if number < 0:
        ink = ink[: strip_height(len(ink))]
    image = worn(ink, wear, machine.dpi, marks, seed)
    return ENGINES[engine](image, dpi, psm)


def strip_height(height: int) -> int:
    """How much of the page the lines of a test strip take, in pixels."""
    return round(height * (0.55 + (STRIP_HEAD + STRIP_TEXT + 12) / 6) / 11)


def strip_of(document: Document) -> Page:
    """Some lines of the header, some of the text and the foot, as on a short page."""
    first = document.pages[0]
    fullest = max(document.pages, key=lambda page: sum(bool(line.text) for line in page.body))
    text = [line for line in fullest.body if line.role in ("body", "foreign") and not line.lost]
    text = text or list(fullest.body)
    lines = (*first.body[:STRIP_HEAD], *text[:STRIP_TEXT], *first.foot[-7:])
    return evolve(fullest, body=lines, foot=())


def severity_for(document: Document, machine: Machine, plan: Plan, lists: Lists) -> float:
    """Wear a test strip more or less until it reads about as badly as planned."""
    strip = strip_of(document)
    gold = gold_of((strip,)).text
    low, high = 0.0, 1.0
    best = (9.0, 0.5)
    for _ in range(TRIALS):
        middle = (low + high) / 2
        text = read_page(strip, machine, plan, middle, -1, lists, "tesseract", plan.psm)
        rate = error_rate(text, gold)
        best = min(best, (abs(rate - plan.target), middle))
        low, high = (middle, high) if rate < plan.target else (low, middle)
    return best[1]


def read_document(document: Document, level: Level, lists: Lists, seed: object,
                  engine: str = "tesseract") -> Reading:  # fmt: skip
    """All pages of a document, worn as the level wants it."""
    own = (seed, document.id, level.name)
    longest = max(
        line.indent + len(line.text)
        for page in document.pages
        for line in page.lines
        if line.face == "body"
    )
    machine = machine_of(level, own, longest)
    plan = plan_of(level, own)
    severity = severity_for(document, machine, plan, lists) if plan.target else 0.0
    texts = []
    for number, page in enumerate(document.pages):
        text = read_page(page, machine, plan, severity, number, lists, engine, plan.psm)
        if level.light and error_rate(text, gold_of((page,)).text) > BROKEN:
            other = read_page(page, machine, plan, severity, number, lists, engine, 10 - plan.psm)
            text = min(text, other, key=lambda one: error_rate(one, gold_of((page,)).text))
        texts.append(text)
    return Reading("".join(texts), machine.face, machine.dpi, plan.psm, plan.mode)

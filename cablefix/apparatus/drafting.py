"""The drafting block: office and name on each line are parted in one way throughout.

`DRAFTED BY: EAP/CM: ACARLSON` on S/S prints, `DRAFTED BY EA/PRCM:STAFF:MFR` on those of 1973-79.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from math import inf

import attrs

from cablefix.by_fields import ByFields
from cablefix.channel.confusions import DIGITS_AS_LETTERS, cost_of_one
from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.language.code_lists import usual_offices
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.proposals import Proposal, propose
from cablefix.remembered import TOKENS

_CLEARANCE = late_regex(
    r"(?:(?:DRAFTED|APPROVED) BY:? ?)?(?P<office>[A-Z0-9]{1,4}(?:/[A-Z0-9]{1,5}){1,2})"
    r"(?P<gap> ?[:;.]? ?)(?P<name>[A-Z0-9]{3,15})(?P<second> ?[:;] ?)?(?P<typist>[A-Z]{2})?\W*"
)


@attrs.frozen
class Clearance(ByFields):
    """One line of a drafting block, with the marks that part it."""

    gap: Span
    second: Span | None
    office: Span


DRAFTED, LINES, SURE_BUREAU = "Drafted by:", 2, 0.95
"""The label of the form for outgoing telegrams, on how many lines the drafter stands, and how sure
his bureau is."""

LIKE, CLEAR = 3.2, 0.5
"""What the misread letter of a bureau may cost, E read as B and no dearer, and by how much any
other bureau must be dearer."""

BLOCK = 12
"""Lines of a drafting block."""

_SYMBOL = late_regex(
    r"\W{0,3}(?:(?:DRAFTED|APPROVED|CLEARED) BY:? ?)?"
    r"(?P<office>(?=[A-Z/-]*\d)[A-Z0-9/-]{3,12})(?=[:;])"
)
_DRAFTER = late_regex(r"\W{0,3}(?P<office>[A-Za-z]{3})(?=[:/])")
_CLEARED = late_regex(
    r"(?<![\w/])(?P<office>[A-Za-z]{3})(?=(?:/[A-Z]{1,4})? ?[-=] ?(?:Mr|Mrs|Miss|Dr)\b)"
)


def propose_bureaus(reading: Reading) -> Iterator[Proposal]:
    """Proposals for bureaus in the drafting and clearance lines of telegrams typed on forms."""
    for head in reading.heads:
        if head.family.name != "outgoing-telegram":
            continue
        drafted = [s.line for s in head.seen if s.sign.label == DRAFTED]
        for i, line in enumerate(reading.lines):
            near = any(at <= i <= at + LINES for at in drafted)
            found = [m] if near and (m := _DRAFTER.match(line.line.text)) else []
            if drafted and i > drafted[0]:
                found += list(_CLEARED.finditer(line.line.text))
            for m in found:
                read, bureau = m["office"], _bureau(m["office"])
                if bureau and bureau != read:
                    at = line.line.start + m.start("office")
                    yield propose(
                        Span(at, at + len(read), read), bureau, kind="acronym",
                        rule="drafting-office", score=SURE_BUREAU, grounds=None,
                        why=f"a bureau stands there: {bureau} is the only one that {read} is like",
                    )  # fmt: skip


@lru_cache(maxsize=TOKENS)
def _bureau(read: str) -> str | None:
    """The bureau that three letters are, or are like with one of them misread."""
    plain = read.upper()
    usual = [o for o, explained in usual_offices().items() if explained and len(o) == len(plain)]
    if plain in usual_offices() or fold(plain) in _symbols():
        return None
    near = sorted((found, o) for o in usual if (found := cost_of_one(o, plain)) < inf)
    if not near or near[0][0] > LIKE or (len(near) > 1 and near[1][0] - near[0][0] < CLEAR):
        return None
    return near[0][1]


@cache
def _symbols() -> frozenset[str]:
    """The parts of all listed office symbols."""
    symbols = tables.load("offices").column("symbol")
    return frozenset(part for symbol in symbols for part in symbol.split("/"))


def propose_drafting(reading: Reading) -> Iterator[Proposal]:
    """Proposals for the marks between office and name that the rest of the block overrules."""
    if not reading.is_cable:
        return
    yield from _propose_symbols(reading)
    found = list(_clearances(reading))
    whole = [c.gap.text for c in found if c.gap.text in (":", ": ")]
    if len(whole) < 2 and not any(c.second for c in found):
        return
    joined, parted = whole.count(":"), whole.count(": ")
    if joined == parted and not any(c.second for c in found):
        return
    usual = ": " if parted > joined else ":"
    score = 0.96 if max(joined, parted) >= 2 * min(joined, parted) + 1 else 0.8
    for c in found:
        for span in (c.gap, c.second):
            wanted = ":" if span is c.second else usual
            if span and span.text != wanted:
                yield _with_neighbour(c, span, wanted, score)


def _propose_symbols(reading: Reading) -> Iterator[Proposal]:
    """5/5:MR. BREMER: a figure in the symbol of an office that is listed with a letter there."""
    for r in _block(reading):
        m = _SYMBOL.match(r.line.text)
        meant = m["office"].translate(DIGITS_AS_LETTERS) if m else ""
        symbols = tables.load("offices").column("symbol")
        if m and meant in symbols and m["office"] not in symbols:
            start = r.line.start + m.start("office")
            yield propose(
                Span(start, start + len(m["office"]), m["office"]), meant, kind="acronym",
                rule="drafting-office", score=SURE_BUREAU, grounds=None,
                why=f"an office stands there: {meant}, not {m['office']}",
            )  # fmt: skip


def _with_neighbour(c: Clearance, span: Span, wanted: str, score: float) -> Proposal:
    """The correction takes in the office before the mark, for no correction may be empty."""
    if span is c.gap:
        whole = Span(c.office.start, span.end, c.office.text + span.text)
        return propose(
            whole, c.office.text + wanted, kind="word-boundary", rule="drafting-gap",
            score=score, why=f"the other lines of the block part office and name by {wanted!r}",
        )  # fmt: skip
    return propose(
        span, wanted, kind="word-boundary", rule="drafting-gap", score=score,
        why="drafter and typist are parted by a colon alone",
    )  # fmt: skip


def _block(reading: Reading) -> Iterator[ReadLine]:
    """The lines of drafting blocks, up to the lines of the head behind each."""
    left = 0
    for r in reading.lines:
        left = BLOCK if r.form == "drafting" else left if r.form == "blank" else left - 1
        if r.form not in ("drafting", "text", "blank"):
            left = 0
        if left > 0 and r.form != "blank":
            yield r


def _clearances(reading: Reading) -> Iterator[Clearance]:
    """The lines between DRAFTED BY and the reception line."""
    open_ = 0
    for r in reading.lines:
        if r.form == "blank":
            continue
        open_ = BLOCK if r.form == "drafting" else open_ - 1
        m = _CLEARANCE.fullmatch(r.line.text.strip()) if open_ > 0 else None
        if m is None or r.form in ("reception", "dashes", "from", "dtg"):
            if r.form not in ("drafting", "text"):
                open_ = 0
            continue
        base = r.line.start + len(r.line.text) - len(r.line.text.lstrip())

        def span(name: str, m: re.Match[str] = m, base: int = base) -> Span:
            return Span(base + m.start(name), base + m.end(name), m[name])

        if m["gap"]:
            yield Clearance(span("gap"), span("second") if m["second"] else None, span("office"))

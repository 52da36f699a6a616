"""The drafting block: office and name on each line are parted in one way throughout.

`DRAFTED BY: EAP/CM: ACARLSON` on S/S prints, `DRAFTED BY EA/PRCM:STAFF:MFR` on those of 1973-79.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from cablefix.document.reading import Reading
from cablefix.layout.lines import Span
from cablefix.proposals import Proposal, propose

_CLEARANCE = re.compile(
    r"(?:(?:DRAFTED|APPROVED) BY:? ?)?(?P<office>[A-Z0-9]{1,4}(?:/[A-Z0-9]{1,5}){1,2})"
    r"(?P<gap> ?[:;.]? ?)(?P<name>[A-Z0-9]{3,15})(?P<second> ?[:;] ?)?(?P<typist>[A-Z]{2})?\W*"
)


@attrs.frozen
class Clearance:
    """One line of a drafting block, with the marks that part it."""

    gap: Span
    second: Span | None
    office: Span


def propose_drafting(reading: Reading) -> Iterator[Proposal]:
    """Proposals for the marks between office and name that the rest of the block overrules."""
    if not reading.is_cable:
        return
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


def _clearances(reading: Reading) -> Iterator[Clearance]:
    """The lines between DRAFTED BY and the reception line."""
    open_ = 0
    for r in reading.lines:
        if r.form == "blank":
            continue
        open_ = 12 if r.form == "drafting" else open_ - 1
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

"""Numbers that run on: pages within a section, an addressee's serials from section to section."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import exp

import attrs

from cablefix.by_fields import ByFields
from cablefix.document.reading import Copy, Reading
from cablefix.proposals import FieldGrounds, Proposal, propose

ASTRAY = 5.0
"""Log odds against a number that its neighbours do not lead to."""


@attrs.frozen
class Step(ByFields):
    """A number and what its neighbours say that it should be."""

    copy: Copy
    expected: frozenset[int]
    why: str
    most: int | None = None


def propose_by_sequence(reading: Reading) -> Iterator[Proposal]:
    """Proposals for page numbers and serials that do not run on but nearly would."""
    if not reading.is_cable:
        return
    copies = [c for c in reading.copies() if not c.frame.foreign]
    pages = [c for c in copies if c.slot.name == "page"]
    sections = [c for c in copies if c.slot.name == "section"]
    steps = (*_page_steps(pages), *_section_steps(sections), *_serial_steps(copies))
    for step in steps:
        proposal = _judge(step, reading.noise)
        if proposal is not None:
            yield proposal


def _page_steps(pages: Sequence[Copy]) -> Iterator[Step]:
    """Each page number, with the numbers before and after it in the same section."""
    for i, copy in enumerate(pages):
        frame = copy.frame
        expected = set()
        before = pages[i - 1].frame if i else None
        after = pages[i + 1].frame if i + 1 < len(pages) else None
        if before and before.page is not None:
            same = before.section == frame.section
            expected.add(before.page + 1 if same else 1)
            if not same:
                expected.add(2)  # the cover sheet of the section is not in the file
        if after and after.page is not None and after.section == frame.section:
            expected.add(after.page - 1)
        if not expected and i == 0:
            expected = {1, 2}
        yield Step(copy, frozenset(expected), "pages run on", frame.pages)


def _section_steps(sections: Sequence[Copy]) -> Iterator[Step]:
    """Each section number, with those on the same page and on the pages beside it."""
    for i, copy in enumerate(sections if len(sections) > 1 else ()):
        expected: set[int] = set()
        for j in (i - 1, i + 1):
            if not 0 <= j < len(sections):
                continue
            value = sections[j].part.value
            if value is None:
                continue
            expected.add(int(value))
            if sections[j].frame is not copy.frame:
                expected.add(int(value) + (1 if j < i else -1))
        of = copy.frame.sections
        if i == 0:
            expected.add(1)
        yield Step(copy, frozenset(expected), "sections run on", of)


def _serial_steps(copies: Sequence[Copy]) -> Iterator[Step]:
    """The serials of one addressee rise by one from section to section."""
    by_address: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        if copy.slot.name == "to_serial":
            words = [p.value or p.span.text for p in copy.line.parts if p.slot == "address"]
            by_address[" ".join(words)].append(copy)
    for group in by_address.values():
        known = [
            (c.frame.section, int(c.part.value))
            for c in group
            if c.frame.section is not None and c.part.value and c.part.cost == 0
        ]
        for copy in group:
            section = copy.frame.section
            others = {
                serial + section - s for s, serial in known if section is not None and s != section
            }
            if len(others) == 1 and len(known) >= 2:
                yield Step(copy, frozenset(others), "an addressee's serials rise by one a section")


def _judge(step: Step, noise: int) -> Proposal | None:
    text = step.copy.span.text
    options = step.copy.slot.options(text, noise)
    if not options:
        return None
    scores = []
    for value, cost in options.items():
        astray = 0.0 if int(value) in step.expected else ASTRAY
        beyond = step.most is not None and int(value) > step.most
        scores.append((-cost - astray - (ASTRAY if beyond or int(value) == 0 else 0.0), value))
    scores.sort(reverse=True)
    best, value = scores[0]
    if value == text or int(value) not in step.expected:
        return None
    sure = 1 / sum(exp(score - best) for score, _ in scores)
    blank = " " if step.copy.line.is_glued(step.copy.part) else ""
    return propose(
        step.copy.span, value + blank, kind=step.copy.slot.kind,
        rule=f"{step.copy.slot.name}-sequence",
        score=0.995 * sure, why=f"{step.why}: {value} is the next, {text} is not",
        grounds=FieldGrounds(options[value], step.copy.line.cost, len(step.expected)),
    )  # fmt: skip

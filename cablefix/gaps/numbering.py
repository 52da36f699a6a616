"""Gaps in the numbering of paragraphs: numbers that do not occur, and numbers without text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cablefix.gaps.body import Body, count_ruins, says, starts_between
from cablefix.gaps.number_belief import belief
from cablefix.gaps.setting import Setting
from cablefix.model import Gap
from cablefix.reading.frames import HEADER_FORMS
from cablefix.reading.paragraphs import Numbered, Opening
from cablefix.reading.recognise import ReadLine

_HEADER = HEADER_FORMS | {"page", "subject", "reference"}


_QUOTED = re.compile(r"\s*[\"“”']")

TWICE, TWICE_IN_NOISE = 0.65, 0.45
"""How likely a number that occurs twice was printed twice, and not misread."""


def find_number_gaps(setting: Setting) -> Iterator[Gap]:
    """Missing, emptied, repeated and lost numbers of a cable's paragraphs."""
    if not setting.is_cable:
        return
    body = Body(setting)
    numbers = setting.numbers
    if numbers:
        yield from _before_first(setting, body)
    for i, here in enumerate(numbers):
        then = numbers[i + 1] if i + 1 < len(numbers) else None
        between = list(_between(setting, body, here, then)) if then else []
        next_is_lost = any(g.kind == "lost-number" for g in between)
        if body.is_empty(here, then, next_is_lost=next_is_lost):
            yield _empty(setting, here)
        yield from between


def _empty(setting: Setting, here: Numbered) -> Gap:
    sure = 0.95 if here.sure else 0.75
    return setting.gap(
        "empty-paragraph", (here.line.line.start, here.line.line.end), sure,
        f"number {here.number} stands alone, without text", frame=here.frame,
        paragraphs=(here.number,), exemptions=setting.exemptions,
    )  # fmt: skip


def _before_first(setting: Setting, body: Body) -> Iterator[Gap]:
    """Numbers before the first that is here, where nothing of their text is."""
    first = setting.numbers[0]
    if first.number == 1 or not first.sure:
        return
    lost = tuple(range(1, first.number))
    if set(lost) <= body.excused or not _runs_on(setting.numbers[:3]):
        return
    if lost == (1,) and _is_again(body, first):
        return  # the first of two is the misread one
    above = body.above(first)
    after_header = [r for r in above if r.line.start > _header_end(setting, first)]
    if any(says(r) for r in after_header) and not _page_is_gone_before(setting, first, above):
        return
    start = above[-1].line.end if above else first.line.line.start
    yield setting.gap(
        "missing-paragraphs", (min(start, first.line.line.start), first.line.line.start), 0.7,
        f"the first number that is here is {first.number}", frame=first.frame, paragraphs=lost,
        exemptions=setting.exemptions,
    )  # fmt: skip


def _is_again(body: Body, first: Numbered) -> bool:
    """Whether another line opens with the number of the first paragraph."""
    read = f"{first.number}."
    return any(o.read == read and o.line is not first.line for o in body.openings)


def _page_is_gone_before(setting: Setting, first: Numbered, above: Sequence[ReadLine]) -> bool:
    """Whether a page with text is missing before the first text that is here."""
    places = setting.collation.places
    here = {(s.section, s.page) for s in setting.collation.sheets}
    frames = [setting.frame_at(r.line.start) for r in above[-1:]] + [first.frame]
    section, page = places.get(frames[0].start, (0, 0))
    return bool(page and page > 2 and section == 1 and (section, page - 1) not in here)


def _runs_on(numbers: Sequence[Numbered]) -> bool:
    return len(numbers) > 1 and numbers[-1].number - numbers[0].number == len(numbers) - 1


def _header_end(setting: Setting, first: Numbered) -> int:
    """Where the last line of the apparatus before a paragraph ends; later page tops left out."""
    end = 0
    for r in setting.reading.lines:
        if r.line.start >= first.line.line.start:
            break
        if r.form in _HEADER and not (end and r.form == "page"):
            end = r.line.end
    return end


def _between(setting: Setting, body: Body, here: Numbered, after: Numbered) -> Iterator[Gap]:
    """What became of the numbers between two that follow each other in the text."""
    lost = tuple(range(here.number + 1, after.number))
    repeated = _repeated(body, here, after)
    if repeated and len(lost) <= 1 and here is not setting.numbers[0]:
        yield setting.gap(
            "numbering-anomaly", (repeated.line.line.start, repeated.line.line.end),
            TWICE if setting.reading.noise <= 1 else TWICE_IN_NOISE,
            f"the number {here.number} occurs twice", paragraphs=(here.number,),
        )  # fmt: skip
        return
    if not lost or set(lost) <= body.excused:
        return
    ruins = count_ruins(body, here, after)
    if len(lost) == ruins:
        return  # their numbers are there, if unreadable
    unnumbered = _unnumbered(body, here, after) if len(lost) == 1 and not ruins else None
    if unnumbered:
        yield setting.gap(
            "lost-number", (unnumbered.line.start, unnumbered.line.end), 0.7,
            f"{here.number} is followed by {after.number}; this text between them has no number",
            paragraphs=lost,
        )  # fmt: skip
        return
    yield _missing(setting, body, here, after, ruins)


def _repeated(body: Body, here: Numbered, after: Numbered) -> Opening | None:
    """A plain line before the next paragraph that opens with the number of this one once more."""
    openings = body.openings_from(here, after)
    if _QUOTED.match(body.setting.places.line_at(here.line.line.start)):
        return None  # a list in a text that is quoted
    first = body.at[here.line.line.start]
    own_and_after = {o.read for o in openings if body.at[o.line.line.start] >= first}
    if own_and_after & {f"{n}." for n in range(1, here.number)}:
        return None  # a list with numbers of its own
    for o in openings:
        own = o.line.line.start == here.line.line.start
        starts = body.blank_before(o.line) or (
            after.number == here.number + 2 and body.ended(o.line)
        )
        if o.read == f"{here.number}." and not own and starts:
            return o
    return None


def _unnumbered(body: Body, here: Numbered, after: Numbered) -> ReadLine | None:
    """The one paragraph between two numbered ones that opens without a number."""
    found = [
        r
        for r in starts_between(body, here, after)
        if r.form == "text" and body.blank_before(r) and not body.tops_page(r)
    ]
    return found[0] if len(found) == 1 else None


def _missing(setting: Setting, body: Body, here: Numbered, after: Numbered, ruins: int) -> Gap:
    lost = tuple(range(here.number + 1, after.number))
    end = (here.line, *body.on_page(here, after))[-1].line.end
    proof = [n for n in lost if n in body.noted]
    why = f"{here.number} is followed by {after.number}"
    if proof:
        why += f"; a CORRECTED COPY note names {', '.join(map(str, proof))}"
    sure = 0.97 if proof else belief(setting, body, here, after, ruins)
    return setting.gap(
        "missing-paragraphs", (end, max(end, after.line.line.start)), sure, why,
        frame=here.frame, paragraphs=lost, exemptions=setting.exemptions,
    )  # fmt: skip

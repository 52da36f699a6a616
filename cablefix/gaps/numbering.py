"""Gaps in the numbering of paragraphs: numbers that do not occur, and how sure their loss is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, log

from cablefix.findings import Gap
from cablefix.gaps.body import Body, count_ruins, says, starts_between
from cablefix.gaps.context import Setting
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.pages import HEADER_FORMS
from cablefix.layout.paragraphs import Numbered, Opening

_HEADER = HEADER_FORMS | {"page", "subject", "reference"}


_QUOTED = late_regex(r"\s*[\"“”']")

TWICE, TWICE_IN_NOISE = 0.65, 0.45
"""How likely a number that occurs twice was printed twice, and not misread."""


def find_number_gaps(setting: Setting) -> Iterator[Gap]:
    """Missing, emptied, repeated and lost numbers of a cable's paragraphs."""
    if not (setting.is_cable or setting.numbers):
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


DOUBT = 0.4
"""What the confidence loses where ruins of numbers stand in between."""

PRIOR, UNREAD, SHORT, TOO_LONG, PAGE_GONE, SLIP = -3.0, 2.0, 1.5, -1.2, 3.0, -2.5
"""Log odds of a missing number where others were not read plainly: by itself; for each nat of the
share of those; with no more text in between than one paragraph has; with enough for all; with a
page missing; where the number after it is the one due but for one figure."""

ANY_DAMAGE = -0.7
"""What is lost on any text that is damaged: whole paragraphs go unread on such pages."""

HELD, SUREST, DAMAGE, UNSURE_BEFORE, UNSURE_AFTER = 0.35, 3.0, -4.5, -1.2, -0.4
"""How these log odds hold on rendered cables: their slope and bound; what is lost on a text that is
all damage, and where the number before or after the jump is not plain."""

LIGHT = 2
"""Tenths of damage that leave numbers readable. Of the jumps on 154 rendered cables (L1 to
L4) with as much at most, 20 of 28 were missing numbers; of those with more, 3 of 19."""

PLAIN = 0.86
"""How likely a number is missing where all others were read plainly, in a text without damage."""

FEW = 3
"""Numbers of a run that is long for a cable that is whole but for it."""


def belief(setting: Setting, body: Body, here: Numbered, after: Numbered, ruins: int) -> float:
    """The probability that the numbers between two are missing.

    Where every number was read plainly, a jump is one. Where some were not, the reader may have
    lost these, too: the more so the more it lost, and the more text there is in their place.
    """
    lost = after.number - here.number - 1
    unread = body.unread()
    slip = lost >= FEW and _may_be_slip(body, here, after)
    noise = max(0, setting.reading.noise - LIGHT)
    if not unread and not noise:
        return 0.45 if slip else PLAIN - DOUBT * min(ruins / lost, 1.0)
    weight = UNREAD * (1 + 0.3 * (min(lost, 3) - 1))
    odds = PRIOR - weight * log(max(unread, 0.03)) - 2.0 * min(ruins / lost, 1.0)
    odds += TOO_LONG if body.is_long(here, after, lost) else SHORT
    if _page_is_gone(setting, here, after):
        odds += PAGE_GONE
    odds += SLIP if slip else 0.0
    odds = HELD * max(min(odds, SUREST), -SUREST) + DAMAGE * noise / 10
    odds += ANY_DAMAGE if noise else 0.0
    odds += (0.0 if here.sure else UNSURE_BEFORE) + (0.0 if after.sure else UNSURE_AFTER)
    return 1 / (1 + exp(-odds))


def _page_is_gone(setting: Setting, here: Numbered, after: Numbered) -> bool:
    """Whether the places of two pages leave room for one that is not here, or bears nothing."""
    if here.frame is after.frame:
        return False
    (s, p), (t, q) = setting.place_of(here.frame), setting.place_of(after.frame)
    if None in (s, p, t, q):
        return False
    return s == t and (q or 0) > (p or 0) + 1


def _may_be_slip(body: Body, here: Numbered, after: Numbered) -> bool:
    """Whether a number is that of the next paragraph with its first figure misread or added.

    It is not where the numbers go on from it.
    """
    if any(n.number == after.number + 1 for n in body.setting.numbers):
        return False
    shown, due = str(after.number), str(here.number + 1)
    return len(shown) > 1 and shown[-1] == due[-1] and len(shown) - len(due) in (0, 1)

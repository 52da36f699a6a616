"""Page headers that no form fits: post, number and time, as the cable's other lines have them.

`PAGE 01 TEGUCI 02308 141640Z` among litter, or with half of its figures misread, is still told by
what agrees with the section line and the other page headers. Only the fields are judged, each by
its copies; the number of a post is never taken from anywhere else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import attrs
from rapidfuzz.distance import OSA

from cablefix.apparatus.date_groups import mend_group
from cablefix.apparatus.slashed_zeros import READ_AS
from cablefix.by_fields import ByFields
from cablefix.channel.confusions import DIGITS, best
from cablefix.document.reading import Reading
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.proposals import Proposal, propose

HEADER = 6
"""Characters to which a page header cuts the name of a post."""

WIDTH = 5
"""Figures of a number in the page headers of 1966-90."""

AGREEING, LABELLED = 0.6, 0.5
"""Share of the characters of a header that must agree for it to be the header of this cable, and
where PAGE stands before it."""

ALIKE = 2
"""Characters of a figure field that must be figures as they stand for it to be one."""

SURE_FIELD, SURE_FORM = 0.97, 0.95
"""How sure a field is that a copy settles in a header that agrees, and one that its shape does."""

_TIME = late_regex(r"(?=(?:\w*\d){3})[\w@]{6,8}")
_PAGE = late_regex(r"PAGE\W{0,2}", re.IGNORECASE)


@attrs.frozen
class Loose(ByFields):
    """The fields of such a header as read."""

    page: Span | None
    post: Span
    number: Span
    time: Span | None
    line: ReadLine


@attrs.frozen
class Known(ByFields):
    """What the well-read lines of a cable say of it."""

    short: str
    number: str


def propose_loose_headers(reading: Reading) -> Iterator[Proposal]:
    """Proposals for the fields of page headers on lines of no form."""
    if not reading.is_cable:
        return
    known = _known(reading)
    if not known:
        return
    found = [(h, k) for r in reading.lines if r.form == "text" for h, k in _find(r, known)]
    times = defaultdict(set)
    for header, cable in found:
        if header.time and (value := mend_group(header.time.text)):
            times[cable].add(value)
    for header, cable in found:
        yield from _judge(header, cable, times[cable])


def _known(reading: Reading) -> list[Known]:
    """Posts and numbers as plain section lines and page headers have them."""
    found = []
    for r in reading.lines:
        if r.form not in ("section", "page"):
            continue
        post, number = r.part("post"), r.part("number")
        if post and number and post.value and number.value and post.cost == 0:
            bare = number.value.lstrip("0")
            if number.value == re.sub(r"\D", "", number.span.text) and 3 <= len(bare) <= WIDTH:
                found.append(Known(post.value[:HEADER].strip(), bare.rjust(WIDTH, "0")))
    return sorted(set(found), key=lambda k: (k.short, k.number))


def _find(line: ReadLine, known: Sequence[Known]) -> Iterator[tuple[Loose, Known]]:
    """The header that a line of no form holds, and the cable that it agrees with most."""
    tokens = line.line.tokens()
    if not 3 <= len(tokens) <= 10:
        return
    label = next((i for i, t in enumerate(tokens[:3]) if _PAGE.fullmatch(t.text)), None)
    ranked = []
    for i in range(min((label or 0) + 4, len(tokens) - 1)):
        page = tokens[label + 1] if label is not None and label + 2 == i else None
        for k in known:
            last = i + k.short.count(" ")
            number = tokens[last + 1] if last + 1 < len(tokens) else None
            if number is None or len(number.text) != WIDTH:
                continue
            start, end = tokens[i].start, tokens[last].end
            post = Span(start, end, line.line.text[start - line.line.start : end - line.line.start])
            time = next((t for t in tokens[last + 2 : last + 4] if _TIME.fullmatch(t.text)), None)
            if OSA.distance(post.text.upper(), k.short) <= 1 and (page or time):
                header = Loose(page, post, number, time, line)
                ranked.append((_agreement(header, k), i, header, k))
    if ranked:
        share, _, header, k = max(ranked, key=lambda r: (r[0], -r[1]))
        if share >= (LABELLED if header.page else AGREEING):
            yield header, k


def _agreement(header: Loose, known: Known) -> float:
    """The share of the characters of post, number and time that are as they should be."""
    pairs = list(zip(header.post.text, known.short, strict=False))
    pairs += list(zip(header.number.text, known.number, strict=True))
    good = sum(a == b or _as_figure(a) == b for a, b in pairs)
    total = len(pairs)
    if header.time:
        good += sum(c.isdigit() for c in header.time.text[:6])
        total += 6
    return good / total


def _is_misread(read: str, number: str) -> bool:
    """Whether a number is a misreading of the cable's: by letters in it, or by a single zero.

    Figures alone are the number of another cable, but for one zero that was read as a like figure.
    """
    pairs = list(zip(read, number, strict=True))
    if read.isdigit():
        other = [(a, b) for a, b in pairs if a != b]
        return len(other) == 1 and other[0][1] == "0" and other[0][0] in READ_AS
    return sum(a == b or _as_figure(a) == b for a, b in pairs) >= ALIKE


def _as_figure(char: str) -> str:
    return best(char, DIGITS)[1]


def _judge(header: Loose, known: Known, times: set[str]) -> Iterator[Proposal]:
    says = f"the page header of {known.short} {known.number}"
    if header.post.text != known.short:
        yield _propose(header.post, known.short, "post", f"{says}: other lines have the post")
    number = header.number
    if number.text != known.number and _is_misread(number.text, known.number):
        yield _propose(number, known.number, "number", f"{says}: other lines have the number")
    if header.time:
        yield from _judge_time(header.time, times, says)
    if header.page:
        bare = header.page.text.strip(".,;:'\"")
        page = "".join(_as_figure(c) for c in bare)
        letters = all(a == b or not a.isdigit() for a, b in zip(bare, page, strict=True))
        if header.page.text != page and len(page) == 2 and letters and page < "30":
            why = f"two figures stand behind PAGE: {page}"
            yield propose(
                header.page, page, kind="page-number", rule="page-shape", score=SURE_FORM,
                why=why, grounds=None,
            )  # fmt: skip


def _judge_time(read: Span, times: set[str], says: str) -> Iterator[Proposal]:
    value = mend_group(read.text)
    if value is None and len(times) == 1:
        (only,) = times
        pairs = zip(read.text, only, strict=False)
        agree = sum(a == b or _as_figure(a) == b for a, b in pairs)
        value = only if len(read.text) == len(only) and agree >= WIDTH else None
    if value and value != read.text:
        yield _propose(read, value, "time", f"{says} has a time: six figures and Z")


def _propose(span: Span, value: str, field: str, why: str) -> Proposal:
    kinds = {"post": "post", "number": "cable-number", "time": "dtg"}
    return propose(
        span, value, kind=kinds[field], rule=f"{field}-agreement", score=SURE_FIELD, why=why,
        grounds=None,
    )  # fmt: skip

"""Follows the numbered paragraphs of a cable through its pages, misread numbers among them.

Every line that may open with a paragraph number is weighed: how like a number its first token is,
whether a full stop follows, whether the text before it had ended. The numbers of a cable run on, so
the best rising run of such lines is its numbering; what falls out of the run is a list inside a
paragraph, a date at the start of a line, or speckle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import attrs

from cablefix.by_fields import ByFields
from cablefix.channel.shapes import Shape
from cablefix.language import tables
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.pages import HEADER_FORMS, Frame
from cablefix.remembered import JUDGED

FURTHEST = 40
"""The largest jump in numbering that is still the cable's own."""

LARGEST = 300
"""The largest number of a paragraph."""

REWARD = 5.0
"""Worth of a line that opens with a number and a full stop, in nats over a line that does not."""

JUMP, JUMP_MORE = 2.2, 0.28
"""Cost of numbers that do not occur: for the first, and for each further one."""

UNENDED, AFTER_MONTH, FOREIGN, SIGNED = 2.0, 6.0, 1.5, 6.0
"""Costs: the line before had no end; it ended in a month; the page is another cable's; the number
stands after the signature."""

NO_STOP, ODD_STOP, LETTERS, MISREAD = 1.9, 0.7, 1.6, 2.0
"""Costs: no stop after the number, or another mark; letters for figures; a plain number that
stands for another."""

NOISY = 3
"""Tenths of damage from which a plain number may stand for any other; below, one of two figures may
be misread, or one of three be too many."""

_OPEN = late_regex(
    r"(?:_|[^\w(\[]){0,4}(?P<number>\(?[0-9A-Za-z@|!$&€£©]{1,3})(?P<mark>[^\w\s(\[{]{0,3})"
    r"(?P<blank>\s+|$)?(?P<rest>.{0,12})"
)
_SUBPOINT = late_regex(r"[^\w]{0,3}\d{1,2}\.?\(?[A-Ha-h][.)]")
_ENDED = late_regex(r"[.?!:;\")\]}»”]\W{0,3}$")
_HEADER = HEADER_FORMS | {"page", "page-rest", "subject", "reference", "address", "info-address"}
_NUMBERS = Shape.parse("n{1,3}")
_SURNAME = late_regex(r"[A-Z][A-Z'-]{2,20}")
_PORTION = late_regex(r"[(\[{]\w{1,3}[)\]}]")
_SPECK = late_regex(r"\S{1,2}\s[(\[{]\w{1,3}[)\]}]")


@attrs.frozen
class Numbered(ByFields):
    """A paragraph number where it stands; `read` is how it was read, `sure` how plain it is."""

    number: int
    frame: Frame
    line: ReadLine
    read: str = ""
    sure: bool = True


@attrs.frozen
class Opening(ByFields):
    """A line that may open a paragraph, with what each number behind it is worth."""

    line: ReadLine
    frame: Frame
    read: str
    worth: dict[int, float]


def follow(frames: Sequence[Frame], noise: int = 0) -> list[Numbered]:
    """The paragraph numbers that belong to the cable's own numbering, in order.

    Numbers that fall back are lists inside a paragraph and are passed over.
    """
    openings = list(find_openings(frames, noise))
    best: dict[int, tuple[float, int]] = {0: (0.0, -1)}
    steps: list[tuple[int, int, int]] = []  # opening, number, the step before
    before: dict[int, tuple[float, int]] = {}  # as long as no run gets better
    for at, opening in enumerate(openings):
        reached = []
        for number, worth in opening.worth.items():
            if number not in before:
                before[number] = _reach(best, number)
            reached.append((number, before[number][0] + worth, before[number][1]))
        for number, worth, came in reached:
            if worth > best.get(number, (-1e9, 0))[0]:
                best[number] = (worth, len(steps))
                steps.append((at, number, came))
                before.clear()
    return _run(openings, steps, max(best.values(), key=lambda b: b[0])[1])


def _reach(best: dict[int, tuple[float, int]], number: int) -> tuple[float, int]:
    """The best run that a line with this number may go on from."""
    found = (-1e9, -1)
    for before in range(max(0, number - FURTHEST), number):
        if before in best:
            over = number - before - 1
            value = best[before][0] - (JUMP + JUMP_MORE * over if over else 0.0)
            if value >= found[0]:
                found = (value, best[before][1])
    return found


def _run(
    openings: Sequence[Opening], steps: Sequence[tuple[int, int, int]], last: int
) -> list[Numbered]:
    found: list[Numbered] = []
    while last >= 0:
        at, number, last = steps[last]
        o = openings[at]
        found.append(
            Numbered(
                number,
                o.frame,
                o.line,
                o.read,
                o.read == f"{number}." and o.worth[number] >= REWARD - 3,
            )
        )
    return found[::-1]


def find_openings(frames: Sequence[Frame], noise: int) -> Iterator[Opening]:
    """The lines that may open with a paragraph number."""
    listed = tables.load("months")
    months = {*listed.column("month"), *listed.column("name")}
    for frame in own_frames(frames):
        before = ""
        blank, signed = True, False
        head = max((i for i, r in enumerate(frame.lines) if r.form in _HEADER), default=-1)
        for i, line in enumerate(frame.lines):
            if line.form == "blank":
                blank = True
                continue
            if line.form in ("text", "paragraph"):
                opening = _opening(line, frame, noise)
                if opening and (i > head or len(line.line.text.split()) > 1):
                    cost = 0.0 if _ENDED.search(before) or not before else UNENDED
                    cost -= 0.7 if blank else 0.0
                    words = before.split()[-1:]
                    cost += AFTER_MONTH if words and words[0].strip(".,").upper() in months else 0.0
                    cost += FOREIGN if frame.foreign else 0.0
                    cost += SIGNED if signed else 0.0
                    worth = {n: w - cost for n, w in opening.worth.items() if w > cost - 1}
                    yield attrs.evolve(opening, worth=worth)
                signed = signed or (bool(_ENDED.search(before)) and _is_signature(frame, i))
            if line.form in ("text", "paragraph", "point"):
                before = line.line.text.rstrip()
            elif line.form in _HEADER:
                before = ""
            blank = False


def _is_signature(frame: Frame, i: int) -> bool:
    """A surname alone on its line; a heading of one word has a paragraph right under it."""
    word = frame.lines[i].line.text.strip()
    if not _SURNAME.fullmatch(word):
        return False
    under = next((r for r in frame.lines[i + 1 :] if r.form != "blank"), None)
    body = under is not None and under.form in ("text", "paragraph", "point")
    return not body or fold(word) not in lexicon()


def own_frames(frames: Sequence[Frame]) -> list[Frame]:
    """The pages whose paragraphs count: the cable's own, and those that stand for a section."""
    admitted = _Replaced.of(frames)
    return [f for f in frames if not f.foreign or admitted.holds(f)]


@attrs.frozen
class _Replaced(ByFields):
    """Which pages of another cable count: those that stand for a whole section of this one."""

    sections: frozenset[int | None]
    totals: frozenset[int | None]

    @classmethod
    def of(cls, frames: Sequence[Frame]) -> _Replaced:
        own = [f for f in frames if not f.foreign]
        return cls(
            frozenset(f.section for f in own), frozenset(f.sections for f in own if f.sections)
        )

    def holds(self, frame: Frame) -> bool:
        return frame.section not in self.sections and frame.sections in self.totals


def _opening(line: ReadLine, frame: Frame, noise: int) -> Opening | None:
    """A line with the numbers that its first token may stand for, and their worth."""
    text = line.line.text
    m = _OPEN.match(text)
    if m is None or _SUBPOINT.match(text):
        return None
    token, mark, rest = m["number"], m["mark"], m["rest"]
    digits = sum(c.isdigit() for c in token)
    if not _may_open(token, mark, m["blank"] is not None, rest, digits):
        return None
    cost = 0.0
    if mark != ".":
        cost += ODD_STOP if mark else NO_STOP
    if digits < len(token):
        cost += LETTERS if digits else LETTERS + (0.0 if noise >= 3 else 1.5)
    if not mark and (digits < len(token) or not (_PORTION.match(rest) or not rest)):
        cost += 1.0
    if _PORTION.match(rest):
        cost -= 1.0
    worth = {n: REWARD - cost - min(c, 6.0) * 0.6 for n, c in _meant(token, noise).items()}
    worth = {n: w for n, w in worth.items() if 0 < n <= LARGEST and w > 0}
    return Opening(line, frame, token + mark, worth) if worth else None


def _may_open(token: str, mark: str, blank: bool, rest: str, digits: int) -> bool:
    if token.startswith("(") or (not rest and not blank):
        return False
    if not blank:
        # run together with its text or a speck: 3..LEDDY, 3.2, (C)
        opens = rest[0].isalpha() or rest[0] == "(" or bool(_SPECK.match(rest))
        return digits == len(token) and "." in mark and opens
    if digits == len(token):
        return True
    return bool(mark) and mark[0] in ".,:;" and len(token) <= 2 + digits


def _but_for_one(number: str, token: str) -> bool:
    """Whether two numbers of more than one figure differ in one."""
    alike = len(number) == len(token) > 1
    return alike and sum(a != b for a, b in zip(number, token, strict=True)) == 1


@lru_cache(maxsize=JUDGED)
def _meant(token: str, noise: int) -> dict[int, float]:
    """The numbers that may stand behind a token, with costs over the likeliest."""
    if token.isdigit():
        options = _NUMBERS.options(token, noise)
        least = options.get(token, 0.0)
        others = {v: c - least for v, c in options.items() if v != token}
        if noise < NOISY:
            others = {v: c for v, c in others.items() if _but_for_one(v, token)}
            if len(token) == 3:
                others |= {token[:i] + token[i + 1 :]: 6.0 for i in range(3)}
        costs = {int(v): max(c, 0.0) + MISREAD for v, c in others.items()}
        return costs | {int(token): 0.0}
    options = _NUMBERS.options(token.replace("O", "0"), noise)
    least = min(options.values(), default=0.0)
    return {int(v): c - least for v, c in options.items()}

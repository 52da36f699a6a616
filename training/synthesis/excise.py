"""Take text out of the body: paragraphs, parts of them, numbers, the tail of a page."""

import random
import re
from collections.abc import Callable

from attrs import define, evolve

from .chance import weighted
from .invent import Desk
from .page import Hole, Line, blanked


@define
class Cutter:
    """The body while it is being cut; `taken` holds the paragraphs that were touched."""

    rng: random.Random
    desk: Desk
    codes: tuple[str, ...]
    lines: list[Line]
    taken: set[int]
    marker: str

    def paragraphs(self) -> list[int]:
        """Numbers of all paragraphs, in order."""
        return sorted({line.paragraph for line in self.lines if line.opens and line.paragraph})

    def rows(self, paragraph: int) -> list[int]:
        """Indexes of the typed lines of one paragraph."""
        return [
            at
            for at, line in enumerate(self.lines)
            if line.paragraph == paragraph and line.role == "body" and line.text
        ]

    def free(self, rows: int = 1) -> int | None:
        """A paragraph that no cut has touched, of at least so many lines."""
        free = [n for n in self.paragraphs() if n not in self.taken and len(self.rows(n)) >= rows]
        if not free:
            return None
        chosen = self.rng.choice(free)
        self.taken |= {chosen}
        return chosen

    def lose(self, at: int, close: bool) -> None:
        """Take a whole line out; `close` lets the page close up over it."""
        self.lines[at] = blanked(self.lines[at], closed=close)

    def written(self, lines: int) -> str:
        """What the reviewer writes in place of the text."""
        text = self.marker
        if text.startswith("[{N}"):
            text = text.replace("{N}", str(max(2, lines)))
        return text.replace("{CODE}", self.codes[0])


def number_width(line: Line) -> int:
    """Characters of `12. ` at the start of an opening line."""
    found = re.match(r"\d+\. ?", line.text)
    return found.end() if found else 0


def drop_run(cut: Cutter) -> None:
    """One to three paragraphs gone with their numbers."""
    first = cut.free()
    if first is None or first == 1:
        return
    close = cut.rng.random() < 0.5
    for number in range(first, first + cut.rng.choice((1, 1, 1, 2, 3))):
        if number != first and (number in cut.taken or number not in cut.paragraphs()):
            return
        cut.taken.add(number)
        for at, line in enumerate(cut.lines):
            if line.paragraph == number and line.text:
                cut.lose(at, close)
                if close and at and cut.lines[at - 1].role == "blank":
                    cut.lines[at - 1] = evolve(cut.lines[at - 1], closed=True)


def empty_paragraph(cut: Cutter) -> None:
    """The number stays, the text is gone."""
    number = cut.free()
    if number is None:
        return
    first, *rest = cut.rows(number)
    line, width = cut.lines[first], number_width(cut.lines[first])
    cut.lines[first] = evolve(line, holes=(Hole(width, len(line.text), "white"),))
    close = cut.rng.random() < 0.5
    for at in rest:
        cut.lose(at, close)
    if cut.rng.random() < 0.3:
        cut.lines[first] = evolve(cut.lines[first], margin=cut.codes[0])


def mark_paragraph(cut: Cutter) -> None:
    """A written marker in place of a whole paragraph; its number stays."""
    number = cut.free()
    if number is None:
        return
    first, *rest = cut.rows(number)
    line = cut.lines[first]
    hole = Hole(number_width(line), len(line.text), "white", cut.written(len(rest) + 1), cut.codes)
    cut.lines[first] = evolve(line, holes=(hole,))
    for at in rest:
        cut.lose(at, close=True)


def span_inside(cut: Cutter, number: int) -> tuple[int, int, int, int] | None:
    """A stretch of words inside a paragraph: (row, column, row, column), ends exclusive."""
    rows = cut.rows(number)
    if any(cut.lines[at].holes for at in rows):
        return None
    first = cut.rng.randrange(0, max(1, len(rows) - 1))
    last = min(len(rows) - 1, first + cut.rng.choice((0, 0, 1, 1, 2, 3, 5)))
    a, b = cut.lines[rows[first]], cut.lines[rows[last]]
    starts = [m.start() for m in re.finditer(r"(?<= )\S", a.text) if m.start() > number_width(a)]
    if not starts:
        return None
    start = cut.rng.choice(starts)
    floor = start if first == last else 0
    ends = [m.end() for m in re.finditer(r"\S(?= |$)", b.text) if m.end() > floor]
    return (rows[first], start, rows[last], cut.rng.choice(ends)) if ends else None


def cut_span(cut: Cutter, span: tuple[int, int, int, int], how: str, marker: str) -> None:
    """Take out a stretch; the marker stands where it began."""
    first, start, last, end = span
    for at in range(first, last + 1):
        line = cut.lines[at]
        if not line.text:
            continue
        a = start if at == first else 0
        b = end if at == last else len(line.text)
        if b <= a:
            continue
        text = marker if at == first else ""
        cut.lines[at] = evolve(line, holes=(Hole(a, b, how, text, cut.codes if text else ()),))


def mark_inside(cut: Cutter) -> None:
    """A written marker in place of some words or lines."""
    number = cut.free(3)
    span = span_inside(cut, number) if number else None
    if span:
        cut_span(cut, span, "white", cut.written(span[2] - span[0] + 1))


def wipe_inside(cut: Cutter) -> None:
    """Words or lines whited out, blacked out or framed, without a written marker."""
    number = cut.free(3)
    span = span_inside(cut, number) if number else None
    if not span:
        return
    how = weighted(cut.rng, (("white", 0.4), ("black", 0.4), ("frame", 0.2)))
    cut_span(cut, span, how, "")
    if cut.rng.random() < 0.4:
        first = cut.lines[span[0]]
        cut.lines[span[0]] = evolve(first, margin=cut.codes[0])


def cut_tail(cut: Cutter) -> None:
    """From the middle of a paragraph to the foot of its page."""
    number = cut.free(4)
    span = span_inside(cut, number) if number else None
    if not span:
        return
    line = cut.lines[span[0]]
    same = [
        at
        for at in range(span[0] + 1, len(cut.lines))
        if (cut.lines[at].section, cut.lines[at].page) == (line.section, line.page)
    ]
    touched = {cut.lines[at].paragraph for at in same if cut.lines[at].paragraph}
    if len(same) > 14 or touched & (cut.taken - {number}):
        return
    cut.lines[span[0]] = evolve(line, holes=(Hole(span[1], len(line.text), "white"),))
    for at in same:
        cut.lose(at, close=False)
    cut.taken |= {number for number in touched if number}


def lose_number(cut: Cutter) -> None:
    """The number alone is gone, the text stays."""
    number = cut.free()
    if number is None or number == 1:
        return
    first = cut.rows(number)[0]
    line = cut.lines[first]
    width = number_width(line)
    if width:
        cut.lines[first] = evolve(line, holes=(Hole(0, width, "white"),))


def repeat_number(cut: Cutter) -> None:
    """The drafter counted one paragraph twice (the number is as long as the right one)."""
    number = cut.free()
    if number is None or number < 3 or len(str(number)) != len(str(number - 1)):
        return
    if number - 1 in cut.taken:
        return
    first = cut.rows(number)[0]
    line = cut.lines[first]
    cut.lines[first] = evolve(line, text=f"{number - 1}." + line.text[len(str(number)) + 1 :])


Cuts = tuple[tuple[Callable[[Cutter], None], float], ...]

CUTS: Cuts = (
    (drop_run, 0.24),
    (empty_paragraph, 0.14),
    (mark_paragraph, 0.16),
    (mark_inside, 0.18),
    (wipe_inside, 0.14),
    (cut_tail, 0.08),
    (lose_number, 0.04),
    (repeat_number, 0.02),
)


# for papers without paragraph numbers
MILD_CUTS: Cuts = (
    (mark_inside, 0.5),
    (wipe_inside, 0.35),
    (cut_tail, 0.15),
)


def excise(desk: Desk, lines: list[Line], codes: tuple[str, ...], cuts: Cuts = CUTS) -> list[Line]:
    """One to four cuts; the markers of one document look alike."""
    kind = "lines-marker" if desk.rng.random() < 0.12 else "marker"
    wording = desk.rng.choice(desk.lists.phrases[kind])
    cut = Cutter(desk.rng, desk, codes or ("B1",), list(lines), set(), wording)
    for _ in range(weighted(desk.rng, ((1, 3), (2, 3), (3, 2), (4, 1)))):
        weighted(desk.rng, cuts)(cut)
    return cut.lines

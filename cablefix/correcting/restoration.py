"""Lines of known form are written as their form has them: printed words, marks, blanks.

The fields of such a line are judged by their copies and by arithmetic elsewhere; here everything
else in it is restored: a misread TAGS:, a speck before PAGE, two fields run together.
"""

from __future__ import annotations

from collections.abc import Iterator

from cablefix.correcting.proposals import Proposal, propose
from cablefix.reading.document import Reading
from cablefix.reading.forms import Part
from cablefix.reading.lines import Span
from cablefix.reading.recognise import ReadLine

_LISTED = frozenset({"month", "precedence_word", "post", "address", "eo", "eo_word", "signal"})
"""Fields of closed lists: what is near one entry and no other is that entry."""


def propose_restoration(reading: Reading) -> Iterator[Proposal]:
    """Proposals for the printed words, stray marks and blanks of lines of known form."""
    if not reading.is_cable:
        return
    for frame in reading.frames:
        if frame.foreign:
            continue
        for line in frame.lines:
            if line.parts:
                yield from _restore(line)


def _restore(line: ReadLine) -> Iterator[Proposal]:
    parts = line.parts
    doubt = line.cost / max(sum(p.slot != "stray" for p in parts), 1)
    for i, part in enumerate(parts if line.form != "stub" else ()):
        if part.slot == "stray":
            yield _drop(line, part, doubt)
        elif part.slot == "word" and part.value and part.value != part.span.text:
            yield propose(
                part.span, part.value, kind="word", rule=f"{line.form}-word",
                score=_score(part.cost, doubt),
                why=f"a line of this form has {part.value} here",
            )  # fmt: skip
        elif part.slot in _LISTED and part.value and part.value != part.span.text:
            yield propose(
                part.span, part.value, kind="word", rule=f"{line.form}-{part.slot}",
                score=_score(part.cost, doubt),
                why=f"{part.value} is the only entry of its list that is near {part.span.text}",
            )  # fmt: skip
        glued = i + 1 < len(parts) and parts[i + 1].span.start == part.span.end
        if glued and part.slot != "dashes" and parts[i + 1].slot != "stray":
            yield propose(
                part.span, (part.value or part.span.text) + " ", kind="word-boundary",
                rule=f"{line.form}-blank", score=0.95,
                why="two fields of the line are run together",
            )  # fmt: skip


def _score(cost: float, doubt: float) -> float:
    return max(0.3, 0.995 - 0.03 * cost - 0.05 * doubt)


def _drop(line: ReadLine, part: Part, doubt: float) -> Proposal:
    """Leave out a stray token, with the blank before or after it."""
    text, start = line.line.text, line.line.start
    first, last = part.span.start - start, part.span.end - start
    while last < len(text) and text[last] == " ":
        last += 1
    if last == len(text):
        last = part.span.end - start
        while first and text[first - 1] == " ":
            first -= 1
    span = Span(start + first, start + last, text[first:last])
    strange = not any(c.isalnum() for c in part.span.text)
    return propose(
        span, "", kind="punctuation", rule=f"{line.form}-stray",
        score=max(0.3, (0.99 if strange else 0.9) - 0.05 * doubt),
        why="the line has its form without this mark",
    )  # fmt: skip

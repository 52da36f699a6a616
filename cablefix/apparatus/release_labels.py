"""Printed words of stamps of release with one letter misread: RELEASE IN PARI, DAIE/CASE ID:"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cablefix.channel.confusions import LETTERS_AS_DIGITS, cost_of_one
from cablefix.document.reading import Reading
from cablefix.fields.head_labels import key_of
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.line_forms import forms
from cablefix.layout.lines import Line, Span
from cablefix.proposals import Proposal, propose

SHORTEST = 10
"""Letters of a phrase of which one may be misread: shorter ones are like too many words."""

DEAREST = 4.0
"""What that letter may cost."""

LONGEST = 120
"""Characters of a line that may open with such a phrase."""

SURE = 0.95
"""How sure such a phrase is: as one of a form (see head_labels)."""


_DOCUMENT = late_regex(r"(?<!\w)Doc(?P<read>[l1|])d(?=: ?\d{4,8}(?!\w))")
"""The label of the number of a document in stamps of the National Archives: DocId:32423736"""


_CASE = late_regex(
    r"(?:CASE ID:|Case ID:|Case No\.|Doc No\.|Case ?#:|NND|NW)(?P<behind>[^\n]{1,60})"
)
_CASE_NUMBER = late_regex(
    r"(?<![\w/-])(?:F-|C)?(?=(?:[OolI|-]?\d){5})(?=[\d-]*[OolI|])[\dOolI|]{4,9}"
    r"(?:-[\dOolI|]{4,6})?(?![\w/-])"
)
"""The number of a case or of its document: F-2004-01234, C05911111, 200103317."""


def propose_release_labels(reading: Reading) -> Iterator[Proposal]:
    """Proposals for the one misread word of a phrase that opens the line of a stamp."""
    for m in _DOCUMENT.finditer(reading.text):
        yield propose(
            Span(m.start(), m.end(), m.group()), "DocId", kind="word", rule="printed-phrase",
            score=SURE, grounds=None, why="stamps print DocId: before the number of a document",
        )  # fmt: skip
    for m in _CASE.finditer(reading.text):
        yield from _propose_number(m)
    for r in reading.lines:
        if 0 < len(r.line.text) <= LONGEST:
            yield from _propose(r.line)


def _propose_number(label: re.Match[str]) -> Iterator[Proposal]:
    """DATE/CASE ID: 11 MAR 2004 20O103317"""
    for m in _CASE_NUMBER.finditer(label["behind"]):
        number = m.group().translate(LETTERS_AS_DIGITS)
        start = label.start("behind") + m.start()
        yield propose(
            Span(start, start + len(number), m.group()), number, kind="ocr-digit",
            rule="letter-in-number", score=SURE, grounds=None,
            why=f"the number of a case stands there, which has no such letters: {number}",
        )  # fmt: skip


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    """What such lines open with, word by word."""
    labels = [p.split("{")[0] for p in tables.load("release_lines").column("pattern")]
    stamped = [" ".join(e.text for e in forms()[name].elements if not e.rest) for name in RELEASED]
    found = {tuple(p.split()) for p in (*labels, *stamped) if len(key_of(p)) >= SHORTEST}
    return tuple(sorted(p for p in found if len(p) > 1))


RELEASED = ("release-full", "release-part", "released-full", "released-part")
"""Forms of the lines that say how a document was released."""


def _propose(line: Line) -> Iterator[Proposal]:
    tokens = line.tokens()
    for phrase in _phrases():
        opened = tokens[: len(phrase)]
        if len(opened) < len(phrase):
            continue
        wrong = [i for i, w in enumerate(phrase) if opened[i].text != w]
        if len(wrong) == 1 and cost_of_one(phrase[wrong[0]], opened[wrong[0]].text) <= DEAREST:
            span, word = opened[wrong[0]], phrase[wrong[0]]
            yield propose(
                Span(span.start, span.end, span.text), word, kind="word", rule="printed-phrase",
                score=SURE, grounds=None, why=f"stamps of release print {' '.join(phrase)}",
            )  # fmt: skip

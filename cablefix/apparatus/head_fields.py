"""Labels and figures of a teletype head by their own shape, wherever OCR has left their lines.

`SUBJFCT:`, `IAGS:`, `BEF:` before the text can be no words, and a serial, a year and the day of
declassification are numbers: letters in them are the figures that they are like.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from cablefix.apparatus.addresses import decided_figures
from cablefix.apparatus.head_labels import IN_USE
from cablefix.apparatus.slashed_zeros import may_have_slashed_zeros
from cablefix.channel.confusions import LETTERS_AS_DIGITS, cost_of_one
from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.proposals import Proposal, propose

HEADED = frozenset({"dtg", "from", "to", "section", "eo", "tags", "subject"})
"""Forms of lines under which the labels of a head stand."""

SHORTEST, HEAD = 3, 30
"""Letters of such a label; written lines of the head of a memorandum."""

DEAREST_LABEL = 4.0
"""What the one misread letter of a label may cost."""

NUMBERS = frozenset({"number", "to_serial", "year", "section", "sections", "serial_74"})
"""Fields of figures that may have no copy to tell what they were."""

SURE_LABEL, SURE_FIGURES = 0.95, 0.96
"""How sure such a label is, and such figures: as those behind a post (see addresses)."""

_LABEL = late_regex(r"[ \t]{0,12}(?P<label>[A-Z0-9]{3,7})(?=:(?:\s|$))")
_LETTERED = late_regex(r"(?=\w*\d)\w{2,6}")


def propose_head_fields(reading: Reading) -> Iterator[Proposal]:
    """Proposals for labels before the text of a cable, and for figures of its head."""
    if reading.kind == "memorandum":
        yield from _propose_of_memorandum(reading)
    if not reading.is_cable:
        return
    whole = {key for r in reading.lines if (key := _read_label(r)) in _labels()}
    headed, slashed = False, may_have_slashed_zeros(reading)
    for line in reading.lines:
        headed = line.form != "paragraph" and (headed or line.form in HEADED)
        if headed:
            yield from _propose_label(line, _labels() - whole)
        if headed or line.form == "dashes":
            yield from _propose_figures(line, slashed)


def _propose_of_memorandum(reading: Reading) -> Iterator[Proposal]:
    """Labels of a memorandum, over its text."""
    printed = tables.load("memorandum_labels").column("label")
    labels = frozenset(x for x in printed if len(x) > SHORTEST)
    whole = {key for r in reading.lines if (key := _read_label(r)) in labels}
    for line in [r for r in reading.lines if not r.line.blank][:HEAD]:
        if line.form == "paragraph":
            return
        yield from _propose_label(line, labels - whole)


@cache
def _labels() -> frozenset[str]:
    """Labels that are printed without marks between their letters."""
    return frozenset(x for x in tables.load("broken_labels").column("label") if len(x) >= SHORTEST)


def _read_label(line: ReadLine) -> str:
    m = _LABEL.match(line.line.text)
    return m["label"] if m else ""


def _propose_label(line: ReadLine, missing: frozenset[str]) -> Iterator[Proposal]:
    m = _LABEL.match(line.line.text)
    if m is None:
        return
    read = m["label"]
    near = [label for label in missing if cost_of_one(label, read) <= DEAREST_LABEL]
    if len(near) != 1 or lexicon().ids.get(fold(read), IN_USE) < IN_USE:
        return
    start = line.line.start + m.start("label")
    form = tables.load("broken_labels").pairs("label", "form").get(near[0])
    yield propose(
        Span(start, start + len(read), read), near[0], kind="word",
        rule=f"{form}-word" if form else "printed-phrase",
        score=SURE_LABEL, why=f"the head has {near[0]}: here, and no {read}:",
        grounds=None,
    )  # fmt: skip


def _propose_figures(line: ReadLine, slashed: bool) -> Iterator[Proposal]:
    for part in line.parts:
        read = part.span.text
        if part.slot not in NUMBERS or read.isdigit() or not _LETTERED.fullmatch(read):
            continue
        figures = decided_figures(read, slashed)
        if part.slot == "year":
            figures = read.translate(LETTERS_AS_DIGITS)
        if figures.isdigit():
            yield propose(
                part.span, figures, kind="ocr-digit", rule="letter-in-number", score=SURE_FIGURES,
                why=f"a number stands here, which has no letters: {figures}", grounds=None,
            )  # fmt: skip

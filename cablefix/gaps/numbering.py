"""Gaps in the numbering of paragraphs: numbers that do not occur, and numbers without text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cablefix.gaps.setting import Setting
from cablefix.model import Gap
from cablefix.reading.document import Reading
from cablefix.reading.paragraphs import Numbered
from cablefix.reading.places import Places

_BARE_NUMBER = re.compile(r"\s*\d{1,3}[.,]\s*")
_CLOSING = re.compile(r"\s*(?:END (?:SUMMARY|COMMENT|NOTE|TEXT)|COMMENT)\b.{0,12}$")


def find_number_gaps(setting: Setting) -> Iterator[Gap]:
    """Missing and emptied paragraphs of a cable."""
    reading, places = setting.reading, setting.places
    if not reading.is_cable:
        return
    numbers = reading.paragraphs()
    notes = _corrected_notes(reading)
    for i, here in enumerate(numbers):
        after = numbers[i + 1] if i + 1 < len(numbers) else None
        if _is_empty(reading, here, after):
            start, end = places.span(here.line.line.start, here.line.line.end)
            yield Gap(
                "empty-paragraph", start, end, 0.95,
                f"number {here.number} stands alone, without text",
                paragraphs=(here.number,), section=here.frame.section, page=here.frame.page,
            )  # fmt: skip
        if after and after.number > here.number + 1:
            yield _missing(reading, places, here, after, notes)


def _missing(
    reading: Reading, places: Places, here: Numbered, after: Numbered, notes: frozenset[int]
) -> Gap:
    lost = tuple(range(here.number + 1, after.number))
    start, end = places.span(_text_end(reading, here, after), after.line.line.start)
    proof = [n for n in lost if n in notes]
    why = f"{here.number} is followed by {after.number}"
    if proof:
        why += f"; a CORRECTED COPY note names {', '.join(map(str, proof))}"
    return Gap(
        "missing-paragraphs", start, end, 0.97 if proof else 0.95, why,
        paragraphs=lost, section=here.frame.section, page=here.frame.page,
    )  # fmt: skip


def _text_end(reading: Reading, here: Numbered, after: Numbered) -> int:
    """Where the text of paragraph `here` ends on the page on which it starts or runs on."""
    end = here.line.line.end
    for r in reading.lines:
        if r.line.start >= after.line.line.start:
            break
        if r.line.start > end and r.form in ("text", "point"):
            if reading.frame_at(r.line.start) is not here.frame:
                break
            end = r.line.end
    return end


def _is_empty(reading: Reading, here: Numbered, after: Numbered | None) -> bool:
    """A number alone on its line, and nothing but closings, marks and blanks after it."""
    if not _BARE_NUMBER.fullmatch(here.line.line.text):
        return False
    for r in here.frame.lines:
        if r.line.start <= here.line.line.start or r.form in ("blank", "mark"):
            continue
        if after and r.line.start >= after.line.line.start:
            break
        if not _CLOSING.match(r.line.text):
            return False
    return True


def _corrected_notes(reading: Reading) -> frozenset[int]:
    """Paragraph numbers that CORRECTED COPY notes prove to have existed."""
    found: set[int] = set()
    for r in reading.lines:
        if r.form == "corrected-copy" and "PARA" in r.line.text:
            found.update(int(n) for n in re.findall(r"\b\d{1,3}\b", r.line.text))
    return frozenset(found)

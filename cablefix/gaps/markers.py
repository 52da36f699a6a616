"""Written signs that text was withheld, is illegible, or was left out by an editor."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from cablefix.model import Gap
from cablefix.reading.document import Reading
from cablefix.reading.places import Places
from cablefix.vocabulary import tables

_CAPTION_REMOVED = "caption-removed"


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    rows = tables.load("excisions").rows
    return tuple((sign, re.compile(pattern, re.I), gap) for sign, pattern, gap in rows)


def find_markers(reading: Reading, places: Places) -> Iterator[Gap]:
    """Gaps that a written sign states, each with the paragraph in which it stands."""
    numbers = reading.paragraphs()
    starts = [n.line.line.start for n in numbers]
    if "[" in reading.text:
        for _, pattern, kind in _signs():
            for m in pattern.finditer(reading.text):
                at = bisect_right(starts, m.start()) - 1
                frame = reading.frame_at(m.start())
                start, end = places.span(m.start(), m.end())
                yield Gap(
                    kind, start, end, 0.99, f"the text says {m.group()}",
                    paragraphs=(numbers[at].number,) if at >= 0 else (),
                    section=frame.section, page=frame.page,
                )  # fmt: skip
    for r in reading.lines:
        if r.form == _CAPTION_REMOVED:
            frame = reading.frame_at(r.line.start)
            start, end = places.span(r.line.start, r.line.end)
            yield Gap(
                "decaptioned", start, end, 0.99, f"the document says {r.line.text.strip()}",
                section=frame.section, page=frame.page,
            )  # fmt: skip

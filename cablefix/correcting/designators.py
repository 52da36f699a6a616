"""Letters read for figures in designators: M-11, F-16, CSS-2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cablefix.correcting.proposals import Proposal, propose
from cablefix.reading.document import Reading
from cablefix.reading.lines import Span

_DESIGNATOR = re.compile(r"(?<![\w'-])([A-Z]{1,3}-)([lIO]*l[lIO]*)(?![\w'-])")
_FIGURES = str.maketrans("lIO", "110")


def propose_designators(reading: Reading) -> Iterator[Proposal]:
    """Proposals for small l behind a capital and a hyphen, where no word can stand."""
    for m in _DESIGNATOR.finditer(reading.text):
        if len(m[2]) <= 2:
            printed = m[1] + m[2].translate(_FIGURES)
            yield propose(
                Span(m.start(), m.end(), m.group()), printed, kind="ocr-digit",
                rule="designator-figures", score=0.95, grounds=None,
                why=f"{m[2]!r} after {m[1]!r} is no word; designators have figures there",
            )  # fmt: skip

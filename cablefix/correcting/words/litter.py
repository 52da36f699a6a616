"""How often this very document has a stray mark before a word, or between two.

No printed word begins with a full stop; where many do, the marks are dirt, and one more of them is
no surprise. Rates are taken from the document itself, as for the full stops read for commas.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

import attrs

from cablefix.correcting.words.flow import Chunk

OPENING = frozenset("(\"'[$&#/-")
"""Marks that a printed word may begin with; the curly ones are never printed by a teleprinter."""

INNER = re.compile(r"(?<=[A-Za-z]{2})[^\w\s'/](?=[A-Za-z]{2})")
"""A mark between two words that are otherwise run together."""

USUAL_INNER = frozenset("-&")
NONE = 12.0
"""What stands for the cost of a mark of which the document makes no habit."""

LEAST = 2
"""Occurrences from which a mark is held for a habit of the page."""


@attrs.frozen
class Litter:
    """Costs of a stray mark, by the mark: before a word, and between two words."""

    leads: Mapping[str, float]
    inner: Mapping[str, float]

    def habit(self, chunk: Chunk) -> float:
        """The cost of the mark before a word, or of the first one within it."""
        lead = self.leads.get(chunk.parse.lead)
        if lead is not None:
            return lead
        m = INNER.search(chunk.parse.core)
        return self.inner.get(m.group(), NONE) if m else NONE


def count_litter(chunks: Sequence[Chunk]) -> Litter:
    """The costs in one document, minus log of the share of its words that show the mark."""
    leads: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    ours = [c for c in chunks if not c.apart]
    for chunk in ours:
        lead = chunk.parse.lead
        if len(lead) == 1 and lead not in OPENING:
            leads[lead] += 1
        inner.update(m for m in INNER.findall(chunk.parse.core) if m not in USUAL_INNER)
    return Litter(_costs(leads, len(ours)), _costs(inner, len(ours)))


def _costs(counts: Counter[str], total: int) -> dict[str, float]:
    return {mark: log(total / n) for mark, n in counts.items() if n >= LEAST}

"""The errors of a document as it shows them: its stray marks, and errors that come in series.

No printed word begins with a full stop; where many do, the marks are dirt, and one more of them is
no surprise. Rates are taken from the document itself, as for the full stops read for commas.

For each page, how often a mark was misread is estimated from the page itself (expectation
maximisation over its full stops; after Reffle and Ringlstetter 2013, who do it for letters).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import exp, log

import attrs

from cablefix.by_fields import ByFields
from cablefix.channel.profile import Channel
from cablefix.language import tables
from cablefix.language.lexicon import BREAK, model
from cablefix.language.ngram import Run
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.words.tokens import Chunk, context, parse

OPENING = frozenset("(\"'[$&#/-")
"""Marks that a printed word may begin with; the curly ones are never printed by a teleprinter."""

INNER = late_regex(r"(?<=[A-Za-z]{2})(?:[^\w\s'/]|_)(?=[A-Za-z]{2})")
"""A mark between two words that are otherwise run together."""

USUAL_INNER = frozenset("-&")
NONE = 12.0
"""What stands for the cost of a mark of which the document makes no habit."""

LEAST = 2
"""Occurrences from which a mark is held for a habit of the page."""


@attrs.frozen
class Litter(ByFields):
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


ROUNDS = 8
PRIOR = 2.0
"""How many marks the general rate counts for against the page's own: few, for a page has its series
or has none."""

LONGEST_LABEL = 3
"""Figures of a number before an entry of a list; a longer one may be a year."""

READ, MEANT = ".", ","


def stop_costs(
    chunks: Sequence[Chunk], channel: Channel
) -> tuple[dict[int, float], dict[int, float]]:
    """The cost of a comma read as a full stop on each page, and the odds at each full stop.

    The first result goes by page number in the reading, the second by place in `chunks`: the log
    odds that a comma was printed there, and neither a full stop nor nothing.
    """
    at = [
        i
        for i, (c, after) in enumerate(pairwise(chunks))
        if not c.apart
        and c.parse.tail == READ
        and c.parse.core
        and not after.breaks
        and not is_label(chunks, i)
    ]
    commas, nothing = _gains(chunks, at, MEANT), _gains(chunks, at, "")
    general = dict(channel.marks_meant("mid", READ))
    costs: dict[int, float] = {}
    odds: dict[int, float] = {}
    for page in sorted({chunks[i].page for i in at}):
        here = [i for i in at if chunks[i].page == page]
        gains = [(commas[i], nothing[i]) for i in here]
        printed = sum(c.page == page and c.parse.tail == MEANT for c in chunks)
        costs[page], stray = _estimate(gains, printed, general.get(MEANT, 6.0), general[""])
        for i, (comma, none) in zip(here, gains, strict=True):
            odds[i] = comma - costs[page] - log(1 + exp(min(none - stray, 50.0)))
    return costs, odds


def is_label(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a chunk labels what follows: 12. or a. opens its line, or Mr. Schwarz. who speaks."""
    core, alone = chunks[i].parse.core, chunks[i].place == "end"
    titles = tables.load("titles_of_persons").column("title")
    if i and chunks[i - 1].place == "start" and fold(chunks[i - 1].parse.core) in titles:
        behind = chunks[i + 1].parse.core if i + 1 < len(chunks) else ""
        return not behind[:1].islower()
    opens = i == 0 or chunks[i - 1].place == "end"
    number = core.isdecimal() and (alone or len(core) <= LONGEST_LABEL)
    return opens and (number or len(core) == 1)


def _estimate(
    gains: Sequence[tuple[float, float]], printed: int, comma: float, stray: float
) -> tuple[float, float]:
    """The costs of a comma misread and of a stray stop that agree with what they expect."""
    general, general_stray = comma, stray
    for _ in range(ROUNDS):
        misread = strays = 0.0
        for for_comma, for_none in gains:
            a, b = exp(min(for_comma - comma, 50.0)), exp(min(for_none - stray, 50.0))
            misread += a / (1 + a + b)
            strays += b / (1 + a + b)
        rate = (PRIOR * exp(-general) + misread) / (PRIOR + printed + misread)
        comma = -log(min(rate, 0.9))
        stray = -log((PRIOR * exp(-general_stray) + strays) / (PRIOR + len(gains)) * 0.9)
    return comma, stray


def _gains(chunks: Sequence[Chunk], at: Sequence[int], mark: str) -> Mapping[int, float]:
    """How much likelier the text is with another mark than with the full stop at each place."""
    new: list[Run] = []
    old: list[Run] = []
    for i in at:
        c = chunks[i]
        after: list[int] = []
        k = i + 1
        while len(after) < 2 and k < len(chunks) and not chunks[k].breaks:
            after += chunks[k].parse.ids
            k += 1
        after = [*after, BREAK][:2]
        before = context(chunks, i)
        old.append((before, (*c.parse.ids, *after)))
        new.append((before, (*parse(c.span.text[: -len(READ)] + mark).ids, *after)))
    gains = zip(model().score_runs(new), model().score_runs(old), strict=True)
    return dict(zip(at, (a - b for a, b in gains), strict=True))

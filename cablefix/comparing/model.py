"""What is said of two or more readings: differences, and what one has and another withholds."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import attrs

from cablefix.by_fields import ByFields
from cablefix.cable import Exemption
from cablefix.findings import Extent

Kind = Literal[
    "misreading", "misread-by-all", "punctuation", "case", "spacing", "lost-text", "stray-text",
    "withheld", "other-mark", "order",
]  # fmt: skip
"""What a difference is: see docs/compare.md."""

Span = tuple[int, int]
"""Code points, half-open."""

ALIKE = 0.25
"""Share of the words of the shorter text, below which two texts are two documents."""


PART = 0.5
"""Share of the words of the longest text, up to which the others are parts of it."""


@attrs.frozen
class Difference(ByFields):
    """A place at which the witnesses differ, and what is held to have been printed there.

    `start` and `end` are code points of the best text. `spans` and `readings` have an entry for
    each witness: code points of its text, and what stands there; None where it has nothing.
    """

    kind: Kind
    start: int
    end: int
    spans: tuple[Span | None, ...]
    readings: tuple[str | None, ...]
    chosen: str
    confidence: float
    why: str


@attrs.frozen
class Contents(ByFields):
    """What kinds of things a withheld passage has, as counts; the whole paragraphs by number."""

    names: int = 0
    numbers: int = 0
    paragraphs: tuple[int, ...] = ()


@attrs.frozen
class Withheld(ByFields):
    """A passage that one witness has and another withholds.

    `text` is `[start:end]` of the text of `witness`; `withheld_by` has in its place the sign
    `marks`, at `sign` of its text. `lines` is in lines as long as those around the passage.
    `fits` says whether an extent that the sign states is that of the passage; None where none is
    stated.
    """

    text: str
    start: int
    end: int
    witness: int
    withheld_by: int
    sign: Span
    words: int
    lines: float
    share: float
    marks: str
    exemptions: tuple[Exemption, ...]
    extent: Extent | None
    fits: bool | None
    contents: Contents
    confidence: float
    why: str


@attrs.frozen
class WitnessReport(ByFields):
    """A witness: its name, its text, its rank (0: reads best), and what it lacks and misreads.

    `aligned` is the share of its words that another witness has, too; `withholds` how many words
    of others; `exemptions` those that it cites where it withholds.
    """

    name: str
    text: str
    rank: int
    words: int
    aligned: float
    errors: int
    withholds: int
    exemptions: tuple[str, ...]


@attrs.frozen(repr=False)
class Compared:
    """What was found in two or more readings of one document. Immutable."""

    text: str
    differences: tuple[Difference, ...]
    withheld: tuple[Withheld, ...]
    witnesses: tuple[WitnessReport, ...]
    collated: tuple[tuple[Span | None, ...], ...] = attrs.field(default=(), repr=False)
    """Place by place, the span of the best text (None where it has nothing), then those of each
    witness."""

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}({len(self.witnesses)} witnesses, "
            f"{len(self.differences):,} differences, {len(self.withheld):,} withheld, "
            f"{self.aligned:.0%} aligned)"
        )

    @cached_property
    def _by_size(self) -> tuple[WitnessReport, ...]:
        """The witnesses that have words, the longest first."""
        found = (w for w in self.witnesses if w.words)
        return tuple(sorted(found, key=lambda w: (-w.words, w.aligned)))

    @property
    def aligned(self) -> float:
        """The share of its words that a witness has with others, of the one with the least.

        The longest witness is left out: it may have all the others in it.
        """
        if len(self._by_size) < len(self.witnesses):
            return float(not self._by_size)
        return min(w.aligned for w in self._by_size[1:])

    @property
    def is_one_document(self) -> bool:
        """Whether the witnesses have enough in common to be readings of one document."""
        return self.aligned >= ALIKE

    @property
    def message(self) -> str:
        """In one line, what the comparison is worth: the same, one document, two documents, empty.

        >>> import cablefix
        >>> cablefix.compare("THE TALKS OPEN MONDAY.", "THE TALKS OPEN MONDAY.").message
        'the texts are the same'
        """
        empty = [w.name for w in self.witnesses if not w.words]
        if len(empty) == len(self.witnesses):
            return "nothing to compare: every text is empty"
        if empty:
            return f"nothing to compare with: {', '.join(empty)} has no text"
        if not self.is_one_document:
            return (
                f"two different documents: only {self.aligned:.0%} of the words of one stand "
                "against words of another"
            )
        longest = self._by_size[0]
        if longest.aligned < PART:
            return (
                f"one text is part of another: {longest.aligned:.0%} of the words of "
                f"{longest.name} are in the rest, and at least {self.aligned:.0%} of the words of "
                "each of these are in it"
            )
        if not self.differences and not self.withheld:
            return "the texts are the same"
        return (
            f"one document: at least {self.aligned:.0%} of the words of each text stand against "
            "words of another"
        )


def share(part: int, whole: int) -> float:
    """A share rounded so that it is written alike everywhere."""
    return round(part / whole, 6) if whole else 0.0

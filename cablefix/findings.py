"""What is said about a text, as data: corrections, suggestions, gaps, decisions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import Literal, cast

import attrs

from cablefix.by_fields import ByFields
from cablefix.cable import Cable, Exemption
from cablefix.edits import OffsetMap, apply, revert
from cablefix.misuse import check_name

Level = Literal["certain", "probable", "possible"]
"""The name of a certainty, of a finding or as the lowest one that is applied."""

LEVELS: Mapping[Level, float] = {"certain": 0.99, "probable": 0.90, "possible": 0.0}
"""The least confidence (inclusive) of each certainty, the surest first."""


def certainty_of(confidence: float) -> Level:
    """Name the certainty that a confidence (0..1) amounts to.

    >>> certainty_of(0.99), certainty_of(0.9), certainty_of(0.5)
    ('certain', 'probable', 'possible')
    """
    return next(name for name, least in LEVELS.items() if confidence >= least)


@attrs.frozen
class Correction(ByFields):
    """One change of the text, applied or suggested, with the evidence that decided it.

    `start` and `end` are code points of the exact input (half-open); `original` is the text there.
    """

    start: int
    end: int
    original: str
    replacement: str
    kind: str = attrs.field(kw_only=True)
    rule: str = attrs.field(kw_only=True)
    confidence: float = attrs.field(kw_only=True)
    why: str = attrs.field(kw_only=True)

    @property
    def certainty(self) -> Level:
        """`certain` (confidence >= 0.99), `probable` (>= 0.90) or `possible`."""
        return certainty_of(self.confidence)


@attrs.frozen
class Extent(ByFields):
    """How much was withheld, where the text says so: `2.5 line`, `1 paragraph`.

    `at_most` marks "less than 1 line"; `detail` is the same in another unit: 2 paragraphs
    (8 lines). `estimated`: no sign says so, it is the size of the blank that was left.
    """

    quantity: float
    unit: str
    at_most: bool = False
    detail: Extent | None = None
    estimated: bool = False


@attrs.frozen
class Gap(ByFields):
    """Something withheld or lost: where, what, how sure, and why we think so.

    `start` and `end` anchor it in the input (code points, half-open, zero width allowed).
    """

    kind: str
    start: int
    end: int
    confidence: float
    why: str
    paragraphs: tuple[int, ...] = ()
    section: int | None = None
    page: int | None = None
    extent: Extent | None = None
    exemptions: tuple[Exemption, ...] = ()


VERDICTS = ("accepted", "refused", "edited")
"""What a person can say of a change: make it, never make it here, make this one instead."""

BEGINNING = 40
"""Code points of a text by which a result is known when it is printed."""

CONTEXT = 32
"""Code points of the text on either side that a decision keeps."""


def _check_quote(decision: Decision, _: object, quote: str) -> None:
    if not quote:
        raise ValueError("a decision needs a quote: the text that it is about")


def _check_verdict(decision: Decision, _: object, verdict: str) -> None:
    if verdict not in VERDICTS:
        raise ValueError(f"unknown verdict {verdict!r}: use one of {', '.join(VERDICTS)}")


@attrs.frozen
class Decision(ByFields):
    """What a person decided about one change, in a form that survives edits elsewhere.

    `quote` is the text of the original it is about, `before` and `after` what stands round it,
    `start` its offset (code points) where it is known. `replacement` is what is to stand there;
    of a refused change, what was refused. A refused change is never made again at that place.

    >>> Decision.at("ACTION MODS-00", 7, 14, "NODS-00", "refused").before
    'ACTION '
    """

    quote: str = attrs.field(validator=_check_quote)
    replacement: str
    verdict: str = attrs.field(validator=_check_verdict)
    before: str = ""
    after: str = ""
    start: int | None = None
    note: str = ""

    @classmethod
    def at(
        cls, text: str, start: int, end: int, replacement: str, verdict: str, note: str = ""
    ) -> Decision:
        """A decision about `text[start:end]`, with the context taken from the text."""
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        return cls(text[start:end], replacement, verdict, before, after, start, note)

    @property
    def changes(self) -> bool:
        """Whether the text changes by this decision."""
        return self.verdict != "refused" and self.replacement != self.quote


@attrs.frozen
class Provenance(ByFields):
    """What made a result: enough to make it again.

    `sha256` is that of the input encoded as UTF-8 (lone surrogates passed through).
    """

    version: str
    wordlists: str
    sha256: str
    settings: tuple[tuple[str, str], ...] = ()


@attrs.frozen(repr=False)
class Findings:
    """A text with all that was found in it. Immutable.

    `corrections` are applied, `suggestions` are not; both are sorted, disjoint, and disjoint from
    each other, with spans in `original`. `decisions` are those of a person; they have been obeyed.
    """

    original: str
    corrections: tuple[Correction, ...]
    suggestions: tuple[Correction, ...]
    gaps: tuple[Gap, ...]
    cables: tuple[Cable, ...]
    provenance: Provenance
    level: Level = "probable"
    decisions: tuple[Decision, ...] = ()

    def __repr__(self) -> str:
        """How the text begins, what it is, and how much was found: never the whole text."""
        start = " ".join(self.original[:BEGINNING].split())
        start = "".join(c if c.isprintable() else "\ufffd" for c in start)
        start += "..." if len(self.original) > BEGINNING else ""
        what = " ".join(x for x in (self.cable.kind, self.cable.mrn) if x) if self.cables else ""
        more = f" and {len(self.cables) - 1} more" if len(self.cables) > 1 else ""
        counts = ", ".join(
            f"{len(found):,} {noun}{'' if len(found) == 1 else 's'}"
            for found, noun in (
                (self.corrections, "correction"), (self.suggestions, "suggestion"),
                (self.gaps, "gap"),
            )
        )  # fmt: skip
        return f"{type(self).__name__}({start!r}, {what}{more}, {counts})"

    @cached_property
    def text(self) -> str:
        """The corrected text."""
        return apply(self.original, self.corrections)

    @cached_property
    def _offsets(self) -> OffsetMap:
        return OffsetMap.of(self.corrections, len(self.original))

    @property
    def cable(self) -> Cable:
        """The principal document: the one with the most text; always there, if only as prose."""
        return max(self.cables, key=lambda c: c.end - c.start)

    def revert(self) -> str:
        """The original, rebuilt from the corrected text and the corrections."""
        return revert(self.text, self.corrections)

    def to_output(self, offset: int) -> int:
        """Carry an offset of the original (0..len) into the corrected text."""
        return self._offsets.to_output(offset)

    def to_input(self, offset: int) -> int:
        """Carry an offset of the corrected text (0..len) back into the original."""
        return self._offsets.to_input(offset)


def check_level(level: object) -> Level:
    """The level, if it is the name of one. Raises ValueError for other names, TypeError else."""
    check_name("level", level, LEVELS)
    return cast(Level, level)


def digest(text: str) -> str:
    """The SHA-256 of a text as UTF-8, in hexadecimal; lone surrogates are passed through.

    >>> digest("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

"""What is said about a text: corrections, suggestions, gaps, and the result that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import attrs

from cablefix.cable import Cable, Exemption
from cablefix.edits import OffsetMap, apply, revert

LEVELS: Mapping[str, float] = {"certain": 0.99, "probable": 0.90, "possible": 0.0}
"""The least confidence (inclusive) of each certainty, the surest first."""


def certainty_of(confidence: float) -> str:
    """Name the certainty that a confidence (0..1) amounts to.

    >>> certainty_of(0.99), certainty_of(0.9), certainty_of(0.5)
    ('certain', 'probable', 'possible')
    """
    return next(name for name, least in LEVELS.items() if confidence >= least)


@attrs.frozen
class Correction:
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
    def certainty(self) -> str:
        """`certain` (confidence >= 0.99), `probable` (>= 0.90) or `possible`."""
        return certainty_of(self.confidence)


@attrs.frozen
class Extent:
    """How much was withheld, where the text says so: `2.5 line`, `1 paragraph`.

    `at_most` marks "less than 1 line".
    """

    quantity: float
    unit: str
    at_most: bool = False


@attrs.frozen
class Gap:
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


@attrs.frozen
class Provenance:
    """What made a result: enough to make it again.

    `sha256` is that of the input encoded as UTF-8 (lone surrogates passed through).
    """

    version: str
    wordlists: str
    sha256: str
    settings: tuple[tuple[str, str], ...] = ()


@attrs.frozen
class CleanResult:
    """A text with all that was found in it. Immutable; every view is derived from the findings.

    `corrections` are applied, `suggestions` are not; both are sorted, disjoint, and disjoint from
    each other, with spans in `original`.
    """

    original: str
    corrections: tuple[Correction, ...]
    suggestions: tuple[Correction, ...]
    gaps: tuple[Gap, ...]
    cables: tuple[Cable, ...]
    provenance: Provenance
    level: str = "probable"

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

    def at(self, level: str) -> CleanResult:
        """The same findings applied at another level: `certain`, `probable` or `possible`.

        Raises ValueError for any other name.
        """
        check_level(level)
        findings = sorted((*self.corrections, *self.suggestions), key=lambda c: c.start)
        applied = tuple(c for c in findings if c.confidence >= LEVELS[level])
        rest = tuple(c for c in findings if c.confidence < LEVELS[level])
        return attrs.evolve(self, corrections=applied, suggestions=rest, level=level)

    def render(self, form: str, *, path: str = "-") -> str:
        """The result in one of the written forms: `text`, `inline`, `jsonl`.

        `path` names the document in forms that say where a finding stands. Raises ValueError
        for an unknown form.
        """
        from cablefix import rendering

        return rendering.render(self, form, path=path)


def check_level(level: str) -> None:
    """Raise ValueError unless `level` names a certainty."""
    if level not in LEVELS:
        raise ValueError(f"unknown level {level!r}: use one of {', '.join(LEVELS)}")

"""The pipeline: read, correct, until nothing changes; then find the gaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import attrs

from cablefix.correcting.decide import decide
from cablefix.edits import OffsetMap, apply, compose
from cablefix.gaps import find_gaps
from cablefix.gaps.summary import with_gaps
from cablefix.model import LEVELS, CleanResult, Correction, Provenance, check_level, digest
from cablefix.reading.cables import build_cables
from cablefix.reading.document import Reading, read
from cablefix.reading.places import Places
from cablefix.version import VERSION
from cablefix.vocabulary.user import canonical

ROUNDS = 4
"""Corrections may lay bare further ones; a text that is not at rest by then stays as it was."""


@attrs.frozen
class Cleaner:
    """Cleans texts with fixed settings. Immutable, picklable, cheap to reuse.

    `level` is the lowest certainty that is applied: `certain`, `probable` or `possible`.
    `words` are words that you vouch for: they are never changed, and garbled ones may be mended
    to them. A phrase stands for its words. Raises ValueError for an entry that is no word.

    >>> Cleaner(level="certain").clean("FM AMEMBASSY BEIJING").text
    'FM AMEMBASSY BEIJING'
    >>> Cleaner(words=("Zorvath", "Grelb Pass")).words
    ('GRELB', 'PASS', 'ZORVATH')
    """

    level: str = attrs.field(default="probable", validator=lambda _, __, v: check_level(v))
    words: tuple[str, ...] = attrs.field(default=(), converter=canonical)

    def clean(self, text: str) -> CleanResult:
        """Correct a text and find its gaps. Takes any str; never fails on its content."""
        applied, reading, rest = self._settle(text)
        shifts = OffsetMap.of(applied, len(text))
        places = Places(text, shifts)
        gaps = find_gaps(reading, places)
        cables = [with_gaps(c, gaps, text) for c in build_cables(reading, places)]
        return CleanResult(
            text,
            tuple(applied),
            tuple(_carry_back(text, rest, shifts, applied)),
            tuple(gaps),
            tuple(cables),
            self._provenance(text),
            self.level,
        )

    def _settle(self, text: str) -> tuple[list[Correction], Reading, list[Correction]]:
        """Correct until nothing changes: the corrections, the last reading, what was left open."""
        applied: list[Correction] = []
        current = text
        words = frozenset(self.words)
        for _ in range(ROUNDS):
            reading = read(current, words)
            found = decide(reading)
            sure = [c for c in found if c.confidence >= LEVELS[self.level]]
            if not sure:
                return applied, reading, found
            applied = compose(text, applied, sure, _merge(text))
            current = apply(text, applied)
        reading = read(text, words)
        return [], reading, decide(reading)

    def _provenance(self, text: str) -> Provenance:
        settings = [("level", self.level)]
        if self.words:
            settings.append(
                ("words", f"{len(self.words)}, SHA-256 {digest(chr(10).join(self.words))}")
            )
        return Provenance(VERSION, VERSION, digest(text), tuple(settings))


def _merge(text: str) -> Callable[[int, int, str, Sequence[Correction]], Correction]:
    def make(start: int, end: int, replacement: str, parts: Sequence[Correction]) -> Correction:
        least = min(parts, key=lambda c: c.confidence)
        why = "; ".join(dict.fromkeys(c.why for c in parts))
        return attrs.evolve(
            least, start=start, end=end, original=text[start:end], replacement=replacement, why=why
        )

    return make


def _carry_back(
    text: str, found: Sequence[Correction], shifts: OffsetMap, applied: Sequence[Correction]
) -> list[Correction]:
    """Findings of the last round in offsets of the input; those in changed text are left out."""
    out = []
    for c in found:
        start, end = shifts.to_input(c.start), shifts.to_input(c.end)
        free = not any(start < a.end and a.start < end for a in applied)
        if free and text[start:end] == c.original:
            out.append(attrs.evolve(c, start=start, end=end))
    return out


@cache
def default_cleaner() -> Cleaner:
    """The cleaner that `cablefix.clean` uses, built once."""
    return Cleaner()


def clean(text: str) -> CleanResult:
    """Correct a text and find its gaps, with the default settings.

    >>> clean("Nothing to mend here.").corrections
    ()
    """
    return default_cleaner().clean(text)

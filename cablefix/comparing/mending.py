"""What cleaning each witness by itself makes of its words: formats, lists and language of one text.

A correction is heard as evidence where the witnesses differ; where they agree it is not.
"""

from __future__ import annotations

from bisect import bisect_left
from math import log

import attrs

from cablefix.by_fields import Shown
from cablefix.cleaner import default_cleaner
from cablefix.document.noise import measure_noise
from cablefix.findings import Correction, Gap
from cablefix.withheld.statements import CLOSERS, OPENING

NOISY, PUNCTUATION = 4, "punctuation"
"""Tenths of noise from which corrections of words are heard, too; those of marks are never."""

SIGN_KIND, LEAST_SIGN = "explicit-marker", 0.6
"""The kind of gap that is a written sign of something withheld, and the least confidence in it."""

LEAST = 0.02
"""Corrections that are less likely are not heard."""


KINDS = frozenset(
    {"acronym", "person", "ocr-digit", "noise-line", "caption", "classification", "precedence",
     "cable-number", "section-number", "page-number", "dtg", "ss-serial", "distribution", "tags",
     "post"}
)  # fmt: skip
"""Corrections that formats, lists and the copies of a field decide: in running text the
language is heard anyhow."""


@attrs.frozen(eq=False)
class Mended(Shown):
    """The corrections and suggestions of a text, in order."""

    text: str
    found: tuple[Correction, ...]
    starts: tuple[int, ...]
    gaps: tuple[Gap, ...]
    """What it says, or shows, that it withholds or has lost."""

    @property
    def signs(self) -> list[tuple[int, int]]:
        """The spans of the signs that something was withheld: in order, disjoint, without text.

        A sign of several lines has text in it, unless brackets hold it together.
        """
        found: list[tuple[int, int]] = []
        for gap in sorted(self.gaps, key=lambda g: (g.start, -g.end)):
            piece = self.text[gap.start : gap.end].strip()
            whole = piece[:1] in OPENING and piece[-1:] in CLOSERS
            if gap.kind != SIGN_KIND or gap.confidence < LEAST_SIGN or not piece:
                continue
            edges = self.text[gap.start - 1 : gap.start] + self.text[gap.end : gap.end + 1]
            glued = any(map(str.isalnum, edges)) and not whole
            apart = not found or found[-1][1] <= gap.start
            if apart and (whole or "\n" not in piece) and not glued:
                found.append((gap.start, gap.end))
        return found

    def at(self, start: int, end: int) -> tuple[str, float] | None:
        """What a span is mended to, blanks as one, with the logarithm of its odds."""
        first = bisect_left(self.starts, start)
        if first and self.found[first - 1].end > start:
            first -= 1
        out: list[str] = []
        at, least = start, 1.0
        for n in range(first, len(self.found)):
            c = self.found[n]
            if c.start >= end:
                break
            if c.start < start or c.end > end:
                inside = self.text[max(c.start, start) : min(c.end, end)]
                if c.replacement or not inside.strip():
                    return None
            out += (self.text[at : max(c.start, at)], c.replacement)
            at, least = min(c.end, end), min(least, c.confidence)
        if not out or least < LEAST:
            return None
        text = " ".join("".join([*out, self.text[at:end]]).split())
        sure = min(max(least, LEAST), 0.998)
        return text, log(sure / (1 - sure))


def find_mended(text: str) -> Mended:
    """Clean a text by itself."""
    result = default_cleaner().clean(text)
    noise = measure_noise(text.splitlines(), frozenset())
    found = sorted((*result.corrections, *result.suggestions), key=lambda c: c.start)
    if noise < NOISY:
        found = [c for c in found if c.kind in KINDS]
    else:
        found = [c for c in found if c.kind != PUNCTUATION]
    return Mended(text, tuple(found), tuple(c.start for c in found), result.gaps)

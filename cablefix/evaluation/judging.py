"""Judges corrections one by one against the truth."""

from __future__ import annotations

import attrs
from rapidfuzz.distance import Levenshtein

from cablefix.by_fields import ByFields
from cablefix.edits import Edit
from cablefix.evaluation.alignment import Counterparts, close_marks, find_marks, squeeze

AROUND = 200
"""Characters on each side of a correction that are compared with it."""


@attrs.frozen
class Verdict(ByFields):
    """What one correction did: edit distance to the truth before and after, in characters.

    Both are taken over the tokens that the correction touches. `nearer` is by how many characters
    the text around comes nearer to the truth (below 0: farther from it), for a speck beside a lost
    word passes for that word when tokens alone are compared.
    """

    before: int
    after: int
    meant: str
    nearer: int

    @property
    def right(self) -> bool:
        """Whether the result is what was meant."""
        return self.after == 0

    @property
    def better(self) -> bool:
        """Whether the text is nearer to the truth than before."""
        return self.nearer > 0

    @property
    def harm(self) -> bool:
        """Whether something right was changed."""
        return self.before == 0


class Truth:
    """A text aligned with its truth, to look up what was meant at a place.

    >>> from cablefix.findings import Correction
    >>> c = Correction(0, 3, "TRE", "THE", kind="word", rule="r", confidence=0.9, why="")
    >>> Truth("TRE END", "THE END").judge(c).right
    True
    """

    def __init__(self, text: str, gold: str) -> None:
        self.text = text
        self.read, self.meant = close_marks(squeeze(text)), close_marks(squeeze(gold))
        squeezed = squeeze(text)
        closed = _places_closed(squeezed)
        self.place = [closed[min(at, len(squeezed))] for at in _places(text)]
        self.counterparts = Counterparts(self.read, self.meant)

    def judge(self, edit: Edit) -> Verdict:
        """What an edit of the text does to the tokens it touches."""
        a, b = self._widen(self.place[edit.start], self.place[edit.end])
        lead = self._raw(a, edit.start)
        tail = self._raw(edit.end, b, back=True)
        before = self.read[a:b]
        after = close_marks(squeeze(lead + edit.replacement + tail))
        more = len(after.split()) > len(before.split())
        meant = self.counterparts.between(a, b) if more else self.counterparts.of(a, b)
        return Verdict(
            Levenshtein.distance(before, meant),
            Levenshtein.distance(after, meant),
            meant,
            self._nearer(a, b, after),
        )

    def _nearer(self, a: int, b: int, after: str) -> int:
        """How many errors less the text round a span has with something else in its place."""
        if not self.read:
            return 0
        lo, hi = max(0, a - AROUND), min(len(self.read), b + AROUND)
        first = self.counterparts.first[lo] if lo < len(self.read) else len(self.meant)
        meant = self.meant[first : self.counterparts.last[hi - 1]]
        changed = squeeze(f"{self.read[lo:a]}{after}{self.read[b:hi]}")
        before = squeeze(self.read[lo:hi])
        return Levenshtein.distance(before, meant) - Levenshtein.distance(changed, meant)

    def _widen(self, a: int, b: int) -> tuple[int, int]:
        """A span of the squeezed text widened to whole tokens."""
        text = self.read
        while a > 0 and text[a - 1] != " ":
            a -= 1
        while b < len(text) and text[b] != " ":
            b += 1
        while a < b and text[a] == " ":
            a += 1
        while b > a and text[b - 1] == " ":
            b -= 1
        return a, b

    def _raw(self, a: int, b: int, *, back: bool = False) -> str:
        """The text as compared between an offset of it and a raw one."""
        if back:
            return self.read[self.place[a] : b]
        return self.read[a : self.place[b]]


def _places(text: str) -> list[int]:
    """For each offset of a text, the offset in the squeezed text."""
    out = []
    at = 0
    blank = True
    for char in text:
        out.append(at)
        if char.isspace():
            at += not blank
            blank = True
        else:
            at += 1
            blank = False
    return [*out, at]


def _places_closed(squeezed: str) -> list[int]:
    """For each offset of a squeezed text, the offset where spaced-out marks are closed up."""
    out: list[int] = []
    last = closed = 0
    for start, end in find_marks(squeezed):
        out += range(closed, closed + start - last)
        closed += start - last
        for char in squeezed[start:end]:
            out.append(closed)
            closed += char != " "
        last = end
    return [*out, *range(closed, closed + len(squeezed) - last + 1)]

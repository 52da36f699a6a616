"""Finds what one witness has and another withholds.

Only a sign of it counts: a written mark, a code, a paragraph of which the number alone is left.
Where a witness merely lacks words, a page may be lost or a line unread, and nothing is claimed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set

import attrs

from cablefix.by_fields import ByFields
from cablefix.comparing.collation import Collation, Place
from cablefix.comparing.mending import Mended
from cablefix.comparing.model import Contents, Withheld, share
from cablefix.comparing.passages import contents_of, fits, is_text, lines_of
from cablefix.comparing.witness import Witness
from cablefix.findings import Gap
from cablefix.withheld.signs import merged

SIGNS = ("explicit-marker", "empty-paragraph")
"""Kinds of gaps that say that text was withheld, not lost."""

LEAST = 0.6
"""Confidence of a sign from which something is called withheld."""

FOREIGN = 0.5
"""Words of the other witness, for each word of the passage, that may stand in its place beside the
sign: with more of them it is other text."""

NEIGHBOURS = 12
"""Words that may stand between two words of one passage: a page header, a stamp."""

_CITED = 60


def find_withheld(
    collation: Collation, mended: Sequence[Mended]
) -> tuple[list[Withheld], set[int]]:
    """The passages in the order of the document; the places of the signs that stand for them.

    Of several witnesses that have a passage, the one with the most of it counts.
    """
    signs: set[int] = set()
    found: list[tuple[int, Withheld]] = []
    signed = [_words_of_signs(w, m.gaps) for w, m in zip(collation.witnesses, mended, strict=True)]
    for by, own in enumerate(collation.witnesses):
        gaps = [g for g in mended[by].gaps if g.kind in SIGNS and g.confidence >= LEAST]
        if not gaps:
            continue
        at = _places_of(collation, by)
        pairs = [_Pair(collation, by, w, at, signed[w]) for w in collation.order if w != by]
        for gap in gaps:
            options = [option for pair in pairs if (option := pair.find(gap))]
            if options:
                signs.update(at[i] for i in range(*_words_at(own, gap)))
                found.append(max(options, key=lambda o: o[1].words))
    found.sort(key=lambda f: (f[0], f[1].start, f[1].text, collation.order.index(f[1].withheld_by)))
    return [w for _, w in _disjoint(found)], signs & _lone(collation)


def _lone(collation: Collation) -> set[int]:
    """The places at which nothing but signs stands."""
    signs = [w.signs for w in collation.witnesses]
    return {
        n
        for n, place in enumerate(collation.places)
        if all(i in signs[w] for w, span in place.words.items() for i in range(*span))
    }


def _disjoint(found: Sequence[tuple[int, Withheld]]) -> Iterator[tuple[int, Withheld]]:
    """Two signs of one witness in one passage tell of it once."""
    last: dict[int, Withheld] = {}
    for at, w in found:
        before = last.get(w.withheld_by)
        if before and before.witness == w.witness and w.start < before.end:
            continue
        last[w.withheld_by] = w
        yield at, w


def _places_of(collation: Collation, w: int) -> dict[int, int]:
    """For each word of a witness, the number of its place."""
    return {
        i: n for n, p in enumerate(collation.places) if w in p.words for i in range(*p.words[w])
    }


def _words_of_signs(witness: Witness, gaps: Sequence[Gap]) -> set[int]:
    """The words that begin in a written sign."""
    spans = merged((g.start, g.end) for g in gaps if g.kind == SIGNS[0] and g.end > g.start)
    return {
        i
        for start, end in spans
        for i in range(bisect_left(witness.starts, start), bisect_left(witness.starts, end))
    }


def _words_at(own: Witness, gap: Gap) -> tuple[int, int]:
    """The first word of a sign, and the one after its last."""
    first = bisect_right(own.ends, gap.start)
    last = max(first, bisect_left(own.starts, gap.end))
    # of an empty paragraph the number is no sign, the other has it as well
    return (last if gap.kind == "empty-paragraph" else first), last


@attrs.frozen
class _Passage(ByFields):
    """Words in a row that one may withhold and another has."""

    text: str
    start: int
    end: int
    words: int
    lines: float
    contents: Contents


@attrs.define(eq=False)
class _Pair:
    """A witness with signs, and another that may have what they stand for.

    Between two places that they have alike may be thousands of signs: what stands there is read
    once for all of them.
    """

    collation: Collation
    by: int
    has: int
    at: Mapping[int, int]
    """For each word of the first, the number of its place."""
    signed: Set[int]
    """The words of the other that are part of a sign: both may withhold."""
    _passages: dict[tuple[int, int], _Passage | None] = attrs.field(factory=dict, init=False)
    _sizes: dict[tuple[int, int], int] = attrs.field(factory=dict, init=False)
    _alike: list[int] = attrs.field(init=False)
    """The words of the first that the other has, too, in the same order."""

    def __attrs_post_init__(self) -> None:
        places = {n for n in set(self.at.values()) if self._share(n)}
        self._alike = sorted(i for i, n in self.at.items() if n in places)

    def _share(self, n: int) -> bool:
        """Whether both have a place alike."""
        place = self.collation.places[n]
        if self.has not in place.words or self.has in place.moved or self.by in place.moved:
            return False
        return self._is_lettered(n) and self.collation.are_alike(place, self.by, self.has)

    def _is_lettered(self, n: int) -> bool:
        """Whether the first has letters or figures at a place."""
        return bool(self.collation.keys(self.collation.places[n], self.by))

    def find(self, gap: Gap) -> tuple[int, Withheld] | None:
        """What the other has in the place of a sign, and the place before it."""
        own, other = (self.collation.witnesses[w] for w in (self.by, self.has))
        first, last = _words_at(own, gap)
        i, j = bisect_left(self._alike, first), bisect_left(self._alike, last)
        start = self.at[self._alike[i - 1]] if i else -1
        end = self.at[self._alike[j]] if j < len(self._alike) else len(self.collation.places)
        if start >= end:
            return None
        passage = self._passage(start, end)
        if passage is None:
            return None
        signs = sum(start < self.at[i] < end and self._is_lettered(self.at[i])
                    for i in range(first, last))  # fmt: skip
        if self._size(start, end) - signs > FOREIGN * passage.words + 1:
            return None
        sign = own.text[gap.start : gap.end]
        return start, Withheld(
            passage.text, passage.start, passage.end, self.has, self.by, (gap.start, gap.end),
            passage.words, passage.lines, share(passage.words, len(other)),
            " ".join(sign.split())[:_CITED], gap.exemptions, gap.extent,
            fits(gap.extent, passage.words, passage.lines, passage.text), passage.contents,
            round(gap.confidence, 4), _why(gap, sign),
        )  # fmt: skip

    def _size(self, start: int, end: int) -> int:
        """How many words the first has between two places."""
        if (start, end) not in self._sizes:
            spans = [self.collation.places[n].words.get(self.by, (0, 0))
                     for n in range(start + 1, end) if self._is_lettered(n)]  # fmt: skip
            self._sizes[start, end] = sum(b - a for a, b in spans)
        return self._sizes[start, end]

    def _passage(self, start: int, end: int) -> _Passage | None:
        """What the other has between two places, if it is text."""
        if (start, end) not in self._passages:
            self._passages[start, end] = self._read(start, end)
        return self._passages[start, end]

    def _read(self, start: int, end: int) -> _Passage | None:
        other = self.collation.witnesses[self.has]
        words: list[int] = []
        for place in self.collation.places[start + 1 : end]:
            if self.has in place.words and (words or not self._is_number(place)):
                words += range(*place.words[self.has])
        run = _longest_run([i for i in words if other.keys[i] and i not in self.signed])
        if not run or not is_text([other.words[i] for i in run]):
            return None
        begin, stop = other.starts[run[0]], other.ends[run[-1]]
        return _Passage(
            other.text[begin:stop], begin, stop, len(run), lines_of(other.text, begin, stop),
            contents_of(other.text, begin, stop),
        )  # fmt: skip

    def _is_number(self, place: Place) -> bool:
        """Whether both have the number of the paragraph, which is taken for part of the sign."""
        key = self.collation.keys(place, self.by)
        return key.isdigit() and key == self.collation.keys(place, self.has)


def _longest_run(words: Sequence[int]) -> list[int]:
    """The words of a passage in their order, without those that stand far from the rest."""
    runs: list[list[int]] = []
    for i in sorted(words):
        if runs and i - runs[-1][-1] <= NEIGHBOURS:
            runs[-1].append(i)
        else:
            runs.append([i])
    return max(runs, key=len, default=[])


def _why(gap: Gap, sign: str) -> str:
    if gap.kind == "empty-paragraph":
        return (
            f"of paragraph {gap.paragraphs[0] if gap.paragraphs else '?'} the number alone is left"
        )
    shown = " ".join(sign.split())[:_CITED]
    return f"in its place stands {shown}" if shown else "in its place a blank is left"

"""Found gaps against known ones: precision, recall and F1 by kind, and the extent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from cablefix.by_fields import ByFields
from cablefix.evaluation.tokens import ratio
from cablefix.findings import Gap

REACH = 400
"""Code points that the anchors of one gap may lie apart."""

OPTIONAL = 0.6
"""Known gaps that are less sure than this need not be found, and do no harm when they are."""

_NUMBERED = ("missing-paragraphs", "empty-paragraph")
_STRICT = ("explicit-marker", "missing-paragraphs", "missing-section")


@attrs.frozen
class GapScore(ByFields):
    """Gaps of one kind: known, found, agreeing; `exact` are those that agree in extent as well."""

    known: int = 0
    found: int = 0
    agreed: int = 0
    exact: int = 0

    def __add__(self, other: GapScore) -> GapScore:
        a, b = attrs.astuple(self), attrs.astuple(other)
        return GapScore(*(x + y for x, y in zip(a, b, strict=True)))

    @property
    def precision(self) -> float:
        """Share of the found that are known."""
        return ratio(self.agreed, self.found)

    @property
    def recall(self) -> float:
        """Share of the known that are found."""
        return ratio(self.agreed, self.known)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return ratio(2 * self.precision * self.recall, self.precision + self.recall)

    @property
    def extent(self) -> float:
        """Share of the agreeing ones whose paragraphs, section and page are exactly right."""
        return ratio(self.exact, self.agreed)


def known_gap(row: Mapping[str, Any]) -> Gap:
    """A row of a gold file as a gap; `ocr_start` and `ocr_end` are preferred where they are given.

    >>> known_gap({"kind": "blank-page", "start": 3, "end": 9, "confidence": 1, "page": 2}).page
    2
    """
    return Gap(
        kind=row["kind"],
        start=row.get("ocr_start", row["start"]),
        end=row.get("ocr_end", row["end"]),
        confidence=row["confidence"],
        why=row.get("evidence", ""),
        paragraphs=tuple(row.get("paragraphs", ())),
        section=row.get("section"),
        page=row.get("page"),
    )


def score_gaps(found: Sequence[Gap], known: Sequence[Gap]) -> dict[str, GapScore]:
    """Compare the gaps of one document by kind.

    Two agree when kind and place do and, where the kind is one of numbers, a number in common.
    What is found of a gap that is only possible, or as a second kind of a known loss, counts
    neither way; a written marker, missing paragraphs and sections have no such excuse.

    >>> gap = Gap("blank-page", 3, 9, 1.0, "", page=2)
    >>> score_gaps([gap], [gap])["blank-page"].f1
    1.0
    """
    sure = [g for g in known if g.confidence >= OPTIONAL]
    used: set[int] = set()
    scores: dict[str, GapScore] = {}
    for gold in sure:
        match = _match(gold, found, used)
        one = GapScore(known=1)
        if match is not None:
            used.add(match)
            one = GapScore(1, 1, 1, int(_same_extent(found[match], gold)))
        scores[gold.kind] = scores.get(gold.kind, GapScore()) + one
    for n, gap in enumerate(found):
        if n not in used and not _excused(gap, found, known):
            scores[gap.kind] = scores.get(gap.kind, GapScore()) + GapScore(found=1)
    return scores


def _match(gold: Gap, found: Sequence[Gap], used: set[int]) -> int | None:
    """The nearest found gap that agrees; an exact extent is preferred."""
    free = [n for n, g in enumerate(found) if n not in used and _agree(g, gold)]
    return min(
        free, key=lambda n: (not _same_extent(found[n], gold), _apart(found[n], gold)), default=None
    )


def _agree(found: Gap, gold: Gap) -> bool:
    if found.kind != gold.kind or _apart(found, gold) > REACH:
        return False
    if gold.kind in _NUMBERED:
        return bool(set(found.paragraphs) & set(gold.paragraphs))
    if gold.kind in ("missing-page", "missing-section") and found.section != gold.section:
        return False
    return gold.kind != "missing-page" or found.page == gold.page


def _apart(a: Gap, b: Gap) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _same_extent(found: Gap, gold: Gap) -> bool:
    if gold.kind in _NUMBERED:
        return sorted(found.paragraphs) == sorted(gold.paragraphs)
    return (found.section, found.page) == (gold.section, gold.page)


def _excused(gap: Gap, found: Sequence[Gap], known: Sequence[Gap]) -> bool:
    """Whether an unmatched gap counts neither way; a report made twice always counts."""
    if sum(_signature(g) == _signature(gap) for g in found) > 1:
        return False
    for gold in known:
        if _apart(gap, gold) <= REACH:
            if gap.kind != gold.kind and gap.kind not in _STRICT:
                return True
            if gap.kind == gold.kind and gold.confidence < OPTIONAL:
                return True
    return False


def _signature(gap: Gap) -> tuple[object, ...]:
    return gap.kind, gap.start, gap.paragraphs, gap.section, gap.page

"""Scores gaps that were found against gaps that are known, one to one, by kind and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from cablefix.evaluation.calibration import calibration_error, reliability
from cablefix.findings import Gap

REACH = 400
"""Code points that may lie between a gap found and the known one."""

OPTIONAL = 0.6
"""Known gaps that are less sure than this may be found or not."""

KEY_KINDS = ("missing-paragraphs", "empty-paragraph", "missing-page", "explicit-marker")
"""The kinds for which the project states targets."""

_NUMBERED = ("missing-paragraphs", "empty-paragraph")


@attrs.frozen
class Known:
    """A gap that is known to be there; `partly` are numbers of which some text survives."""

    kind: str
    start: int
    end: int
    confidence: float
    paragraphs: frozenset[int] = frozenset()
    partly: frozenset[int] = frozenset()
    section: int | None = None
    page: int | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any], prefix: str = "") -> Known:
        """A known gap as stored; `prefix` chooses the offsets (`ocr_` in rendered cables)."""
        return cls(
            row["kind"], row[f"{prefix}start"], row[f"{prefix}end"], row["confidence"],
            frozenset(row["paragraphs"]), frozenset(row.get("partially_present", ())),
            row["section"], row["page"],
        )  # fmt: skip


@attrs.frozen
class Scored:
    """What became of the gaps of one document: pairs found, known ones missed, extra ones."""

    matched: tuple[tuple[Known, Gap], ...]
    missed: tuple[Known, ...]
    extra: tuple[Gap, ...]


def score(known: Sequence[Known], found: Sequence[Gap]) -> Scored:
    """Pair the gaps found in a text with those known.

    A known gap that is optional costs nothing when missed; a second kind for one loss is excused.

    >>> known = [Known("blank-page", 10, 20, 0.9)]
    >>> score(known, [Gap("blank-page", 12, 18, 0.9, "why")]).missed
    ()
    """
    free = list(range(len(found)))
    matched: list[tuple[Known, Gap]] = []
    missed: list[Known] = []
    for gap in known:
        if gap.confidence < OPTIONAL:
            continue
        at = next((k for k in free if _same(gap, found[k])), None)
        if at is None:
            missed.append(gap)
        else:
            free.remove(at)
            matched.append((gap, found[at]))
    seen = Counter(_key(f) for f in found)
    extra = [found[k] for k in free if seen[_key(found[k])] > 1 or not _excused(found[k], known)]
    return Scored(tuple(matched), tuple(missed), tuple(extra))


def _distance(known: Known, found: Gap) -> int:
    return max(found.start - known.end, known.start - found.end)


def _same(known: Known, found: Gap) -> bool:
    if known.kind != found.kind or _distance(known, found) > REACH:
        return False
    if known.kind in _NUMBERED:
        lost = set(found.paragraphs)
        return known.paragraphs - known.partly <= lost <= known.paragraphs
    if known.kind == "missing-page" and known.page != found.page:
        return False
    if known.kind in ("missing-page", "missing-section"):
        return known.section == found.section
    if known.kind == "explicit-marker":
        return found.start < known.end and found.end > known.start
    return True


def _key(gap: Gap) -> tuple[object, ...]:
    return gap.kind, gap.start, gap.paragraphs, gap.section, gap.page


def _excused(found: Gap, known: Iterable[Known]) -> bool:
    own = ("explicit-marker", "missing-paragraphs", "missing-section")
    near = [k for k in known if _distance(k, found) <= REACH]
    return any(
        k.confidence < OPTIONAL if k.kind == found.kind else found.kind not in own for k in near
    )


@attrs.frozen
class Rate:
    """Counts of one kind of gap, or of several."""

    matched: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def recall(self) -> float | None:
        """Share of the known gaps that were found; None where none is known."""
        return self.matched / n if (n := self.matched + self.missed) else None

    @property
    def precision(self) -> float | None:
        """Share of the gaps found that are known; None where none was found."""
        return self.matched / n if (n := self.matched + self.extra) else None


def rates(documents: Iterable[Scored], kinds: Sequence[str] = ()) -> dict[str, Rate]:
    """The counts by kind, over all documents; only `kinds`, if any are named."""
    matched, missed, extra = Counter[str](), Counter[str](), Counter[str]()
    for document in documents:
        matched.update(k.kind for k, _ in document.matched)
        missed.update(k.kind for k in document.missed)
        extra.update(g.kind for g in document.extra)
    names = kinds or sorted({*matched, *missed, *extra})
    return {name: Rate(matched[name], missed[name], extra[name]) for name in names}


def total(by_kind: Iterable[Rate]) -> Rate:
    """Several counts as one.

    >>> total([Rate(3, 1, 0), Rate(1, 0, 1)])
    Rate(matched=4, missed=1, extra=1)
    """
    out = Rate()
    for r in by_kind:
        out = Rate(out.matched + r.matched, out.missed + r.missed, out.extra + r.extra)
    return out


def by_confidence(
    documents: Iterable[Scored], bounds: Sequence[float] = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
) -> dict[float, Rate]:
    """How many of the gaps stated with a confidence from each bound to the next were right."""
    out = dict.fromkeys(bounds, Rate())
    for document in documents:
        for gap, right in [(g, True) for _, g in document.matched] + [
            (g, False) for g in document.extra
        ]:
            bound = max(b for b in bounds if gap.confidence >= b)
            out[bound] = total((out[bound], Rate(matched=right, extra=not right)))
    return out


def errors_by_kind(documents: Iterable[Scored]) -> dict[str, tuple[int, float]]:
    """For each kind how many were found, and the expected calibration error of their confidence.

    >>> known, gap = Known("blank-page", 0, 9, 1.0), Gap("blank-page", 0, 9, 0.75, "why")
    >>> errors_by_kind([Scored(((known, gap),), (), ())])
    {'blank-page': (1, 0.25)}
    """
    said: dict[str, list[tuple[float, bool]]] = {}
    for document in documents:
        found = [*((g, True) for _, g in document.matched), *((g, False) for g in document.extra)]
        for gap, right in found:
            said.setdefault(gap.kind, []).append((gap.confidence, right))
    return {
        kind: (len(pairs), calibration_error(reliability(pairs)))
        for kind, pairs in sorted(said.items())
    }

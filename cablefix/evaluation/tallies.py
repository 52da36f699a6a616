"""Judged corrections counted: by certainty, by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import attrs

from cablefix.by_fields import ByFields
from cablefix.evaluation.intervals import wilson
from cablefix.evaluation.judging import Truth, Verdict
from cablefix.evaluation.tokens import ratio
from cablefix.findings import LEVELS, Correction
from cablefix.result import CleanResult


@attrs.frozen
class Judged(ByFields):
    """A correction, whether it was applied, and what it did."""

    correction: Correction
    applied: bool
    verdict: Verdict


@attrs.frozen
class Tally(ByFields):
    """How many corrections were made, and how many of them were right, better, worse, harm.

    `better`: nearer to the truth, `right` among them; `worse`: farther away, `harm` among them.
    """

    made: int = 0
    right: int = 0
    better: int = 0
    worse: int = 0
    harm: int = 0

    def __add__(self, other: Tally) -> Tally:
        a, b = attrs.astuple(self), attrs.astuple(other)
        return Tally(*(x + y for x, y in zip(a, b, strict=True)))

    @property
    def precision(self) -> float:
        """The share that brought the text nearer to the truth."""
        return ratio(self.better, self.made)

    @property
    def interval(self) -> tuple[float, float]:
        """The Wilson interval of the precision, 95 per cent."""
        return wilson(self.better, self.made)


def judge_result(result: CleanResult, gold: str) -> list[Judged]:
    """Judge every finding of a result against the truth, applied or not.

    >>> import cablefix
    >>> judge_result(cablefix.clean("FM AMEMBASSY BEIJING"), "FM AMEMBASSY BEIJING")
    []
    """
    truth = Truth(result.original, gold)
    pairs = [(c, True) for c in result.corrections] + [(c, False) for c in result.suggestions]
    return [Judged(c, applied, truth.judge(c)) for c, applied in pairs]


def tally(judged: Iterable[Judged], key: Callable[[Judged], str]) -> dict[str, Tally]:
    """Count judged corrections by whatever `key` says of them."""
    found: dict[str, Tally] = {}
    for one in judged:
        v = one.verdict
        single = Tally(1, v.right, v.better, v.nearer < 0, v.harm and v.after > 0)
        found[key(one)] = found.get(key(one), Tally()) + single
    return found


def by_certainty(judged: Iterable[Judged]) -> Mapping[str, Tally]:
    """All findings by certainty, the surest first."""
    found = tally(judged, lambda j: j.correction.certainty)
    return {name: found.get(name, Tally()) for name in LEVELS}


def by_kind(judged: Iterable[Judged]) -> Mapping[str, Tally]:
    """The applied corrections by kind, the most frequent first."""
    found = tally((j for j in judged if j.applied), lambda j: j.correction.kind)
    return dict(sorted(found.items(), key=lambda item: (-item[1].made, item[0])))

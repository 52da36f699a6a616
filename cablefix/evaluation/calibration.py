"""Whether of the corrections given 0.95, 95 in 100 are right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from cablefix.by_fields import ByFields
from cablefix.evaluation.tokens import ratio

EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995)
"""Lower edges of the bins; finer at the top, where corrections are applied."""

Outcome = tuple[float, bool]
"""A confidence (0..1), and whether what was said came true."""


@attrs.frozen
class Bin(ByFields):
    """Outcomes of like confidence: how many, the mean confidence, how many came true."""

    low: float
    high: float
    made: int
    confidence: float
    good: int

    @property
    def accuracy(self) -> float:
        """The share that came true."""
        return ratio(self.good, self.made)


def reliability(outcomes: Iterable[Outcome], edges: Sequence[float] = EDGES) -> list[Bin]:
    """The bins of a reliability diagram; empty ones are left out.

    >>> [(b.made, b.good) for b in reliability([(0.9, True), (0.92, False), (1.0, True)])]
    [(2, 1), (1, 1)]
    """
    ordered = sorted(outcomes)
    found = []
    for low, high in zip(edges, (*edges[1:], 1.0), strict=True):
        inside = [o for o in ordered if low <= o[0] < high or (high == 1.0 and o[0] == 1.0)]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            found.append(Bin(low, high, len(inside), mean, sum(good for _, good in inside)))
    return found


def calibration_error(bins: Iterable[Bin]) -> float:
    """The expected calibration error: how far confidence and accuracy lie apart, by weight.

    Source: Naeini, Cooper and Hauskrecht (2015), AAAI.

    >>> calibration_error(reliability([(0.75, True)] * 3 + [(0.75, False)]))
    0.0
    """
    kept = list(bins)
    made = sum(b.made for b in kept)
    return sum((ratio(b.made, made) * abs(b.accuracy - b.confidence) for b in kept), 0.0)

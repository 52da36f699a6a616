"""How far a measured figure can be trusted: Wilson intervals, paired bootstrap."""

from __future__ import annotations

import math
from collections.abc import Sequence

import attrs
import numpy as np

from cablefix.by_fields import ByFields
from cablefix.evaluation.rates import Rate

Z95 = 1.959964
"""The normal quantile of a two-sided interval of 95 per cent."""


def wilson(good: int, made: int, z: float = Z95) -> tuple[float, float]:
    """The interval of a proportion, also where it is near 0 or 1 or there are few cases.

    Source: Wilson (1927), J. Am. Stat. Assoc. 22, 209-212. Nothing made: (0, 1).

    >>> [round(x, 3) for x in wilson(99, 100)]
    [0.946, 0.998]
    """
    if not made:
        return 0.0, 1.0
    p, zz = good / made, z * z
    middle = (p + zz / (2 * made)) / (1 + zz / made)
    half = z * math.sqrt(p * (1 - p) / made + zz / (4 * made * made)) / (1 + zz / made)
    return max(0.0, middle - half), min(1.0, middle + half)


@attrs.frozen
class Difference(ByFields):
    """The first rate less the second, its 95 per cent interval, and how often it was below 0."""

    value: float
    low: float
    high: float
    first_better: float


def paired_bootstrap(
    first: Sequence[Rate], second: Sequence[Rate], *, rounds: int = 2000, seed: int = 7
) -> Difference:
    """Compare two systems on the same documents by drawing the documents anew, with replacement.

    Rates are micro-averaged in each draw. Source: Koehn (2004), EMNLP. Raises ValueError when
    the two lists are not over the same documents.

    >>> d = paired_bootstrap([Rate(1, 100)] * 9, [Rate(2, 100)] * 9)
    >>> round(d.value, 3), d.first_better
    (-0.01, 1.0)
    """
    if len(first) != len(second) or not first:
        raise ValueError("compare two systems on the same documents, one at least")
    a = np.array([(r.errors, r.of) for r in first], float)
    b = np.array([(r.errors, r.of) for r in second], float)
    n = len(first)
    draws = np.random.default_rng(seed).integers(0, n, (rounds, n))
    totals = np.zeros((rounds, n))
    for row, draw in zip(totals, draws, strict=True):
        row += np.bincount(draw, minlength=n)
    x, y = totals @ a, totals @ b
    differences = x[:, 0] / np.maximum(1, x[:, 1]) - y[:, 0] / np.maximum(1, y[:, 1])
    low, high = np.quantile(differences, [0.025, 0.975])
    whole = sum(first, Rate()).value - sum(second, Rate()).value
    return Difference(whole, float(low), float(high), float((differences < 0).mean()))

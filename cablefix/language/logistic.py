"""Chances from a few named measurements: logistic models, their weights a table of `wordlists/`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import exp

from cablefix.language import tables

MOST_SURE = 0.99


@cache
def _weights(table: str) -> dict[str, float]:
    return {name: float(w) for name, w in tables.load(table).rows}


def believe(table: str, measured: Mapping[str, float], most: float = MOST_SURE) -> float:
    """The chance (0..1) that the weights of a table give to measurements, at most `most`.

    A measurement without a weight counts for nothing.
    """
    weights = _weights(table)
    logit = sum(weights.get(k, 0.0) * v for k, v in measured.items())
    return round(min(most, 1 / (1 + exp(-max(min(logit, 30.0), -30.0)))), 3)

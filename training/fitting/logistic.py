"""Fits the weights of logistic models over named measurements, and writes them as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cablefix.evaluation.calibration import calibration_error, reliability

STEPS = 60
"""Newton steps; the loss stands still after about ten."""

Outcome = tuple[Mapping[str, float], bool, float]
"""Measurements, whether it is so, and the weight of the example."""

Floats = npt.NDArray[np.float64]


def fit(outcomes: Sequence[Outcome], names: Sequence[str], held: float) -> dict[str, float]:
    """The weights of least loss; `held` is the cost of the square of a weight, for each example
    of weight 1.
    """
    x, y, w = arrays(outcomes, names)
    b = np.zeros(len(names))
    ridge = held * np.eye(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(x @ b)))
        slope = x.T @ (w * (p - y)) + ridge @ b
        bend = (x * (w * p * (1 - p))[:, None]).T @ x + ridge
        b -= np.linalg.solve(bend, slope)
    return dict(zip(names, b.round(3).tolist(), strict=True))


def arrays(outcomes: Sequence[Outcome], names: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """The examples as one matrix, what is so, and their weights."""
    x = np.array([[m.get(n, 0.0) for n in names] for m, _, _ in outcomes])
    return x, np.array([float(so) for _, so, _ in outcomes]), np.array([w for *_, w in outcomes])


def chances(outcomes: Sequence[Outcome], weights: Mapping[str, float]) -> Floats:
    """What a model says of each example."""
    names = sorted(weights)
    x, _, _ = arrays(outcomes, names)
    p: Floats = 1 / (1 + np.exp(-(x @ np.array([weights[n] for n in names]))))
    return p


def report(outcomes: Sequence[Outcome], said: Floats, least: float) -> str:
    """How many are told from a chance on, how many of these wrongly; the calibration error."""
    so = [bool(y) for _, y, _ in outcomes]
    told = [(float(p), y) for p, y in zip(said, so, strict=True) if p >= least]
    error = calibration_error(reliability(told)) if told else 0.0
    wrong = sum(not y for _, y in told)
    return (f"{len(so)} examples, {sum(so)} so; told from {least} on {len(told)}, "
            f"wrongly {wrong}; ECE {error:.3f}")  # fmt: skip


def write(path: Path, title: str, source: str, date: str, weights: Mapping[str, float]) -> None:
    """Write weights as a table of `wordlists/`."""
    path.write_text(
        f"# {title}\n# source: {source}\n# licence: as cablefix\n# date: {date}\n"
        "# numbers: weight\nmeasurement\tweight\n"
        + "".join(f"{name}\t{weights[name]:.3f}\n" for name in sorted(weights)),
        encoding="utf-8", newline="\n",
    )  # fmt: skip

"""Which gaps between runs are taken along."""

import numpy as np
import pytest

from cablefix.document.token_classes import join_runs

SURE = -20.0
"""Evidence of a token for English."""


def run(*sizes, evidence=SURE):
    """Runs and gaps in turn, the first a gap."""
    apart = np.concatenate([np.full(n, bool(i % 2)) for i, n in enumerate(sizes)])
    return join_runs(apart, np.where(apart, 1.0, evidence))


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((50, 6, 3, 6, 50), [(50, 56), (59, 65)]),
        ((50, 8, 2, 8, 50), [(50, 68)]),
        ((50, 36, 12, 36, 50), [(50, 134)]),
        ((50, 36, 13, 36, 50), [(50, 86), (99, 135)]),
        ((50, 400, 40, 400, 50), [(50, 890)]),
        ((50, 400, 41, 400, 50), [(50, 450), (491, 891)]),
        ((50, 9, 50), [(50, 59)]),
        ((5, 100, 5), [(0, 110)]),
        ((6, 100, 6), [(6, 106)]),
    ],
)
def test_gaps(sizes, expected):
    assert run(*sizes) == expected


def test_what_is_hardly_english_is_taken_along():
    assert run(50, 20, 15, 20, 50, evidence=-2.0) == [(50, 105)]
    assert run(50, 20, 15, 20, 50, evidence=-3.0) == [(50, 70), (85, 105)]


def test_no_runs_at_all():
    assert join_runs(np.zeros(9, bool), np.zeros(9)) == []

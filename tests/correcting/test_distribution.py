"""The counts of a distribution line and the total that they add up to."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablefix.correcting.distribution import _solve
from cablefix.reading.shapes import log_likelihood

counts = st.lists(
    st.dictionaries(
        st.integers(0, 99).map("{:02d}".format), st.floats(0, 9), min_size=1, max_size=4
    ),
    min_size=1,
    max_size=4,
)


@given(counts, st.integers(0, 999).map("{:03d}".format))
def test_no_choice_of_counts_is_cheaper(options: list[dict[str, float]], total: str) -> None:
    solved = _solve(options, total, (), 6)
    costs = []
    for values in product(*options):
        printed = f"{sum(int(v) for v in values):03d}"
        spent = sum(o[v] for o, v in zip(options, values, strict=True))
        costs.append(spent - log_likelihood(printed, total, 6))
    assert solved is not None
    assert sum(int(c) for c in solved.counts) == int(solved.total)
    spent = sum(o[v] for o, v in zip(options, solved.counts, strict=True))
    assert spent - log_likelihood(solved.total, total, 6) == pytest.approx(min(costs))


def test_counts_beyond_the_total_have_no_solution() -> None:
    assert _solve([{"60": 0.0}, {"70": 0.0}], "88", (), 6) is None

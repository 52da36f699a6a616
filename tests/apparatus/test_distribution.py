"""The counts of a distribution line and the total that they add up to."""

from __future__ import annotations

from itertools import product
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablefix.apparatus.distribution_sums import SUM_ASTRAY, Print, solve
from cablefix.channel.shapes import log_likelihood

counts = st.lists(
    st.dictionaries(
        st.integers(0, 99).map("{:02d}".format), st.floats(0, 9), min_size=1, max_size=4
    ),
    min_size=1,
    max_size=4,
)


@given(counts, st.integers(0, 999).map("{:03d}".format))
def test_each_value_of_a_count_is_as_likely_as_all_ways_with_it(
    options: list[dict[str, float]], total: str
) -> None:
    solved = solve(options, total, (), Print(6))
    likely = {f"{n:03d}": exp(log_likelihood(f"{n:03d}", total, 6)) for n in range(1000)}
    astray = exp(-SUM_ASTRAY) * sum(likely.values())
    ways: dict[str, float] = {}
    adding_up = 0.0
    for values in product(*options):
        chance = exp(-sum(o[v] for o, v in zip(options, values, strict=True)))
        together = chance * likely[f"{sum(map(int, values)):03d}"]
        adding_up += together
        ways[values[0]] = ways.get(values[0], 0.0) + together + chance * astray
    assert solved is not None
    for value, chance in ways.items():
        assert solved.counts[0][value] == pytest.approx(chance / sum(ways.values()), rel=1e-6)
    expected = adding_up / sum(ways.values())
    assert sum(solved.totals.values()) == pytest.approx(expected, rel=1e-6)


def test_counts_beyond_the_total_have_no_solution() -> None:
    assert solve([{"60": 0.0}, {"70": 0.0}], "88", (), Print(6)) is None

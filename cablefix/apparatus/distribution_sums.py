"""The sum of a distribution as a check digit: the posterior of each count, given the total.

Forward and backward sums over what the counts may come to, in log likelihoods.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import exp, log

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.apparatus.distribution_blocks import Distribution
from cablefix.by_fields import ByFields
from cablefix.channel.confusions import log_cost
from cablefix.channel.shapes import log_likelihood

Options = Mapping[str, float]
"""Values that may have been printed, with minus their log likelihoods."""

Floats = npt.NDArray[np.float64]

COUNTS = tuple(f"{n:02d}" for n in range(100))
MOST_COPIES, UNUSUAL = "29", 6.0
"""Counts are small: what more than so many copies cost, in minus log odds."""

SERIES, ZERO_AGAIN = 2, 0.5
"""Counts of a line that must open with the same impossible figure for zeros to be read so in it,
and what one more of them costs."""

STRUCK, STRUCK_AS = 2.0, "@0689B"
"""What it costs, in print whose zeros have a stroke, that one is read so: every seventh is."""


@attrs.frozen
class Print(ByFields):
    """The print of one distribution line: its damage in tenths, and what zeros are read as in it.

    Errors come in series: a line that has one zero read as 8 has more of them.
    """

    noise: int
    zeros: frozenset[str] = frozenset()
    slashed: bool = False
    """Whether zeros have a stroke, which is read as @ or as another figure."""

    @classmethod
    def of(cls, block: Distribution, noise: int) -> Print:
        """By the counts that no line has; a head may be in poorer print than the text."""
        impossible = [
            i.count for i in block.items if not i.count.isdigit() or i.count > MOST_COPIES
        ]
        here = min(10, round(20 * len(impossible) / len(block.items)))
        opening = Counter(count[0] for count in impossible)
        zeros = frozenset(c for c, n in opening.items() if n >= SERIES)
        slashed = any("@" in i.count for i in block.items)
        return cls(max(noise, here), zeros, slashed)

    def likelihood(self, value: str, read: str) -> float:
        """Log probability of reading figures as they stand where others were printed."""
        if (self.zeros or self.slashed) and len(value) == len(read):
            return -sum(self._cost(a, b) for a, b in zip(value, read, strict=True))
        return log_likelihood(value, read, self.noise)

    def _cost(self, meant: str, read: str) -> float:
        if meant == "0" and read in self.zeros:
            return ZERO_AGAIN
        usual = log_cost(meant, read, self.noise)
        return min(usual, STRUCK) if self.slashed and meant == "0" and read in STRUCK_AS else usual


TOTAL_ASTRAY = 5.0
"""Cost of a total that no other section of the cable has."""

SUM_ASTRAY = 6.0 + log(100)
"""Cost of a line whose counts do not add up as printed, or of which an office was lost, and whose
total may then be any number below a hundred: of 21 real lines checked, all added up."""


@attrs.frozen
class Solution(ByFields):
    """How likely each value of each count, and of the total, is when the counts must add up."""

    counts: tuple[Mapping[str, float], ...]
    totals: Mapping[str, float]


def solve(
    counts: Sequence[Options], total: str, others: Sequence[str], print_: Print
) -> Solution | None:
    """The posterior of each count, the counts adding up to the total, over all ways to read them.

    Forward and backward sums over what the counts may come to. `counts`: minus log likelihoods;
    `total`: its figures as read; `others`: the totals of the other sections, which have the same
    distribution. None where no reading adds up.
    """
    size = 10 ** len(total)
    usual = {o.strip("/").rstrip("WR") for o in others}
    printed = [f"{at:0{len(total)}d}" for at in range(size)]
    ends = np.array([
        print_.likelihood(p, total) - (TOTAL_ASTRAY if usual and p not in usual else 0.0)
        for p in printed
    ])  # fmt: skip
    start = np.full(size, -np.inf)
    start[0] = 0.0
    forward = [start]
    for options in counts:
        forward.append(_convolve(forward[-1], options))
    backward = [ends]
    for options in reversed(counts):
        backward.append(_convolve(backward[-1], options, back=True))
    backward.reverse()
    whole = float(np.logaddexp.reduce(forward[-1] + ends))
    if not np.isfinite(whole):
        return None
    each = [float(np.logaddexp.reduce([-c for c in o.values()])) for o in counts]
    astray = float(np.logaddexp.reduce(ends)) + sum(each) - SUM_ASTRAY
    evidence = float(np.logaddexp(whole, astray))
    chances = [
        {
            value: _chance(forward[i], backward[i + 1], int(value), cost, evidence)
            + exp(astray - evidence - cost - each[i])
            for value, cost in options.items()
        }
        for i, options in enumerate(counts)
    ]
    at_end = np.exp(forward[-1] + ends - evidence)
    totals = {printed[at]: float(at_end[at]) for at in np.flatnonzero(at_end > 0.0).tolist()}
    return Solution(tuple(chances), totals)


def _convolve(sums: Floats, options: Options, *, back: bool = False) -> Floats:
    """Log likelihoods of the sums with one more count, or, going back, of those without it."""
    after = np.full(len(sums), -np.inf)
    for value, cost in options.items():
        n = int(value)
        if n >= len(sums):
            continue
        if back:
            after[: len(sums) - n] = np.logaddexp(after[: len(sums) - n], sums[n:] - cost)
        else:
            after[n:] = np.logaddexp(after[n:], sums[: len(sums) - n] - cost)
    return after


def _chance(before: Floats, after: Floats, value: int, cost: float, evidence: float) -> float:
    """The probability that a count has a value: all sums before it with all that go on from it."""
    if value >= len(before):
        return 0.0
    ways = before[: len(before) - value] + after[value:]
    return float(np.exp(np.logaddexp.reduce(ways) - cost - evidence))

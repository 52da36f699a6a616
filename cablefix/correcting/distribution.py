"""The distribution line: its counts add up to its total, and its offices are known.

`INFO LOG-00 ADS-00 /000W`: the sum of all counts, ACTION or ORIGIN included, is the number after
the stroke. It is a check digit for free. The same line heads every section, so that its copies
are evidence too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import exp

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.correcting.grounds import FieldGrounds
from cablefix.correcting.proposals import Proposal, propose
from cablefix.reading.document import Reading
from cablefix.reading.frames import Frame
from cablefix.reading.lines import Span
from cablefix.reading.shapes import Shape, log_likelihood
from cablefix.reading.slots import slots

Options = Mapping[str, float]
"""Values that may have been printed, with minus their log likelihoods."""

_ITEM = re.compile(r"(.*?)([-~=—–.,*:+]{0,3})([\w@©]{2,3})\W*")
_TOTAL = re.compile(r"(/?)(\w{2,3})( ?[WR])?\W*")
_COUNT = Shape.parse("nn")
MOST_COPIES, UNUSUAL = "29", 6.0
"""Counts are small: what more than so many copies cost, in minus log odds."""

COPY_ASTRAY = 6.0
"""Log odds against another section's copy being different by right."""


@attrs.frozen
class Item:
    """One `SYM-NN` of a distribution line: its place, its office, its count as read."""

    span: Span
    office: str
    count: str
    read: str


@attrs.frozen
class Distribution:
    """The items of a header block, and the total that closes it."""

    frame: Frame
    items: tuple[Item, ...]
    total: Span | None
    complete: bool


def read_distributions(reading: Reading) -> list[Distribution]:
    """The distribution of each header block."""
    found = []
    for frame in reading.frames:
        lines = [r for r in frame.lines if r.form in ("action", "info")]
        parts = [p for r in lines for p in r.parts]
        items = []
        for part in parts:
            m = _ITEM.fullmatch(part.span.text.replace(" ", "")) if part.slot == "item" else None
            if m:
                office = part.value.rpartition("-")[0] if part.value else m[1]
                items.append(Item(part.span, office, m[3], m[1]))
        total = next((p.span for p in parts if p.slot in ("total", "total_number")), None)
        lost = any(p.slot == "stray" and len(p.span.text) > 3 for p in parts)
        if items and not frame.foreign:
            found.append(Distribution(frame, tuple(items), total, not lost))
    return found


def propose_distribution(reading: Reading) -> Iterator[Proposal]:
    """Proposals for counts that do not add up and for offices that no list has."""
    if not reading.is_cable:
        return
    blocks = read_distributions(reading)
    shared = _shared_options(blocks, reading.noise)
    for n, block in enumerate(blocks):
        others = [b.total.text for b in blocks if b is not block and b.total]
        yield from _propose_counts(n, block, shared, others, reading.noise)
        yield from _propose_agreement(n, block, shared, len(blocks) > 1)
    yield from _propose_offices(blocks)


def _options(text: str, shape: Shape, noise: int) -> dict[str, float]:
    """The counts that may have been printed, the usual ones before those that no line has."""
    found = shape.options(text, noise)
    return {
        count: cost + (UNUSUAL if count > MOST_COPIES else 0.0) for count, cost in found.items()
    }


def _shared_options(blocks: Sequence[Distribution], noise: int) -> dict[tuple[str, int], Options]:
    """For each office and block, what its count may be, in the light of the other sections."""
    by_office: dict[str, list[tuple[int, dict[str, float]]]] = defaultdict(list)
    for n, block in enumerate(blocks):
        for item in block.items:
            by_office[item.office].append((n, _options(item.count, _COUNT, noise)))
    shared: dict[tuple[str, int], Options] = {}
    for office, copies in by_office.items():
        values = sorted({v for _, options in copies for v in options})
        for n, options in copies:
            own = {}
            for v in values:
                astray = sum(min(COPY_ASTRAY, other.get(v, 99.0)) for m, other in copies if m != n)
                own[v] = options.get(v, 9.0) + astray
            shared[office, n] = own
    return shared


TOTAL_ASTRAY = 5.0
"""Cost of a total that no other section of the cable has."""


@attrs.frozen
class _Sum:
    """The cheapest counts of a block that add up to a total, and how sure they are."""

    counts: tuple[str, ...]
    total: str
    probability: float


def _solve(counts: Sequence[Options], total: str, others: Sequence[str], noise: int) -> _Sum | None:
    """The likeliest counts and total that add up (a knapsack over the sums).

    `others`: the totals of the other sections, which have the same distribution.
    """
    best = np.full(10 ** len(total), np.inf)
    best[0] = 0.0
    taken: list[npt.NDArray[np.int64]] = []
    for options in counts:
        best, last = _add(best, options)
        taken.append(last)
    usual = {o.strip("/").rstrip("WR") for o in others}
    ends = []
    for at in np.flatnonzero(np.isfinite(best)).tolist():
        printed = f"{at:0{len(total)}d}"
        astray = TOTAL_ASTRAY if usual and printed not in usual else 0.0
        ends.append((best[at] + astray - log_likelihood(printed, total, noise), at))
    if not ends:
        return None
    cost, at = min(ends)
    chosen = []
    for last, options in zip(reversed(taken), reversed(counts), strict=True):
        chosen.append(list(options)[last[at]])
        at -= int(chosen[-1])
    sure = 1 / sum(exp(cost - e[0]) for e in ends)
    return _Sum(tuple(reversed(chosen)), f"{min(ends)[1]:0{len(total)}d}", sure)


def _add(
    best: npt.NDArray[np.float64], options: Options
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """The cheapest way to each sum with one more count, and which of its values that takes."""
    after = np.full(len(best), np.inf)
    last = np.zeros(len(best), np.int64)
    for n, (value, more) in enumerate(options.items()):
        least = int(value)
        reached = best[: max(0, len(best) - least)] + more
        cheaper = reached < after[least:]
        after[least:][cheaper] = reached[cheaper]
        last[least:][cheaper] = n
    return after, last


def _propose_counts(
    number: int,
    block: Distribution,
    shared: Mapping[tuple[str, int], Options],
    others: Sequence[str],
    noise: int,
) -> Iterator[Proposal]:
    """The counts and the total, if they add up only when some are read otherwise."""
    if block.total is None or not block.complete:
        return
    m = _TOTAL.fullmatch(block.total.text)
    if m is None:
        return
    read = [i.count for i in block.items]
    if m[2].isdigit() and all(map(str.isdigit, read)) and sum(map(int, read)) == int(m[2]):
        return
    counts = [shared[i.office, number] for i in block.items]
    if not all(counts):
        return
    solved = _solve(counts, m[2], others, noise)
    if solved is None:
        return
    changed = [i for i, (a, b) in enumerate(zip(read, solved.counts, strict=True)) if a != b]
    wrong = len(changed) + (solved.total != m[2])
    if not wrong:
        return
    near = all(log_likelihood(solved.counts[i], read[i], 10) > -9.0 for i in changed)
    score = (0.995 if near else 0.85) * solved.probability * (0.97 ** max(0, wrong - 3))
    grounds = FieldGrounds(lead=solved.probability, agreeing=float(near), copies=wrong)
    why = f"the counts add up to the total {int(solved.total)} only so"
    for i in changed:
        item = block.items[i]
        yield propose(
            item.span, f"{item.office}-{solved.counts[i]}", kind="distribution",
            rule="distribution-sum", score=score, why=why, grounds=grounds,
        )  # fmt: skip
    if solved.total != m[2]:
        printed = f"/{solved.total}{m[3] or ''}"
        yield propose(
            block.total, printed, kind="distribution", rule="distribution-total",
            score=score, why=f"the counts add up to {int(solved.total)}",
            grounds=None if near and others.count(printed) >= 2 else grounds,
        )  # fmt: skip


def _propose_agreement(
    number: int, block: Distribution, shared: Mapping[tuple[str, int], Options], divided: bool
) -> Iterator[Proposal]:
    """A count that the other sections' copies overrule, or that is higher than any is."""
    for item in block.items:
        ranked = sorted((cost, v) for v, cost in shared[item.office, number].items())
        if len(ranked) < 2 or ranked[0][1] == item.count:
            continue
        if not divided and item.count <= MOST_COPIES:
            continue
        lead = ranked[1][0] - ranked[0][0]
        meant = f"{item.office}-{ranked[0][1]}"
        yield propose(
            item.span, meant, kind="distribution",
            rule="distribution-agreement" if divided else "count-shape",
            score=0.97 / (1 + exp(-lead)),
            why=f"the other sections have {meant}" if divided
            else f"no office has {item.count} copies; {meant} is the likeliest reading",
            grounds=FieldGrounds(lead=lead, cost=ranked[0][0]),
        )  # fmt: skip


def _propose_offices(blocks: Sequence[Distribution]) -> Iterator[Proposal]:
    """An unknown office that differs from a known one of the same cable by usual confusions."""
    known = slots()["office"].judge
    seen: dict[str, int] = defaultdict(int)
    for block in blocks:
        for item in block.items:
            seen[item.office] += 1
    for block in blocks:
        for item in block.items:
            found = known(item.read)
            if found and found.cost == 0:
                continue
            near = [
                o for o in seen
                if o != item.read and (f := known(o)) and f.cost == 0
                and len(o) == len(item.read) and log_likelihood(o, item.read, 10) > -9.0
            ]  # fmt: skip
            if len(near) == 1:
                n = seen[near[0]] - (item.office == near[0])
                yield propose(
                    item.span, f"{near[0]}-{item.count}", kind="distribution",
                    rule="distribution-office", score=0.995 if n >= 2 else 0.95 if n else 0.9,
                    why=f"{item.read} is no office code; {n} other items read {near[0]}",
                )  # fmt: skip

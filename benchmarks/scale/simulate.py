"""A run on many cores, batch by batch: the driver sends, the workers work, the last one ends it."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np

from cablefix.corpus.engine import AHEAD

BUSY = 0.95
"""Share of its time for which what limits a run is at work."""


@attrs.frozen
class Cost:
    """What a record and a batch cost the driver, in seconds."""

    read_record: float
    name_batch: float
    send_batch: float

    def of_batch(self, size: int) -> float:
        """What a batch costs the driver."""
        return self.read_record * size + self.name_batch + self.send_batch


def simulate(
    seconds: Sequence[float], records: int, cores: int, size: int, cost: Cost, seed: int = 24
) -> dict[str, Any]:
    """How long a corpus takes whose records take as long as those that were measured.

    Each record is drawn from `seconds`. The driver reads, names and sends batch after batch, and
    holds as many in hand as the engine does; a worker takes the next when it is free.
    """
    chance = np.random.default_rng(seed)
    measured = np.asarray(seconds)
    driver = total = 0.0
    free = [0.0] * cores
    hand: list[float] = []
    left = records
    while left > 0:
        taken = min(size, left)
        left -= taken
        work = float(chance.choice(measured, taken).sum())
        if len(hand) >= AHEAD * cores:
            driver = max(driver, heapq.heappop(hand))
        driver += cost.of_batch(taken)
        end = max(driver, heapq.heappop(free)) + work
        heapq.heappush(free, end)
        heapq.heappush(hand, end)
        total += work
    wall, first_idle = max(free), min(free)
    batches = -(-records // size)
    own = batches * cost.of_batch(size)
    return {
        "cores": cores, "hours": wall / 3600, "core_hours": total / 3600,
        "busy": total / (cores * wall), "driver": own / wall, "tail_seconds": wall - first_idle,
        "limit": _limit(total / (cores * wall), own / wall),
    }  # fmt: skip


def _limit(busy: float, driver: float) -> str:
    if driver >= BUSY:
        return "the driver, which reads and sends one batch after another"
    if busy >= BUSY:
        return "the work itself"
    return "the last batches, for which the other workers wait"

"""Random numbers that depend on names, never on the run: same names, same numbers."""

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


def seed_of(*names: object) -> int:
    """A 128-bit seed from anything printable, the same on every machine and run."""
    joined = "\x1f".join(str(name) for name in names)
    return int.from_bytes(hashlib.sha256(joined.encode()).digest()[:16], "big")


def dice(*names: object) -> random.Random:
    """A generator for choices."""
    return random.Random(seed_of(*names))


def grain(*names: object) -> np.random.Generator:
    """A generator for pixels."""
    return np.random.Generator(np.random.PCG64(seed_of(*names)))


def weighted(rng: random.Random, options: Sequence[tuple[T, float]]) -> T:
    """One of the options, by weight."""
    return rng.choices([item for item, _ in options], [weight for _, weight in options])[0]

"""Which clean texts go into which document: every level has its own turn through the pool."""

import itertools
import math

from attrs import frozen

from .chance import dice
from .corpus import Source

LEAST = 600  # characters of a text that can open a document
ENOUGH = 4500  # characters for one document


@frozen
class Task:
    """One document to be made."""

    id: str
    sources: tuple[Source, ...]
    other: Source


def rotated(pool: list[Source], split: str, turn: int, count: int, seed: object) -> list[Source]:
    """The pool in a random order that starts elsewhere for every level."""
    order = sorted(pool, key=lambda source: source.id)
    dice(seed, split, "order").shuffle(order)
    start = turn * math.ceil(count * 1.3) % max(1, len(order))
    return order[start:] + order[:start]


def with_following(source: Source, following: dict[str, Source], used: set[str]) -> list[Source]:
    """A text and, as long as it is too short, the texts that follow it in its volume."""
    chosen = [source]
    while sum(one.size for one in chosen) < ENOUGH and len(chosen) < 4:
        last = following.get(chosen[-1].id)
        if last is None or last.id in used:
            break
        chosen.append(last)
    return chosen


def stranger(order: list[Source], chosen: list[Source], start: int) -> Source:
    """A text that is not in the document, if there is one."""
    turned = order[start % len(order) :] + order[: start % len(order)]
    return next((source for source in turned if source not in chosen), turned[0])


def tasks(pool: list[Source], split: str, level: str, turn: int, count: int,
          seed: object) -> list[Task]:  # fmt: skip
    """`count` documents; within a level no text is used twice while the pool lasts."""
    following = {a.id: b for a, b in itertools.pairwise(pool) if a.volume == b.volume}
    order = [s for s in rotated(pool, split, turn, count, seed) if s.size >= LEAST]
    used: set[str] = set()
    found: list[Task] = []
    for _ in range(20):
        for source in order:
            if len(found) == count:
                return found
            if source.id in used:
                continue
            chosen = with_following(source, following, used)
            used |= {one.id for one in chosen}
            other = stranger(order, chosen, len(found) * 7 + 3)
            name = f"{split}-{level}-{len(found):03d}"
            found.append(Task(name, tuple(chosen), other))
        used.clear()
    return found

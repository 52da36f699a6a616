"""The shapes of fields: what a field may hold, and how far a read token is from it.

A shape is written with n for a digit, a for a letter, x for either, h for a hexadecimal digit;
`{m,n}` repeats the class before it; everything else stands for itself.
"""

from __future__ import annotations

import re
from functools import cache

import attrs

from cablefix.vocabulary import confusions, tables

_CLASSES = {
    "n": confusions.DIGITS,
    "a": confusions.LETTERS,
    "x": confusions.DIGITS + confusions.LETTERS,
    "h": confusions.DIGITS + "ABCDEF",
}
_PART = re.compile(r"(.)(?:\{(\d+),(\d+)\})?")


@attrs.frozen
class Fit:
    """How a token fits a shape: the value it must then stand for, and the cost of believing it."""

    value: str
    cost: float


@attrs.frozen
class Shape:
    """The alphabets of a field, position by position, for each length it may have."""

    variants: tuple[tuple[str, ...], ...]

    @classmethod
    def parse(cls, pattern: str) -> Shape:
        """Read a shape as written in the list of slots.

        >>> Shape.parse("NODnnn").fit("MOD393")
        Fit(value='NOD393', cost=2.0)
        """
        variants: list[tuple[str, ...]] = [()]
        for m in _PART.finditer(pattern):
            alphabet = _CLASSES.get(m[1], m[1])
            low, high = (int(m[2]), int(m[3])) if m[2] else (1, 1)
            variants = [v + (alphabet,) * k for v in variants for k in range(low, high + 1)]
        return cls(tuple(variants))

    def fit(self, token: str) -> Fit | None:
        """The value of this shape that `token` most likely stands for; None if it cannot."""
        for alphabets in self.variants:
            if len(alphabets) == len(token):
                found = [confusions.best(c, a) for c, a in zip(token, alphabets, strict=True)]
                total = sum(cost for cost, _ in found)
                if max(cost for cost, _ in found) >= confusions.MISMATCH:
                    return None
                return Fit("".join(c for _, c in found), total)
        return None

    def allows(self, token: str) -> bool:
        """Whether the token has this shape exactly."""
        fit = self.fit(token)
        return fit is not None and fit.cost == 0


@attrs.frozen
class Slot:
    """A named field of the line forms: its shape, the kind of a correction in it, its scope."""

    name: str
    shape: Shape
    kind: str
    scope: str


@cache
def slots() -> dict[str, Slot]:
    """All slots by name."""
    return {
        name: Slot(name, Shape.parse(shape), kind, scope)
        for name, shape, kind, scope in tables.load("slots").rows
    }

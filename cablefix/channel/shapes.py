"""The shapes of fields: what a field may hold, and how far a read token is from it.

A shape is written with n for a digit, a for a letter, x for either, h for a hexadecimal digit,
`[WR]` for one of some characters; `{m,n}` repeats what is before it; the rest stands for itself.
"""

from __future__ import annotations

import attrs
from rapidfuzz.distance import OSA

from cablefix.by_fields import ByFields
from cablefix.channel import confusions
from cablefix.channel.confusions import SAME, UNSEEN, is_speck, log_cost, readings
from cablefix.late import late_regex

_CLASSES = {
    "n": confusions.DIGITS,
    "a": confusions.LETTERS,
    "x": confusions.DIGITS + confusions.LETTERS,
    "h": confusions.DIGITS + "ABCDEF",
}
_PART = late_regex(r"(\[\w+\]|.)(?:\{(\d+),(\d+)\})?")

OPTIONS = 8
"""How many values are considered behind one token."""

PARDONS, PARDONED = 2, 2.5
"""How many printed marks of a form may be anything at all, and the cost of each."""

EXTRA, SPECK, LOST = 3.0, 1.0, 3.5
"""Cost of a letter or digit too many, of another mark too many, and of a character too few."""

LOG_EXTRA, LOG_SPECK = 6.0, 4.0
"""Minus log probability of the same two."""


@attrs.frozen
class Fit(ByFields):
    """How a token fits: the value it then stands for, and the cost of believing it.

    `value` is None where a lost character cannot be known.
    """

    value: str | None
    cost: float


@attrs.frozen
class Shape(ByFields):
    """The alphabets of a field, position by position, for each length it may have."""

    variants: tuple[tuple[str, ...], ...]

    @classmethod
    def parse(cls, pattern: str) -> Shape:
        """Read a shape as written in the list of slots.

        >>> Shape.parse("NODnnn").fit("MOD393").value
        'NOD393'
        """
        variants: list[tuple[str, ...]] = [()]
        for m in _PART.finditer(pattern):
            alphabet = _CLASSES.get(m[1], m[1].strip("[]"))
            low, high = (int(m[2]), int(m[3])) if m[2] else (1, 1)
            variants = [v + (alphabet,) * k for v in variants for k in range(low, high + 1)]
        return cls(tuple(variants))

    def fit(self, token: str) -> Fit | None:
        """The value of this shape that `token` most likely stands for; None if it cannot."""
        fits = [f for v in self.variants if (f := _fit(v, token)) is not None]
        return min(fits, key=lambda f: f.cost, default=None)

    def options(self, token: str, noise: int) -> dict[str, float]:
        """The likeliest values behind a token of the same length, with their log costs."""
        found: dict[str, float] = {}
        for alphabets in self.variants:
            surplus = len(token) - len(alphabets)
            for rest, extra in ((token, 0.0),) if surplus == 0 else _shorter(token, surplus):
                for cost, value in _spell(alphabets, rest, noise):
                    found[value] = min(cost + extra, found.get(value, cost + extra))
        return found


def _spell(alphabets: tuple[str, ...], token: str, noise: int) -> list[tuple[float, str]]:
    """The likeliest values behind a token, character by character."""
    beam: list[tuple[float, str]] = [(0.0, "")]
    for char, alphabet in zip(token, alphabets, strict=True):
        steps = readings(char, alphabet, noise)
        beam = [(c + cost, v + meant) for c, v in beam for cost, meant in steps]
        beam = sorted(beam)[:OPTIONS]
    return beam


def _shorter(token: str, surplus: int) -> list[tuple[str, float]]:
    """The token without one of its characters, if it has one too many, and what that costs."""
    if surplus != 1:
        return []
    costs = [LOG_SPECK if is_speck(c) else LOG_EXTRA for c in token]
    return [(token[:i] + token[i + 1 :], cost) for i, cost in enumerate(costs)]


def log_likelihood(value: str, token: str, noise: int) -> float:
    """Log probability of reading `token` where `value` was printed, character by character."""
    if len(value) == len(token):
        return -sum(log_cost(a, b, noise) for a, b in zip(value, token, strict=True))
    if len(value) + 1 == len(token):
        return max(log_likelihood(value, rest, noise) - extra for rest, extra in _shorter(token, 1))
    matched = OSA.distance(value, token)
    return -UNSEEN * matched - SAME * len(value)


def _fit(alphabets: tuple[str, ...], token: str) -> Fit | None:
    surplus = len(token) - len(alphabets)
    if surplus == 0:
        return _fit_each(alphabets, token)
    if surplus == 1:
        shorter = [
            Fit(f.value, f.cost + (SPECK if is_speck(token[i]) else EXTRA))
            for i in range(len(token))
            if (f := _fit_each(alphabets, token[:i] + token[i + 1 :]))
        ]
        return min(shorter, key=lambda f: f.cost, default=None)
    if surplus == -1 and len(alphabets) > 2:
        fits = []
        for i, alphabet in enumerate(alphabets):
            rest = _fit_each(alphabets[:i] + alphabets[i + 1 :], token)
            if rest and rest.value:
                known = len(alphabet) == 1
                value = rest.value[:i] + alphabet + rest.value[i:] if known else None
                fits.append(Fit(value, rest.cost))
        return _dearer(fits, LOST)
    return None


def _dearer(fits: object, by: float) -> Fit | None:
    found = [f for f in fits if f is not None]  # type: ignore[attr-defined]
    if not found:
        return None
    least = min(found, key=lambda f: f.cost)
    return Fit(least.value, least.cost + by)


def _fit_each(alphabets: tuple[str, ...], token: str) -> Fit | None:
    total = 0.0
    value = []
    pardoned = 0
    for char, alphabet in zip(token, alphabets, strict=True):
        cost, meant = confusions.best(char, alphabet)
        if cost >= confusions.MISMATCH:
            # a printed mark of the form is known whatever stands there, but not many of them
            if len(alphabet) > 1 or pardoned == PARDONS or len(token) < 6:
                return None
            pardoned += 1
            cost, meant = PARDONED, alphabet
        total += cost
        value.append(meant)
    return Fit("".join(value), total)

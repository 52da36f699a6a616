"""Fits the tokens of a line, damaged or not, to a line form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate

from cablefix.layout.line_forms import SPECK, Fitted, Form, Part, judges
from cablefix.layout.lines import Span
from cablefix.remembered import TOKENS

SKIP_MARK, SKIP_TOKEN, SKIP_OPTIONAL, SKIP_REQUIRED, JOIN, GLUE = 0.8, 3.0, 0.4, 4.5, 0.7, 0.9
SKIP_FIGURES = 1.0
"""More for a token with figures in it, which is hardly ever a speck."""

SKIP_ONE, SKIP_FIGURE = 1.5, 2.1
"""Cost of a letter alone, which may be a speck, and of a figure alone, which is so more seldom."""

SKIP_LETTER = 0.4
"""Cost of each letter beyond the fifth of a token passed over: long words are seldom specks."""

IMPOSSIBLE = 99.0
ROUNDING = 1e-6
SPACED = 20
"""The most tokens that the spaced letters of a classification fall into: 18, and two specks."""


class _Lattice:
    """The cheapest way to each (tokens read, elements done).

    A step is looked into only where it could be cheaper than what is known, which leaves out most.
    `forgone`: what each element that is not found costs besides.
    """

    def __init__(self, form: Form, tokens: Sequence[Span], forgone: float = 0.0) -> None:
        self.elements, self.tokens = form.elements, tokens
        self.judges = judges(form)
        n, m = len(tokens), len(form.elements)
        self.cost = [[IMPOSSIBLE * (n + m)] * (m + 1) for _ in range(n + 1)]
        self.back: dict[tuple[int, int], tuple[int, int, tuple[Part, ...]]] = {}
        self.cost[0][0] = 0.0
        self.passed = [_cost_to_pass(t.text) for t in tokens]
        self.lost = [
            cost + (0.0 if e.rest else forgone)
            for cost, e in zip(_costs_to_lose(form), form.elements, strict=True)
        ]
        self.joined: list[str] = []
        """The tokens from the one at hand on, run together: one, two, three of them and so on."""

    def expand_all(self, i: int, limit: float) -> None:
        """All steps from a token on, where no more than `limit` was spent."""
        if min(self.cost[i]) <= limit:
            self.joined = list(accumulate(t.text for t in self.tokens[i : i + SPACED]))
            for j in range(len(self.elements) + 1):
                if self.cost[i][j] <= limit:
                    self.expand(i, j)

    def expand(self, i: int, j: int) -> None:
        """All steps from one place."""
        here = self.cost[i][j]
        if i < len(self.tokens) and here + self.passed[i] < self.cost[i + 1][j]:
            stray = Part("stray", self.tokens[i], "", self.passed[i])
            self.reach((i, j), (i + 1, j), here + self.passed[i], (stray,))
        if j < len(self.elements):
            if here + self.lost[j] < self.cost[i][j + 1]:
                self.reach((i, j), (i, j + 1), here + self.lost[j], ())
            if i < len(self.tokens):
                self.match(i, j)
                self.unglue(i, j)

    def reach(self, here: tuple[int, int], to: tuple[int, int], total: float,
              parts: tuple[Part, ...]) -> None:  # fmt: skip
        if total < self.cost[to[0]][to[1]]:
            self.cost[to[0]][to[1]] = total
            self.back[to] = (*here, parts)

    def match(self, i: int, j: int) -> None:
        """Read the next token, or the next few as one broken token, as element j."""
        element = self.elements[j]
        again = element.repeated or element.rest
        spaced = element.slot in ("classification", "dashes")
        here = self.cost[i][j]
        for k in range(i + 1, min(i + (SPACED if spaced else 3), len(self.tokens)) + 1):
            joints = 0.0 if spaced else JOIN * (k - i - 1)
            known = self.cost[k]
            if here + joints >= known[j + 1] and not (again and here + joints < known[j]):
                if element.rest:
                    break
                continue
            found = self.judges[j](self.joined[k - i - 1])
            if found and k - i > 1 and not (spaced or found.cost):
                apart = " ".join(t.text for t in self.tokens[i:k])
                as_read = self.judges[j](apart)
                found = as_read if as_read and as_read.value == apart else found
            if found is None or (
                not spaced and k - i > 1 and _loses_figure(self.tokens[i:k], found.value)
            ):
                continue
            cost = found.cost + joints
            if here + cost < known[j + 1] or (again and here + cost < known[j]):
                first, last = self.tokens[i], self.tokens[k - 1]
                span = Span(first.start, last.end, " ".join(t.text for t in self.tokens[i:k]))
                part = Part("rest" if element.rest else element.slot or "word", span,
                            found.value, cost)  # fmt: skip
                self.reach((i, j), (k, j + 1), here + cost, (part,))
                if again:
                    self.reach((i, j), (k, j), here + cost, (part,))
            if element.rest:
                break

    def unglue(self, i: int, j: int) -> None:
        """Read one token as two elements that were run together."""
        if len(self.tokens[i].text) < 4:
            return
        after = [j] if self.elements[j].repeated else []
        after += [j + 1] if j + 1 < len(self.elements) else []
        for k in after:
            self._unglue(i, j, k)

    def _unglue(self, i: int, j: int, k: int) -> None:
        token = self.tokens[i]
        here, known = self.cost[i][j], self.cost[i + 1]
        for cut in range(1, len(token.text)):
            if k == j and token.text[cut - 1].isalnum():
                continue  # two of a kind are told apart only by a mark between them
            dearest = max(known[k + 1], known[k]) if self.elements[k].repeated else known[k + 1]
            if here + GLUE >= dearest:
                return
            left = self.judges[j](token.text[:cut])
            if not (left and left.value) or here + (left.cost + GLUE) >= dearest:
                continue
            right = self.judges[k](token.text[cut:])
            if right and right.value:
                if right.cost and not token.text[cut].isalnum():
                    continue  # the mark between the two goes with the first
                middle = token.start + cut
                parts = (
                    Part(self.elements[j].slot or "word",
                         Span(token.start, middle, token.text[:cut]), left.value, left.cost),
                    Part(self.elements[k].slot or "word",
                         Span(middle, token.end, token.text[cut:]), right.value, right.cost),
                )  # fmt: skip
                total = here + (left.cost + right.cost + GLUE)
                self.reach((i, j), (i + 1, k + 1), total, parts)
                if self.elements[k].repeated:
                    self.reach((i, j), (i + 1, k), total, parts)


def _loses_figure(tokens: Sequence[Span], value: str | None) -> bool:
    """Whether one of the tokens read together is a figure that the field has no place for."""
    if value is None or any(c.isdigit() for c in value):
        return False
    return any(t.text.isdigit() for t in tokens)


@lru_cache(maxsize=TOKENS)
def _cost_to_pass(token: str) -> float:
    """What it costs to pass over a token as a stray one."""
    if not any(c.isalnum() for c in token):
        return SKIP_MARK
    cost = SKIP_TOKEN
    if len(token) == 1:
        cost = SKIP_FIGURE if token.isdigit() else SKIP_ONE
    cost += SKIP_LETTER * max(len(token) - 5, 0)
    figures = any(c.isdigit() for c in token)
    return cost + (SKIP_FIGURES if figures and len(token) > 1 else 0.0)


@cache
def _costs_to_lose(form: Form) -> tuple[float, ...]:
    """What it costs to pass over each element as one that is not there."""
    costs = []
    for left, element in zip(range(len(form.elements), 0, -1), form.elements, strict=True):
        cost = SKIP_OPTIONAL if element.optional else SKIP_REQUIRED
        if element.slot is None and not element.optional:
            cost = max(cost, 0.8 * len(element.text))
        costs.append(cost + 0.01 * left)  # what is lost is lost from the end
    return tuple(costs)


def fit_exactly(form: Form, tokens: Sequence[Span]) -> Fitted | None:
    """The reading of a line in which nothing is damaged, which needs no search."""
    parts: list[Part] = []
    elements, asked = form.elements, judges(form)
    j = 0
    for token in tokens:
        k = j
        while k < len(elements):
            element = elements[k]
            found = asked[k](token.text)
            if found is not None and (found.cost == 0 or (element.rest and found.cost < SPECK)):
                break
            done = element.repeated and k == j and bool(parts) and parts[-1].slot == element.slot
            if not (element.optional or done):
                return None
            k += 1
        else:
            return None
        if element.slot == "classification" and len(token.text) == 1:
            return None
        slot = "rest" if element.rest else element.slot or "word"
        parts.append(Part(slot, token, found.value, found.cost))
        j = k if element.repeated or element.rest else k + 1
    last = elements[j] if j < len(elements) else None
    if last and last.repeated and parts and parts[-1].slot == last.slot:
        j += 1
    if any(not e.optional for e in elements[j:]):
        return None
    skipped = sum(e.optional for e in elements) - sum(
        p.slot in {e.slot for e in elements if e.optional} for p in parts
    )
    cost = sum(p.cost for p in parts) + SKIP_OPTIONAL * max(skipped, 0)
    found_parts = sum(p.slot not in ("stray", "rest") for p in parts)
    return Fitted(form.name, cost, tuple(parts), found_parts)


def fit(form: Form, tokens: Sequence[Span], most: float) -> Fitted | None:
    """A line read by a form: exactly, where nothing is damaged, else at the least cost."""
    return fit_exactly(form, tokens) or fit_damaged(form, tokens, most)


def fit_damaged(form: Form, tokens: Sequence[Span], most: float) -> Fitted | None:
    """The cheapest way to read `tokens` as `form`, unless it costs more than `most` per part found.

    Tokens may be stray, elements may be lost, fields may be broken or run together.
    """
    n, m = len(tokens), len(form.elements)
    repeated = any(e.repeated for e in form.elements)
    if not repeated and not _may_fit(form, tokens, most):
        return None
    lattice = _Lattice(form, tokens)
    dearest = most * (max(n, m) if repeated else m)
    # from a token come two parts at most, and from an element one: no dearer way is of use
    limit = most * (2 * n if repeated else min(m, 2 * n))
    for i in range(n + 1):
        if min(lattice.cost[i]) > dearest and min(map(min, lattice.cost[i:])) > dearest:
            return None  # no way through what was read so far is cheap enough
        lattice.expand_all(i, limit)
    if (n, m) not in lattice.back:
        return None
    parts: list[Part] = []
    at = (n, m)
    while at != (0, 0):
        i, j, step = lattice.back[at]
        parts[:0] = step
        at = (i, j)
    found = sum(p.slot not in ("stray", "rest") for p in parts)
    cost = lattice.cost[n][m]
    return Fitted(form.name, cost, tuple(parts), found) if cost <= most * found else None


def _may_fit(form: Form, tokens: Sequence[Span], most: float) -> bool:
    """Whether there is a way, not always the cheapest, of no more than `most` per part found.

    Each element may cost so much; one that is not found forgoes it. Most lines that are tried are
    running text, and after a few words there is no way left.
    """
    lattice = _Lattice(form, tokens, most)
    limit = most * sum(not e.rest for e in form.elements) + ROUNDING
    for i in range(len(tokens)):
        if min(map(min, lattice.cost[i : i + SPACED])) > limit:
            return False
        lattice.expand_all(i, limit)
    lattice.expand_all(len(tokens), limit)
    return lattice.cost[-1][-1] <= limit

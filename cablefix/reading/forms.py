"""The line forms: patterns of words and fields, fitted to the tokens of a damaged line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import attrs

from cablefix.reading.likeness import likeness
from cablefix.reading.lines import Span
from cablefix.reading.shapes import Fit
from cablefix.reading.slots import slots
from cablefix.vocabulary import tables

_ELEMENT = re.compile(r"(\[)?(\{[\w,]+\}|\.\.\.|[^\s\[\]{}+]+?)([:+])?(\])?(?=\s|$|\[)")

SKIP_MARK, SKIP_TOKEN, SKIP_OPTIONAL, SKIP_REQUIRED, JOIN, GLUE = 0.8, 3.0, 0.4, 4.5, 0.7, 0.9
SKIP_FIGURES = 1.0
SKIP_ONE, SKIP_FIGURE = 1.5, 2.1
"""Cost of a letter alone, which may be a speck, and of a figure alone, which is so more seldom."""
"""More for a token with figures in it, which is hardly ever a speck."""

SKIP_LETTER = 0.4
"""Cost of each letter beyond the fifth of a token passed over: long words are seldom specks."""

REST = 0.2
"""Cost of a token of the free rest, so that printed words are looked for first."""

SPECK = 1.0
"""The same for a mark without letters or figures, dearer than to pass it over."""

PRINTED_ALONE = frozenset("-&/")
"""Marks that are printed between blanks."""

IMPOSSIBLE = 99.0
SPACED = 13
"""The most tokens that the spaced letters of one word fall into."""


@attrs.frozen
class Element:
    """One part of a form: a printed word, a field, or the free rest of the line."""

    text: str
    slot: str | None = None
    optional: bool = False
    repeated: bool = False
    rest: bool = False


@attrs.frozen
class Form:
    """A kind of line, as a sequence of elements."""

    name: str
    elements: tuple[Element, ...]


@attrs.frozen
class Part:
    """A piece of a line and what it was read as: a field, a printed `word`, or `stray` marks.

    `value` is how it should be written; None where that is not known.
    """

    slot: str
    span: Span
    value: str | None
    cost: float


@attrs.frozen
class Fitted:
    """A line read by a form: the cost of the reading, its parts in order, how many were found."""

    form: str
    cost: float
    parts: tuple[Part, ...]
    found: int


@cache
def forms() -> dict[str, Form]:
    """All line forms by name."""
    return {name: parse_form(name, pattern) for name, pattern in tables.load("forms").rows}


def parse_form(name: str, pattern: str) -> Form:
    """Read a pattern of the list of forms."""
    elements = []
    optional = False
    for m in _ELEMENT.finditer(pattern):
        optional = optional or bool(m[1])
        repeated = m[3] == "+"
        if m[2] == "...":
            elements.append(Element("...", None, True, rest=True))
        elif m[2].startswith("{"):
            elements.append(Element(m[2] + (m[3] or ""), m[2][1:-1], optional, repeated))
        else:
            elements.append(Element(m[2] + (m[3] or ""), None, optional))
        optional = optional and not m[4]
    return Form(name, tuple(elements))


@lru_cache(maxsize=1 << 16)
def judge(element: Element, token: str) -> Fit | None:
    """A token as an element of a form."""
    if element.rest:
        speck = not any(c.isalnum() for c in token) and not set(token) <= PRINTED_ALONE
        return Fit(None, SPECK if speck else REST)
    if element.slot is None:
        cost = likeness(element.text, token)
        return Fit(element.text, cost) if cost <= max(3.1, 1.3 * len(element.text)) else None
    if element.text.endswith(":"):
        bare = token.rstrip(":;.,")
        found = slots()[element.slot].judge(bare)
        if found is None:
            return None
        return Fit(
            found.value and found.value + ":", found.cost + (0.0 if token == f"{bare}:" else 0.5)
        )
    return slots()[element.slot].judge(token)


class _Lattice:
    """The cheapest way to each (tokens read, elements done)."""

    def __init__(self, form: Form, tokens: Sequence[Span]) -> None:
        self.elements, self.tokens = form.elements, tokens
        n, m = len(tokens), len(form.elements)
        self.cost = [[IMPOSSIBLE * (n + m)] * (m + 1) for _ in range(n + 1)]
        self.back: dict[tuple[int, int], tuple[int, int, tuple[Part, ...]]] = {}
        self.cost[0][0] = 0.0

    def reach(self, here: tuple[int, int], to: tuple[int, int], cost: float,
              parts: tuple[Part, ...]) -> None:  # fmt: skip
        total = self.cost[here[0]][here[1]] + cost
        if total < self.cost[to[0]][to[1]]:
            self.cost[to[0]][to[1]] = total
            self.back[to] = (*here, parts)

    def skip(self, i: int, j: int) -> None:
        """Pass over a stray token, or over an element that is not there."""
        if i < len(self.tokens):
            token = self.tokens[i]
            strange = not any(c.isalnum() for c in token.text)
            cost = SKIP_MARK if strange else SKIP_TOKEN
            if not strange and len(token.text) == 1:
                cost = SKIP_FIGURE if token.text.isdigit() else SKIP_ONE
            if not strange:
                cost += SKIP_LETTER * max(len(token.text) - 5, 0)
                figures = any(c.isdigit() for c in token.text)
                cost += SKIP_FIGURES if figures and len(token.text) > 1 else 0.0
            stray = Part("stray", token, "", cost)
            self.reach((i, j), (i + 1, j), cost, (stray,))
        if j < len(self.elements):
            element = self.elements[j]
            cost = SKIP_OPTIONAL if element.optional else SKIP_REQUIRED
            if element.slot is None and not element.optional:
                cost = max(cost, 0.8 * len(element.text))
            # what is lost is lost from the end
            self.reach((i, j), (i, j + 1), cost + 0.01 * (len(self.elements) - j), ())

    def match(self, i: int, j: int) -> None:
        """Read the next token, or the next few as one broken token, as element j."""
        element = self.elements[j]
        longest = SPACED if element.slot in ("classification", "dashes") else 3
        for k in range(i + 1, min(i + longest, len(self.tokens)) + 1):
            joined = "".join(t.text for t in self.tokens[i:k])
            found = judge(element, joined)
            if found is None:
                continue
            first, last = self.tokens[i], self.tokens[k - 1]
            raw = " ".join(t.text for t in self.tokens[i:k])
            span = Span(first.start, last.end, raw)
            slot = "rest" if element.rest else element.slot or "word"
            cost = found.cost
            if longest != SPACED:
                cost += JOIN * (k - i - 1)
            part = Part(slot, span, found.value, cost)
            self.reach((i, j), (k, j + 1), cost, (part,))
            if element.repeated or element.rest:
                self.reach((i, j), (k, j), cost, (part,))
            if element.rest:
                break

    def unglue(self, i: int, j: int) -> None:
        """Read one token as two elements that were run together."""
        token = self.tokens[i]
        if len(token.text) < 4:
            return
        after = [j] if self.elements[j].repeated else []
        after += [j + 1] if j + 1 < len(self.elements) else []
        for k in after:
            self._unglue(i, j, k)

    def _unglue(self, i: int, j: int, k: int) -> None:
        token = self.tokens[i]
        for cut in range(1, len(token.text)):
            if k == j and token.text[cut - 1].isalnum():
                continue  # two of a kind are told apart only by a mark between them
            left = judge(self.elements[j], token.text[:cut])
            right = judge(self.elements[k], token.text[cut:]) if left else None
            if left and right and left.value and right.value:
                if right.cost and not token.text[cut].isalnum():
                    continue  # the mark between the two goes with the first
                middle = token.start + cut
                parts = (
                    Part(self.elements[j].slot or "word",
                         Span(token.start, middle, token.text[:cut]), left.value, left.cost),
                    Part(self.elements[k].slot or "word",
                         Span(middle, token.end, token.text[cut:]), right.value, right.cost),
                )  # fmt: skip
                self.reach((i, j), (i + 1, k + 1), left.cost + right.cost + GLUE, parts)
                if self.elements[k].repeated:
                    self.reach((i, j), (i + 1, k), left.cost + right.cost + GLUE, parts)


def fit_exactly(form: Form, tokens: Sequence[Span]) -> Fitted | None:
    """The reading of a line in which nothing is damaged, which needs no search."""
    parts: list[Part] = []
    elements = form.elements
    j = 0
    for token in tokens:
        k = j
        while k < len(elements):
            element = elements[k]
            found = judge(element, token.text)
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
    lattice = _Lattice(form, tokens)
    n, m = len(tokens), len(form.elements)
    repeated = any(e.repeated for e in form.elements)
    dearest = most * (max(n, m) if repeated else m)
    for i in range(n + 1):
        if min(lattice.cost[i]) > dearest and min(map(min, lattice.cost[i:])) > dearest:
            return None  # no way through what was read so far is cheap enough
        for j in range(m + 1):
            lattice.skip(i, j)
            if i < n and j < m:
                lattice.match(i, j)
                lattice.unglue(i, j)
    parts: list[Part] = []
    at = (n, m)
    while at != (0, 0):
        i, j, step = lattice.back[at]
        parts[:0] = step
        at = (i, j)
    found = sum(p.slot not in ("stray", "rest") for p in parts)
    cost = lattice.cost[n][m]
    return Fitted(form.name, cost, tuple(parts), found) if cost <= most * found else None

"""The line forms: patterns of words and fields, fitted to the tokens of a damaged line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import attrs
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cablefix.reading.lines import Span
from cablefix.reading.shapes import slots
from cablefix.vocabulary import confusions, tables

_ELEMENT = re.compile(r"(\[)?(\{\w+\}|[^\s\[\]{}]+)(\])?")

SKIP_TOKEN, SKIP_OPTIONAL, SKIP_REQUIRED, JOIN = 4.0, 0.4, 5.0, 0.8
IMPOSSIBLE = 99.0


@attrs.frozen
class Element:
    """One part of a form: a printed word, or a field."""

    text: str
    slot: str | None
    optional: bool


@attrs.frozen
class Form:
    """A kind of line, as a sequence of elements."""

    name: str
    elements: tuple[Element, ...]


@attrs.frozen
class Fitted:
    """A line read by a form: the cost of the reading and the places of its fields."""

    form: str
    cost: float
    fields: tuple[tuple[str, Span], ...]


@cache
def forms() -> dict[str, Form]:
    """All line forms by name."""
    return {name: _parse(name, pattern) for name, pattern in tables.load("forms").rows}


def _parse(name: str, pattern: str) -> Form:
    elements = []
    optional = False
    for m in _ELEMENT.finditer(pattern):
        optional = optional or bool(m[1])
        slot = m[2][1:-1] if m[2].startswith("{") else None
        elements.append(Element(m[2], slot, optional))
        optional = optional and not m[3]
    return Form(name, tuple(elements))


def fit(form: Form, tokens: Sequence[Span]) -> Fitted:
    """The cheapest way to read `tokens` as `form`; the caller decides whether it is cheap enough.

    Tokens may be junk, elements may be lost, and a field may be broken over two or three tokens.
    """
    elements = form.elements
    n, m = len(tokens), len(elements)
    best = [[IMPOSSIBLE * (n + m)] * (m + 1) for _ in range(n + 1)]
    back: dict[tuple[int, int], tuple[int, int]] = {}
    best[0][0] = 0.0

    def reach(i: int, j: int, k: int, e: int, cost: float) -> None:
        if best[i][j] + cost < best[k][e]:
            best[k][e] = best[i][j] + cost
            back[k, e] = (i, j)

    for i in range(n + 1):
        for j in range(m + 1):
            if i < n:
                reach(i, j, i + 1, j, SKIP_TOKEN)
            if j == m:
                continue
            reach(i, j, i, j + 1, SKIP_OPTIONAL if elements[j].optional else SKIP_REQUIRED)
            for k in range(i + 1, min(i + 3, n) + 1):
                joined = "".join(t.text for t in tokens[i:k])
                cost = element_cost(elements[j], joined)
                if cost < IMPOSSIBLE:
                    reach(i, j, k, j + 1, cost + JOIN * (k - i - 1))
    fields = []
    at = (n, m)
    while at != (0, 0):
        i, j = back[at]
        if at[1] == j + 1 and at[0] > i and elements[j].slot:
            first, last = tokens[i], tokens[at[0] - 1]
            raw = " ".join(t.text for t in tokens[i : at[0]])
            fields.append((elements[j].slot or "", Span(first.start, last.end, raw)))
        at = (i, j)
    return Fitted(form.name, best[n][m], tuple(reversed(fields)))


@lru_cache(maxsize=65536)
def element_cost(element: Element, token: str) -> float:
    """What it costs to take a token for an element."""
    if element.slot is None:
        return word_cost(element.text, token)
    if element.slot == "post":
        return post_cost(token)
    if element.slot == "dashes":
        return 0.0 if len(token) >= 3 and set(token) <= set("-~—_=.") else IMPOSSIBLE
    if element.slot == "signal":
        return 0.0 if re.fullmatch(r"Z[A-Z]{2}\d?", token) else 3.0
    if element.slot == "classification":
        return 1.0 if token.isalpha() else IMPOSSIBLE
    fitted = slots()[element.slot].shape.fit(token)
    return fitted.cost if fitted else IMPOSSIBLE


def word_cost(word: str, token: str) -> float:
    """What it costs to take a token for a printed word of the form."""
    if word == token:
        return 0.0
    distance = OSA.distance(word, token)
    if distance > max(1, len(word) // 2):
        return IMPOSSIBLE
    if len(word) == len(token):
        return sum(min(confusions.cost(a, b), 2.5) for a, b in zip(word, token, strict=True))
    return 2.5 * distance


@cache
def post_names() -> frozenset[str]:
    """Every way in which a post is written in a header, without blanks."""
    table = tables.load("posts")
    return frozenset(n.replace(" ", "") for n in table.column("post") + table.column("short"))


def post_cost(token: str) -> float:
    """What it costs to take a token for the name of a post."""
    if token in post_names():
        return 0.0
    if len(token) < 3 or not token[0].isalpha():
        return IMPOSSIBLE
    near = process.extractOne(token, sorted(post_names()), scorer=OSA.distance, score_cutoff=2)
    if near and near[1] * 3 <= len(token) + 1:
        return float(near[1]) * 2.0
    return 3.5 if token.isalpha() and token.isupper() else IMPOSSIBLE

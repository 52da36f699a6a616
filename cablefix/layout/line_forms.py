"""The line forms: patterns of words and fields, and how a token is judged as a part of one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache, partial

import attrs

from cablefix.by_fields import ByFields
from cablefix.channel.alignment import likeness
from cablefix.channel.shapes import Fit
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.field_types import slots
from cablefix.layout.lines import Span
from cablefix.remembered import JUDGED

_ELEMENT = late_regex(r"(\[)?(\{[\w,]+\}|\.\.\.|[^\s\[\]{}+]+?)([:+])?(\])?(?=\s|$|\[)")

REST = 0.2
"""Cost of a token of the free rest, so that printed words are looked for first."""

SPECK = 1.0
"""The same for a mark without letters or figures, dearer than to pass it over."""

PRINTED_ALONE = frozenset("-&/")
"""Marks that are printed between blanks."""


@attrs.frozen(cache_hash=True)
class Element:
    """One part of a form: a printed word, a field, or the free rest of the line."""

    text: str
    slot: str | None = None
    optional: bool = False
    repeated: bool = False
    rest: bool = False


@attrs.frozen(cache_hash=True)
class Form:
    """A kind of line, as a sequence of elements."""

    name: str
    elements: tuple[Element, ...]


@attrs.frozen
class Part(ByFields):
    """A piece of a line and what it was read as: a field, a printed `word`, or `stray` marks.

    `value` is how it should be written; None where that is not known.
    """

    slot: str
    span: Span
    value: str | None
    cost: float


@attrs.frozen
class Fitted(ByFields):
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


Judge = Callable[[str], Fit | None]
"""Takes a token as one element of a form; what it has seen it remembers."""


@cache
def judges(form: Form) -> tuple[Judge, ...]:
    """The judge of each element of a form."""
    return tuple(map(_judge_of, form.elements))


@cache
def _judge_of(element: Element) -> Judge:
    # by the token alone: an element takes longer to look up than most tokens to judge
    return lru_cache(maxsize=JUDGED)(partial(judge, element))


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

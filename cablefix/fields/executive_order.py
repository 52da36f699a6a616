"""The line of the executive order, as all its copies have it.

The order was in force when the cable was sent, and each order has its own way of saying when a
text is declassified: what is left of a damaged line is read by these.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import attrs

from cablefix.channel.confusions import HEAVY
from cablefix.fields.fusion import Vote, copies, elect, likelihood, lines_of, plain, rank_values
from cablefix.language import tables
from cablefix.layout.field_types import judge_eo_word, slots
from cablefix.layout.form_alignment import fit
from cablefix.layout.line_forms import Fitted, Form, Part, parse_form
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.layout.pages import Frame

LATEST = 2030

DEAREST = 8.0
"""Cost of a damaged line, for each part found, up to which it is read by what orders say."""


WITHIN = 14.0
"""How much less likely an order may be, in logarithms, for its wording to speak for it."""

UNFIT = 36.0
"""Cost of a wording that a line cannot be, and the most that it costs to be one."""


def find_order(frames: Sequence[Frame], noise: int) -> str | None:
    """The number of the order under which its copies, the year and the wording are likeliest."""
    worth = _rank_orders(frames, noise)
    if not worth:
        return None
    lines = [r for r in lines_of(frames, "eo") if r.part("eo")]
    likely = [o for o, w in worth.items() if w >= max(worth.values()) - WITHIN]
    if len(likely) > 1:
        wordings = {o: _cheapest_wording(lines, o) for o in likely}
        costs = {o: wording[0] if wording else UNFIT for o, wording in wordings.items()}
        return max(likely, key=lambda o: worth[o] - costs[o])
    return likely[0]


def _rank_orders(frames: Sequence[Frame], noise: int) -> dict[str, float]:
    """How likely each order is by the copies of its number, and by the year of the cable."""
    tokens = [plain(v.span.text) for v in copies(frames, "eo")]
    years = [plain(v.span.text) for v in copies(frames, "year")]
    if not tokens:
        return {}

    def worth(order: str) -> float:
        fitting = max(sum(likelihood(y, t, noise) for t in years) for y in years_of(order))
        return sum(likelihood(order, t, noise) for t in tokens) + fitting

    return {order: worth(order) for order in tables.load("eo_orders").column("order")}


@cache
def years_of(order: str) -> tuple[str, ...]:
    """The years in which an executive order was in force, two figures each."""
    rows = {number: (first, last) for number, first, last in tables.load("eo_orders").rows}
    first, last = rows[order]
    return tuple(
        f"{y % 100:02d}" for y in range(int(first), int(last or max(LATEST, int(first))) + 1)
    )


def find_eo(frames: Sequence[Frame], noise: int) -> Vote | None:
    """The line of the executive order, as it is printed."""
    lines = [r for r in lines_of(frames, "eo") if r.part("eo")]
    votes = [_as_read(r) for r in lines]
    sound = [v for v, r in zip(votes, lines, strict=True) if _is_sound(r)]
    order = find_order(frames, noise)
    if sound or order is None:
        return elect(sound or votes)
    return _by_wording(lines, votes, order, noise) or elect(votes)


def _as_read(line: ReadLine) -> Vote:
    """What a line says, word by word."""
    order = line.part("eo")
    assert order is not None  # whoever asks has looked
    rest = [p for p in line.parts if p.span.start >= order.span.end]
    words = " ".join(w for p in rest if (w := _eo_word(p)))
    value = f"E.O. {(order.value or order.span.text).rstrip(':')}: {words}".strip()
    text = line.line.text
    start = line.line.start + len(text) - len(text.lstrip())
    kept = [p for p in line.parts if p.slot != "stray"]
    span = Span(start, kept[-1].span.end, text[start - line.line.start :])
    return Vote(span, value, line.cost)


def _eo_word(part: Part) -> str | None:
    """A word of the line of the executive order; a speck is none, a known word passed over is."""
    if part.slot != "stray":
        return part.value or part.span.text
    found = judge_eo_word(part.span.text) if len(part.span.text) > 2 else None
    return found.value if found else None


def _is_sound(line: ReadLine) -> bool:
    """Whether the line has a known order and after it nothing but known words and dates."""
    order = line.part("eo")
    rest = [p for p in line.parts if order and p.span.start >= order.span.end]
    return (
        order is not None
        and order.cost == 0
        and bool(rest)
        and all(p.slot == "eo_word" and p.value == p.span.text for p in rest)
    )


@cache
def _wordings(order: str) -> tuple[Form, ...]:
    """What lines of an order say."""
    rows = tables.load("eo_lines").rows
    return tuple(parse_form(line, line) for line, orders in rows if order in orders.split())


def _by_wording(
    lines: Sequence[ReadLine], votes: Sequence[Vote], order: str, noise: int
) -> Vote | None:
    """The wording that costs least for all copies together, with the date as they agree on it."""
    cheapest = _cheapest_wording(lines, order)
    if cheapest is None:
        return None
    _, rank, fits = cheapest
    form, found = _wordings(order)[rank], [f for f in fits if f]
    if not found:
        return None
    value = f"E.O. {order}: {_written(form, found, noise)}"
    return attrs.evolve(next((v for v in votes if v.span.text == value), votes[0]), value=value)


def _cheapest_wording(
    lines: Sequence[ReadLine], order: str
) -> tuple[float, int, list[Fitted | None]] | None:
    """The wording of an order that costs least for all lines: cost, rank in the list, readings."""
    ranked: list[tuple[float, int, list[Fitted | None]]] = []
    for rank, form in enumerate(_wordings(order)):
        fits = [_fit_rest(form, _after_order(line)) for line in lines]
        ranked.append((sum(f.cost if f else UNFIT for f in fits), rank, fits))
    return min(ranked, key=lambda r: r[:2], default=None)


def _fit_rest(form: Form, tokens: Sequence[Span]) -> Fitted | None:
    """What stands behind the order as one of the wordings; a printed one as a whole, if cheaper."""
    found = fit(form, tokens, DEAREST)
    if any(e.slot or e.rest for e in form.elements) or not tokens:
        return found
    printed = "".join(e.text for e in form.elements)
    cost = -likelihood(printed, "".join(t.text for t in tokens), HEAVY)
    if cost > UNFIT or (found and found.cost <= cost):
        return found
    return Fitted(form.name, cost, (), len(form.elements))


def _after_order(line: ReadLine) -> list[Span]:
    """The tokens behind the number of the order, but for specks."""
    order = line.part("eo")
    assert order is not None  # whoever asks has looked
    return [
        t for t in line.line.tokens()
        if t.start >= order.span.end and any(c.isalnum() for c in t.text)
    ]  # fmt: skip


def _written(form: Form, found: Sequence[Fitted], noise: int) -> str:
    """The wording, with its fields and its free end as the lines have them."""
    words = []
    for element in form.elements:
        if element.rest:
            words += [p.span.text for p in found[0].parts if p.slot == "rest"]
        elif element.slot is None:
            words.append(element.text)
        else:
            read = [p for f in found for p in f.parts if p.slot == element.slot]
            dates = rank_values(slots()[element.slot], [p.span.text for p in read], noise)
            words += [dates[0][1]] if dates else [p.value or p.span.text for p in read[:1]]
    return " ".join(words)

"""Fuses the copies of a field, each one reading of what was printed, to the likeliest value.

Copies that are all misread, each in its own way, can still agree on what was printed. Where
`elect_shaped` knows only what each copy may stand for by itself, `elect_likeliest` weighs the
figures of all copies place by place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from math import inf

import attrs

from cablefix.by_fields import ByFields
from cablefix.cable import Field
from cablefix.channel.confusions import DIGITS, HEAVY, log_cost
from cablefix.channel.shapes import log_likelihood
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.field_types import Slot, slots
from cablefix.layout.line_forms import Part
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.layout.pages import Frame
from cablefix.layout.places import Places
from cablefix.layout.validity import is_valid, rarity
from cablefix.remembered import TOKENS

FLOOR = -14.0
"""The least that a copy may say against a value: it may be that of another field."""

READ_SO = 0.7
"""How much it speaks for a value that a copy is read so by the line it stands in."""

DEAREST_MARK = 0.4
"""Cost for each letter up to which a damaged line is believed to be a mark."""

UNLIKE_LIGHT, UNLIKE_HEAVY = 9.0, 5.5
"""What a character costs that is hardly ever read so, and one lost or too many: at light damage
any such is strange, at heavy damage nearly anything is read for anything."""

_NAME = late_regex(r"[A-Z][A-Z'-]{2,20}")


@attrs.frozen
class Vote(ByFields):
    """One copy of a field: where it stands, what it says, how dear that reading is."""

    span: Span
    value: str
    cost: float = 0.0


def lines_of(frames: Iterable[Frame], *forms: str) -> Iterator[ReadLine]:
    """The lines of some forms, page by page."""
    for frame in frames:
        for line in frame.lines:
            if line.form in forms:
                yield line


def copies(frames: Iterable[Frame], name: str, *forms: str) -> list[Vote]:
    """The copies of a field, in lines of some forms or in all."""
    return [
        Vote(part.span, part.value or part.span.text, part.cost)
        for frame in frames
        for line in frame.lines
        if not forms or line.form in forms
        for part in line.parts
        if part.slot == name
    ]


def marks(frames: Iterable[Frame], kind: str) -> list[Vote]:
    """The stamped or printed marks of a kind; one that is repeated on its line counts once."""
    found = []
    for vote in copies(frames, f"mark-{kind}", "mark"):
        word = vote.value.split()[0]
        if vote.cost > DEAREST_MARK * len(vote.value):
            continue
        if set(vote.value.split()) == {word} and vote.value != word:
            text = vote.span.text.split()[0]
            at = vote.span.start + vote.span.text.index(text)
            vote = Vote(Span(at, at + len(text), text), word, vote.cost)
        found.append(vote)
    return found


def elect(votes: Sequence[Vote]) -> Vote | None:
    """The copy with the value that most copies have; of equals, what is read at the least cost."""
    if not votes:
        return None
    counts: Counter[str] = Counter(v.value for v in votes)
    least: dict[str, float] = {}
    for v in votes:
        least[v.value] = min(v.cost, least.get(v.value, v.cost))
    value = min(counts, key=lambda x: (-counts[x], least[x]))
    own = [v for v in votes if v.value == value]
    return next((v for v in own if v.span.text == value), own[0])


@lru_cache(maxsize=TOKENS)
def likelihood(value: str, token: str, noise: int) -> float:
    """How likely a field that says `value` is read as `token`, in logarithms.

    Unlike `log_likelihood` it knows of no impossible reading, only of dear ones.

    >>> likelihood("NOV", "HOV", 10) > likelihood("FEB", "HOV", 10)
    True
    """
    dearest = UNLIKE_LIGHT + (UNLIKE_HEAVY - UNLIKE_LIGHT) * noise / HEAVY
    row = [-dearest * j for j in range(len(token) + 1)]
    for i, meant in enumerate(value):
        before, row = row, [-dearest * (i + 1)]
        for j, read in enumerate(token):
            same = before[j] - min(log_cost(meant, read, noise), dearest)
            row.append(max(same, before[j + 1] - dearest, row[j] - dearest))
    return row[-1]


def rank_values(
    slot: Slot, tokens: Sequence[str], noise: int, floor: float = -inf
) -> list[tuple[float, str]]:
    """The values that the format allows behind some copies of a field, the likeliest first.

    With each stands the log likelihood of all copies together; `floor` is the least that one copy
    may say against a value.
    """
    values = {v for t in tokens for v in slot.options(t, noise) if is_valid(slot.name, v)}
    return sorted(
        (
            (
                sum(max(log_likelihood(v, t, noise), floor) for t in tokens) - rarity(slot.name, v),
                v,
            )
            for v in values
        ),
        reverse=True,
    )


def elect_shaped(
    votes: Sequence[Vote], name: str, noise: int, prior: Callable[[str], float] = lambda value: 0.0
) -> Vote | None:
    """The value of a field of known shape under which all its copies are the likeliest.

    Copies that are all misread, each in its own way, can still agree on what was printed. `prior`
    is what else speaks for a value, in logarithms.
    """
    tokens = [("".join(v.span.text.split()), v) for v in votes]
    ranked = rank_values(slots()[name], [token for token, _ in tokens], noise, FLOOR)
    if not ranked:
        return elect(votes)

    def worth(score: float, value: str) -> float:
        return score + READ_SO * sum(v.value == value for v in votes) + prior(value)

    best = max(sorted((v, score) for score, v in ranked), key=lambda r: worth(r[1], r[0]))[0]
    own = [v for token, v in tokens if token == best] or [v for v in votes if v.value == best]
    return attrs.evolve((own or list(votes))[0], value=best)


def field_of(places: Places, vote: Vote | None) -> Field[str] | None:
    """The field that a copy makes."""
    return places.field(vote.span, vote.value) if vote else None


def bodies(frames: Iterable[Frame], *forms: str) -> list[Vote]:
    """What stands after the label of some lines, each word as it is most likely meant."""
    found = []
    for line in lines_of(frames, *forms):
        parts = named_parts(line.parts)
        if parts:
            found.append(join(parts))
    return found


def named_parts(parts: Sequence[Part]) -> list[Part]:
    """The words of a name, those among them that no list has."""
    found: list[Part] = []
    for p in parts:
        named = bool(_NAME.fullmatch(p.span.text))
        if p.span.text in _no_names():
            continue
        if found and p.slot == "stray" and not any(c.isalnum() for c in p.span.text):
            if len(p.span.text) > 1:
                break  # what stands behind a scribble is none
        elif p.slot == "address" or (p.slot == "stray" and named):
            found.append(attrs.evolve(p, value=None) if named else p)
    return found


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    """Words beside an address that say how it is served."""
    return frozenset(tables.load("address_notes").column("word"))


def join(parts: Sequence[Part]) -> Vote:
    """Neighbouring parts as one."""
    text = " ".join(p.value or p.span.text for p in parts)
    return Vote(
        Span(parts[0].span.start, parts[-1].span.end, " ".join(p.span.text for p in parts)),
        text, sum(p.cost for p in parts),
    )  # fmt: skip


BEAM = 64
"""How many values are kept while figures are weighed place by place."""

STRANGE = 6.0
"""The most that one character may say against a figure."""

PER_CHARACTER = 4.0
"""The most that a copy may say against a value, for each character: it may be that of another."""

SPECKS = ".,:;'‘’“”\"`|~-–—_=*+«»°•()[]{}<>"
"""Marks that may stand at the ends of a field by accident."""

Prior = Callable[[str], float]


def no_prior(value: str) -> float:
    """Nothing else is known of the value."""
    return 0.0


def plain(text: str) -> str:
    """A field as read, without blanks and without marks at its ends."""
    return "".join(text.split()).strip(SPECKS)


def elect_likeliest(
    votes: Sequence[Vote],
    values: Iterable[str],
    noise: int,
    prior: Prior = no_prior,
    seen: float = 0.0,
) -> Vote | None:
    """The likeliest of some values behind the copies, as the copy that is read so if there is one.

    Of equals, the one that is read first. `seen` is how much it speaks for a value that at least
    one copy is read just so, in logarithms.

    >>> from cablefix.layout.lines import Span
    >>> copies = [Vote(Span(0, 3, "HOV"), "HOV"), Vote(Span(9, 12, "N0V"), "N0V")]
    >>> elect_likeliest(copies, ("NOV", "FEB"), 5).value
    'NOV'
    """
    tokens = [(plain(v.span.text).upper(), v) for v in votes]
    first = {token: -i for i, (token, _) in reversed(list(enumerate(tokens)))}
    ranked = [
        (
            support(value, tokens, noise) + seen * (value in first) + prior(value),
            first.get(value, -len(tokens)),
            value,
        )
        for value in values
    ]
    if not ranked or not votes:
        return None
    value = max(ranked)[2]
    read = [v for token, v in tokens if token == value] or [v for v in votes if v.value == value]
    return attrs.evolve((read or list(votes))[0], value=value)


def support(value: str, tokens: Sequence[tuple[str, Vote]], noise: int) -> float:
    """What the copies say for a value, in logarithms."""
    least = min(FLOOR, -PER_CHARACTER * len(value))
    return sum(
        max(likelihood(value, token, noise), least) + READ_SO * (v.value == value)
        for token, v in tokens
    )


def likely_figures(tokens: Sequence[str], length: int, noise: int) -> list[str]:
    """The likeliest numbers of some length behind the tokens of that length, place by place.

    >>> likely_figures(["O1S48", "01548"], 5, 10)[0]
    '01548'
    """
    same = [t for t in tokens if len(t) == length]
    beam: list[tuple[float, str]] = [(0.0, "")] if same else []
    for place in range(length):
        costs = {
            d: sum(min(log_cost(d, t[place].upper(), noise), STRANGE) for t in same) for d in DIGITS
        }
        beam = sorted((c + costs[d], v + d) for c, v in beam for d in DIGITS)[:BEAM]
    return [value for _, value in beam]

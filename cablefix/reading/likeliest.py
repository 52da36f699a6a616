"""The value of a field under which all its damaged copies together are the likeliest.

Copies that are all misread, each in its own way, can still agree on what was printed. Where
`votes.elect_shaped` knows only what each copy may stand for by itself, here the figures of all
copies are weighed place by place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import attrs

from cablefix.reading.votes import FLOOR, READ_SO, Vote, likelihood
from cablefix.vocabulary.confusions import DIGITS, log_cost

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

    >>> from cablefix.reading.lines import Span
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

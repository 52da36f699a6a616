"""What it costs to believe that one string was printed where another was read.

A weighted edit distance over confusions of one to three characters; costs are minus natural
logarithms of probabilities, learnt from aligned pairs (`wordlists/confusions.tsv`,
`wordlists/marks_read.tsv`). `noise` is the damage of the document in tenths: 0 light, 10 heavy.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from cablefix.vocabulary import tables
from cablefix.vocabulary.confusions import at_noise

OTHER = (10.0, 7.5)
"""Light and heavy cost of a substitution, loss or addition that was never seen in the pairs."""

STRAY = (8.0, 6.5)
"""Light and heavy cost of a stray mark that was never seen in the pairs."""

SWAPPED = (".", ",", ";", ":", "-")
"""Marks that poor print turns into one another."""

LETTER = 3.3
"""Cost of each letter of a stray token: any of about thirty would have done."""

LONGEST = 3


def _mix(costs: tuple[float, float], noise: int) -> float:
    return costs[0] + (costs[1] - costs[0]) * noise / 10


@lru_cache(maxsize=1 << 17)
def edit_cost(meant: str, read: str, noise: int = 0) -> float:
    """The cost of reading `read` where `meant` was printed; 0 when they are the same.

    >>> edit_cost("NODIS", "MODIS") < edit_cost("NODIS", "KODIS")
    True
    """
    if meant == read:
        return 0.0
    start = _common_prefix(meant, read)
    end = _common_prefix(meant[start:][::-1], read[start:][::-1])
    m, r = meant[start : len(meant) - end], read[start : len(read) - end]
    table = at_noise(noise)
    direct = table.get((m, r))
    if direct is not None:
        return direct
    return _align(m, r, table, _mix(OTHER, noise))


def _common_prefix(a: str, b: str) -> int:
    n = min(len(a), len(b))
    return next((i for i in range(n) if a[i] != b[i]), n)


def _align(meant: str, read: str, table: dict[tuple[str, str], float], other: float) -> float:
    """The cheapest split of two strings into confusions."""
    rows, columns = len(meant), len(read)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows + 1):
        for j in range(columns + 1):
            if i == j == 0:
                continue
            least = 1e9
            for k in range(min(i, LONGEST) + 1):
                for n in range(min(j, LONGEST) + 1):
                    step = _step(meant[i - k : i], read[j - n : j], table, other)
                    least = min(least, best[i - k][j - n] + step)
            best[i][j] = least
    return best[rows][columns]


def _step(a: str, b: str, table: dict[tuple[str, str], float], other: float) -> float:
    if a == b:
        return 0.0 if len(a) == 1 else 1e9
    known = table.get((a, b))
    if known is not None:
        return known
    return other if len(a) <= 1 and len(b) <= 1 else 1e9


@cache
def _marks() -> dict[tuple[str, str], list[tuple[str, tuple[float, float]]]]:
    """By place and marks as read: what may have been printed, with light and heavy cost."""
    found: dict[tuple[str, str], list[tuple[str, tuple[float, float]]]] = defaultdict(list)
    for place, meant, read, light, heavy in tables.load("marks_read").rows:
        found[place, read].append((meant, (float(light), float(heavy))))
    return found


@lru_cache(maxsize=1 << 14)
def marks_meant(place: str, read: str, noise: int) -> tuple[tuple[str, float], ...]:
    """What marks may stand behind the marks read at a place: `lead`, `mid` or `end`.

    The marks as read come first, with cost 0; the others cost as much more as they are less
    likely to be read so.
    """
    options = {meant: _mix(costs, noise) for meant, costs in _marks().get((place, read), ())}
    same = options.pop(read, 0.3)
    stray = _mix(STRAY, noise)
    if read in SWAPPED:
        for mark in SWAPPED:
            options.setdefault(mark, _mix(OTHER, noise) - 2.0)
    if 1 < len(read) <= 3:
        for i in range(len(read)):
            less = read[:i] + read[i + 1 :]
            options.setdefault(less, stray)
    if read and len(read) <= 3:
        options.setdefault("", stray * len(read))
    ranked = sorted(((cost - same, meant) for meant, cost in options.items()))
    return ((read, 0.0), *((meant, cost) for cost, meant in ranked))


@lru_cache(maxsize=1 << 14)
def stray_cost(place: str, read: str, noise: int) -> float | None:
    """The cost of a token that nothing was printed for, alone between blanks; None: never seen.

    `place`: `start`, `mid` or `end` of the line.
    """
    for text, each in ((read, 0.0), (_class(read), LETTER)):
        for meant, costs in _marks().get((f"alone-{place}", text), ()):
            if not meant:
                return _mix(costs, noise) + each * len(read)
    return None if any(c.isalnum() for c in read) else _mix(STRAY, noise) + 1.0 * len(read)


def _class(read: str) -> str:
    if len(read) <= 2:
        return read
    return "<letters>" if any(c.isalnum() for c in read) else "<marks>"


@cache
def _rates() -> dict[str, tuple[float, float]]:
    return {
        event: (float(light), float(heavy))
        for event, light, heavy in tables.load("channel").rows
    }


def rate(event: str, noise: int) -> float:
    """The cost of an event of `wordlists/channel.tsv`: `blank-added`, `blank-lost`."""
    return _mix(_rates()[event], noise)

"""What it costs to believe that one string was printed where another was read.

Costs are minus natural logarithms of probabilities, learnt from aligned pairs
(`wordlists/confusions.tsv`, `wordlists/marks_read.tsv`; `*_typed.tsv` for print in small letters).
A `Channel` starts from them, at the noise of the document, and is then fitted to the document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache, partial
from math import exp, log

import attrs
from rapidfuzz.distance import Levenshtein

from cablefix.by_fields import Shown
from cablefix.channel.confusions import at_noise
from cablefix.channel.marks import letter_signs
from cablefix.kernel.chosen import Confusions
from cablefix.language import tables
from cablefix.language.truecase import has_capital, in_capitals
from cablefix.remembered import READINGS, TOKENS

OTHER = (10.0, 7.0)
"""Light and heavy cost of a substitution, loss or addition that was never seen in the pairs."""

STRAY = (8.0, 6.5)
"""Light and heavy cost of a stray mark that was never seen in the pairs."""

SIGN = (7.0, 5.0)
"""Light and heavy cost of a letter read as a sign that no English is printed with."""

SMALL_RUN = (6.0, 4.0)
"""Light and heavy cost of reading a run of capitals as small letters."""

ABUNDANCE = 0.25
"""How much likelier, per tenth of litter, a stray token at the edge of a line is."""

LEAST_STRAY = 1.0
SPECK = 2
"""Letters that a speck within a line is taken for at most."""


SWAP = 3.5
"""How much cheaper than others a mark never seen to be read for another such mark is."""

FIRST, LONGEST = 3, 6
"""Characters of a longer confusion that are explained at a time; of the longest explained so."""

STRAIGHT = str.maketrans("“”‘’", "\"\"''")
"""Curly quotes are a habit of OCR engines; typewriters have none."""

CURLED = 0.1

SWAPPED = (".", ",", ";", ":", "-")
"""Marks that poor print turns into one another."""

LETTER = 3.3
"""Cost of each letter of a stray token: any of about thirty would have done."""

UNKNOWN = 99.0
"""Cost of a longer confusion that no table has, where shorter ones do not explain it."""

PRIOR = 30.0
"""How many printed characters the general table counts for against the document's own."""

PRIOR_CHUNKS = 300.0
"""The same for blanks: how many chunks the general rate counts for."""


def straighten(text: str) -> str:
    """The text with straight quotes."""
    return text if text.isascii() else text.translate(STRAIGHT)


Op = tuple[str, str]
"""A confusion: what was printed, what was read."""


@lru_cache(maxsize=READINGS)
def find_ops(meant: str, read: str) -> tuple[Op, ...]:
    """The confusions that turn `meant` into `read`, neighbours taken together.

    >>> find_ops("MODERN", "MODEM"), find_ops("AMNESTY", "AGNESTY")
    ((('RN', 'M'),), (('M', 'G'),))
    """
    ops: list[Op] = []
    last = (-1, -1)
    for op in Levenshtein.opcodes(meant, read):
        if op.tag != "equal":
            pair = (meant[op.src_start : op.src_end], read[op.dest_start : op.dest_end])
            if ops and last == (op.src_start, op.dest_start):
                ops[-1] = (ops[-1][0] + pair[0], ops[-1][1] + pair[1])
            else:
                ops.append(pair)
            last = (op.src_end, op.dest_end)
    return tuple(ops)


def _mix(costs: tuple[float, float], noise: int) -> float:
    return costs[0] + (costs[1] - costs[0]) * noise / 10


@attrs.frozen(eq=False)
class Channel(Shown):
    """What the print and the reader of one document do to characters and marks."""

    noise: int
    litter: int = 0
    own: Mapping[Op, float] = attrs.field(factory=dict)
    """Costs fitted to the document."""
    own_rates: Mapping[str, float] = attrs.field(factory=dict)
    typed: bool = False
    """Whether it is of what was typed or printed in small letters; else of teletype."""
    _table: Confusions = attrs.field(init=False, repr=False)
    """Costs of the confusions that are known, in general or from the document."""

    @_table.default
    def _merge(self) -> Confusions:
        table, general = at_noise(self.noise, self.typed), None
        if self.own:
            table = table | {op: min(c, table.get(op, UNKNOWN)) for op, c in self.own.items()}
            general = _plain(self.noise, self.typed)._table
        return Confusions(
            table, _mix(OTHER, self.noise), UNKNOWN,
            partial(_single, self.noise), partial(_as_capitals, self.noise),
            FIRST, LONGEST, TOKENS, tuple(self.own), general,
        )  # fmt: skip

    def cost(self, ops: Iterable[Op]) -> float:
        """The cost of some confusions together."""
        return self._table.total(ops)

    def op_cost(self, op: Op) -> float:
        """The cost of one confusion, of any length.

        By the document's own confusions where they have a part in it, else by the general.
        """
        return self._table.cost(op)

    def is_usual(self, op: Op) -> bool:
        """Whether readers of print are known to make a confusion, and not only now and then.

        >>> Channel(0, typed=True).is_usual(("e", "a")), Channel(0).is_usual(("", "k"))
        (True, False)
        """
        return self.op_cost(op) < _mix(OTHER, self.noise) - 1

    def fitted(
        self,
        seen: Counter[Op],
        printed: Counter[str],
        events: Mapping[str, float],
        chunks: int,
    ) -> Channel:
        """The channel after a document showed these confusions among so many characters.

        `events`: how many blanks were likely added and lost among so many chunks.
        """
        table = at_noise(self.noise, self.typed)
        other = _mix(OTHER, self.noise)
        own = {}
        for op, n in seen.items():
            if len(op[0]) > 2 or len(op[1]) > 2 or n < 1:
                continue
            general = 2.718281828 ** -table.get(op, other)
            total = printed[op[0]] if op[0] else printed.total()
            own[op] = -log((PRIOR * general + n) / (PRIOR + max(total, n)))
        rates = {}
        for event, times in events.items():
            general = exp(-_mix(_rates(self.typed)[event], self.noise))
            rates[event] = -log((PRIOR_CHUNKS * general + times) / (PRIOR_CHUNKS + chunks))
        return Channel(self.noise, self.litter, own, rates, self.typed)

    def marks_meant(self, place: str, read: str) -> tuple[tuple[str, float], ...]:
        """What marks may stand behind the marks read at a place: `lead`, `mid` or `end`."""
        return _marks_meant(place, read, max(self.noise, self.litter), self.typed)

    def letters_meant(self, read: str) -> tuple[tuple[str, float], ...]:
        """The words of one letter that are read as a sign, with the cost of each.

        >>> [word for word, _ in Channel(0, typed=True).letters_meant("@")]
        ['a']
        """
        rows = _marks(self.typed).get(("word", read), ())
        return tuple((meant, _mix(costs, self.noise)) for meant, costs in rows)

    def stray_cost(self, place: str, read: str) -> float | None:
        """The cost of a token that nothing was printed for; None where that is not believable."""
        return _stray_cost(place, read, self.litter, self.typed)

    def rate(self, event: str) -> float:
        """The cost of an event of `wordlists/channel.tsv`: `blank-added`, `blank-lost`."""
        general = _mix(_rates(self.typed)[event], self.noise)
        return min(general, self.own_rates.get(event, general))


def _single(noise: int, meant: str, read: str) -> float:
    """The most that a confusion of one character costs."""
    sign = meant.isalpha() and read in letter_signs("foreign")
    return _mix(SIGN if sign else OTHER, noise)


def _as_capitals(noise: int, meant: str, read: str) -> tuple[float, str] | None:
    """A run of small letters as the capitals that were printed, some perhaps misread."""
    if not meant.isupper() or sum(has_capital(c) for c in read) < 2:
        return None
    return _mix(SMALL_RUN, noise), in_capitals(read)


@cache
def _plain(noise: int, typed: bool) -> Channel:
    """The channel that no document has been fitted to; its costs are kept from text to text."""
    return Channel(noise, typed=typed)


@cache
def _marks(typed: bool) -> dict[tuple[str, str], list[tuple[str, tuple[float, float]]]]:
    """By place and marks as read: what may have been printed, with light and heavy cost."""
    found: dict[tuple[str, str], list[tuple[str, tuple[float, float]]]] = defaultdict(list)
    for place, meant, read, light, heavy in tables.load(
        "marks_read_typed" if typed else "marks_read"
    ).rows:
        found[place, read].append((meant, (float(light), float(heavy))))
    return found


@lru_cache(maxsize=TOKENS)
def _marks_meant(place: str, read: str, noise: int, typed: bool) -> tuple[tuple[str, float], ...]:
    """The marks as read come first, with cost 0; the others cost as much more as they are rarer."""
    options = {meant: _mix(costs, noise) for meant, costs in _marks(typed).get((place, read), ())}
    same = options.pop(read, 0.3)
    stray = _mix(STRAY, noise)
    if read in SWAPPED and place != "lead":
        for mark in SWAPPED:
            options.setdefault(mark, _mix(OTHER, noise) - SWAP)
    if 1 < len(read) <= 3:
        for i in range(len(read)):
            less = read[:i] + read[i + 1 :]
            options.setdefault(less, stray)
    if read and len(read) <= 3:
        options.setdefault("", stray * len(read))
    straight = read.translate(STRAIGHT)
    if straight != read:
        options[straight] = min(options.get(straight, 9.0), CURLED)
    options.pop(read, None)
    ranked = sorted((cost - same, meant) for meant, cost in options.items())
    return ((read, 0.0), *((meant, cost) for cost, meant in ranked))


@lru_cache(maxsize=TOKENS)
def _stray_cost(place: str, read: str, litter: int, typed: bool) -> float | None:
    """`place`: `start`, `mid` or `end` of the line."""
    if place == "mid" and sum(c.isalnum() for c in read) > SPECK:
        return None  # dirt looks like a word in the margins only
    less = ABUNDANCE * litter if place != "mid" else 0.0
    for text, each in ((read, 0.0), (_class(read), LETTER)):
        for meant, costs in _marks(typed).get((f"alone-{place}", text), ()):
            if not meant:
                return max(_mix(costs, litter) + each * len(read) - less, LEAST_STRAY)
    if any(c.isalnum() for c in read):
        return None
    return max(_mix(STRAY, litter) + 1.0 * len(read) - less, LEAST_STRAY)


def _class(read: str) -> str:
    return "<letters>" if any(c.isalnum() for c in read) else "<marks>"


@cache
def _rates(typed: bool) -> dict[str, tuple[float, float]]:
    return {
        event: (float(light), float(heavy))
        for event, light, heavy in tables.load("channel_typed" if typed else "channel").rows
    }

"""What it costs to read one string for another, by a table of short confusions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Op = tuple[str, str]
"""A confusion: what was printed, what was read."""


class Confusions:
    """The costs of confusions of any length, from those of short ones."""

    def __init__(
        self, table: dict[Op, float], other: float, unknown: float,
        single: Callable[[str, str], float],
        run: Callable[[str, str], tuple[float, str] | None],
        first: int, longest: int, most_kept: int,
        own: Sequence[Op] = (), general: Confusions | None = None,
    ) -> None:  # fmt: skip
        """`table`: the known costs; `other`: that of a character that no confusion explains;
        `unknown`: that of a longer confusion which is not in the table, in one piece.

        `single`: the most that a confusion of one character costs; `run`: another way to take what
        was read, with its cost, or nothing. A longer confusion is explained `first` characters at
        most at a time, one of more than `longest` not at all. `most_kept`: how many costs are
        remembered. `own`: confusions that one of them must have a part in, else it costs what it
        does by `general`.
        """
        self._table, self._other, self._unknown = table, other, unknown
        self._single, self._run, self._first, self._longest = single, run, first, longest
        self._own, self._general = own, general
        self._most_kept = most_kept
        self._known: dict[Op, float] = {}

    def total(self, ops: Iterable[Op]) -> float:
        """The cost of some confusions together."""
        total = 0.0
        for op in ops:
            known = self._known.get(op)
            total += self.cost(op) if known is None else known
        return total

    def cost(self, op: Op) -> float:
        """The cost of one confusion, of any length."""
        known = self._known.get(op)
        if known is None:
            found = self._find(op)
            if len(self._known) >= self._most_kept:
                self._known.clear()
            known = self._known[op] = found
        return known

    def _find(self, op: Op) -> float:
        meant, read = op
        if self._general is not None and not self._has_part(meant, read):
            return self._general.cost(op)
        direct = self._table.get(op, self._unknown)
        if len(meant) <= 1 and len(read) <= 1:
            return min(direct, self._single(meant, read))
        direct = min(direct, self._split(meant, read))
        otherwise = self._run(meant, read)
        if otherwise is None:
            return direct
        cost, text = otherwise
        return min(direct, cost + (0.0 if text == meant else self.cost((meant, text))))

    def _has_part(self, meant: str, read: str) -> bool:
        """Whether one of the own confusions may have a part in a longer one."""
        for m, r in self._own:  # noqa: SIM110 (asked very often: a generator takes twice as long)
            if m in meant and r in read:
                return True
        return False

    def _split(self, meant: str, read: str) -> float:
        """The cheapest way to explain a longer confusion by shorter ones."""
        if len(meant) == len(read):
            pairs = zip(meant, read, strict=True)
            return sum(0.0 if a == b else self.cost((a, b)) for a, b in pairs)
        best = self._other * max(len(meant), len(read))
        if len(meant) > self._longest or len(read) > self._longest:
            return best
        for i in range(min(len(meant), self._first) + 1):
            for j in range(min(len(read), self._first) + 1):
                if not 0 < i + j < len(meant) + len(read):
                    continue
                a, b = meant[:i], read[:j]
                one = 0.0 if a == b else self._table.get((a, b), self._unknown)
                if i <= 1 and j <= 1:
                    one = min(one, self._other)
                if one >= best:
                    continue
                a, b = meant[i:], read[j:]
                best = min(best, one + (0.0 if a == b else self.cost((a, b))))
        return best

"""How far a long run has come: one line with the rate and the time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TextIO, TypeVar

T = TypeVar("T")

WIDTH = 24
PATIENCE = 0.5
"""Seconds a run may take before a terminal shows how far it is."""

OFTEN = 0.1
"""Seconds between two states of the line on a terminal."""

SELDOM = 10.0
"""Seconds between two lines where there is no terminal, as in a log."""

MINUTE, HOUR = 60, 3600

_shown: list[Progress] = []
"""What stands on the terminal, if anything does."""


class Progress:
    """A line on standard error; on a terminal in its place, elsewhere a plain one now and then.

    `total` is None where it is not known how many there are.
    """

    def __init__(
        self, total: int | None = None, *, quiet: bool = False, stream: TextIO | None = None
    ) -> None:
        self.total = total
        self.out = sys.stderr if stream is None else stream
        self.done = self.passed = 0
        self.start = time.monotonic()
        self.on = not quiet and self.out is not None
        self.live = self.on and self.out.isatty()
        self.next = self.start + (PATIENCE if self.live else SELDOM)

    def step(self, count: int = 1, *, passed: bool = False) -> None:
        """So many more are done; `passed`: they were done before, and tell nothing of the rate."""
        if passed:
            self.passed += count
        else:
            self.done += count
        now = time.monotonic()
        if not self.on or now < self.next:
            return
        self.next = now + (OFTEN if self.live else SELDOM)
        line = describe(self.done, self.passed, self.total, now - self.start)
        if self.live:
            _shown[:] = [self]
            self.out.write(f"\r{draw(self.done + self.passed, self.total)}{line}\x1b[K")
        else:
            self.out.write(f"cablefix: {line}\n")
        self.out.flush()

    def clear(self) -> None:
        """Take the line away, so that another can be written in its place."""
        if self in _shown:
            _shown.clear()
            self.out.write("\r\x1b[K")
            self.out.flush()


def clear_line() -> None:
    """Take away whatever line of progress stands on the terminal; it comes again with its next."""
    for shown in list(_shown):
        shown.clear()


def progress(
    items: Sequence[T], stream: TextIO | None = None, *, quiet: bool = False
) -> Iterator[T]:
    """The items one by one, with a `Progress` over them.

    >>> list(progress("abc"))
    ['a', 'b', 'c']
    """
    shown = Progress(len(items), quiet=quiet, stream=stream)
    try:
        for item in items:
            yield item
            shown.step()
    finally:
        shown.clear()


def draw(done: int, of: int | None) -> str:
    """The bar, and a blank; nothing where it is not known how many there are.

    >>> draw(3, 12)
    '[######..................] '
    """
    if of is None:
        return ""
    full = WIDTH * min(done, of) // max(of, 1)
    return f"[{'#' * full}{'.' * (WIDTH - full)}] "


def describe(done: int, passed: int, of: int | None, seconds: float) -> str:
    """How many are done, how fast it goes, and how long it will take.

    >>> describe(30, 0, 120, 15)
    '30 of 120, 2.0 a second, 45 s left'
    >>> describe(30, 70, None, 15)
    '100 (70 from before), 2.0 a second'
    """
    rate = done / seconds if seconds > 0 else 0.0
    parts = [f"{done + passed:,}" + (f" of {of:,}" if of is not None else "")]
    if passed:
        parts[0] += f" ({passed:,} from before)"
    if rate:
        parts.append(f"{rate:.1f} a second" if rate >= 1 else f"{1 / rate:.1f} s each")
    if rate and of is not None:
        parts.append(f"{duration((of - done - passed) / rate)} left")
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """A time in the unit that suits it.

    >>> duration(45), duration(250), duration(10_000)
    ('45 s', '4 min', '2.8 h')
    """
    if seconds < 2 * MINUTE:
        return f"{seconds:.0f} s"
    return f"{seconds / MINUTE:.0f} min" if seconds < 2 * HOUR else f"{seconds / HOUR:.1f} h"

"""A limit on the time that a text may take, kept by the work itself.

The long loops of the work ask `check()` once in each round; when the time is over, it raises. No
signal and no thread is needed, so that the limit holds on every system and in every thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import isfinite
from numbers import Real
from time import monotonic


class TimeLimitError(Exception):
    """A text took longer than it may; the message says how long that was."""


_over: ContextVar[tuple[float, float] | None] = ContextVar("cablefix time limit", default=None)
"""When the time is over, by the monotonic clock, and how long it was, in seconds."""


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """All that is done within has as many seconds, or as many as are left of an outer limit.

    None sets no limit. Raises ValueError for what is no time, such as 0.

    >>> with within(60):
    ...     check()
    """
    if seconds is None:
        yield
        return
    check_limit(seconds)
    outer, own = _over.get(), (monotonic() + seconds, seconds)
    token = _over.set(own if outer is None else min(own, outer))
    try:
        yield
    finally:
        _over.reset(token)


def check() -> None:
    """Raise TimeLimitError if the time is over; cheap enough for every line and every word."""
    limit = _over.get()
    if limit is not None and monotonic() > limit[0]:
        raise TimeLimitError(f"the text took longer than its time limit of {limit[1]:g} s")


def check_limit(seconds: float | None) -> None:
    """Raise TypeError or ValueError unless this is a limit: a number above 0, or None.

    >>> check_limit(0)
    Traceback (most recent call last):
    ValueError: a time limit is a number of seconds above 0, not 0
    """
    said = "a time limit is a number of seconds above 0, not"
    if seconds is None:
        return
    if isinstance(seconds, bool) or not isinstance(seconds, Real):
        raise TypeError(f"{said} {type(seconds).__name__}: give a float, or None for no limit")
    if not (isfinite(seconds) and seconds > 0):
        raise ValueError(f"{said} {seconds!r}")

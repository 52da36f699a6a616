"""A bar that shows how far a long run has come; on a terminal only, never in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TextIO, TypeVar

T = TypeVar("T")

WIDTH = 24
PATIENCE = 0.5
"""Seconds a run may take before it shows a bar."""


def progress(items: Sequence[T], stream: TextIO | None = None) -> Iterator[T]:
    """The items one by one, with a bar on `stream` (standard error) when it is a terminal.

    >>> list(progress("abc"))
    ['a', 'b', 'c']
    """
    out = sys.stderr if stream is None else stream
    if not out.isatty():
        yield from items
        return
    begun = time.monotonic()
    for done, item in enumerate(items):
        if time.monotonic() - begun > PATIENCE:
            out.write(f"\r{draw(done, len(items))}\x1b[K")
            out.flush()
        yield item
    out.write("\r\x1b[K")
    out.flush()


def draw(done: int, of: int) -> str:
    """The bar itself.

    >>> draw(3, 12)
    '[######..................]  3/12'
    """
    full = WIDTH * done // of
    return f"[{'#' * full}{'.' * (WIDTH - full)}] {done:{len(str(of))}}/{of}"

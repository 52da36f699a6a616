"""Python's search for cyclic garbage, put off while a text is cleaned."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """No search while modules and tables are loaded, and none through them ever after.

    They stay as long as the process does; going through them took a tenth of the time in which a
    command cleans a short text.

    >>> frozen = gc.get_freeze_count()
    >>> with loading():
    ...     kept = [[]]
    >>> gc.get_freeze_count() > frozen
    True
    >>> gc.unfreeze()
    """
    with put_off():
        yield
        gc.freeze()  # before the search is on again


@contextmanager
def put_off() -> Iterator[None]:
    """No search for cyclic garbage within; there is hardly any.

    A badly damaged text has very many readings in hand at a time, none of them part of a cycle;
    going through them over and over took 30 % of the time on two rendered cables of level L3.

    >>> with put_off():
    ...     gc.isenabled()
    False
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

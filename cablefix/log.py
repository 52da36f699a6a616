"""What the library says to the log of the program that uses it."""

from __future__ import annotations

import sys
from typing import Any

DEBUG, WARNING = 10, 30
"""The levels, as `logging` has them."""


class Log:
    """A logger of Python, without which a program that logs nothing starts sooner.

    >>> Log("cablefix.cleaner").say(WARNING, "%d characters", 7)
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def say(self, level: int, message: str, *given: object) -> None:
        """Log a message. Who listens has loaded `logging`: without it there is nobody."""
        logging: Any = sys.modules.get("logging")
        if logging is None:
            return
        ours = logging.getLogger("cablefix")
        if not ours.handlers:
            ours.addHandler(logging.NullHandler())  # else what nobody asked for would be printed
        logging.getLogger(self._name).log(level, message, *given, stacklevel=2)

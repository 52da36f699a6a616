"""How wide the terminal is; it loads nothing, since every command asks."""

from __future__ import annotations

import os
import sys

UNBOUNDED = 10_000
"""Columns of what is no terminal: nothing is broken or cut for a program."""


def terminal_width(otherwise: int = UNBOUNDED) -> int:
    """The width of the terminal (or COLUMNS); `otherwise` where the output goes elsewhere.

    As `shutil` tells it, which loads all that packs archives along.
    """
    try:
        said = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        said = 0
    if said > 0 or sys.__stdout__ is None:
        return said or otherwise
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or otherwise
    except (ValueError, OSError):  # closed, or no terminal
        return otherwise

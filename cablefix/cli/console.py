"""What the command line shows: lines that stay one line, colour, progress."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from cablefix.cli.files import write_stdout
from cablefix.cli.progress import clear_line

BARE = {"certain": "1;31", "probable": "33", "possible": "36", "gap": "35", "label": "1"}
"""Terminal colours (SGR) of the certainties, of gaps and of labels."""


def one_line(text: str) -> str:
    r"""Text from a document or a file name, with nothing in it that moves a terminal's cursor.

    >>> print(one_line("A\nB\x1b[31m \u202eC é"))
    A\nB\x1b[31m \u202eC é
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or _is_byte(c) else repr(c)[1:-1] for c in text)


def _is_byte(char: str) -> bool:
    """Whether a character stands for a byte of a file name that is no Unicode."""
    return "\udc80" <= char <= "\udcff"


def say(text: str) -> None:
    """Write text to standard output at once; odd file names go out as the bytes they are."""
    clear_line()
    write_stdout(text.encode("utf-8", "surrogateescape"))


def complain(message: str) -> None:
    """One line on standard error, whatever the message holds."""
    if sys.stderr is not None:
        clear_line()
        line = f"cablefix: {one_line(message)}\n"
        sys.stderr.write(line.encode("utf-8", "backslashreplace").decode("utf-8"))
        sys.stderr.flush()


def wants_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows colours, and the user has not said no.

    `NO_COLOR` (https://no-color.org) and `TERM=dumb` say no.
    """
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def paint(text: str, colour: str, *, on: bool) -> str:
    """`text` in the colour of a certainty, of gaps or of labels, when colours are on."""
    return f"\x1b[{BARE[colour]}m{text}\x1b[0m" if on else text

"""Reads the wordlists: tab-separated tables with a header of comments.

A table is `#` comment lines, one line of column names, then sorted rows; UTF-8, LF line ends.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import attrs

REBUILD = "reinstall cablefix, or run `make wordlists SOURCES=folder` in a checkout"


class WordlistError(Exception):
    """A wordlist is missing or damaged; the message names the file and what to do."""


@attrs.frozen
class Table:
    """One wordlist: its column names and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> tuple[str, ...]:
        """All values of one column, in order."""
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)

    def pairs(self, key: str, value: str) -> dict[str, str]:
        """One column looked up by another."""
        return dict(zip(self.column(key), self.column(value), strict=True))


def folder() -> Traversable:
    """Where the installed wordlists are."""
    return resources.files("cablefix.wordlists")


@cache
def load(name: str) -> Table:
    """The wordlist `name` (without `.tsv`). Raises WordlistError when it is missing or damaged.

    >>> load("precedence").pairs("letter", "word")["O"]
    'IMMEDIATE'
    """
    file = folder() / f"{name}.tsv"
    try:
        return parse(name, file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as e:
        raise WordlistError(f"wordlist {file} cannot be read ({e}): {REBUILD}") from e


def parse(name: str, text: str) -> Table:
    """Cut the text of a wordlist into rows.

    Raises WordlistError naming the list and the line that does not fit.
    """
    columns: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line or (line.startswith("#") and not columns):
            continue
        cells = tuple(line.split("\t"))
        if not columns:
            columns = cells
        elif len(cells) != len(columns):
            raise WordlistError(
                f"wordlist {name}, line {number}: {len(cells)} cells where the header has "
                f"{len(columns)}; separate them by one tab each"
            )
        else:
            rows.append(cells)
    if not columns:
        raise WordlistError(f"wordlist {name} has no header line: {REBUILD}")
    return Table(name, columns, tuple(rows))

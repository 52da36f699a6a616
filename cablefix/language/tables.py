"""Reads the wordlists: tab-separated tables with a header of comments.

A table is `#` comment lines, one line of column names, then sorted rows; UTF-8, LF line ends.
A comment `# numbers: COLUMN COLUMN` says which columns hold numbers.
"""

from __future__ import annotations

from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import attrs

_NUMBERS = "# numbers: "

REBUILD = "reinstall cablefix, or run `make wordlists SOURCES=folder` in a checkout"


class WordlistError(Exception):
    """A wordlist or data file is missing or damaged; the message names it and what to do."""


@attrs.frozen
class Table:
    """One wordlist: its column names and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> tuple[str, ...]:
        """All values of one column, in order."""
        return self._by_column[self.columns.index(name)]

    def pairs(self, key: str, value: str) -> dict[str, str]:
        """One column looked up by another."""
        return dict(zip(self.column(key), self.column(value), strict=True))

    def groups(self, key: str, value: str) -> dict[str, str]:
        """The values of one column, joined, looked up by another in which some stand twice."""
        found: dict[str, str] = {}
        for one, other in zip(self.column(key), self.column(value), strict=True):
            found[one] = found.get(one, "") + other
        return found

    @cached_property
    def _by_column(self) -> tuple[tuple[str, ...], ...]:
        return tuple(zip(*self.rows, strict=True)) or ((),) * len(self.columns)


def folder() -> Traversable:
    """Where the wordlists are: installed, or beside the package in a clone."""
    try:
        return resources.files("cablefix.wordlists")
    except ModuleNotFoundError:
        # within a clone Python takes the package of the clone, whatever is installed
        return Path(__file__).parents[2] / "wordlists"


@cache
def load(name: str) -> Table:
    """The wordlist `name` (without `.tsv`). Raises WordlistError when it is missing or damaged.

    >>> load("precedence").pairs("letter", "word")["O"]
    'IMMEDIATE'
    """
    file = folder() / f"{name}.tsv"
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise WordlistError(f"wordlist {file} cannot be read ({e}): {REBUILD}") from None
    try:
        return parse(name, text)
    except WordlistError as e:
        raise WordlistError(f"wordlist {file}: {e}") from None


def parse(name: str, text: str) -> Table:
    """Cut the text of a wordlist into rows.

    Raises WordlistError naming the line that does not fit.
    """
    columns: tuple[str, ...] = ()
    numeric: set[str] = set()
    rows: list[tuple[str, ...]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line or (line.startswith("#") and not columns):
            if line.startswith(_NUMBERS):
                numeric.update(line.removeprefix(_NUMBERS).split())
            continue
        cells = tuple(line.split("\t"))
        if not columns:
            columns = cells
            continue
        if len(cells) != len(columns):
            raise WordlistError(
                f"line {number}: {len(cells)} cells where the header has {len(columns)}; {REBUILD}"
            )
        if numeric:
            for column, cell in zip(columns, cells, strict=True):
                if column in numeric and not _is_number(cell):
                    raise WordlistError(f"line {number}: {cell!r} is no number; {REBUILD}")
        rows.append(cells)
    if not columns:
        raise WordlistError(f"no line of column names; {REBUILD}")
    return Table(name, columns, tuple(rows))


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True

"""Reads the wordlists: tab-separated tables with a header of comments.

A table is `#` comment lines, one line of column names, then sorted rows; UTF-8, LF line ends.
A comment `# numbers: COLUMN COLUMN` says which columns hold numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from importlib import import_module
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


@cache
def folder() -> Path:
    """Where the wordlists are: installed, or beside the package in a clone."""
    try:
        return Path(import_module("cablefix.wordlists").__path__[0])
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
    lines = text.split("\n")
    top = next((n for n, line in enumerate(lines) if line and not line.startswith("#")), None)
    if top is None:
        raise WordlistError(f"no line of column names; {REBUILD}")
    columns = tuple(lines[top].split("\t"))
    rows = tuple([tuple(line.split("\t")) for line in lines[top + 1 :] if line])
    said = [line.removeprefix(_NUMBERS) for line in lines[:top] if line.startswith(_NUMBERS)]
    numbers = [columns.index(name) for name in " ".join(said).split() if name in columns]
    if not _fit(rows, len(columns), numbers):
        _name_the_misfit(lines, top, len(columns), numbers)
    return Table(name, columns, rows)


def _fit(rows: Sequence[tuple[str, ...]], columns: int, numbers: Sequence[int]) -> bool:
    """Whether each row has a cell in each column, and numbers where they belong.

    The whole table at once: the tables are read whenever the command line starts.
    """
    if not set(map(len, rows)) <= {columns}:
        return False
    try:
        for at in numbers:
            set(map(float, [row[at] for row in rows]))
    except ValueError:
        return False
    return True


def _name_the_misfit(lines: Sequence[str], top: int, columns: int, numbers: Sequence[int]) -> None:
    """Raise WordlistError for the first line that does not fit."""
    for number, line in enumerate(lines[top + 1 :], top + 2):
        cells = tuple(line.split("\t"))
        if line and len(cells) != columns:
            raise WordlistError(
                f"line {number}: {len(cells)} cells where the header has {columns}; {REBUILD}"
            )
        for at in numbers if line else ():
            if not _fit([cells], columns, [at]):
                raise WordlistError(f"line {number}: {cells[at]!r} is no number; {REBUILD}")

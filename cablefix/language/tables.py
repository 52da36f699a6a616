"""Reads the wordlists: tab-separated tables with a header of comments.

A table is `#` comment lines, one line of column names, then sorted rows; UTF-8, LF line ends.
A comment `# numbers: COLUMN COLUMN` says which columns hold numbers.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path

import attrs

from cablefix.by_fields import ByFields
from cablefix.late import late_regex

_NUMBERS = "# numbers: "
_COMMENTS = late_regex(r"(?:(?:#.*)?\n)+")

REBUILD = "reinstall cablefix, or run `make wordlists SOURCES=folder` in a checkout"


class WordlistError(Exception):
    """A wordlist or data file is missing or damaged; the message names it and what to do."""


@attrs.frozen
class Table(ByFields):
    """One wordlist: the names of its columns, and their values."""

    name: str
    columns: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> tuple[str, ...]:
        """All values of one column, in order."""
        return self.values[self.columns.index(name)]

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
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The values row by row, in order."""
        return tuple(zip(*self.values, strict=True))


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
    file = f"{folder()}{os.sep}{name}.tsv"
    try:
        with open(file, "rb", buffering=0) as stream:
            text = stream.read().decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as e:
        raise WordlistError(f"wordlist {file} cannot be read ({e}): {REBUILD}") from None
    try:
        return parse(name, text)
    except WordlistError as e:
        raise WordlistError(f"wordlist {file}: {e}") from None


def parse(name: str, text: str) -> Table:
    """Cut the text of a wordlist into columns, all at once.

    Raises WordlistError naming the line that does not fit.
    """
    top = _COMMENTS.match(text)
    comments = (top.group() if top else "").split("\n")
    first, _, below = text[top.end() if top else 0 :].partition("\n")
    if not first or first.startswith("#"):
        raise WordlistError(f"no line of column names; {REBUILD}")
    columns = tuple(first.split("\t"))
    said = [line.removeprefix(_NUMBERS) for line in comments if line.startswith(_NUMBERS)]
    numbers = [columns.index(name) for name in " ".join(said).split() if name in columns]
    values = _cut(below, len(columns))
    if values is None or not _are_numbers(values[at] for at in numbers):
        raise WordlistError(_misfit(below, len(comments) + 1, len(columns), numbers))
    return Table(name, columns, values)


def _cut(text: str, columns: int) -> tuple[tuple[str, ...], ...] | None:
    """The columns of the rows in a text; None if there is one with more cells, or fewer."""
    rows = text if text.endswith("\n") else f"{text}\n"
    while "\n\n" in rows:
        rows = rows.replace("\n\n", "\n")
    rows = rows.removeprefix("\n")
    cells = rows.replace("\n", "\t\n\t").split("\t")[:-1]  # the ends of lines as cells, too
    if cells[columns :: columns + 1] != ["\n"] * rows.count("\n"):
        return None
    return tuple(tuple(cells[at :: columns + 1]) for at in range(columns))


def _are_numbers(columns: Iterable[Iterable[str]]) -> bool:
    """Whether all cells of some columns are numbers."""
    try:
        for cells in columns:
            sum(map(float, cells))
    except ValueError:
        return False
    return True


def _misfit(text: str, first: int, columns: int, numbers: Sequence[int]) -> str:
    """What does not fit in the first line that does not; `first`: the number of the first line."""
    for number, line in enumerate(text.split("\n"), first):
        cells = line.split("\t")
        if line and len(cells) != columns:
            return f"line {number}: {len(cells)} cells where the header has {columns}; {REBUILD}"
        for at in numbers if line else ():
            if not _are_numbers([[cells[at]]]):
                return f"line {number}: {cells[at]!r} is no number; {REBUILD}"
    return f"no table; {REBUILD}"

"""The lists that a user keeps beside the settings: words to keep, corrections to make."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from cablefix.misuse import TroubleError

ARROW = "->"


@cache
def read_kept(file: Path) -> tuple[str, ...]:
    """The words or phrases never to touch in a file, one on each line; `#` opens a comment line.

    Raises TroubleError, with the line, for what does not fit.
    """
    return tuple(line for _, line in _lines(file))


@cache
def read_forced(file: Path) -> tuple[tuple[str, str], ...]:
    """The forced corrections of a file: on each line what is read, a tab, what is to stand there.

    Raises TroubleError, with the line, for what does not fit.
    """
    pairs = []
    for number, line in _lines(file):
        cells = line.split("\t")
        if len(cells) != 2 or not all(cell.strip() for cell in cells):
            raise TroubleError(
                f"{file}, line {number}: {line!r} is not two words with one tab between them"
            )
        pairs.append((cells[0].strip(), cells[1].strip()))
    return tuple(pairs)


def split_forced(entry: str, source: str) -> tuple[str, str]:
    """A forced correction as the settings have it: `HARBOUR -> HARBOR`.

    >>> split_forced("HARBOUR -> HARBOR", "cablefix.toml")
    ('HARBOUR', 'HARBOR')
    """
    wrong, arrow, right = (part.strip() for part in entry.partition(ARROW))
    if not (wrong and arrow and right):
        raise TroubleError(f"{source}: {entry!r} is not of the form 'WRONG {ARROW} RIGHT'")
    return wrong, right


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        raise TroubleError(f"{file} cannot be read ({e}): the settings name it") from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()

"""Which files a command is to look at: names, folders, patterns, `-`."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence

import attrs

from cablefix.by_fields import ByFields
from cablefix.folders import is_excluded, is_included, walk
from cablefix.late import late_regex
from cablefix.settings import settings_for

_PATTERN = late_regex(r"[*?\[]")


@attrs.frozen
class Targets(ByFields):
    """The files to look at, each once, and what could not be looked at."""

    files: tuple[str, ...]
    troubles: tuple[str, ...]
    excluded: tuple[str, ...] = ()


def is_many(names: Sequence[str]) -> bool:
    """Whether names stand for several files: more than one name, a folder, a pattern."""
    return len(names) > 1 or any(
        os.path.isdir(n) or (n != "-" and not os.path.lexists(n) and bool(_PATTERN.search(n)))
        for n in names
    )


def find_targets(names: Iterable[str], chosen: str | None = None) -> Targets:
    """The files that `names` stand for, in a lasting order.

    Of a folder, the files that the settings include, hidden folders left out; a pattern counts
    where no file has that name. Files that the settings exclude are left out even when named. A
    name that does not exist stays, so that reading it tells. Raises TroubleError for settings that
    cannot be read.
    """
    files: dict[str, str] = {}
    troubles: list[str] = []
    excluded: list[str] = []
    for name in names:
        if "\0" in name:
            troubles.append(f"{name!r} is not a file name: check the path")
            continue
        for found in _expand(name, chosen, troubles):
            if found == "-":
                files.setdefault("-", "-")
                continue
            if is_excluded(found, chosen):
                excluded.append(found)
            else:
                files.setdefault(os.path.realpath(found), found)
    return Targets(tuple(files.values()), tuple(troubles), tuple(excluded))


def _expand(name: str, chosen: str | None, troubles: list[str]) -> Iterator[str]:
    if name != "-" and os.path.isdir(name):
        yield from _walk(name, chosen, troubles)
    elif name == "-" or os.path.lexists(name) or not _PATTERN.search(name):
        yield name
    else:
        found = sorted(glob.glob(name, recursive=True))
        if not found:
            troubles.append(f"{name} matches no file: check the pattern")
        for path in found:
            if os.path.isfile(path):
                yield path


def _walk(folder: str, chosen: str | None, troubles: list[str]) -> Iterator[str]:
    def tell(e: OSError) -> None:
        troubles.append(f"{e.filename} cannot be read ({e.strerror}): check its permissions")

    count = len(troubles)
    empty = True
    for path in walk(folder, lambda path: is_included(path, chosen), tell):
        empty = False
        yield path
    if empty and len(troubles) == count:
        include = ", ".join(settings_for(os.path.join(folder, "x"), chosen).include)
        troubles.append(f"{folder} has no file in it that matches {include}: name the files")

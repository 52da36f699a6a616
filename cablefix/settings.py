"""The settings that a team shares: found, read, checked; one file wins.

From the folder of a file upwards, the first folder with settings in it decides; in one folder
`cablefix.toml` goes before `[tool.cablefix]` in `pyproject.toml`, and that before `[cablefix]` in
`setup.cfg`. Nothing is merged between files.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import attrs

from cablefix import deadline
from cablefix.by_fields import ByFields, Shown
from cablefix.findings import LEVELS, Level
from cablefix.language.user_words import UserWordsError, load_words
from cablefix.late import late
from cablefix.misuse import TroubleError, nearest
from cablefix.patterns import matches
from cablefix.ranking.rules import check_name
from cablefix.remembered import FOLDERS
from cablefix.user_lists import read_forced, read_kept, split_forced

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252", "latin-1")
"""What `--encoding` takes: each maps every text that it can hold to bytes and back unchanged."""

DECISIONS = "cablefix-decisions.jsonl"
OVERRIDES = "overrides"
FAILING = ("gaps",)
PATHS = "paths"


@attrs.frozen
class Override(ByFields):
    """Settings that hold for some paths only."""

    paths: tuple[str, ...]
    values: Mapping[str, Any] = attrs.field(hash=False)


@attrs.frozen(eq=False)
class Settings(Shown):
    """What holds for the files under `folder`; `source` is the file that says so, if any does.

    `level` is None where it is left to the command, `time_limit` (seconds) where there is none.
    `*_from` are files, relative to `folder`; `include` chooses the files of a folder, `exclude`
    takes files out even when they are named.
    """

    folder: Path = Path()
    source: str | None = None
    level: Level | None = None
    encoding: str = "utf-8"
    time_limit: float | None = None
    include: tuple[str, ...] = ("*.txt",)
    exclude: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    words_from: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    keep_from: tuple[str, ...] = ()
    forced: tuple[str, ...] = ()
    forced_from: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    fail_on: tuple[str, ...] = ()
    decisions: str = DECISIONS
    overrides: tuple[Override, ...] = ()

    def relative(self, path: str) -> str:
        """The path of a file as the patterns of these settings see it, with `/`."""
        whole = Path(path).absolute()
        base = self.folder.absolute()
        return (whole.relative_to(base) if whole.is_relative_to(base) else whole).as_posix()

    def matches(self, path: str, patterns: Sequence[str]) -> bool:
        """Whether a file is meant by patterns, as they are in the folder of these settings."""
        return matches(self.relative(path), patterns)

    def includes(self, path: str) -> bool:
        """Whether a file of a folder is taken; its case does not matter: `A.TXT` is a `*.txt`."""
        patterns = tuple(pattern.lower() for pattern in self.include)
        return matches(self.relative(path).lower(), patterns)

    def for_file(self, path: str) -> Settings:
        """These settings with the overrides for one file, the last one strongest."""
        holds = tuple(self.matches(path, override.paths) for override in self.overrides)
        return _with_overrides(self, holds) if any(holds) else self

    def of_cleaner(self) -> dict[str, Any]:
        """What a Cleaner is to be made with, the level left out.

        Raises TroubleError when a list cannot be read.
        """
        kept = [*self.keep, *(w for f in self.keep_from for w in read_kept(self.folder / f))]
        forced = [split_forced(entry, str(self.source)) for entry in self.forced]
        for file in self.forced_from:
            forced += read_forced(self.folder / file)
        try:
            listed = tuple(w for f in self.words_from for w in load_words(self.folder / f))
        except UserWordsError as e:
            raise TroubleError(f"words in the settings: {e}") from None
        return {
            "words": (*self.words, *listed), "keep": tuple(kept), "forced": tuple(forced),
            "off": tuple(name for name in self.off if name not in self.on),
        }  # fmt: skip


@lru_cache(maxsize=FOLDERS)
def _with_overrides(settings: Settings, holds: tuple[bool, ...]) -> Settings:
    values: dict[str, Any] = {}
    for override, held in zip(settings.overrides, holds, strict=True):
        values |= override.values if held else {}
    return attrs.evolve(settings, **values)


KEYS = [f.name for f in attrs.fields(Settings) if f.name not in ("folder", "source", "overrides")]
"""What can be set."""


@lru_cache(maxsize=FOLDERS)
def find_settings(folder: Path) -> Settings:
    """The settings that hold in a folder. Raises TroubleError when they cannot be read."""
    for place in (folder, *folder.parents):
        for name, read in _READERS.items():
            file = place / name
            if os.path.isfile(file):
                table = read(file)
                if table is not None:
                    return _check(table, file)
    return Settings(folder)


def settings_for(path: str, chosen: str | None = None) -> Settings:
    """The settings for one file, overrides and all; `chosen` is a file of settings to go by."""
    if chosen is not None:
        return read_settings(chosen).for_file(path)
    folder = Path().absolute() if path == "-" else Path(path).absolute().parent
    return find_settings(folder).for_file(path)


@cache
def read_settings(name: str) -> Settings:
    """The settings in one file. Raises TroubleError when there are none."""
    file = Path(name).absolute()
    read = _READERS.get(file.name, _READERS["cablefix.toml"])
    if not os.path.isfile(file):
        raise TroubleError(f"{name} does not exist: name a file with settings")
    table = read(file)
    if table is None:
        raise TroubleError(f"{name} has no settings of cablefix in it")
    return _check(table, file)


def settings_at(path: str | os.PathLike[str]) -> Settings:
    """The settings in a file of settings, or those that hold for a folder or a transcription.

    Raises TroubleError when they cannot be read.
    """
    name = os.fspath(path)
    if os.path.isdir(name):
        return find_settings(Path(name).absolute())
    if os.path.basename(name) in _READERS or name.endswith((".toml", ".cfg")):
        return read_settings(name)
    return settings_for(name)


_FILES = "cablefix.settings_files"
_READERS = {
    "cablefix.toml": late(_FILES, "read_toml"),
    "pyproject.toml": late(_FILES, "read_pyproject"),
    "setup.cfg": late(_FILES, "read_cfg"),
}


def _check(table: Mapping[str, Any], file: Path) -> Settings:
    """The settings of a table. Raises TroubleError for what is unknown or of the wrong sort."""
    rest = dict(table)
    given = rest.pop(OVERRIDES, [])
    if not isinstance(given, list) or not all(isinstance(o, dict) for o in given):
        raise TroubleError(f"{file}: {OVERRIDES} must be tables, each with `{PATHS}` in it")
    overrides = []
    for override in given:
        values = _values(override, file, (*KEYS, PATHS))
        if not values.get(PATHS):
            raise TroubleError(f"{file}: an override has no `{PATHS}`: say where it holds")
        overrides.append(Override(values.pop(PATHS), values))
    values = _values(rest, file, KEYS)
    return Settings(file.parent, str(file), overrides=tuple(overrides), **values)


def _values(table: Mapping[str, Any], file: Path, known: Sequence[str]) -> dict[str, Any]:
    values = {}
    for given, value in table.items():
        key = given.replace("-", "_")
        if key not in known:
            near = nearest(key, [*known, OVERRIDES])
            raise TroubleError(f"{file}: there is no setting {given!r}: did you mean {near!r}?")
        values[key] = _value(key, value, file)
    return values


_ONE_OF: Mapping[str, Sequence[str]] = {
    "level": tuple(LEVELS), "encoding": ENCODINGS, "fail_on": FAILING,
}  # fmt: skip


def _value(key: str, value: Any, file: Path) -> Any:
    if key == "time_limit":
        return _seconds(value, file)
    single = key in ("level", "encoding", "decisions")
    from_cfg = file.name == "setup.cfg"
    if not single and from_cfg:
        value = [v.strip() for v in value.replace(",", "\n").split("\n") if v.strip()]
    items = [value] if single else value
    if not isinstance(items, list) or not all(isinstance(v, str) and v for v in items):
        sort = "a string" if single else "a list of strings"
        raise TroubleError(f"{file}: {key} must be {sort}, not {value!r}")
    for item in items:
        allowed = _ONE_OF.get(key)
        if allowed and item not in allowed:
            choices = ", ".join(allowed)
            raise TroubleError(f"{file}: {key} cannot be {item!r}: use one of {choices}")
        if key in ("off", "on"):
            try:
                check_name(item)
            except ValueError as e:
                raise TroubleError(f"{file}: {key}: {e}") from None
    return items[0] if single else tuple(items)


def _seconds(value: Any, file: Path) -> float:
    """A time limit; in `setup.cfg` all values are strings."""
    try:
        seconds = float(value) if file.name == "setup.cfg" else value
        deadline.check_limit(seconds)
    except (TypeError, ValueError):
        seconds = None
    if seconds is None:
        raise TroubleError(
            f"{file}: time_limit must be a number of seconds above 0, not {value!r}"
        ) from None
    return float(seconds)

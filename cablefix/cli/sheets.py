"""Sheets on files: of one, of several in one output, or of each in a folder that mirrors theirs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

import attrs

from cablefix.by_fields import ByFields
from cablefix.cli.console import complain, one_line
from cablefix.cli.examine import Examined, Options, examine, for_each, options_of
from cablefix.cli.files import TroubleError, write_text
from cablefix.cli.folders import fill_folder, is_folder
from cablefix.cli.joining import join_csv, join_json, join_lines
from cablefix.cli.outputs import guard
from cablefix.cli.targets import find_targets, is_many


class Sheet(Protocol):
    """What a command writes of a file, without knowing where to; its repr tells all of it."""

    def name(self, file: str) -> str:
        """What the sheet of a file is called in a folder."""

    def render(self, found: Examined) -> str:
        """The sheet of a file."""


@attrs.frozen
class _Filed(ByFields):
    """Sheets as the work of filling a folder."""

    sheet: Sheet

    def name(self, file: str) -> str:
        return self.sheet.name(file)

    def write(self, output: str, found: Examined) -> None:
        write_text(output, self.sheet.render(found))


@attrs.frozen
class _Rendered(ByFields):
    path: str
    text: str
    notes: tuple[str, ...]


def named(file: str, what: str, form: str) -> str:
    """The name of the sheet of a file in a folder.

    >>> named("1990/a.txt", "gaps", "text"), named("a.hocr", "show", "json")
    ('a.gaps.txt', 'a.show.json')
    """
    return f"{Path(file).stem}.{what}.{'txt' if form == 'text' else form}"


def write_sheets(args: argparse.Namespace, sheet: Sheet) -> int:
    """Write the sheets of the files `args.files` to `args.output`.

    Returns 0; 2 where one of several could not be read; with a folder 1. Raises TroubleError for
    what is wrong with the only file.
    """
    if not is_many(args.files) and not (args.output and is_folder(args.output)):
        (path,) = args.files
        guard(args.output, [path])
        found = _render(path, sheet, options_of(args))
        if isinstance(found, TroubleError):
            raise found
        _tell(found.notes, args)
        write_text(args.output, found.text)
        return 0
    if _fills_folder(args):
        return fill_folder(args, _Filed(sheet))
    targets = find_targets(args.files, args.config)
    guard(args.output, targets.files)
    troubles = 0

    def parts() -> Iterator[tuple[str, str]]:
        nonlocal troubles
        for done in for_each(
            args, partial(_render, sheet=sheet, options=options_of(args)), targets
        ):
            if isinstance(done, TroubleError):
                complain(str(done))
                troubles += 1
                continue
            _tell(done.notes, args)
            yield done.path, done.text

    write_text(args.output, "".join(_JOINED[args.format](parts())))
    return 2 if troubles else 0


def _tell(notes: Iterable[str], args: argparse.Namespace) -> None:
    for note in () if args.quiet else notes:
        complain(note)


def _fills_folder(args: argparse.Namespace) -> bool:
    """Whether the output is a folder; of folders it is one, unless its name has an ending."""
    if args.output is None:
        return False
    folders = any(os.path.isdir(n) for n in args.files)
    return is_folder(args.output) or (folders and not Path(args.output).suffix)


def _render(path: str, sheet: Sheet, options: Options) -> _Rendered | TroubleError:
    try:
        found = examine(path, options)
        return _Rendered(path, sheet.render(found), found.notes)
    except TroubleError as e:
        return e


def _join_text(parts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """One after another, each under the name of its file."""
    for path, text in parts:
        yield f"{one_line(path)}\n{text}\n"


_JOINED: dict[str, Callable[[Iterable[tuple[str, str]]], Iterator[str]]] = {
    "text": _join_text, "json": join_json, "jsonl": join_lines, "csv": join_csv,
}  # fmt: skip

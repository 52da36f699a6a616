"""Cleans many files into a folder: the tree is mirrored, and what is done is not done again."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from cablefix.cli.console import complain
from cablefix.cli.decision_file import find_decisions
from cablefix.cli.examine import Options, examine, for_each, options_of
from cablefix.cli.files import TroubleError, read_data, write_data, write_text
from cablefix.cli.outputs import guard
from cablefix.cli.settings import settings_for
from cablefix.rendering import Form
from cablefix.version import VERSION

ENDINGS = {"text": ".txt", "inline": ".inline.txt", "tei": ".tei.xml", "tei-frus": ".frus.xml"}
"""Endings of the names of written forms in a folder; the others are called like the form."""

FAILURES, DONE = "failures.jsonl", ".cablefix-done.json"
"""The files of a folder that say what failed, and from what each output was made."""


@attrs.frozen
class Task:
    """One file, where it is written, and in what form; None is the file itself, corrected."""

    source: str
    target: str
    form: Form | None
    options: Options
    known: str | None
    """From what the output that is there was made."""


@attrs.frozen
class Made:
    """A file that is done: its output, from what it was made, and whether it was there already."""

    target: str
    digest: str
    passed: bool
    notes: tuple[str, ...] = ()


def name_in_folder(file: str, form: str | None) -> str:
    """What the output for a file is called, without its folder."""
    name = Path(file).name
    if form is None and name.lower().endswith(".pdf"):
        form = "json"
    if form is not None and not (form == "text" and name.endswith(".txt")):
        name = Path(file).stem + ENDINGS.get(form, f".{form}")
    return name


def clean_into(args: argparse.Namespace) -> int:
    """Clean files and folders into the folder `args.output`; 1 where a file failed."""
    folder = make_folder(args.output)
    known = {} if args.again else _known(folder)
    targets: dict[str, str] = {}
    work = partial(
        _clean_one, folder=str(folder), roots=tuple(args.files), known=known, form=args.format,
        options=options_of(args),
    )  # fmt: skip
    failed: list[dict[str, str]] = []
    passed = 0
    try:
        for done in for_each(args, work):
            if isinstance(done, TroubleError):
                failed.append({"error": str(done)})
                continue
            targets[done.target] = done.digest
            passed += done.passed
            for note in done.notes:
                complain(note)
    finally:
        write_text(str(folder / DONE), json.dumps(known | targets, indent=0) + "\n")
    write_text(str(folder / FAILURES), "".join(json.dumps(f) + "\n" for f in failed))
    for failure in failed:
        complain(failure["error"])
    if not args.quiet:
        complain(
            f"{len(targets)} files in {folder}, {passed} of them done before; {len(failed)} failed"
        )
    return 1 if failed else 0


def _clean_one(
    path: str, folder: str, roots: tuple[str, ...], known: dict[str, str], form: Form | None,
    options: Options,
) -> Made | TroubleError:  # fmt: skip
    try:
        target = os.path.join(_below(path, roots), name_in_folder(path, form))
        return _clean(Task(path, target, form, options, known.get(target)), folder)
    except TroubleError as e:
        return e


def _clean(task: Task, folder: str) -> Made:
    output = os.path.join(folder, task.target)
    digest = _digest(task)
    if digest is not None and digest == task.known and os.path.exists(output):
        return Made(task.target, digest, passed=True)
    os.makedirs(os.path.dirname(output), exist_ok=True)
    guard(output, [task.source], instead="name another folder")
    found = examine(task.source, task.options)
    if task.form is None and found.pages is not None:
        write_data(output, found.encode(found.result))
    else:
        form: Form = task.form or "text"
        write_text(output, found.render(form), found.source.encoding_of(form))
    return Made(task.target, digest or "", passed=False, notes=found.notes)


def _below(path: str, roots: tuple[str, ...]) -> str:
    """The folder of a file below the folder that was named; empty for a file that was named."""
    for root in roots:
        if os.path.isdir(root) and Path(path).absolute().is_relative_to(Path(root).absolute()):
            below = Path(path).absolute().relative_to(Path(root).absolute())
            return "" if below.parent == Path() else str(below.parent)
    return ""


def _digest(task: Task) -> str | None:
    """From what an output is made: the bytes, the settings, the version; None with decisions."""
    settings = settings_for(task.source, task.options.config)
    if find_decisions(task.source, settings) is not None:
        return None
    level = task.options.level or settings.level or task.options.usual_level
    how = (VERSION, task.form, repr(settings.cleaner(level)), repr(task.options))
    made = hashlib.sha256(repr(how).encode())
    made.update(read_data(task.source))
    return made.hexdigest()


def _known(folder: Path) -> dict[str, str]:
    try:
        found: Any = json.loads((folder / DONE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def make_folder(name: str) -> Path:
    """A folder, made if need be. Raises TroubleError."""
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise TroubleError(f"{name} cannot be made a folder ({e.strerror}): name another") from None
    return folder


def is_many(names: Iterator[str] | list[str]) -> bool:
    """Whether names stand for several files: more than one, a folder, a pattern."""
    names = list(names)
    return len(names) > 1 or any(os.path.isdir(n) or (not os.path.lexists(n) and n != "-"
                                 and any(c in n for c in "*?[")) for n in names)  # fmt: skip

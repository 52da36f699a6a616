"""Cleans many files into a folder: the tree is mirrored, and what is done is not done again."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import attrs

from cablefix.cli.console import complain
from cablefix.cli.decision_file import find_decisions
from cablefix.cli.examine import (
    Examined,
    Options,
    cleaner_for,
    examine,
    for_each,
    options_of,
)
from cablefix.cli.files import TroubleError, read_data, write_data, write_text
from cablefix.cli.targets import find_targets
from cablefix.rendering import Form
from cablefix.settings import settings_for
from cablefix.version import VERSION

ENDINGS = {"text": ".txt", "inline": ".inline.txt", "tei": ".tei.xml", "tei-frus": ".frus.xml"}
"""Endings of the names of written forms in a folder; the others are called like the form."""

FAILURES, DONE = "failures.jsonl", ".cablefix-done.json"
"""The files of a folder that say what failed, and from what each output was made."""


@attrs.frozen
class Job:
    """How the files of one run are cleaned: into which folder, from which, in what form.

    A form of None is the file itself, corrected. `stamp` is that of the file that says what was
    done before; None where that is done again.
    """

    folder: str
    roots: tuple[str, ...]
    form: Form | None
    options: Options
    stamp: tuple[int, int] | None

    def target_of(self, path: str) -> str:
        """The output for a file, below the folder."""
        return os.path.join(_below(path, self.roots), name_in_folder(path, self.form))


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
    stamp = None if args.again else _stamp(folder)
    job = Job(str(folder), tuple(args.files), args.format, options_of(args), stamp)
    targets = find_targets(args.files, args.config)
    files, refused = _choose(targets.files, job)
    failed = [str(trouble) for trouble in refused]
    made: dict[str, str] = {}
    passed = 0
    try:
        for done in for_each(
            args, partial(_clean_one, job=job), attrs.evolve(targets, files=files)
        ):
            if isinstance(done, TroubleError):
                failed.append(str(done))
                continue
            made[done.target] = done.digest
            passed += done.passed
            for note in done.notes:
                complain(note)
    finally:
        known = _known(str(folder), stamp)
        write_text(str(folder / DONE), json.dumps(known | made, indent=0) + "\n")
    lines = (json.dumps({"error": error}) + "\n" for error in failed)
    write_text(str(folder / FAILURES), "".join(lines))
    for error in failed:
        complain(error)
    if not args.quiet:
        complain(
            f"{len(made)} files in {folder}, {passed} of them done before; {len(failed)} failed"
        )
    return 1 if failed else 0


def _choose(paths: Sequence[str], job: Job) -> tuple[tuple[str, ...], list[TroubleError]]:
    """The files to clean, and those that would be written over a file that is read, or over
    another one's output.

    What an earlier run wrote into the folder is left out, where the folder lies in one that is
    cleaned.
    """
    if not any(_is_below(root, job.folder) for root in job.roots):
        paths = [p for p in paths if not _is_below(p, job.folder)]
    read = {status for p in paths if (status := _identity(p))}
    taken: dict[str, str] = {}
    chosen, refused = [], []
    for path in paths:
        target = job.target_of(path)
        output = os.path.join(job.folder, target)
        if _identity(output) in read:
            refused.append(TroubleError(
                f"{path} would be written over {output}, which is read: name another folder"
            ))  # fmt: skip
        elif target.casefold() in taken:
            refused.append(TroubleError(
                f"{path} and {taken[target.casefold()]} would both be written to {output}: clean "
                "them into two folders"
            ))  # fmt: skip
        else:
            taken[target.casefold()] = path
            chosen.append(path)
    return tuple(chosen), refused


def _identity(path: str) -> tuple[int, int] | None:
    """What a file is, by whatever name; None where there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def _clean_one(path: str, job: Job) -> Made | TroubleError:
    try:
        return _clean(path, job)
    except TroubleError as e:
        return e


def _clean(path: str, job: Job) -> Made:
    target = job.target_of(path)
    output = os.path.join(job.folder, target)
    digest = _digest(path, job)
    if digest and digest == _known(job.folder, job.stamp).get(target) and os.path.exists(output):
        return Made(target, digest, passed=True)
    make_folder(os.path.dirname(output))
    found = examine(path, job.options)
    write_found(output, found, job.form)
    return Made(target, digest, passed=False, notes=found.notes)


def write_found(output: str | None, found: Examined, form: Form | None) -> None:
    """Write the result of a file in a form; without one, the file itself, corrected."""
    if form is None and found.pages is not None:
        write_data(output, found.encode(found.result))
    else:
        written = form or "text"
        write_text(output, found.render(written), found.source.encoding_of(written))


def _is_below(path: str, folder: str) -> bool:
    return Path(path).absolute().is_relative_to(Path(folder).absolute())


def _below(path: str, roots: Sequence[str]) -> str:
    """The folder of a file below the folder that was named; empty for a file that was named."""
    for root in roots:
        if os.path.isdir(root) and _is_below(path, root):
            return os.path.relpath(os.path.dirname(os.path.abspath(path)), os.path.abspath(root))
    return ""


def _digest(path: str, job: Job) -> str:
    """From what an output is made: the bytes, the settings, the version; empty with decisions."""
    settings = settings_for(path, job.options.config)
    if find_decisions(path, settings) is not None:
        return ""
    level = job.options.level or settings.level or job.options.usual_level
    how = (VERSION, job.form, repr(cleaner_for(settings, level)), repr(job.options))
    made = hashlib.sha256(repr(how).encode())
    made.update(read_data(path))
    return made.hexdigest()


def _stamp(folder: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(folder / DONE)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=1)
def _known(folder: str, stamp: tuple[int, int] | None) -> dict[str, str]:
    """From what each output was made, read once in each process; nothing without a stamp."""
    if stamp is None:
        return {}
    try:
        found: Any = json.loads((Path(folder) / DONE).read_text("utf-8"))
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

"""Makes something of many files into a folder: the tree is mirrored, and what is done is not done
again."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Protocol

import attrs

from cablefix.by_fields import ByFields
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
from cablefix.cli.files import TroubleError, read_data, write_text
from cablefix.cli.targets import find_targets
from cablefix.settings import settings_for
from cablefix.version import VERSION

FAILURES, DONE = "failures.jsonl", ".cablefix-done.json"
"""The files of a folder that say what failed, and from what each output was made."""


class Work(Protocol):
    """What a command makes of each file; its repr tells all that the outputs depend on."""

    def name(self, file: str) -> str:
        """What the output for a file is called, without its folder."""

    def write(self, output: str, found: Examined) -> None:
        """Write the output for a file. Raises TroubleError."""


@attrs.frozen
class Job(ByFields):
    """What is made of the files of one run: into which folder, from which.

    `stamp` is that of the file that says what was done before; None where that is done again.
    """

    folder: str
    roots: tuple[str, ...]
    work: Work
    options: Options
    stamp: tuple[int, int] | None

    def target_of(self, path: str) -> str:
        """The output for a file, below the folder."""
        return os.path.join(_below(path, self.roots), self.work.name(path))


@attrs.frozen
class Made(ByFields):
    """A file that is done: its output, from what it was made, and whether it was there already."""

    target: str
    digest: str
    passed: bool
    notes: tuple[str, ...] = ()


def is_folder(name: str) -> bool:
    """Whether a name is that of a folder: one that is there, or one that ends as such."""
    return name.endswith(("/", os.sep)) or os.path.isdir(name)


def fill_folder(args: argparse.Namespace, work: Work) -> int:
    """Do the work on files and folders, into the folder `args.output`; 1 where a file failed."""
    folder = make_folder(args.output)
    stamp = None if args.again else stamp_of(folder / DONE)
    job = Job(str(folder), tuple(args.files), work, options_of(args), stamp)
    targets = find_targets(args.files, args.config)
    files, refused = _choose(targets.files, job)
    failed = [str(trouble) for trouble in refused]
    made: dict[str, str] = {}
    passed = 0
    try:
        for done in for_each(args, partial(_make_one, job=job), attrs.evolve(targets, files=files)):
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
    tell_failures(folder, failed)
    if not args.quiet:
        complain(
            f"{len(made)} files in {folder}, {passed} of them done before; {len(failed)} failed"
        )
    return 1 if failed else 0


def tell_failures(folder: Path, failed: Sequence[str]) -> None:
    """Say what failed, a line for each, here and in the folder."""
    lines = (json.dumps({"error": error}) + "\n" for error in failed)
    write_text(str(folder / FAILURES), "".join(lines))
    for error in failed:
        complain(error)


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


def _make_one(path: str, job: Job) -> Made | TroubleError:
    try:
        return _make(path, job)
    except TroubleError as e:
        return e


def _make(path: str, job: Job) -> Made:
    target = job.target_of(path)
    output = os.path.join(job.folder, target)
    digest = digest_of(path, job.options, repr(job.work))
    if digest and digest == _known(job.folder, job.stamp).get(target) and os.path.exists(output):
        return Made(target, digest, passed=True)
    make_folder(os.path.dirname(output))
    found = examine(path, job.options)
    job.work.write(output, found)
    return Made(target, digest, passed=False, notes=found.notes)


def _is_below(path: str, folder: str) -> bool:
    return Path(path).absolute().is_relative_to(Path(folder).absolute())


def _below(path: str, roots: Sequence[str]) -> str:
    """The folder of a file below the folder that was named; empty for a file that was named."""
    for root in roots:
        if os.path.isdir(root) and _is_below(path, root):
            return os.path.relpath(os.path.dirname(os.path.abspath(path)), os.path.abspath(root))
    return ""


def digest_of(path: str, options: Options, work: str) -> str:
    """From what an output is made: the bytes, the settings, the version; empty with decisions."""
    settings = settings_for(path, options.config)
    if find_decisions(path, settings) is not None:
        return ""
    level = options.level or settings.level or options.usual_level
    how = (VERSION, work, repr(cleaner_for(settings, level)), repr(options))
    made = hashlib.sha256(repr(how).encode("utf-8", "surrogateescape"))
    made.update(read_data(path))
    return made.hexdigest()


def stamp_of(file: Path) -> tuple[int, int] | None:
    """Which state of the file it is that says what was done; None where there is none."""
    try:
        status = os.stat(file)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=1)
def read_done(file: str, stamp: tuple[int, int] | None) -> dict[str, Any]:
    """From what each output was made, read once in each process; nothing without a stamp."""
    if stamp is None:
        return {}
    try:
        found: Any = json.loads(Path(file).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _known(folder: str, stamp: tuple[int, int] | None) -> dict[str, Any]:
    return read_done(os.path.join(folder, DONE), stamp)


def make_folder(name: str) -> Path:
    """A folder, made if need be. Raises TroubleError."""
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise TroubleError(f"{name} cannot be made a folder ({e.strerror}): name another") from None
    return folder

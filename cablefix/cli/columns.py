"""`clean --field`: the texts of one column of a table, into another table of the same sort."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from cablefix.cli.console import complain
from cablefix.cli.examine import cleaner_for
from cablefix.cli.files import TroubleError, writing
from cablefix.cli.outputs import guard
from cablefix.cli.progress import Progress
from cablefix.corpus.sources import SourceError
from cablefix.corpus.tables import Task, clean_file_of_rows
from cablefix.settings import settings_for

MOST_TOLD = 20
"""Bad rows that are told one by one at the end; the column `error` has them all."""


def clean_columns(args: argparse.Namespace) -> int:
    """Clean the column `args.field` of the one file; 1 where a row could not be cleaned."""
    source = _checked(args)
    settings = settings_for(str(source), args.config)
    level = args.level or settings.level or args.usual_level
    task = Task(
        source, args.field, args.id, cleaner_for(settings, level), args.jobs or 1,
        args.time_limit or settings.time_limit,
    )  # fmt: skip
    rows = 0
    failed: list[str] = []
    shown = Progress(quiet=args.quiet)
    try:
        with _output(args.output) as out:
            for done in clean_file_of_rows(task, out):
                rows += 1
                if done.error is not None:
                    failed.append(f"{source}, record {done.id}: {done.error}")
                shown.step()
    except SourceError as e:
        raise TroubleError(str(e)) from None
    finally:
        shown.clear()
    for line in failed[:MOST_TOLD]:
        complain(line)
    if len(failed) > MOST_TOLD:
        complain(f"{len(failed) - MOST_TOLD} more: see the column error")
    if not args.quiet:
        complain(f"{rows} records in {args.output or 'all'}; {len(failed)} failed")
    return 1 if failed else 0


def _checked(args: argparse.Namespace) -> Path:
    """The file to read. Raises TroubleError for what cannot go together."""
    if len(args.files) != 1 or args.files == ["-"]:
        raise TroubleError("--field takes one .jsonl, .csv or .parquet file: name it")
    if args.format is not None:
        raise TroubleError("--field writes a table like the one it reads: leave out --format")
    (name,) = args.files
    source = Path(name)
    ending = source.suffix.lower()
    if not source.is_file():
        what = "is a directory" if source.is_dir() else "does not exist"
        raise TroubleError(f"{name} {what}: name a .jsonl, .csv or .parquet file")
    if args.output is None and ending == ".parquet":
        raise TroubleError("Parquet is not for a terminal: name a file with -o")
    if args.output is not None and Path(args.output).suffix.lower() not in (ending, ""):
        raise TroubleError(
            f"{args.output} would hold a table like {name}: end its name in {ending}"
        )
    guard(args.output, [name])
    return source


@contextmanager
def _output(name: str | None) -> Iterator[IO[bytes]]:
    if name is not None:
        with writing(name) as stream:
            yield stream
        return
    if sys.stdout is None:
        raise TroubleError("standard output is closed: open it, or write to a file with -o")
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as e:
        raise TroubleError(f"standard output cannot be written ({e.strerror})") from None

"""Clean a corpus into Parquet: folders, JSON Lines, CSV or Parquet, on many processors.

examples:
  cablefix corpus cables/ -o cleaned                     a folder of .txt files
  cablefix corpus cables.jsonl --field body --id doc_id -o cleaned
  cablefix corpus cables.parquet -o cleaned --workers 8
  cablefix corpus cables.parquet -o cleaned --scheduler tcp://10.0.0.1:8786
  cablefix corpus cables.parquet -o cleaned --learn first     words of the corpus itself stay

The parts are cleaned/parts/part-*.parquet; cleaned/summary.json and cleaned/summary.html count what
was found. A run that was stopped goes on where it was when it is called again, and does only what
is new or changed. Needs the extra `corpus`: pip install 'cablefix[corpus]'.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import active_children
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType

import attrs

from cablefix.cleaner import Cleaner
from cablefix.cli.arguments import add_time_limit, count_from_one
from cablefix.cli.console import complain, one_line, say
from cablefix.cli.files import TroubleError, write_text
from cablefix.cli.progress import Progress
from cablefix.findings import LEVELS
from cablefix.folders import settings_of

BATCH = 64
"""Records in a part: some seconds of work, and little to do again after a crash."""

WORDS = "words.tsv"
"""The file of the secure words in the folder of `--learn`."""

INTERRUPTED = 130
UNSAID = "ignore:resource_tracker:UserWarning"
GRACE = 0.3
"""Seconds that a killed worker may take to be gone."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("source", metavar="SRC", help="a folder, or a .jsonl, .csv, .parquet file")
    parser.add_argument("-o", "--output", metavar="DIR", help="the folder to fill")
    parser.add_argument("--learn", metavar="DIR",
                        help="first clean the corpus into this folder, and count the words that "
                        "its documents vouch for: they are not changed then")  # fmt: skip
    parser.add_argument("--field", default="text", help="the column of texts (default: text)")
    parser.add_argument("--id", metavar="COLUMN", help="the column of names (default: numbers)")
    parser.add_argument("-j", "--workers", "--jobs", type=count_from_one, default=1, metavar="N",
                        help="processes on this machine (default: 1)")  # fmt: skip
    parser.add_argument("--scheduler", metavar="ADDRESS", help="a Dask scheduler that is running")
    parser.add_argument("--memory-limit", default="auto", metavar="SIZE",
                        help="of each process, for example 1GiB (default: auto)")  # fmt: skip
    parser.add_argument("--batch", type=count_from_one, default=BATCH, metavar="N",
                        help=f"records in a part (default: {BATCH})")  # fmt: skip
    parser.add_argument("--level", choices=list(LEVELS), help="the lowest certainty that counts")
    parser.add_argument("--config", metavar="FILE", help="go by the settings in this file")
    parser.add_argument("--again", action="store_true", help="do what is done already, too")
    parser.add_argument("-q", "--quiet", action="store_true", help="show no progress")
    add_time_limit(parser)


def run(args: argparse.Namespace) -> int:
    """Clean the corpus, count it, and say what it comes to; 1 where records failed."""
    try:
        from cablefix.corpus import sources, summary
    except ImportError as e:
        raise TroubleError(str(e)) from None
    if args.output is None and args.learn is None:
        raise TroubleError("name the folder to fill with -o, or the one to learn in with --learn")
    settings = settings_of(args.source, args.config)
    cleaner = Cleaner.from_settings(settings, level=args.level)
    limit = args.time_limit or settings.time_limit
    try:
        if args.learn is not None:
            cleaner = _learn(args, cleaner, limit)
        if args.output is None:
            return 0
        folder = Path(args.output)
        _fill(args, folder, cleaner, limit)
        counts = summary.summarise(folder)
    except sources.SourceError as e:
        raise TroubleError(str(e)) from None
    write_text(str(folder / "summary.json"), json.dumps(counts, indent=2) + "\n")
    page = summary.as_page(counts, f"{Path(args.source).name}, cleaned")
    write_text(str(folder / "summary.html"), page)
    told = ", ".join(
        f"{counts[name]} {what}"
        for name, what in (("records", "records"), ("changed", "changed"),
                           ("withheld", "with text withheld"), ("failed", "failed"))
    )  # fmt: skip
    say(one_line(f"{folder}: {told}") + "\n")
    return 1 if counts["failed"] else 0


def _learn(args: argparse.Namespace, cleaner: Cleaner, limit: float | None) -> Cleaner:
    """Clean the corpus into the folder `args.learn`, and take its secure words for the next."""
    from cablefix.corpus import vocabulary

    folder = Path(args.learn)
    _fill(args, folder, cleaner, limit)
    words = vocabulary.learn(folder)
    write_text(str(folder / WORDS), vocabulary.as_table(words))
    doubted = sum(w.doubted > 0 for w in words)
    say(one_line(f"{folder / WORDS}: {len(words)} secure words, {doubted} of them doubted") + "\n")
    return attrs.evolve(cleaner, batch=tuple(w.word for w in words[: vocabulary.MOST_WORDS]))


def _fill(
    args: argparse.Namespace, folder: Path, cleaner: Cleaner, limit: float | None
) -> None:  # fmt: skip
    """Clean the corpus into the parts of a folder."""
    from cablefix.corpus import engine, sources

    shown = Progress(quiet=args.quiet)

    def hail(address: str) -> None:
        if not args.quiet:
            complain(f"to watch: {address}")

    plan = engine.Plan(args.batch, cleaner, limit, args.again)
    cluster = engine.Cluster(args.workers, args.scheduler, args.memory_limit)
    written = [Path(name) for name in (args.output, args.learn) if name is not None]
    try:
        records = sources.read_records(
            Path(args.source), args.field, args.id, *written, config=args.config
        )
        with _leaving_at_once(folder, cluster.scheduler is None):
            engine.run(records, folder, plan, cluster, shown.step, hail)
    except OSError as e:
        said = os.strerror(e.errno) if e.errno else str(e).partition("\n")[0]
        raise TroubleError(f"{folder} cannot be written ({said}): check it") from None
    finally:
        shown.clear()


@contextmanager
def _leaving_at_once(folder: Path, local: bool) -> Iterator[None]:
    """Within, Ctrl-C ends this process and its workers; Dask would take seconds to close.

    What a worker had half written is taken away.
    """
    from cablefix.corpus.parts import drop_unfinished

    def leave(signum: int, frame: FrameType | None) -> None:
        for worker in active_children():
            worker.kill()
        for worker in active_children():
            worker.join(GRACE)
        if local:
            drop_unfinished(folder)
        complain("interrupted: every part is whole or not there; the next run goes on")
        os._exit(INTERRUPTED)

    if current_thread() is not main_thread():
        yield
        return
    # what keeps count of Python's semaphores would tell how many it took away
    said = os.environ.get("PYTHONWARNINGS")
    os.environ["PYTHONWARNINGS"] = ",".join(filter(None, [said, UNSAID]))
    before = {sign: signal.signal(sign, leave) for sign in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        if said is None:
            del os.environ["PYTHONWARNINGS"]
        else:
            os.environ["PYTHONWARNINGS"] = said
        for sign, handler in before.items():
            signal.signal(sign, handler)

"""Cleans one file after another for the commands that take many, each by its own settings."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import attrs

from cablefix import deadline
from cablefix.by_fields import ByFields
from cablefix.cleaner import Cleaner
from cablefix.cli.arguments import add_encoding, add_time_limit, count_from_one
from cablefix.cli.console import complain
from cablefix.cli.decision_file import decide_by_file, find_decisions
from cablefix.cli.files import Source, TroubleError, decode_source, read_data
from cablefix.cli.foreign import advice, certain_sort
from cablefix.cli.progress import Progress
from cablefix.cli.targets import Targets, find_targets
from cablefix.findings import LEVELS, Level
from cablefix.formats.errors import PagesError
from cablefix.formats.recognition import ORDERS, Order, is_pages
from cablefix.late import late
from cablefix.remembered import FOLDERS
from cablefix.rendering import Form
from cablefix.result import CleanResult
from cablefix.settings import Settings, settings_for

if TYPE_CHECKING:
    from cablefix.formats.pages import Pages

MANY = 16
"""Files from which on it pays to use all processors."""

read_bytes = late("cablefix.formats.opening", "read_bytes")
render = late("cablefix.formats.written", "render")


@attrs.frozen
class Options(ByFields):
    """What the command line says about how to clean; None where the settings decide."""

    level: Level | None
    encoding: str | None
    config: str | None
    usual_level: Level
    time_limit: float | None
    force: bool
    """Whether to take files that are no transcriptions, too."""

    as_text: bool
    """Whether to take files of pages for plain text."""

    order: Order
    """Whose order the text of files of pages has."""


@attrs.frozen
class Examined(ByFields):
    """A file with its findings, and what is to be said besides: decisions without a place.

    `data` is the file as read; `pages` are there where it has words with places, `source` is
    their text then.
    """

    source: Source
    result: CleanResult
    settings: Settings
    data: bytes
    pages: Pages | None = None
    notes: tuple[str, ...] = ()

    def render(self, form: Form) -> str:
        """The result in a written form, with places on the pages where there are any."""
        path = self.source.name
        if self.pages is None:
            return self.result.render(form, path=path)
        made: str = render(self.pages, self.result, form, path)
        return made

    def encode(self, result: CleanResult) -> bytes:
        """The file with a result in it. Raises TroubleError when it cannot hold it."""
        if self.pages is None:
            return self.source.encode(result.text)
        try:
            return self.pages.render(result)
        except PagesError as e:
            raise TroubleError(f"{_named(self.source.name)}: {e}") from None


def add_cleaning_arguments(
    parser: argparse.ArgumentParser, usual_level: str, *, guarded: bool = False
) -> None:
    """The options of commands that clean; a guarded one refuses what is no transcription."""
    if guarded:
        parser.add_argument("--force", action="store_true",
                            help="take files that are no transcriptions, too")  # fmt: skip
    else:
        parser.set_defaults(force=True)
    parser.set_defaults(guarded=guarded)
    parser.add_argument(
        "--level", choices=list(LEVELS),
        help=f"the lowest certainty that counts (default: {usual_level}, or the settings)",
    )  # fmt: skip
    parser.add_argument("--order", choices=ORDERS, default="file",
                        help="go by the order of words in files of pages, or by their places: for "
                        "pages read column by column")  # fmt: skip
    parser.add_argument("--config", metavar="FILE", help="go by the settings in this file")
    parser.set_defaults(usual_level=usual_level)
    add_encoding(parser)
    add_time_limit(parser)


def add_many_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of commands that go through many files."""
    parser.add_argument("files", nargs="+", metavar="FILE",
                        help="files, folders, patterns, or - for standard input")  # fmt: skip
    parser.add_argument(
        "-j", "--jobs", type=count_from_one, metavar="N",
        help="processes (default: one for each processor when files are many)",
    )  # fmt: skip
    parser.add_argument("-q", "--quiet", action="store_true", help="print no findings, no notes")
    parser.add_argument("-v", "--verbose", action="store_true",
                        help="tell more: see the description")  # fmt: skip


def add_again(parser: argparse.ArgumentParser) -> None:
    """`--again`, of commands that fill a folder."""
    parser.add_argument("--again", action="store_true",
                        help="of several files, do what is done already, too")  # fmt: skip


def options_of(args: argparse.Namespace) -> Options:
    """The options as given."""
    return Options(
        args.level, args.encoding, args.config, args.usual_level, args.time_limit, args.force,
        as_text=args.force and args.guarded, order=args.order,
    )  # fmt: skip


def examine(path: str, options: Options) -> Examined:
    """Clean one file by the settings that hold for it. Raises TroubleError."""
    settings = settings_for(path, options.config)
    encoding = options.encoding or settings.encoding
    data = read_data(path)
    pages = None if options.as_text else open_found(path, data, encoding, options.order)
    source = pages_source(pages, path) or decode_source(path, data, encoding)
    if pages is None and not options.force:
        refuse(source.name, certain_sort(source.name, source.text))
    level = options.level or settings.level or options.usual_level
    with time_limit(path, options.time_limit or settings.time_limit):
        result = cleaner_for(settings, level).clean(pages or source.text)
    warned = tuple(f"{_named(path)}: {w}" for w in pages.warnings) if pages else ()
    file = find_decisions(path, settings)
    if file is None:
        return Examined(source, result, settings, data, pages, warned)
    result, unused = decide_by_file(result, path, file)
    return Examined(source, result, settings, data, pages, (*warned, *unused))


def pages_source(pages: Pages | None, path: str) -> Source | None:
    """The text of pages as that of a file of text."""
    return Source(path, pages.text, "utf-8") if pages is not None else None


def open_found(name: str, data: bytes, encoding: str, order: Order = "file") -> Pages | None:
    """The pages in a file, if it is one of a known format. Raises TroubleError if it is broken."""
    if not is_pages(data):
        return None
    try:
        pages: Pages = read_bytes(name, data, encoding, order)
        return pages
    except PagesError as e:
        raise TroubleError(str(e)) from None


def refuse(name: str, sort: str | None) -> None:
    """Raise TroubleError for a file that is of another sort than a transcription."""
    if sort:
        raise TroubleError(
            f"{_named(name)} looks like {sort}, not a transcription: {advice(sort)}; --force takes "
            "it as it is"
        )


@contextmanager
def time_limit(path: str, seconds: float | None) -> Iterator[None]:
    """What is done within may take as many seconds. Raises TroubleError when they are over."""
    try:
        with deadline.within(seconds):
            yield
    except deadline.TimeLimitError:
        raise TroubleError(
            f"{_named(path)} takes longer than the time limit of {seconds:g} s: give it more with "
            "--time-limit, or split it"
        ) from None


def _named(path: str) -> str:
    return "standard input" if path == "-" else path


@lru_cache(maxsize=FOLDERS)
def cleaner_for(settings: Settings, level: Level) -> Cleaner:
    """The cleaner that settings describe at a level, built once."""
    return Cleaner.from_settings(settings, level=level)


R = TypeVar("R")


def for_each(
    args: argparse.Namespace, work: Callable[[str], R | TroubleError],
    targets: Targets | None = None,
) -> Iterator[R | TroubleError]:  # fmt: skip
    """What `work` makes of each file named on the command line, in order; trouble as it comes.

    `work` must be picklable, and returns its TroubleError instead of raising it. `targets` are the
    files, where they were found already.
    """
    from cablefix.parallel import Failure, ordered_map

    targets = targets or find_targets(args.files, args.config)
    if args.verbose:
        for name in targets.excluded:
            complain(f"{name}: left out by the settings")
    yield from (TroubleError(t) for t in targets.troubles)
    count = len(targets.files)
    jobs = args.jobs or ((os.cpu_count() or 1) if count >= MANY else 1)
    asks = getattr(args, "interactive", False)
    progress = Progress(count, quiet=args.quiet or asks)
    for path, done in zip(
        targets.files, ordered_map(work, targets.files, min(jobs, max(count, 1))), strict=True
    ):
        progress.step(passed=getattr(done, "passed", False))
        if isinstance(done, Failure):
            yield TroubleError(f"{path} could not be cleaned ({done.error}): please report this")
        else:
            yield done
    progress.clear()

"""Write a report to look at and to review: a page for each document, and an index.

The pages load nothing and need no server: open out/index.html in a browser. What is decided in a
page can be downloaded from it and given to `cablefix apply`.

examples:
  cablefix report -o out cable.txt
  cablefix report --level certain -o out transcriptions/*.txt
  cablefix report --images scans -o out scan.hocr     with pieces of the page images
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from cablefix.cli.console import complain, one_line, say
from cablefix.cli.examine import Examined, add_cleaning_arguments, examine, options_of
from cablefix.cli.files import TroubleError, write_text
from cablefix.cli.folders import make_folder
from cablefix.cli.outputs import guard
from cablefix.cli.progress import progress
from cablefix.formats.errors import PagesError
from cablefix.formats.pieces import cut_pieces
from cablefix.rendering.html import Ways, write_html
from cablefix.rendering.html_index import Entry, write_index

INDEX = "index.html"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="transcriptions; - for standard input"
    )
    parser.add_argument("-o", "--output", metavar="OUT", required=True,
                        help="the folder to write to, made if need be")  # fmt: skip
    parser.add_argument("--images", metavar="DIR",
                        help="show pieces of the page images in this folder (default: those that "
                        "stand beside a file of pages and that it names)")  # fmt: skip
    add_cleaning_arguments(parser, "probable", guarded=True)


def run(args: argparse.Namespace) -> int:
    """Write the pages and the index; a file that cannot be read is told, the rest is done."""
    folder = make_folder(args.output)
    entries: list[Entry] = []
    troubles: list[str] = []
    notes: list[str] = []
    jobs = list(zip(args.files, page_names(args.files), strict=True))
    for page in (INDEX, *(page for _, page in jobs)):
        guard(str(folder / page), args.files, instead="name another folder")
    waiting: tuple[Examined, Mapping[int, str], str, str] | None = None

    def write(after: str | None) -> None:
        """Write the page that waited to know which comes after it."""
        if waiting is None:
            return
        found, pieces, name, page = waiting
        several = Ways(INDEX, entries[-1].page if entries else None, after)
        ways = several if len(jobs) > 1 else None
        try:
            write_text(str(folder / page), write_html(found.result, name, pieces, ways))
        except TroubleError as e:
            troubles.append(str(e))
            return
        entries.append(Entry.of(found.result, name, page))
        notes.extend(found.notes)

    for name, page in progress(jobs):
        try:
            found = examine(name, options_of(args))
            pieces = _pieces(found, args.images)
        except TroubleError as e:
            troubles.append(str(e))
            continue
        write(page)
        waiting = found, pieces, name, page
    write(None)
    for line in (*notes, *troubles):
        complain(line)
    if entries:
        write_text(str(folder / INDEX), write_index(entries, troubles))
        say(one_line(f"{folder / INDEX}: {summary(entries)}") + "\n")
    return 2 if troubles else 0


def _pieces(found: Examined, images: str | None) -> Mapping[int, str]:
    """Pieces of the images of a document, where there are any. Raises TroubleError."""
    name = found.source.name
    if found.pages is None:
        return {}
    if images is not None and not os.path.isdir(images):
        raise TroubleError(f"{images} is no folder: name the one with the page images")
    try:
        return cut_pieces(found.pages, found.result, images or os.path.dirname(name))
    except PagesError as e:
        if images is not None:
            raise TroubleError(f"{name}: {e}") from None
        return {}


def page_names(files: Iterable[str]) -> list[str]:
    """A file name for the page of each document; no two alike, even where case is ignored.

    >>> page_names(["a/x.txt", "b/X.txt", "index.txt", "-"])
    ['x.html', 'X-2.html', 'index-2.html', 'standard-input.html']
    """
    taken = {INDEX}
    names = []
    for file in files:
        stem = "standard-input" if file == "-" else Path(file).stem or "document"
        name, count = f"{stem}.html", 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}-{count}.html"
        taken.add(name.casefold())
        names.append(name)
    return names


def summary(entries: list[Entry]) -> str:
    """The totals in a line."""
    counts = ", ".join(
        f"{sum(getattr(e, n) for e in entries)} {n}" for n in ("changes", "suggestions", "gaps")
    )
    return f"{len(entries)} document{'' if len(entries) == 1 else 's'}, {counts}"

"""Write a report to look at and to review: a page for each document, and an index.

The pages load nothing and need no server: open out/index.html in a browser. What is decided in a
page can be downloaded from it and given to `cablefix apply`.

examples:
  cablefix report -o out cable.txt
  cablefix report --level certain -o out transcriptions/
  cablefix report --images scans -o out scan.hocr     with pieces of the page images
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from cablefix.by_fields import ByFields
from cablefix.cli.console import complain, one_line, say
from cablefix.cli.examine import (
    Examined,
    Options,
    add_again,
    add_cleaning_arguments,
    add_many_arguments,
    examine,
    for_each,
    options_of,
)
from cablefix.cli.files import TroubleError, write_text
from cablefix.cli.folders import (
    digest_of,
    make_folder,
    read_done,
    stamp_of,
    tell_failures,
)
from cablefix.cli.outputs import guard
from cablefix.cli.targets import find_targets, is_many
from cablefix.formats.errors import PagesError
from cablefix.formats.pieces import cut_pieces
from cablefix.rendering.html import Ways, set_ways, write_html
from cablefix.rendering.html_index import Entry, write_index

INDEX, DONE = "index.html", ".cablefix-report.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add_many_arguments(parser)
    parser.add_argument("-o", "--output", metavar="OUT", required=True,
                        help="the folder to write to, made if need be")  # fmt: skip
    parser.add_argument("--images", metavar="DIR",
                        help="show pieces of the page images in this folder (default: those that "
                        "stand beside a file of pages and that it names)")  # fmt: skip
    add_cleaning_arguments(parser, "probable", guarded=True)
    add_again(parser)


@attrs.frozen
class Drawn(ByFields):
    """A document of the report: its entry, and its page; None where it is there from before."""

    entry: Entry
    page: str | None
    digest: str
    notes: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether it was done before."""
        return self.page is None


def run(args: argparse.Namespace) -> int:
    """Write the pages and the index; a file that cannot be read is told, the rest is done.

    Of folders and patterns, what is done is not done again, and the exit code is 1 where a file
    failed.
    """
    folder = make_folder(args.output)
    grows = any(is_many([name]) for name in args.files)
    targets = find_targets(args.files, args.config)
    names = dict(zip(targets.files, page_names(targets.files), strict=True))
    for page in (INDEX, *names.values()):
        guard(str(folder / page), targets.files, instead="name another folder")
    draw = partial(
        draw_page, folder=str(folder), images=args.images, options=options_of(args),
        stamp=stamp_of(folder / DONE) if grows and not args.again else None,
    )  # fmt: skip
    book = _Book(folder, several=len(names) > 1)
    try:
        for drawn in for_each(args, draw, targets):
            if isinstance(drawn, TroubleError):
                book.troubles.append(str(drawn))
                continue
            page = names[drawn.entry.path]
            if drawn.page is None and drawn.entry.page != page:
                anew = draw(drawn.entry.path, stamp=None)  # it has another name by now
                if isinstance(anew, TroubleError):
                    book.troubles.append(str(anew))
                    continue
                drawn = anew
            book.add(attrs.evolve(drawn, entry=attrs.evolve(drawn.entry, page=page)))
        book.end()
    finally:
        if grows:
            book.note_done()
    for note in book.notes:
        complain(note)
    if grows and names:
        tell_failures(folder, book.troubles)
    else:
        for trouble in book.troubles:
            complain(trouble)
    if book.entries:
        write_text(str(folder / INDEX), write_index(book.entries, book.troubles))
        say(one_line(f"{folder / INDEX}: {summary(book.entries)}") + "\n")
    if not book.troubles:
        return 0
    return 1 if grows and names else 2


class _Book:
    """The pages of a report as they are written; each waits to know which comes after it."""

    def __init__(self, folder: Path, *, several: bool) -> None:
        self.folder, self.several = folder, several
        self.entries: list[Entry] = []
        self.troubles: list[str] = []
        self.notes: list[str] = []
        self._waiting: Drawn | None = None
        self._made: dict[str, dict[str, Any]] = {}

    def add(self, drawn: Drawn) -> None:
        """The next page."""
        self._write(drawn.entry.page)
        self._waiting = drawn

    def end(self) -> None:
        """There is no further one."""
        self._write(None)

    def _write(self, after: str | None) -> None:
        if (drawn := self._waiting) is None:
            return
        file = self.folder / drawn.entry.page
        before = self.entries[-1].page if self.entries else None
        ways = Ways(INDEX, before, after) if self.several else None
        try:
            old = file.read_text("utf-8") if drawn.page is None else None
            page = set_ways(drawn.page or old or "", ways)
            if page != old:
                write_text(str(file), page)
        except TroubleError as e:
            self.troubles.append(str(e))
            return
        self.entries.append(drawn.entry)
        self.notes.extend(drawn.notes)
        if drawn.digest:
            record = attrs.asdict(drawn.entry) | {"digest": drawn.digest}
            self._made[drawn.entry.path] = record

    def note_done(self) -> None:
        """Write down from what each page was made."""
        if self._made:
            write_text(str(self.folder / DONE), json.dumps(self._made) + "\n")


def draw_page(
    path: str, folder: str, images: str | None, options: Options, stamp: tuple[int, int] | None
) -> Drawn | TroubleError:
    """The page of a document; that of an earlier run where nothing changed."""
    try:
        digest = "" if images else digest_of(path, options, "report") if path != "-" else ""
        known = _known(folder, stamp).get(path, {})
        if digest and known.pop("digest", None) == digest:
            entry = Entry(**known)
            if os.path.isfile(os.path.join(folder, entry.page)):
                return Drawn(entry, None, digest)
        found = examine(path, options)
        pieces = _pieces(found, images)
    except TroubleError as e:
        return e
    page = write_html(found.result, path, pieces)
    kept = digest if found.pages is None else ""  # the images of pages may change
    return Drawn(Entry.of(found.result, path, ""), page, kept, found.notes)


def _known(folder: str, stamp: tuple[int, int] | None) -> dict[str, dict[str, Any]]:
    """The entries of an earlier run by their paths, with the digests they were made from."""
    found = read_done(os.path.join(folder, DONE), stamp)
    names = {"digest", *(f.name for f in attrs.fields(Entry))}
    return {p: dict(e) for p, e in found.items() if isinstance(e, dict) and e.keys() == names}


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

"""Compare readings of one document, or releases of one cable: what differs, what was withheld.

The texts may differ in line breaks, order of pages, headers and stamps. `text` is a report, `best`
the best text alone, `html` a page with the texts side by side, `tei` a critical apparatus.

examples:
  cablefix compare release_1998.txt release_2009.txt
  cablefix compare --format best -o cable.txt scan_a.txt scan_b.txt scan_c.txt
  cablefix compare --format html -o page.html release_1998.txt release_2009.txt
  cablefix compare --pairs list.tsv --format html -o out

A line of the list names two files or more, with a tab between; the names are looked up beside the
list. For each line a file is written, and what was found goes to standard output.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from cablefix.cli.arguments import add_encoding, add_time_limit
from cablefix.cli.console import complain, one_line, say
from cablefix.cli.examine import open_found, pages_source
from cablefix.cli.files import TroubleError, decode_source, read_data, read_text, write_text
from cablefix.cli.folders import make_folder
from cablefix.cli.outputs import guard
from cablefix.cli.progress import progress
from cablefix.comparing.comparison import Comparison, compare
from cablefix.comparing.writers import COMPARISON_WRITERS
from cablefix.deadline import TimeLimitError

MOST = 26
"""Texts that are compared at a time."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE",
        help="two files or more; one of them may be - for standard input",
    )  # fmt: skip
    parser.add_argument("--format", choices=list(COMPARISON_WRITERS), default="text",
                        help="what to write (default: text)")  # fmt: skip
    parser.add_argument("--pairs", metavar="LIST",
                        help="compare the files named in each line of this list")  # fmt: skip
    parser.add_argument("-o", "--output", metavar="OUT",
                        help="write to this file; with --pairs, to this folder")  # fmt: skip
    add_encoding(parser)
    add_time_limit(parser)


def run(args: argparse.Namespace) -> int:
    """Compare the files, or those of each line of the list."""
    if args.pairs:
        return _run_pairs(args)
    _check_count(args.files, "")
    guard(args.output, args.files)
    found = _compare(args, args.files)
    write_text(args.output, found.render(args.format))
    return 0


def _check_count(files: Sequence[str], where: str) -> None:
    if len(files) < 2:
        raise TroubleError(f"{where}one text cannot be compared: name two files or more")
    if len(files) > MOST:
        raise TroubleError(f"{where}{len(files)} texts are too many: name {MOST} at most")
    if sum(f == "-" for f in files) > 1:
        raise TroubleError(f"{where}standard input can be read once: name files")


def _compare(args: argparse.Namespace, files: Sequence[str]) -> Comparison:
    texts = [_read(name, args.encoding or "utf-8") for name in files]
    try:
        return compare(texts[0], texts[1], *texts[2:], names=_names(files),
                       time_limit=args.time_limit)  # fmt: skip
    except TimeLimitError as e:
        raise TroubleError(f"{' and '.join(files)}: {e}") from None


def _read(name: str, encoding: str) -> str:
    """The text of a file, or that of its pages."""
    data = read_data(name)
    pages = open_found(name, data, encoding)
    return (pages_source(pages, name) or decode_source(name, data, encoding)).text


def _names(files: Sequence[str]) -> list[str]:
    """The names of the files, without their folders where that tells them apart."""
    named = ["standard input" if f == "-" else f for f in files]
    short = [Path(f).name for f in named]
    names = short if len(set(short)) == len(short) else named
    if len(set(names)) < len(names):
        names = [f"{n} ({i})" for i, n in enumerate(names, 1)]
    return [one_line(n) for n in names]


def _run_pairs(args: argparse.Namespace) -> int:
    """Compare line by line; one that cannot be compared is told, the rest is done."""
    if args.files:
        raise TroubleError("--pairs names the files: leave out the others")
    if args.output is None:
        raise TroubleError("--pairs writes many files: name a folder with -o")
    rows = _read_list(args.pairs)
    folder = make_folder(args.output)
    ending = COMPARISON_WRITERS[args.format].ending
    troubles = 0
    taken: set[str] = set()
    for files in progress(rows):
        page = folder / _page_name(files, ending, taken)
        try:
            _check_count(files, f"{args.pairs}: ")
            guard(str(page), [*files, args.pairs], instead="name another folder")
            found = _compare(args, files)
            write_text(str(page), found.render(args.format))
        except TroubleError as e:
            complain(str(e))
            troubles += 1
            continue
        n, m = len(found.differences), len(found.withheld)
        say(one_line(f"{page}: {n:,} differences, {m:,} withheld; {found.message}") + "\n")
    return 2 if troubles else 0


def _read_list(name: str) -> list[list[str]]:
    base = Path(name).parent
    rows = []
    for line in read_text(name).lstrip("\ufeff").splitlines():
        cells = [c.strip() for c in line.split("\t") if c.strip()]
        if cells and not cells[0].startswith("#"):
            rows.append([c if c == "-" else str(base / c) for c in cells])
    if not rows:
        raise TroubleError(f"{name} names no files: write two in a line, with a tab between")
    return rows


def _page_name(files: Sequence[str], ending: str, taken: set[str]) -> str:
    """A file name for a comparison; no two alike, even where case is ignored."""
    stem = Path(files[0]).stem or "comparison"
    name, count = f"{stem}.{ending}", 1
    while name.casefold() in taken:
        count += 1
        name = f"{stem}-{count}.{ending}"
    taken.add(name.casefold())
    return name

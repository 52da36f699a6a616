"""List what is missing from a transcription: withheld, lost, or on no page of the file.

examples:
  cablefix gaps cable.txt
  cablefix gaps - < cable.txt
"""

from __future__ import annotations

import argparse
import shutil
import textwrap

from cablefix.cleaner import Cleaner
from cablefix.cli.files import read_text, write_text
from cablefix.model import Gap
from cablefix.rendering.inline import ranges

_COLUMNS = ("KIND", "WHAT", "SECTION", "SURE", "WHY")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("file", help="the transcription, or - for standard input")
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file")


def run(args: argparse.Namespace) -> int:
    """Find the gaps of one file and print them as a table."""
    result = Cleaner().clean(read_text(args.file))
    width = shutil.get_terminal_size((100, 24)).columns
    write_text(args.output, table(result.gaps, width))
    return 0


def table(gaps: tuple[Gap, ...], width: int) -> str:
    """The gaps as a table for people; the last column is wrapped to `width` characters."""
    if not gaps:
        return "no gaps found\n"
    rows = [_COLUMNS, *(_row(g) for g in gaps)]
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    indent = sum(widths) + 2 * len(widths)
    lines = []
    for row in rows:
        head = "".join(cell.ljust(w + 2) for cell, w in zip(row[:4], widths, strict=True))
        why = textwrap.wrap(row[4], max(20, width - indent)) or [""]
        lines += [head + why[0], *(" " * indent + more for more in why[1:])]
    return "".join(line.rstrip() + "\n" for line in lines)


def _row(gap: Gap) -> tuple[str, ...]:
    if gap.paragraphs:
        noun = "paragraph" if len(gap.paragraphs) == 1 else "paragraphs"
        what = f"{noun} {ranges(gap.paragraphs)}"
    else:
        what = f"page {gap.page}" if gap.page else ""
    return gap.kind, what, str(gap.section or ""), f"{gap.confidence:.0%}", gap.why

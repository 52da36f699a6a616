"""List what is missing from a transcription: withheld, lost, or on no page of the file.

examples:
  cablefix gaps cable.txt                    a strip of the cable, then a table
  cablefix gaps --summary cable.txt          only the counts: paragraphs, pages, sections
  cablefix gaps --format csv -o gaps.csv *.txt
  cablefix gaps --summary --format csv *.txt   a row for each document: places, codes, share
  cablefix gaps --format json cable.txt      the gaps and the summary as one object
  cablefix gaps --ascii cable.txt            the strip in plain characters
  cablefix gaps --explain cable.txt          what the terms mean, too
  cablefix gaps --format json cables/ -o out/  a file for each, the tree mirrored
  cablefix gaps - < cable.txt

Paragraphs in the strip are told apart by shape: here, in part, redacted, empty, missing. Colour
is used on a terminal only, unless NO_COLOR is set.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import textwrap

import attrs

from cablefix.by_fields import ByFields
from cablefix.cli.console import one_line
from cablefix.cli.examine import (
    Examined,
    add_again,
    add_cleaning_arguments,
    add_many_arguments,
)
from cablefix.cli.meanings import plain, write_meanings
from cablefix.cli.sheets import named, write_sheets
from cablefix.cli.terminal import terminal_width
from cablefix.findings import Gap
from cablefix.records import to_record
from cablefix.rendering import Form
from cablefix.rendering.csv import write_summary_csv
from cablefix.rendering.inline import ranges
from cablefix.rendering.positions import Lines
from cablefix.rendering.strip import draw_strip, write_summary
from cablefix.result import CleanResult

_COLUMNS = ("LINE", "WHAT", "WHERE", "SURE", "WHY")
_NARROW = 90
"""Columns of a terminal below which the table becomes a list."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add_many_arguments(parser)
    parser.add_argument("--format", choices=("text", "json", "jsonl", "csv"), default="text",
                        help="what to write (default: text)")  # fmt: skip
    parser.add_argument("--summary", action="store_true", help="only the counts and the share")
    parser.add_argument("--ascii", action="store_true", help="draw the strip in plain ASCII")
    parser.add_argument("--explain", action="store_true",
                        help="say what the gaps, precedence and captions mean")  # fmt: skip
    add_cleaning_arguments(parser, "probable", guarded=True)
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="write to this file, or into this folder"
    )
    add_again(parser)


def run(args: argparse.Namespace) -> int:
    """Find the gaps of files and write them; of several, one that cannot be read is told."""
    terminal = args.output is None and sys.stdout is not None and sys.stdout.isatty()
    return write_sheets(args, GapSheet(
        args.format, args.summary, args.explain, terminal_width(100),
        ascii_only=args.ascii or not _can_draw(args.output),
        colour=terminal and not os.environ.get("NO_COLOR"),
    ))  # fmt: skip


@attrs.frozen
class GapSheet(ByFields):
    """The gaps of a file in the form that was asked for."""

    form: Form
    summary: bool
    explain: bool
    width: int
    ascii_only: bool
    colour: bool

    def name(self, file: str) -> str:
        """What the sheet of a file is called in a folder."""
        return named(file, "gaps", self.form)

    def render(self, found: Examined) -> str:
        """The sheet of a file."""
        result = found.result
        if self.form != "text":
            return _as_data(result, self.form, found.source.name, self.summary)
        parts = [write_summary(result.withheld, self.width)]
        if not self.summary:
            strip = draw_strip(
                result.cable, result.gaps, self.width, ascii_only=self.ascii_only,
                colour=self.colour,
            )  # fmt: skip
            parts = [strip, *parts] if strip else []
            parts.append(table(result.gaps, self.width, Lines.of(result.original)))
        if self.explain:
            parts.append(write_meanings(result.cables, result.gaps, self.width))
        return "\n".join(parts)


def _can_draw(output: str | None) -> bool:
    """Whether the cells of the strip can be written where they go."""
    if output is not None:
        return True
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    return encoding.startswith("utf")


def _as_data(result: CleanResult, form: Form, path: str, summary_only: bool) -> str:
    """The gaps for programs; offsets are code points of the input."""
    if form == "csv" and summary_only:
        return write_summary_csv(result, path)
    summary = to_record(result.withheld)
    only_gaps = attrs.evolve(result, corrections=(), suggestions=())
    if form == "json" or summary_only:
        found = {"path": path, "summary": summary}
        if not summary_only:
            found["gaps"] = to_record(result.gaps)
        return json.dumps(found, indent=2 if form == "json" else None) + "\n"
    return only_gaps.render(form, path=path)


def table(gaps: tuple[Gap, ...], width: int, lines_of: Lines) -> str:
    """The gaps as a table for people, at most `width` characters wide; a list if that is narrow."""
    if not gaps:
        return "no gaps found\n"
    if width < _NARROW:
        return "".join(_listed(_row(g, lines_of), width) for g in gaps)
    rows = [_COLUMNS, *(_row(g, lines_of) for g in gaps)]
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    indent = sum(widths) + 2 * len(widths)
    lines = []
    for row in rows:
        head = "".join(cell.ljust(w + 2) for cell, w in zip(row[:4], widths, strict=True))
        why = textwrap.wrap(row[4], max(20, width - indent), break_on_hyphens=False) or [""]
        lines += [head + why[0], *(" " * indent + more for more in why[1:])]
    return "".join(line.rstrip() + "\n" for line in lines)


def _listed(row: tuple[str, ...], width: int) -> str:
    line, what, where, sure, why = row
    head = ", ".join(x for x in (f"line {line}: {what}", where, sure) if x)
    lines = textwrap.wrap(head, width, subsequent_indent="  ") + textwrap.wrap(
        why, width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
    )
    return "".join(f"{line}\n" for line in lines)


def _row(gap: Gap, lines: Lines) -> tuple[str, ...]:
    """The cells of a gap: plain words first, the term in brackets at the end."""
    places = []
    if gap.paragraphs:
        noun = "paragraph" if len(gap.paragraphs) == 1 else "paragraphs"
        places.append(f"{noun} {ranges(gap.paragraphs)}")
    elif gap.page:
        places.append(f"page {gap.page}")
    if gap.section:
        places.append(f"section {gap.section}")
    line, _ = lines.place(gap.start)
    why = f"{one_line(gap.why)} [{gap.kind}]"
    return str(line), plain(gap.kind), ", ".join(places), f"{gap.confidence:.0%}", why

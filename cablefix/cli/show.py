"""Show what a cable is: its header fields, its sections and pages, its release, on one sheet.

examples:
  cablefix show cable.txt                    a sheet for each cable of the file
  cablefix show --format json cable.txt      the same for programs, with places and confidence
  cablefix show --explain cable.txt          what precedence and captions mean, too
  cablefix show cables/ -o out/              a file for each, the tree mirrored
  cablefix show - < cable.txt

Fields that are not on the pages are left out. Where the transcription reads otherwise, that stands
in brackets. Bold is used on a terminal only, unless NO_COLOR is set.
"""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from cablefix.by_fields import ByFields
from cablefix.cable import Cable, Field, Release, Section
from cablefix.cli.console import one_line, paint, wants_colour
from cablefix.cli.examine import (
    Examined,
    add_again,
    add_cleaning_arguments,
    add_many_arguments,
)
from cablefix.cli.meanings import write_meanings
from cablefix.cli.sheets import named, write_sheets
from cablefix.cli.terminal import terminal_width
from cablefix.records import SCHEMA, to_record
from cablefix.rendering.inline import ranges
from cablefix.result import CleanResult

WIDEST, NARROWEST = 80, 30
LABEL = 16
"""Columns of the labels; in a terminal too narrow for two columns the value stands below."""

_TWO_COLUMNS = 48


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add_many_arguments(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text",
                        help="what to write (default: text)")  # fmt: skip
    parser.add_argument("--explain", action="store_true",
                        help="say what precedence and captions mean")  # fmt: skip
    add_cleaning_arguments(parser, "probable", guarded=True)
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="write to this file, or into this folder"
    )
    add_again(parser)


def run(args: argparse.Namespace) -> int:
    """Read files and write their sheets."""
    colour = args.output is None and sys.stdout is not None and wants_colour(sys.stdout)
    width = terminal_width(WIDEST)
    return write_sheets(args, CableSheet(args.format, args.explain, width, colour))


@attrs.frozen
class CableSheet(ByFields):
    """What the cables of a file are, in the form that was asked for."""

    form: str
    explain: bool
    width: int
    colour: bool

    def name(self, file: str) -> str:
        """What the sheet of a file is called in a folder."""
        return named(file, "show", self.form)

    def render(self, found: Examined) -> str:
        """The sheet of a file."""
        result = found.result
        if self.form == "json":
            record = as_record(result, found.source.name)
            plain = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
            # what of a file name is no Unicode is escaped, as JSON may have it
            return plain.encode("utf-8", "backslashreplace").decode("utf-8")
        written = sheets(result.cables, self.width, colour=self.colour)
        if self.explain:
            meanings = write_meanings(result.cables, (), min(self.width, WIDEST))
            written += f"\n{meanings}" if meanings else ""
        return written


def as_record(result: CleanResult, path: str) -> dict[str, Any]:
    """The cables of a result for JSON, as `cablefix/rendering/cable.schema.json` describes them."""
    return {
        "schema": SCHEMA,
        "path": path,
        "sha256": result.provenance.sha256,
        "version": result.provenance.version,
        "cables": to_record(result.cables),
    }


def sheets(cables: Sequence[Cable], width: int, *, colour: bool = False) -> str:
    """A sheet for each cable, at most `width` columns wide.

    >>> print(sheets([Cable("cable", 0, 9, caption=Field("NODIS", "MODIS", 0, 5))], 60), end="")
    cable
    caption         NODIS (read MODIS)
    """
    width = max(NARROWEST, min(width, WIDEST))
    count = len(cables)
    written = []
    for i, cable in enumerate(cables, 1):
        number = f" ({i} of {count})" if count > 1 else ""
        head = one_line(f"{cable.kind} {cable.mrn}" if cable.mrn else cable.kind) + number
        rows = [paint(line, "label", on=colour) for line in textwrap.wrap(head, width)]
        rows += [line for row in _rows(cable) for line in _row(*row, width, colour)]
        written.append("".join(f"{row}\n" for row in rows))
    return "\n".join(written)


def _row(label: str, value: str, width: int, colour: bool) -> list[str]:
    """One field as lines: the label, and the value beside it or, where it is narrow, below."""
    beside = width >= _TWO_COLUMNS
    indent = LABEL if beside else 2
    lines = textwrap.wrap(one_line(value), width - indent, break_on_hyphens=False) or [""]
    shown = paint(label, "label", on=colour)
    if beside:
        return [
            shown + " " * (LABEL - len(label)) + lines[0],
            *(" " * indent + line for line in lines[1:]),
        ]
    return [shown, *(" " * indent + line for line in lines)]


def _rows(cable: Cable) -> Iterator[tuple[str, str]]:
    if cable.date:
        yield "date", _date(cable)
    elif cable.dtg:
        yield "date-time group", _value(cable.dtg)
    if cable.precedence:
        yield "precedence", _value(cable.precedence)
    if cable.sender:
        yield "from", _value(cable.sender)
    yield from _several("to", cable.addressees, "; ")
    yield from _several("through", cable.through, "; ")
    one = (
        ("classification", cable.classification), ("released as", cable.released_as),
        ("caption", cable.caption), ("executive order", cable.eo),
    )  # fmt: skip
    yield from ((label, _value(field)) for label, field in one if field)
    yield from _several("tags", cable.tags, ", ")
    if cable.subject:
        yield "subject", _value(cable.subject)
    yield from _several("references", cable.references, "; ")
    yield from _several("distribution", cable.distribution, " ")
    if cable.signature:
        yield "signature", _value(cable.signature)
    if cable.release:
        yield "release", _release(cable.release)
    yield from ((f"section {s.number}", _section(s)) for s in cable.sections)


def _value(field: Field[str]) -> str:
    read = " ".join(field.original.split())
    return field.value if read == field.value else f"{field.value} (read {read})"


def _several(label: str, fields: Sequence[Field[str]], between: str) -> Iterator[tuple[str, str]]:
    if fields:
        yield label, between.join(map(_value, fields))


def _date(cable: Cable) -> str:
    """The date in ISO 8601, and the group that it was read from."""
    assert cable.date is not None
    if cable.dtg is None:
        return cable.date.value.date().isoformat()
    return f"{cable.date.value:%Y-%m-%d %H:%M}Z ({_value(cable.dtg)})"


def _release(release: Release) -> str:
    codes = ", ".join(e.code for e in release.exemptions)
    case = f"case {release.case}" if release.case else None
    parts = (release.status, release.date, release.authority, case, codes)
    return "; ".join(p for p in parts if p) or "stamped"


def _section(section: Section) -> str:
    """Which pages and paragraphs of a section are here."""
    of = f"of {section.of}, " if section.of else ""
    numbers = tuple(sorted({p.number for p in section.pages if p.number}))
    total = next((p.of for p in section.pages if p.of), None)
    noun = "page" if len(section.pages) == 1 else "pages"
    pages = f"{noun} {ranges(numbers)}" if numbers else f"{len(section.pages)} {noun}"
    pages += f" of {total}" if total else ""
    here = tuple(sorted({q.number for p in section.pages for q in p.paragraphs if q.number}))
    noun = "paragraph" if len(here) == 1 else "paragraphs"
    return f"{of}{pages}" + (f", {noun} {ranges(here)}" if here else "")

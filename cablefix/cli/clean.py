"""Correct a transcription.

examples:
  cablefix clean cable.txt                    the corrected text
  cablefix clean --format inline cable.txt    every change and gap in its place
  cablefix clean --format jsonl -o findings.jsonl cable.txt
  cablefix clean --format tei -o cable.xml cable.txt
  cablefix clean -o out/ scan.hocr            hOCR, ALTO, PAGE, TSV: the file, corrected
  cablefix clean --format text scan.hocr      its text
  cablefix clean cables/ -o out/              a folder into another, the tree mirrored
  cablefix clean data.jsonl --field body --id doc_id -o out.jsonl
                                              a column of JSON Lines, CSV or Parquet
  cablefix clean - < cable.txt                standard input
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import attrs

from cablefix.by_fields import ByFields
from cablefix.cli.console import complain
from cablefix.cli.examine import (
    Examined,
    add_again,
    add_cleaning_arguments,
    add_many_arguments,
    examine,
    options_of,
)
from cablefix.cli.files import TroubleError, write_data, write_text
from cablefix.cli.outputs import guard
from cablefix.cli.targets import is_many
from cablefix.late import late
from cablefix.rendering import WRITERS, Form

ENDINGS = {"text": ".txt", "inline": ".inline.txt", "tei": ".tei.xml", "tei-frus": ".frus.xml"}
"""Endings of the names of written forms in a folder; the others are called like the form."""

clean_columns = late("cablefix.cli.columns", "clean_columns")
fill_folder = late("cablefix.cli.folders", "fill_folder")
is_folder = late("cablefix.cli.folders", "is_folder")
make_folder = late("cablefix.cli.folders", "make_folder")

INSTEAD = "write to another file; only the text itself, --format text -o, may take its place"


@attrs.frozen
class Written(ByFields):
    """The result of a file in a form; without one, the file itself, corrected."""

    form: Form | None

    def name(self, file: str) -> str:
        """What the output for a file is called, without its folder."""
        name, form = Path(file).name, self.form
        if form is None and name.lower().endswith(".pdf"):
            form = "json"
        if form is not None and not (form == "text" and name.endswith(".txt")):
            name = Path(file).stem + ENDINGS.get(form, f".{form}")
        return name

    def write(self, output: str | None, found: Examined) -> None:
        """Write it to a file, or to standard output."""
        if self.form is None and found.pages is not None:
            write_data(output, found.encode(found.result))
        else:
            form = self.form or "text"
            write_text(output, found.render(form), found.source.encoding_of(form))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add_many_arguments(parser)
    parser.add_argument(
        "--format", choices=list(WRITERS), help="what to write (default: the file, corrected)"
    )
    add_cleaning_arguments(parser, "probable", guarded=True)
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="write to this file, or into this folder"
    )
    add_again(parser)
    parser.add_argument("--field", metavar="COLUMN",
                        help="clean this column of a .jsonl, .csv or .parquet file")  # fmt: skip
    parser.add_argument("--id", metavar="COLUMN",
                        help="with --field: the column of names (default: numbers)")  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Clean one file and write the result, many into a folder, or a column of a table."""
    code: int
    if args.field is not None:
        code = clean_columns(args)
        return code
    if args.id is not None:
        raise TroubleError("--id names the records of a table: name the column of texts by --field")
    if is_many(args.files):
        if args.output is None:
            what = f"{args.files[0]} is a directory" if len(args.files) == 1 else "these are many"
            raise TroubleError(f"{what}: name the folder to write them into with -o")
        code = fill_folder(args, Written(args.format))
        return code
    (file,) = args.files
    output = _target(args.output, file, args.format)
    if output is None or args.format not in (None, "text"):
        guard(output, [file], instead=INSTEAD)
    found = examine(file, options_of(args))
    for note in found.notes:
        complain(note)
    if args.format is not None and found.pages is not None:
        guard(output, [file], instead=INSTEAD)
    Written(args.format).write(output, found)
    return 0


def _target(output: str | None, file: str, form: Form | None) -> str | None:
    """The file to write to; in a folder, by the name of what is read."""
    if output is None or not is_folder(output):
        return output
    if file == "-":
        raise TroubleError(f"{output} is a folder, and standard input has no name: name a file")
    return os.path.join(make_folder(output), Written(form).name(file))

"""Correct a transcription.

examples:
  cablefix clean cable.txt                    the corrected text
  cablefix clean --format inline cable.txt    every change and gap in its place
  cablefix clean --format jsonl -o findings.jsonl cable.txt
  cablefix clean --format tei -o cable.xml cable.txt
  cablefix clean -o out/ scan.hocr            hOCR, ALTO, PAGE, TSV: the file, corrected
  cablefix clean --format text scan.hocr      its text
  cablefix clean - < cable.txt                standard input
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from cablefix.cli.console import complain
from cablefix.cli.examine import add_cleaning_arguments, examine, options_of
from cablefix.cli.files import TroubleError, write_data, write_text
from cablefix.cli.outputs import guard
from cablefix.rendering import WRITERS, Form

INSTEAD = "write to another file; only the text itself, --format text -o, may take its place"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("file", help="the transcription, or - for standard input")
    parser.add_argument(
        "--format", choices=list(WRITERS), help="what to write (default: the file, corrected)"
    )
    add_cleaning_arguments(parser, "probable", guarded=True)
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="write to this file, or into this folder"
    )


def run(args: argparse.Namespace) -> int:
    """Clean one file and write the result."""
    output = _target(args.output, args.file, args.format)
    if output is None or args.format not in (None, "text"):
        guard(output, [args.file], instead=INSTEAD)
    found = examine(args.file, options_of(args))
    for note in found.notes:
        complain(note)
    form: Form = args.format or "text"
    if args.format is None and found.pages is not None:
        write_data(output, found.encode(found.result))
        return 0
    if found.pages is not None:
        guard(output, [args.file], instead=INSTEAD)
    written = found.render(form)
    write_text(output, written, found.source.encoding_of(form))
    return 0


ENDINGS = {"text": ".txt", "inline": ".inline.txt", "tei": ".tei.xml", "tei-frus": ".frus.xml"}
"""Endings of the names of written forms in a folder; the others are called like the form."""


def _target(output: str | None, file: str, form: str | None) -> str | None:
    """The file to write to; in a folder, by the name of what is read."""
    if output is None or not (output.endswith(("/", os.sep)) or os.path.isdir(output)):
        return output
    if file == "-":
        raise TroubleError(f"{output} is a folder, and standard input has no name: name a file")
    try:
        os.makedirs(output, exist_ok=True)
    except OSError as e:
        raise TroubleError(
            f"{output} cannot be made a folder ({e.strerror}): name another"
        ) from None
    name = Path(file).name
    if form is None and name.lower().endswith(".pdf"):
        form = "json"
    if form is not None and not (form == "text" and name.endswith(".txt")):
        name = Path(file).stem + ENDINGS.get(form, f".{form}")
    return os.path.join(output, name)

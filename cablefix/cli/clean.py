"""Correct a transcription.

examples:
  cablefix clean cable.txt                    the corrected text
  cablefix clean --format inline cable.txt    every change and gap in its place
  cablefix clean --format jsonl -o findings.jsonl cable.txt
  cablefix clean --format tei -o cable.xml cable.txt
  cablefix clean - < cable.txt                standard input
"""

from __future__ import annotations

import argparse

from cablefix.cli.console import complain
from cablefix.cli.examine import add_cleaning_arguments, examine, options_of
from cablefix.cli.files import write_text
from cablefix.cli.outputs import guard
from cablefix.rendering import WRITERS

INSTEAD = "write to another file; only the text itself, --format text -o, may take its place"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("file", help="the transcription, or - for standard input")
    parser.add_argument("--format", choices=list(WRITERS), default="text", help="what to write")
    add_cleaning_arguments(parser, "probable", guarded=True)
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file")


def run(args: argparse.Namespace) -> int:
    """Clean one file and write the result."""
    if args.format != "text" or args.output is None:
        guard(args.output, [args.file], instead=INSTEAD)
    found = examine(args.file, options_of(args))
    for note in found.unused:
        complain(note)
    written = found.result.render(args.format, path=args.file)
    write_text(args.output, written, found.source.encoding_of(args.format))
    return 0

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

from cablefix.cleaner import Cleaner
from cablefix.cli.arguments import add_encoding
from cablefix.cli.files import read_source, write_text
from cablefix.model import LEVELS
from cablefix.rendering import WRITERS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("file", help="the transcription, or - for standard input")
    parser.add_argument("--format", choices=list(WRITERS), default="text", help="what to write")
    parser.add_argument("--level", choices=list(LEVELS), default="probable",
                        help="the lowest certainty to apply (default: probable)")  # fmt: skip
    add_encoding(parser)
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file")


def run(args: argparse.Namespace) -> int:
    """Clean one file and write the result."""
    source = read_source(args.file, args.encoding)
    result = Cleaner(level=args.level).clean(source.text)
    encoding = source.encoding if args.format in ("text", "inline") else "utf-8"
    write_text(args.output, result.render(args.format, path=args.file), encoding)
    return 0

"""Make the clean text of a transcription from findings that a person has gone through.

The findings are those of `cablefix clean --format jsonl`, or the decisions downloaded from a
report. Corrections deleted from the file are not made, edited ones are made as they are now.

examples:
  cablefix clean --format jsonl -o findings.jsonl cable.txt
  cablefix apply findings.jsonl cable.txt
  cablefix apply findings.jsonl cable.txt --format tei -o cable.xml
"""

from __future__ import annotations

import argparse

from cablefix.cli.files import TroubleError, read_source, read_text, write_text
from cablefix.cli.outputs import guard
from cablefix.rendering import WRITERS
from cablefix.rendering.jsonl import RecordError, parse_jsonl


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("findings", metavar="FILE.jsonl", help="the findings, as JSON Lines")
    parser.add_argument("original", metavar="ORIGINAL", help="the transcription they were made of")
    parser.add_argument("--format", choices=list(WRITERS), default="text", help="what to write")
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file")


def run(args: argparse.Namespace) -> int:
    """Apply the findings and write the result."""
    own = args.format == "text" and args.output is not None
    guard(args.output, [args.findings] if own else [args.findings, args.original])
    findings, original = read_text(args.findings), read_source(args.original)
    try:
        result = parse_jsonl(findings, original.text)
    except RecordError as e:
        raise TroubleError(f"{args.findings} cannot be applied to {args.original}: {e}") from None
    written = result.render(args.format, path=args.original)
    write_text(args.output, written, original.encoding_of(args.format))
    return 0

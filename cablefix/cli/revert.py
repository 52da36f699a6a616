"""Rebuild the transcription as it was before it was corrected, byte for byte.

examples:
  cablefix clean --format jsonl -o findings.jsonl cable.txt
  cablefix apply findings.jsonl cable.txt -o clean.txt
  cablefix revert findings.jsonl clean.txt
"""

from __future__ import annotations

import argparse

from cablefix.cli.files import TroubleError, read_source, read_text, write_text
from cablefix.cli.outputs import guard
from cablefix.rendering.jsonl import RecordError, read_records, revert_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("findings", metavar="FILE.jsonl", help="the findings, as JSON Lines")
    parser.add_argument("clean", metavar="CLEAN", help="the clean text that they made")
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file")


def run(args: argparse.Namespace) -> int:
    """Take the corrections back and write the original."""
    guard(args.output, [args.findings] if args.output else [args.findings, args.clean])
    findings, clean = read_text(args.findings), read_source(args.clean)
    try:
        original = revert_text(read_records(findings), clean.text)
    except RecordError as e:
        raise TroubleError(f"{args.findings} does not revert {args.clean}: {e}") from None
    write_text(args.output, original, clean.encoding)
    return 0

"""Rebuild the transcription as it was before it was corrected, byte for byte.

A file of pages (hOCR, ALTO, PAGE, TSV) is rebuilt, too, with its boxes and all else.

examples:
  cablefix clean --format jsonl -o findings.jsonl cable.txt
  cablefix apply findings.jsonl cable.txt -o clean.txt
  cablefix revert findings.jsonl clean.txt
  cablefix revert findings.jsonl fixed.hocr -o scan.hocr
"""

from __future__ import annotations

import argparse

from cablefix.cli.files import (
    TroubleError,
    decode_source,
    read_data,
    read_text,
    write_data,
    write_text,
)
from cablefix.cli.outputs import guard
from cablefix.formats.recognition import is_pages
from cablefix.formats.reverting import revert_pages
from cablefix.rendering.jsonl import RecordError, read_records, revert_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("findings", metavar="FILE.jsonl", help="the findings, as JSON Lines")
    parser.add_argument("clean", metavar="CLEAN", help="the clean text that they made")
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file")


def run(args: argparse.Namespace) -> int:
    """Take the corrections back and write the original."""
    guard(args.output, [args.findings] if args.output else [args.findings, args.clean])
    findings, data = read_text(args.findings), read_data(args.clean)
    try:
        found = read_records(findings)
        if is_pages(data):
            write_data(args.output, revert_pages(found, data))
            return 0
        clean = decode_source(args.clean, data)
        original = revert_text(found, clean.text)
    except RecordError as e:
        raise TroubleError(f"{args.findings} does not revert {args.clean}: {e}") from None
    write_text(args.output, original, clean.encoding)
    return 0

"""Make the clean text of a transcription from findings that a person has gone through.

The findings are those of `cablefix clean --format jsonl`, or the decisions downloaded from a
report. Corrections deleted from the file are not made, edited ones are made as they are now.

examples:
  cablefix clean --format jsonl -o findings.jsonl cable.txt
  cablefix apply findings.jsonl cable.txt
  cablefix apply findings.jsonl cable.txt --format tei -o cable.xml
  cablefix apply findings.jsonl scan.hocr -o fixed.hocr
"""

from __future__ import annotations

import argparse

from cablefix.cli.examine import open_found, pages_source
from cablefix.cli.files import (
    TroubleError,
    decode_source,
    read_data,
    read_text,
    write_data,
    write_text,
)
from cablefix.cli.outputs import guard
from cablefix.formats.errors import PagesError
from cablefix.formats.recognition import Order
from cablefix.rendering import WRITERS, Form
from cablefix.rendering.jsonl import RecordError, read_records
from cablefix.result import parse_jsonl


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("findings", metavar="FILE.jsonl", help="the findings, as JSON Lines")
    parser.add_argument("original", metavar="ORIGINAL", help="the transcription they were made of")
    parser.add_argument("--format", choices=list(WRITERS),
                        help="what to write (default: the original, corrected)")  # fmt: skip
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file")


def run(args: argparse.Namespace) -> int:
    """Apply the findings and write the result."""
    own = args.format in (None, "text") and args.output is not None
    guard(args.output, [args.findings] if own else [args.findings, args.original])
    findings, data = read_text(args.findings), read_data(args.original)
    pages = open_found(args.original, data, *_how_read(findings))
    original = pages_source(pages, args.original) or decode_source(args.original, data)
    try:
        result = parse_jsonl(findings, original.text)
    except RecordError as e:
        raise TroubleError(f"{args.findings} cannot be applied to {args.original}: {e}") from None
    if pages is not None and args.format is None:
        try:
            made = pages.render(result)
        except PagesError as e:
            raise TroubleError(f"{args.original}: {e}") from None
        write_data(args.output, made)
        return 0
    if pages is not None:
        guard(args.output, [args.original])
    form: Form = args.format or "text"
    written = result.render(form, path=args.original)
    write_text(args.output, written, original.encoding_of(form))
    return 0


def _how_read(findings: str) -> tuple[str, Order]:
    """The encoding and the order in which the file of pages was read that the findings are of."""
    try:
        packed = next((p for f in read_records(findings) for p in f.pages), None)
    except RecordError:
        packed = None  # told when they are applied
    return (packed.encoding, packed.order) if packed else ("utf-8", "file")

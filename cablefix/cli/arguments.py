"""Arguments that several commands take."""

from __future__ import annotations

import argparse
import codecs

from cablefix.cli.files import ENCODINGS


def add_encoding(parser: argparse.ArgumentParser) -> None:
    """`--encoding`."""
    parser.add_argument(
        "--encoding", type=_encoding, metavar="NAME",
        help=f"of files without a byte order mark: {', '.join(ENCODINGS)} (default: utf-8)",
    )  # fmt: skip


def _encoding(name: str) -> str:
    known = {codecs.lookup(e).name: e for e in ENCODINGS}
    try:
        return known[codecs.lookup(name).name]
    except (LookupError, ValueError):
        raise argparse.ArgumentTypeError(
            f"unknown encoding {name!r}: use one of {', '.join(ENCODINGS)}"
        ) from None

"""Arguments that several commands take."""

from __future__ import annotations

import argparse
import codecs

from cablefix import deadline
from cablefix.cli.files import ENCODINGS


def add_encoding(parser: argparse.ArgumentParser) -> None:
    """`--encoding`."""
    parser.add_argument(
        "--encoding", type=_encoding, metavar="NAME",
        help=f"of files without a byte order mark: {', '.join(ENCODINGS)} (default: utf-8)",
    )  # fmt: skip


def add_time_limit(parser: argparse.ArgumentParser) -> None:
    """`--time-limit`."""
    parser.add_argument(
        "--time-limit", type=_seconds, metavar="SECONDS",
        help="the longest that the cleaning of a file may take; one that takes longer is told",
    )  # fmt: skip


def count_from_one(text: str) -> int:
    """A whole number from 1 on, for argparse."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
        deadline.check_limit(seconds)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0") from None
    return seconds


def _encoding(name: str) -> str:
    known = {codecs.lookup(e).name: e for e in ENCODINGS}
    try:
        return known[codecs.lookup(name).name]
    except (LookupError, ValueError):
        raise argparse.ArgumentTypeError(
            f"unknown encoding {name!r}: use one of {', '.join(ENCODINGS)}"
        ) from None

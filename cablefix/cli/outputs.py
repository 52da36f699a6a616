"""Sees to it that nothing is written over the only copy of what is read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from typing import TextIO

from cablefix.cli.files import TroubleError

INSTEAD = "write to another file"


def guard(output: str | None, inputs: Iterable[str], *, instead: str = INSTEAD) -> None:
    """Raise TroubleError if an output is one of the files that are read, by whatever name.

    `output` is None for standard output, which the shell may have led into such a file; `instead`
    says what to do. Hard and symbolic links to a file are that file, `-` is standard input.
    """
    written = _status_of_stream(sys.stdout) if output is None else _status(output)
    if written is None or not stat.S_ISREG(written.st_mode):
        return
    for name in inputs:
        read = _status_of_stream(sys.stdin) if name == "-" else _status(name)
        if read is not None and os.path.samestat(read, written):
            where = "standard output" if output is None else output
            what = "what is read from standard input" if name == "-" else f"{name}, which is read"
            raise TroubleError(f"{where} would be written over {what}: {instead}")


def _status(name: str) -> os.stat_result | None:
    try:
        return os.stat(name)
    except (OSError, ValueError):
        return None


def _status_of_stream(stream: TextIO | None) -> os.stat_result | None:
    try:
        return os.fstat(stream.fileno()) if stream is not None else None
    except (OSError, ValueError, AttributeError):  # a stream that is no file, as in tests
        return None

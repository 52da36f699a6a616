"""Reads and writes the files of the command line, without ever leaving half of one."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path


class TroubleError(Exception):
    """Something the user must mend; the message says what and how, in one line."""


def read_text(name: str) -> str:
    """The text of a file, or of standard input for `-`; every line end is kept.

    Raises TroubleError when there is nothing that can be read as text.
    """
    data = sys.stdin.buffer.read() if name == "-" else _read_bytes(name)
    where = "standard input" if name == "-" else name
    if not data:
        raise TroubleError(f"{where} is empty: give a file with a transcription in it")
    if b"\0" in data:
        raise TroubleError(f"{where} is a binary file: give the transcription as plain text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as e:
        raise TroubleError(
            f"{where} is not UTF-8 (byte {e.start}): convert it, for example with iconv"
        ) from None


def _read_bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise TroubleError(f"{name} does not exist: check the path") from None
    except IsADirectoryError:
        raise TroubleError(f"{name} is a directory: name the files in it") from None
    except OSError as e:
        raise TroubleError(f"{name} cannot be read ({e.strerror}): check its permissions") from None


def write_text(name: str | None, text: str) -> None:
    """Write to a file, replaced in one step, or to standard output when `name` is None.

    Raises TroubleError when it cannot be written; then nothing was.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as e:
        raise TroubleError(
            f"U+{ord(text[e.start]):04X}, half a character, cannot be written as UTF-8: take it "
            "out of the record that has it"
        ) from None
    if name is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as f:
            f.write(data)
        os.replace(f.name, path)
    except OSError as e:
        with contextlib.suppress(OSError, UnboundLocalError):
            os.unlink(f.name)
        raise TroubleError(f"{name} cannot be written ({e.strerror}): check the folder") from None

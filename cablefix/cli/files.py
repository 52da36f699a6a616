"""Reads and writes the files of the command line, without ever leaving half of one."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import attrs

from cablefix.atomic import ChangedError, ReadOnlyError, replacing
from cablefix.by_fields import ByFields
from cablefix.cli.foreign import advice, binary_sort
from cablefix.misuse import TroubleError as TroubleError
from cablefix.settings import ENCODINGS as ENCODINGS

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@attrs.frozen
class Source(ByFields):
    """A file as read: its name, its text, and the encoding in which the text is its bytes.

    A byte order mark is the first character of the text.
    """

    name: str
    text: str
    encoding: str

    def encode(self, text: str) -> bytes:
        """Another text in the encoding of this file. Raises TroubleError when it cannot hold it."""
        try:
            return text.encode(self.encoding)
        except UnicodeEncodeError as e:
            char = text[e.start]
            raise TroubleError(
                f"U+{ord(char):04X}, half a character, cannot be written: take it out of the "
                "record that has it"
                if "\ud800" <= char <= "\udfff"
                else f"{self.name}: {char!r} does not exist in {self.encoding}: convert the file "
                "to UTF-8, for example with iconv"
            ) from None

    def encoding_of(self, form: str) -> str:
        """The encoding of a written form of this file: its own for text, else UTF-8."""
        return self.encoding if form in ("text", "inline") else "utf-8"


def read_source(name: str, encoding: str = "utf-8") -> Source:
    """A file, or standard input for `-`; every byte of it is in the text.

    `encoding` holds for files that do not begin with a byte order mark. An empty file is an empty
    text. Raises TroubleError for what cannot be read as text.
    """
    return decode_source(name, read_data(name), encoding)


def read_data(name: str) -> bytes:
    """The bytes of a file, or of standard input for `-`. Raises TroubleError."""
    return _read_stdin() if name == "-" else _read_bytes(name)


def decode_source(name: str, data: bytes, encoding: str = "utf-8") -> Source:
    """What `read_source` makes of the bytes of a file."""
    where = "standard input" if name == "-" else name
    sort = binary_sort(name, data)
    if sort:
        raise TroubleError(f"{where} is {sort}, not a transcription: {advice(sort)}")
    encoding = next((code for mark, code in _MARKS if data.startswith(mark)), encoding)
    if b"\0" in data and not encoding.startswith("utf-16"):
        raise TroubleError(f"{where} is a binary file: give the transcription as plain text")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as e:
        raise TroubleError(
            f"{where} is not {encoding.upper()} (byte {e.start}): name its encoding, for example "
            "--encoding cp1252, or convert it with iconv"
        ) from None
    if "\0" in text:
        raise TroubleError(f"{where} is a binary file: give the transcription as plain text")
    return Source(name, text, encoding)


def read_text(name: str, encoding: str = "utf-8") -> str:
    """The text of a file, or of standard input for `-`; every line end is kept.

    Raises TroubleError for what cannot be read as text.
    """
    return read_source(name, encoding).text


def _read_stdin() -> bytes:
    if sys.stdin is None:
        raise TroubleError("standard input is closed: name a file, or pipe a transcription in")
    try:
        return sys.stdin.buffer.read()
    except OSError as e:
        raise TroubleError(f"standard input cannot be read ({e.strerror}): name a file") from None


def _read_bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise TroubleError(f"{name} does not exist: check the path") from None
    except IsADirectoryError:
        raise TroubleError(f"{name} is a directory: name the files in it") from None
    except OSError as e:
        raise TroubleError(f"{name} cannot be read ({e.strerror}): check its permissions") from None
    except ValueError as e:
        raise TroubleError(f"{name!r} is not a file name ({e}): check the path") from None


def write_text(name: str | None, text: str, encoding: str = "utf-8") -> None:
    """Write to a file, replaced in one step, or to standard output when `name` is None."""
    write_data(name, Source(name or "standard output", "", encoding).encode(text))


def write_data(name: str | None, data: bytes) -> None:
    """Write bytes to a file, replaced in one step, or to standard output when `name` is None."""
    if name is None:
        write_stdout(data)
    else:
        write_bytes(name, data)


def write_stdout(data: bytes) -> None:
    """Write to standard output. Raises TroubleError when it takes no more."""
    if sys.stdout is None:
        raise TroubleError("standard output is closed: open it, or write to a file with -o")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as e:
        raise TroubleError(f"standard output cannot be written ({e.strerror})") from None


def write_bytes(name: str, data: bytes, *, expected: bytes | None = None) -> None:
    """Write a file so that others see the old one or the new one, never a part.

    Mode, owner and extended attributes of a file that is there are kept; a symbolic link stays
    one, and its target is written; a pipe or device is written to as it is. With `expected` the
    file is left alone unless it still holds these bytes. Raises TroubleError, one line, and
    nothing is written then.
    """
    with writing(name, expected=expected) as stream:
        stream.write(data)


@contextmanager
def writing(name: str, *, expected: bytes | None = None) -> Iterator[IO[bytes]]:
    """A stream of bytes into a file, as `write_bytes` has it, for what is not held in memory."""
    if not name:
        raise TroubleError("-o has an empty name behind it: name a file")
    try:
        with replacing(os.path.realpath(name), expected=expected) as stream:
            yield stream
    except ReadOnlyError:
        raise TroubleError(
            f"{name} is read-only: make it writable, for example chmod u+w"
        ) from None
    except OSError as e:
        raise TroubleError(f"{name} cannot be written ({e.strerror}): check the folder") from None
    except ChangedError:
        raise TroubleError(f"{name} was changed by someone else meanwhile: run again") from None

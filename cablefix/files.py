"""Cleans a file as it lies on the disk, whatever it is: text, or pages of an OCR format."""

from __future__ import annotations

import os
from pathlib import Path

from cablefix.cleaner import Cleaner, default_cleaner
from cablefix.formats.decoding import decode
from cablefix.formats.errors import PagesError
from cablefix.formats.opening import read_bytes
from cablefix.formats.recognition import is_pages
from cablefix.log import WARNING, Log
from cablefix.misuse import shown
from cablefix.result import CleanResult

_log = Log(__name__)


def clean_file(
    path: str | os.PathLike[str], *, cleaner: Cleaner | None = None, encoding: str | None = None,
    time_limit: float | None = None,
) -> CleanResult:  # fmt: skip
    """Clean one file; nothing is written.

    A file of text is read with every byte in its place, a byte order mark as its first character.
    hOCR, ALTO, PAGE XML, TSV and PDFs are read as `open_pages` reads them: take that where the
    result is to be written back. `cleaner` is the default one if none is given, `encoding` that of
    files that do not say theirs (UTF-8 if none is given), `time_limit` in seconds.

    Raises OSError when the file cannot be read, ValueError, with one line that names the file and
    says what to do, when it is no text, and TimeLimitError.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "cable.txt"
    ...     _ = file.write_bytes(b"1. THE MINISTER ASKED WHETHER MFWM STATUS WOULD BE EXTENDED.")
    ...     clean_file(file).text
    '1. THE MINISTER ASKED WHETHER MFN STATUS WOULD BE EXTENDED.'
    """
    if not isinstance(path, str | os.PathLike):
        raise TypeError(f"clean_file takes a path, not {shown(path)}: give the name of a file")
    name = os.fspath(path)
    data = Path(name).read_bytes()
    used = cleaner or default_cleaner()
    if is_pages(data):
        pages = read_bytes(name, data, encoding)
        for warning in pages.warnings:
            _log.say(WARNING, "%s: %s", name, warning)
        return used.clean(pages, time_limit=time_limit)
    try:
        text, _ = decode(data, encoding)
    except PagesError as e:
        raise ValueError(f"{name}: {e}, or give encoding='cp1252' or the like") from None
    if "\0" in text:
        raise ValueError(f"{name} is a binary file: give the transcription as plain text")
    return used.clean(text, time_limit=time_limit)

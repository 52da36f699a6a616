"""Replaces a file in one step, so that others see the old one or the new one, never a part."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO


class ChangedError(Exception):
    """The file is no longer what was read."""


def replace_file(target: str, data: bytes, *, expected: bytes | None = None) -> None:
    """Write `data` to `target`, a path without symbolic links.

    Mode, owner and extended attributes of a file that is there are kept; a pipe or device is
    written to as it is. With `expected` the file is left alone unless it still holds these bytes.
    Raises PermissionError for a file that is read-only, ChangedError, and OSError; nothing is
    written then.
    """
    with replacing(target, expected=expected) as stream:
        stream.write(data)


@contextlib.contextmanager
def replacing(target: str, *, expected: bytes | None = None) -> Iterator[IO[bytes]]:
    """A stream whose content takes the place of `target` when all of it is there.

    It is as `replace_file` has it: what fails within leaves the file as it was.
    """
    there = _stat(target)
    if there is not None and not stat.S_ISREG(there.st_mode):
        with open(target, "wb") as stream:
            yield stream
        return
    if there is not None and not (there.st_mode & 0o222 and os.access(target, os.W_OK)):
        raise ReadOnlyError(f"{target} is read-only")
    fresh = os.path.join(os.path.dirname(target), f".cablefix-{os.urandom(8).hex()}")
    try:
        with open(fresh, "xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if there is not None:
            _dress(fresh, target, there)
        if expected is not None and Path(target).read_bytes() != expected:
            raise ChangedError
        os.replace(fresh, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(fresh)
        raise


class ReadOnlyError(PermissionError):
    """The file may not be written."""


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _dress(fresh: str, target: str, there: os.stat_result) -> None:
    """Give the new file the owner, mode and attributes of the old one, and its own time."""
    import shutil  # few runs replace a file

    mine = os.stat(fresh)
    if (mine.st_uid, mine.st_gid) != (there.st_uid, there.st_gid):
        os.chown(fresh, there.st_uid, there.st_gid)
    shutil.copystat(target, fresh)
    os.utime(fresh)

"""Loads the compiled data files, and says what to do when one is missing or damaged."""

from __future__ import annotations

import os
import re
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cablefix.language import tables
from cablefix.language.tables import REBUILD, WordlistError
from cablefix.late import late_regex

LONGEST_HEAD = 256
_HEAD = late_regex(
    rb"\x93NUMPY\x01\x00..\{'descr': '(?P<kind>[^']{1,9})', 'fortran_order': False, "
    rb"'shape': \((?P<size>\d{1,12}),\), \} *\n",
    re.DOTALL,
)
"""The head of a file as numpy writes it for an array of one dimension (NPY format 1.0)."""


def load_array(name: str, kind: npt.DTypeLike, folder: Path | None = None) -> npt.NDArray[Any]:
    """One array, mapped into memory: nothing is read before it is needed.

    `name`: of the file, without `.npy`; `kind`: the type of its numbers; `folder`: other than that
    of the installed wordlists. Raises WordlistError naming the file when it is missing, cut short,
    or no such array.

    >>> load_array("near_lengths", np.uint8).ndim
    1
    """
    path = f"{folder or tables.folder()}{os.sep}{name}.npy"
    try:
        array = _map(path)
    except FileNotFoundError:
        raise WordlistError(f"data file {path} is missing: {REBUILD}") from None
    except (OSError, ValueError, TypeError) as e:
        why = str(e).split("\n")[0] or "empty"
        raise WordlistError(f"data file {path} is damaged ({why}): {REBUILD}") from None
    if array.dtype != np.dtype(kind):
        raise WordlistError(
            f"data file {path} is damaged ({array.dtype} where {np.dtype(kind)} belongs): {REBUILD}"
        )
    return array


def _map(path: str) -> npt.NDArray[Any]:
    """The array in a file.

    Not by numpy, whose reader has Python compile the head of each file, and opens it three times to
    map it: for all arrays that takes seven times as long.
    """
    with open(path, "rb", buffering=0) as file:
        mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
    m = _HEAD.match(mapped[:LONGEST_HEAD])
    if m is None:
        raise ValueError("no array of one dimension")
    return np.frombuffer(mapped, m["kind"].decode(), int(m["size"]), m.end())


def check_fit(what: str, fits: bool) -> None:
    """Raise WordlistError unless the arrays of a group have sizes that belong together."""
    if not fits:
        folder = tables.folder()
        raise WordlistError(f"data files {what} in {folder} do not belong together: {REBUILD}")

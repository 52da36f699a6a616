"""Loads the compiled data files, and says what to do when one is missing or damaged."""

from __future__ import annotations

import os
from math import prod
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib.format import read_array_header_1_0, read_magic

from cablefix.language import tables
from cablefix.language.tables import REBUILD, WordlistError


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
    except (OSError, ValueError, EOFError, SyntaxError) as e:
        why = str(e).split("\n")[0] or "empty"
        raise WordlistError(f"data file {path} is damaged ({why}): {REBUILD}") from None
    if array.dtype != np.dtype(kind) or array.ndim != 1:
        raise WordlistError(
            f"data file {path} is damaged ({array.ndim} dimensions of {array.dtype}, not one of "
            f"{np.dtype(kind)}): {REBUILD}"
        )
    return array


def _map(path: str) -> npt.NDArray[Any]:
    """The array in a file.

    Without the memmap class of numpy, which opens the file twice more and makes every access
    slower.
    """
    with open(path, "rb", buffering=0) as file:
        if read_magic(file) != (1, 0):
            raise ValueError("no array of format 1.0")
        shape, _, dtype = read_array_header_1_0(file)
        if dtype.hasobject:
            raise ValueError("an array of objects")
        begin = file.tell()
        mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
    return np.frombuffer(mapped, dtype, prod(shape), begin).reshape(shape)


def check_fit(what: str, fits: bool) -> None:
    """Raise WordlistError unless the arrays of a group have sizes that belong together."""
    if not fits:
        folder = tables.folder()
        raise WordlistError(f"data files {what} in {folder} do not belong together: {REBUILD}")

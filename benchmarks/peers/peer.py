"""What a peer must offer."""

from __future__ import annotations

import importlib.metadata
import shutil
import subprocess
from collections.abc import Callable, Sequence

from attrs import frozen


@frozen
class Peer:
    """A program that corrects texts.

    `correct` takes many texts, so that a program with a slow start starts once. `missing` says
    why it cannot run here, or gives None. `version` is what the results are filed under.
    """

    name: str
    use: str
    correct: Callable[[Sequence[str]], list[str]]
    version: Callable[[], str]
    missing: Callable[[], str | None] = lambda: None


def package_version(name: str) -> str:
    """The version of an installed Python package."""
    return importlib.metadata.version(name)


def package_missing(name: str) -> str | None:
    """Why a Python package cannot be used, if so."""
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return f"{name} is not installed: pip install '.[bench]'"
    return None


def program_missing(name: str, hint: str) -> str | None:
    """Why a program cannot be used, if so."""
    return None if shutil.which(name) else f"{name} is not installed: {hint}"


def program_version(*command: str) -> str:
    """The first line that a program prints of itself."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()[0]

"""codespell and typos: lists of known misspellings, written into files."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from .peer import Peer, package_missing, package_version, program_version

Command = Callable[[Path], Sequence[str | Path]]


def codespell(folder: Path) -> Sequence[str | Path]:
    """Its own lists, writing what is not ambiguous."""
    return (sys.executable, "-m", "codespell_lib", "--write-changes", "--quiet-level", "3", folder)


def typos(folder: Path) -> Sequence[str | Path]:
    """Its own list, writing what is not ambiguous, no configuration read."""
    program = Path(sys.executable).with_name("typos")
    return (program, "--write-changes", "--isolated", "--quiet", folder)


def rewritten(command: Command, texts: Sequence[str]) -> list[str]:
    """What a program makes of files with these texts; all in one run."""
    with tempfile.TemporaryDirectory() as scratch:
        paths = [Path(scratch) / f"{n:06d}.txt" for n in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text.encode("utf-8"))
        done = subprocess.run(command(Path(scratch)), capture_output=True, text=True, check=False)
        if done.returncode not in (0, 2, 65) or "Traceback" in done.stderr:
            raise RuntimeError(f"{command.__name__} failed: {done.stderr.strip()[-300:]}")
        return [path.read_bytes().decode("utf-8") for path in paths]


WRITING_PEERS = (
    Peer(
        "codespell",
        "codespell --write-changes",
        lambda texts: rewritten(codespell, texts),
        lambda: package_version("codespell"),
        lambda: package_missing("codespell"),
    ),
    Peer(
        "typos",
        "typos --write-changes --isolated",
        lambda texts: rewritten(typos, texts),
        lambda: program_version(str(Path(sys.executable).with_name("typos")), "--version"),
        lambda: package_missing("typos"),
    ),
)

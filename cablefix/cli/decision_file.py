"""The file of decisions beside the settings: changes that were refused or made by hand for good.

Each line is a decision as `cablefix report` and `--format jsonl` write it, so that what a reviewer
downloads can be appended. `path`, in the line or in the document record before it, names the file
it is about, as seen from the folder of the decisions; without a path it is about all files.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import attrs

from cablefix.by_fields import ByFields
from cablefix.cli.files import TroubleError, read_data, write_bytes
from cablefix.decisions import place
from cablefix.findings import Correction, Decision
from cablefix.records import from_record, to_record
from cablefix.remembered import FOLDERS
from cablefix.result import CleanResult
from cablefix.settings import DECISIONS, Settings


@attrs.frozen
class Entry(ByFields):
    """A decision, the line it stands on, and the path of the file it is about, if it says."""

    line: int
    path: str | None
    decision: Decision


def find_decisions(path: str, settings: Settings) -> Path | None:
    """The file of decisions for a transcription: beside its settings, else the nearest above it."""
    if settings.source is not None:
        file = settings.folder / settings.decisions
        return file if os.path.isfile(file) else None
    here = Path().absolute() / "x" if path == "-" else Path(path).absolute()
    return next((p / DECISIONS for p in here.parents if os.path.isfile(p / DECISIONS)), None)


@lru_cache(maxsize=FOLDERS)
def read_decisions(file: Path) -> tuple[Entry, ...]:
    """The decisions in a file. Raises TroubleError, with the line, for what does not fit."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        raise TroubleError(f"{file} cannot be read: {e}") from None
    import json  # most folders have no such file

    entries = []
    path: str | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if not isinstance(record, dict):
                raise ValueError("a record is an object")
            if record.get("record") == "document":
                path = from_record(str, record.get("path"), "path")
            elif record.get("record", "decision") == "decision":
                own = from_record(str, record.get("path", path or ""), "path")
                entries.append(Entry(number, own or None, from_record(Decision, record)))
        except (ValueError, RecursionError) as e:
            raise TroubleError(f"{file}, line {number}: {e}") from None
    return tuple(entries)


def decide_by_file(result: CleanResult, path: str, file: Path) -> tuple[CleanResult, list[str]]:
    """The result as the decisions of a file have it, and a note for each that was not used.

    Raises TroubleError when two decisions overlap or the file cannot be read.
    """
    here = None if path == "-" else Path(path).absolute()
    own = [
        e for e in read_decisions(file)
        if e.path is None or (here is not None and (file.parent / e.path).absolute() == here)
    ]  # fmt: skip
    placed = [e for e in own if place(result.original, e.decision) is not None]
    unused = [
        f"{file}, line {e.line}: {e.decision.quote!r} is no longer in {path} at that place: "
        "take the line out"
        for e in own
        if e.path is not None and e not in placed
    ]
    if not placed:
        return result, unused
    try:
        return result.with_decisions(e.decision for e in placed), unused
    except ValueError as e:
        raise TroubleError(f"{file}: {path}: {e}") from None


def note_refusals(settings: Settings, text: str, path: str, refused: Iterable[Correction]) -> None:
    """Add refusals to the file of decisions that holds for a file, or to a new one.

    A new one lies beside the settings; where there are none, in the folder one is in. Raises
    TroubleError when it cannot be written, or the file lies elsewhere.
    """
    file = find_decisions(path, settings)
    if file is None:
        folder = settings.folder if settings.source is not None else Path()
        file = folder / settings.decisions
    old = read_data(str(file)) if os.path.exists(file) else b""
    where = Path(os.path.relpath(os.path.abspath(path), os.path.abspath(file.parent)))
    if where.parts[:1] == ("..",):
        raise TroubleError(f"{path} lies outside the folder of {file}: go to the folder above it")
    import json

    lines = [
        {"record": "decision", "path": where.as_posix()}
        | to_record(Decision.at(text, c.start, c.end, c.replacement, "refused"))
        for c in refused
    ]
    new = "".join(json.dumps(line) + "\n" for line in lines).encode()
    between = b"\n" if old and not old.endswith(b"\n") else b""
    write_bytes(str(file), old + between + new, expected=old if os.path.exists(file) else None)

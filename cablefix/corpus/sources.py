"""What a corpus is read from: folders of text files, JSON Lines, CSV and Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pyarrow.parquet as pq

BATCH = 256
"""Rows of a Parquet file that are held at a time."""

LONGEST_CELL = 1 << 28
"""Characters of the longest cell of a CSV file."""


class SourceError(Exception):
    """A source that cannot be read; the message says what to do, in one line."""


@attrs.frozen
class Record:
    """One text of a corpus with its name; `error` says why there is no text."""

    id: str
    text: str | None
    error: str | None = None


def read_records(
    source: Path, field: str, id_field: str | None, output: Path | None = None
) -> Iterator[Record]:
    """The records of a source, in an order that lasts.

    Of a folder, its Parquet files if it has some, else its `.txt` files, each under its path
    below the folder. `field` and `id_field` name columns; without `id_field` a record's name is
    its number from 0. A record that cannot be read is one with an error. What lies in the folder
    `output` is left out: an earlier run wrote it. Raises SourceError for a source that is no such
    thing, lies in `output`, or lacks a column.
    """
    if not source.exists():
        raise SourceError(f"{source} does not exist: check the path")
    if output is not None and source.resolve().is_relative_to(output.resolve()):
        raise SourceError(f"{source} lies in {output}, which is written: name another folder")
    if source.is_dir():
        files = [p for p in sorted(source.rglob("*")) if p.is_file() and not _lies_in(p, output)]
        tables = [p for p in files if p.suffix == ".parquet"]
        return _numbered(tables, field, id_field) if tables else _texts(source, files)
    read = _READERS.get(source.suffix.lower())
    if read is None:
        sorts = ", ".join(_READERS)
        raise SourceError(f"{source} is none of {sorts}, and no folder: convert it")
    return _named(read(source, field), field, id_field, source)


def _lies_in(path: Path, folder: Path | None) -> bool:
    return folder is not None and path.resolve().is_relative_to(folder.resolve())


def _texts(folder: Path, files: list[Path]) -> Iterator[Record]:
    files = [p for p in files if p.suffix == ".txt"]
    if not files:
        raise SourceError(f"{folder} holds no .txt and no .parquet files: name another folder")
    for path in files:
        name = path.relative_to(folder).as_posix()
        try:
            yield Record(name, path.read_bytes().decode("utf-8"))
        except UnicodeDecodeError as e:
            yield Record(name, None, f"not UTF-8 (byte {e.start}): convert it with iconv")
        except OSError as e:
            yield Record(name, None, f"cannot be read ({e.strerror})")


def _numbered(tables: list[Path], field: str, id_field: str | None) -> Iterator[Record]:
    number = 0
    for table in tables:
        for record in _named(_parquet(table, field), field, id_field, table):
            yield attrs.evolve(record, id=str(number)) if id_field is None else record
            number += 1


Row = dict[str, Any] | str
"""The columns of a row, or why it cannot be read."""


def _named(rows: Iterator[Row], field: str, id_field: str | None, source: Path) -> Iterator[Record]:
    for number, row in enumerate(rows):
        if isinstance(row, str):
            yield Record(str(number), None, row)
            continue
        for name in (field, id_field):
            if name is not None and name not in row:
                raise SourceError(f"{source} has no {name!r} in row {number}: name a column")
        text = row[field]
        name = str(number) if id_field is None else str(row[id_field])
        wrong = text is not None and not isinstance(text, str)
        error = f"{field!r} is no text but {type(text).__name__}" if wrong else None
        yield Record(name, None if wrong else text, error)


def _json_lines(path: Path, field: str) -> Iterator[Row]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                yield f"line {number} is not JSON"
                continue
            yield row if isinstance(row, dict) else f"line {number} is no JSON object"


def _csv(path: Path, field: str) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            yield from csv.DictReader(file)
        except (csv.Error, UnicodeDecodeError) as e:
            raise SourceError(f"{path} cannot be read as CSV in UTF-8 ({e})") from None


def _parquet(path: Path, field: str) -> Iterator[Row]:
    try:
        file = pq.ParquetFile(path)
    except (OSError, ValueError) as e:
        raise SourceError(f"{path} cannot be read as Parquet ({str(e).splitlines()[0]})") from None
    with file:
        for batch in file.iter_batches(BATCH):
            yield from batch.to_pylist()


_READERS: dict[str, Callable[[Path, str], Iterator[Row]]] = {
    ".jsonl": _json_lines, ".csv": _csv, ".parquet": _parquet,
}  # fmt: skip

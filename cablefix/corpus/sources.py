"""What a corpus is read from: folders of text files, JSON Lines, CSV and Parquet."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from cablefix.by_fields import ByFields
from cablefix.corpus.rows import Row
from cablefix.folders import Takes, is_excluded, is_included, settings_of, walk
from cablefix.settings import settings_for

if TYPE_CHECKING:
    import pyarrow.parquet as pq

BATCH = 256
"""Rows of a Parquet file that are held at a time."""

LONGEST_CELL = 1 << 28
"""Characters of the longest cell of a CSV file."""


class SourceError(Exception):
    """A source that cannot be read; the message says what to do, in one line."""


@attrs.frozen
class Record(ByFields):
    """One text of a corpus with its name; `error` says why there is no text."""

    id: str
    text: str | None
    error: str | None = None


def read_records(
    source: Path, field: str, id_field: str | None, *outputs: Path, config: str | None = None
) -> Iterator[Record]:
    """The records of a source, in an order that lasts.

    Of a folder, its Parquet files if it has some, else the files that the settings include, each
    under its path below the folder; what is hidden, or excluded by the settings, is left out.
    `config` is a file of settings to go by. `field` and `id_field` name columns; without `id_field`
    a record's name is its number from 0. A record that cannot be read is one with an error. What
    lies in the folders `outputs` is left out: an earlier run wrote it. Raises SourceError for a
    source that is no such thing, lies in one of them, or lacks a column, and TroubleError for
    settings that cannot be read.
    """
    if not source.exists():
        raise SourceError(f"{source} does not exist: check the path")
    for output in outputs:
        if _lies_in(source, output):
            raise SourceError(f"{source} lies in {output}, which is written: name another folder")
    if source.is_dir():
        if next(_files(source, outputs, _is_parquet, config), None) is not None:
            return _numbered(_files(source, outputs, _is_parquet, config), field, id_field)

        def takes(path: str) -> bool:
            return is_included(path, config)

        if next(_files(source, outputs, takes, config), None) is None:
            include = ", ".join(settings_of(str(source), config).include)
            raise SourceError(
                f"{source} holds no .parquet files and none that match {include}: name another"
                " folder, or see `include` and `exclude` in the settings"
            )
        return _texts(source, _files(source, outputs, takes, config), config)
    return _named(read_rows(source), field, id_field, source)


def _lies_in(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _is_parquet(path: str) -> bool:
    return path.endswith(".parquet")


def _files(
    folder: Path, outputs: Sequence[Path], takes: Takes, config: str | None
) -> Iterator[Path]:
    """The files of a folder that are taken and not excluded, without a list of all of them.

    What lies in the folders `outputs` is left out, and a folder that may not be read.
    """

    def is_foreign(path: str) -> bool:
        return not any(_lies_in(Path(path), output) for output in outputs)

    def is_wanted(path: str) -> bool:
        return (
            takes(path)
            and os.path.isfile(path)
            and not is_excluded(path, config)
            and (not os.path.islink(path) or is_foreign(path))
        )

    return map(Path, walk(str(folder), is_wanted, lambda _: None, is_foreign))


def _texts(folder: Path, files: Iterable[Path], config: str | None) -> Iterator[Record]:
    for path in files:
        name = path.relative_to(folder).as_posix()
        encoding = settings_for(str(path), config).encoding
        try:
            yield Record(name, path.read_bytes().decode(encoding))
        except UnicodeDecodeError as e:
            yield Record(
                name, None, f"not {encoding.upper()} (byte {e.start}): convert it with iconv"
            )
        except OSError as e:
            yield Record(name, None, f"cannot be read ({e.strerror})")


def read_table(source: Path, field: str, id_field: str | None) -> Iterator[tuple[Row, Record]]:
    """The rows of a JSON Lines or CSV file with all their columns, each with its record.

    Raises SourceError like `read_records`.
    """
    for found, record in _with_records(read_rows(source), field, id_field, source):
        yield found.columns, record


def _numbered(tables: Iterable[Path], field: str, id_field: str | None) -> Iterator[Record]:
    number = 0
    for table in tables:
        for record in _named(_parquet(table), field, id_field, table):
            yield attrs.evolve(record, id=str(number)) if id_field is None else record
            number += 1


@attrs.frozen
class Found(ByFields):
    """A row of a file: its columns, and why it cannot be taken."""

    columns: Row
    error: str | None = None


def read_rows(path: Path) -> Iterator[Found]:
    """The rows of a file of JSON Lines, CSV or Parquet. Raises SourceError."""
    read = _READERS.get(path.suffix.lower())
    if read is None:
        sorts = ", ".join(_READERS)
        raise SourceError(f"{path} is none of {sorts}, and no folder: convert it")
    try:
        with path.open("rb"):
            pass
    except OSError as e:
        raise SourceError(f"{path} cannot be read ({e.strerror}): check it") from None
    return read(path)


def _named(
    rows: Iterator[Found], field: str, id_field: str | None, source: Path
) -> Iterator[Record]:
    return (record for _, record in _with_records(rows, field, id_field, source))


def _with_records(
    rows: Iterator[Found], field: str, id_field: str | None, source: Path
) -> Iterator[tuple[Found, Record]]:
    """Each row, and its record; a column that the first sound row lacks is told at once."""
    known = False
    for number, row in enumerate(rows):
        lacking = [n for n in (field, id_field) if n is not None and n not in row.columns]
        if lacking and not row.error and not known:
            raise SourceError(f"{source} has no {lacking[0]!r} in row {number}: name a column")
        known = known or not (row.error or lacking)
        text = row.columns.get(field)
        name = str(number if id_field is None else row.columns.get(id_field, number))
        error = row.error or (f"has no {lacking[0]!r}" if lacking else _fault_of(text, field))
        yield row, Record(name, None if error else text, error)


def _fault_of(text: object, field: str) -> str | None:
    """Why a value is no text that can be cleaned and written."""
    if text is None:
        return None
    if not isinstance(text, str):
        return f"{field!r} is no text but {type(text).__name__}"
    if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
        return f"{field!r} holds half a character (a lone surrogate): take it out"
    return None


def _json_lines(path: Path) -> Iterator[Found]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                yield Found({}, f"line {number} is not JSON")
                continue
            yield (
                Found(row) if isinstance(row, dict)
                else Found({}, f"line {number} is no JSON object")
            )  # fmt: skip


def _csv(path: Path) -> Iterator[Found]:
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            rows = csv.DictReader(file)
            for row in rows:
                more = row.pop(None, None)
                error = f"line {rows.line_num} has more cells than there are columns"
                yield Found(row, error if more else None)
        except (csv.Error, UnicodeDecodeError) as e:
            raise SourceError(f"{path} cannot be read as CSV in UTF-8 ({e})") from None


def csv_columns(path: Path) -> list[str]:
    """The names of the columns of a CSV file. Raises SourceError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            return list(csv.DictReader(file).fieldnames or ())
        except (csv.Error, UnicodeDecodeError) as e:
            raise SourceError(f"{path} cannot be read as CSV in UTF-8 ({e})") from None


def open_parquet(path: Path) -> pq.ParquetFile:
    """A Parquet file. Raises SourceError when it is none, or pyarrow is not there to read it."""
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise SourceError(
            f"{path} is Parquet, for which pyarrow is needed: pip install 'cablefix[corpus]'"
        ) from None
    try:
        return pq.ParquetFile(path)
    except (OSError, ValueError) as e:
        raise SourceError(f"{path} cannot be read as Parquet ({str(e).splitlines()[0]})") from None


def _parquet(path: Path) -> Iterator[Found]:
    with open_parquet(path) as file:
        for batch in file.iter_batches(BATCH):
            yield from map(Found, batch.to_pylist())


_READERS: dict[str, Callable[[Path], Iterator[Found]]] = {
    ".jsonl": _json_lines, ".csv": _csv, ".parquet": _parquet,
}  # fmt: skip

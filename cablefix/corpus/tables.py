"""A file of a table into another of the same sort: its texts cleaned, what was found beside them.

JSON Lines and CSV need nothing but this package; Parquet needs pyarrow.
"""

from __future__ import annotations

import csv
import io
import json
from collections import deque
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import attrs

from cablefix.by_fields import ByFields
from cablefix.cleaner import Cleaner
from cablefix.corpus.rows import COLUMNS, Row, clean_texts
from cablefix.corpus.sources import (
    BATCH,
    Record,
    SourceError,
    csv_columns,
    open_parquet,
    read_table,
)


@attrs.frozen
class Task(ByFields):
    """Which column of which file is cleaned, which one names its rows, and how."""

    source: Path
    field: str
    id_field: str | None
    cleaner: Cleaner
    workers: int = 1
    time_limit: float | None = None


@attrs.frozen
class Done(ByFields):
    """A row that is written: its name, and why it could not be cleaned."""

    id: str
    error: str | None


def clean_file_of_rows(task: Task, out: IO[bytes]) -> Iterator[Done]:
    """Write the table with what was found in its texts to `out`; each row as it is done.

    The columns are those of `clean_table`. In CSV, cells of several values are JSON. Raises
    SourceError for what cannot be read, or whose columns do not fit.
    """
    writers: dict[str, Callable[[Task, IO[bytes]], Iterator[Done]]] = {
        ".jsonl": _write_json_lines, ".csv": _write_csv, ".parquet": _write_parquet,
    }  # fmt: skip
    write = writers.get(task.source.suffix.lower())
    if write is None:
        raise SourceError(f"{task.source} is none of {', '.join(writers)}: convert it")
    return write(task, out)


def _write_json_lines(task: Task, out: IO[bytes]) -> Iterator[Done]:
    for row, record in _cleaned(task):
        line = json.dumps(_plain(row), ensure_ascii=False, default=_as_text)
        # half a character is escaped, as JSON may have it
        out.write(line.encode("utf-8", "backslashreplace") + b"\n")
        yield record


def _write_csv(task: Task, out: IO[bytes]) -> Iterator[Done]:
    kept = csv_columns(task.source)
    _check_names(kept, task)
    text = io.TextIOWrapper(out, "utf-8", newline="", write_through=True)
    try:
        names = [n for n in kept if n not in COLUMNS]
        writer = csv.DictWriter(text, [*names, *COLUMNS])
        writer.writeheader()
        for row, record in _cleaned(task):
            writer.writerow({n: _cell(v) for n, v in _plain(row).items()})
            yield record
    finally:
        text.detach()


def _write_parquet(task: Task, out: IO[bytes]) -> Iterator[Done]:
    with open_parquet(task.source) as file:
        import pyarrow.parquet as pq

        from cablefix.corpus.columns import clean_batches, schema_of

        given = file.schema_arrow
        try:
            schema = schema_of(given, task.field, keep_original=False)
        except (KeyError, TypeError, ValueError) as e:
            raise SourceError(f"{task.source}: {e.args[0]}") from None
        if task.id_field is not None and task.id_field not in given.names:
            raise SourceError(f"{task.source} has no {task.id_field!r}: name a column")
        batches = clean_batches(
            file.iter_batches(BATCH), task.field, cleaner=task.cleaner, workers=task.workers,
            time_limit=task.time_limit, given=given,
        )  # fmt: skip
        number = 0
        with pq.ParquetWriter(out, schema, compression="zstd") as writer:
            for batch in batches:
                writer.write_batch(batch)
                for row in batch.select([*filter(None, [task.id_field]), "error"]).to_pylist():
                    yield Done(str(row.get(task.id_field or "", number)), row["error"])
                    number += 1


def _cleaned(task: Task) -> Iterator[tuple[Row, Done]]:
    """Each row of the file with what was found in its text, in order."""
    waiting: deque[tuple[Row, Record]] = deque()

    def texts() -> Iterator[str | None]:
        for row, record in read_table(task.source, task.field, task.id_field):
            _check_names(row, task)
            waiting.append((row, record))
            yield record.text

    for found in clean_texts(texts(), task.cleaner, task.workers, task.time_limit):
        row, record = waiting.popleft()
        error = record.error or found["error"]
        kept = {n: v for n, v in row.items() if n not in COLUMNS}
        found["error"] = error
        if record.error and task.field == "text":
            found["text"] = row.get("text")  # what is no text stays what it is
        yield {**kept, **found}, Done(record.id, error)


def _check_names(names: Collection[str], task: Task) -> None:
    """Raise SourceError where a column of the file has the name of one that is added."""
    for name in names:
        if name in COLUMNS and name != task.field:
            raise SourceError(f"{task.source} has a column {name!r} already: rename it first")


def _plain(row: Row) -> Row:
    """A row for JSON: the settings as an object."""
    said = row["provenance"]
    return (
        row if said is None else {**row, "provenance": said | {"settings": dict(said["settings"])}}
    )


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=_as_text)
    return value


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)

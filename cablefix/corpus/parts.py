"""The parts of a cleaned corpus: one Parquet file for each batch, whole or not there at all."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pyarrow.parquet as pq

from cablefix.by_fields import ByFields
from cablefix.cleaner import Cleaner
from cablefix.corpus.columns import schema
from cablefix.corpus.copies import can_compare, signature
from cablefix.corpus.rows import clean_texts, failed_row
from cablefix.corpus.sources import Record

KEY = b"cablefix.batch"
"""The key under which a part says which records, settings and version it was made from."""

PARTS = "parts"


@attrs.frozen
class Batch(ByFields):
    """Some records in a row, the number of their part, and how they are to be cleaned."""

    number: int
    records: tuple[Record, ...]
    cleaner: Cleaner
    time_limit: float | None

    @property
    def digest(self) -> str:
        """What the part of this batch must have been made from."""
        made = hashlib.sha256()
        how = self.cleaner.clean("").provenance
        for piece in (
            how.version, how.wordlists, self.cleaner.level, *map(repr, how.settings),
            repr(self.time_limit), part_schema().to_string(), repr(can_compare()),
            *(repr(attrs.astuple(r)) for r in self.records),
        ):  # fmt: skip
            made.update(piece.encode("utf-8", "surrogatepass") + b"\0")
        return made.hexdigest()


def part_schema() -> pa.Schema:
    """The columns of a part: the name of a record, what was found in it, the seconds it took, and
    the signature by which copies of it are found.
    """
    more = [("seconds", pa.float64()), ("signature", pa.binary())]
    return pa.schema([("id", pa.string()), *schema(), *more])


def path_of(folder: Path, number: int) -> Path:
    """Where the part of a batch is."""
    return folder / PARTS / f"part-{number:06d}.parquet"


def is_done(folder: Path, batch: Batch) -> bool:
    """Whether the part of a batch is there, and was made from the same records in the same way."""
    path = path_of(folder, batch.number)
    if not path.exists():
        return False
    try:
        said = pq.read_schema(path).metadata or {}
    except (OSError, ValueError):
        return False
    return bool(said.get(KEY) == batch.digest.encode())


def make_part(folder: Path, batch: Batch) -> int:
    """Clean a batch and write its part; the number of its records.

    The file is written beside and renamed, so that a part is whole or not there.
    """
    return write_part(folder, batch, rows_of(batch))


def rows_of(batch: Batch) -> list[dict[str, Any]]:
    """The rows of the records of a batch, cleaned one after another."""
    return [_row(record, batch) for record in batch.records]


def write_part(folder: Path, batch: Batch, rows: Sequence[dict[str, Any]]) -> int:
    """Write the rows of a batch as its part."""
    kept = part_schema().with_metadata({KEY: batch.digest.encode()})
    path = path_of(folder, batch.number)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.{time.monotonic_ns()}")
    try:
        pq.write_table(pa.Table.from_pylist(list(rows), schema=kept), fresh, compression="zstd")
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    return len(rows)


def _row(record: Record, batch: Batch) -> dict[str, Any]:
    begun = time.perf_counter()
    if record.error is not None:
        row = failed_row(record.text, record.error)
    else:
        (row,) = clean_texts([record.text], batch.cleaner, 1, batch.time_limit)
    sign = signature(row["text"])
    return {"id": record.id, **row, "seconds": time.perf_counter() - begun, "signature": sign}


def broken_row(record: Record, error: str) -> dict[str, Any]:
    """The row of a record that killed the process in which it was cleaned."""
    return {"id": record.id, **failed_row(record.text, error), "seconds": None, "signature": None}


def drop_others(folder: Path, count: int) -> None:
    """Take away what is no part of a corpus of so many batches: older parts, half a file."""
    wanted = {path_of(folder, n).name for n in range(count)}
    for path in (folder / PARTS).iterdir():
        if path.name not in wanted:
            path.unlink(missing_ok=True)


def drop_unfinished(folder: Path) -> None:
    """Take away what workers that are gone had half written."""
    for path in (folder / PARTS).glob(".part-*"):
        path.unlink(missing_ok=True)


def read_parts(folder: Path, columns: Iterable[str]) -> Iterable[dict[str, Any]]:
    """The rows of all parts, in order, with some of their columns."""
    for path in sorted((folder / PARTS).glob("part-*.parquet")):
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(columns=list(columns)):
                yield from batch.to_pylist()

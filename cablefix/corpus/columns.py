"""Texts in columns: what is found in each goes into columns beside it, in the Arrow form.

The function is a plain one of tables and batches, so that any engine can call it: Dask in
`map_partitions`, Spark in `mapInArrow`, Ray Data in `map_batches`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from cablefix.cleaner import Cleaner
from cablefix.corpus.rows import COLUMNS, Row, clean_texts, failed_row, row_of
from cablefix.parallel import Failure
from cablefix.result import CleanResult

try:
    import pyarrow as pa
except ImportError as e:
    raise ImportError(
        "cablefix.corpus needs pyarrow, which is not installed: pip install 'cablefix[corpus]'"
    ) from e

if TYPE_CHECKING:
    import pandas
    import polars

ORIGINAL = "original"

_SPAN = [("start", pa.int64()), ("end", pa.int64())]
_CORRECTION = pa.struct(
    [
        *_SPAN, ("original", pa.string()), ("replacement", pa.string()), ("kind", pa.string()),
        ("rule", pa.string()), ("confidence", pa.float64()), ("certainty", pa.string()),
        ("why", pa.string()),
    ]
)  # fmt: skip
_EXEMPTION = pa.struct([("code", pa.string()), ("authority", pa.string()), ("scope", pa.string())])
_EXTENT = pa.struct(
    [("quantity", pa.float64()), ("unit", pa.string()), ("at_most", pa.bool_()),
     ("estimated", pa.bool_())]
)  # fmt: skip
_GAP = pa.struct(
    [
        ("kind", pa.string()), *_SPAN, ("confidence", pa.float64()), ("why", pa.string()),
        ("paragraphs", pa.list_(pa.int32())), ("section", pa.int32()), ("page", pa.int32()),
        ("extent", _EXTENT), ("exemptions", pa.list_(_EXEMPTION)),
    ]
)  # fmt: skip
_FIELDS = pa.struct(
    [
        ("kind", pa.string()), ("mrn", pa.string()), ("post", pa.string()), ("number", pa.string()),
        ("dtg", pa.string()), ("date", pa.timestamp("us", tz="UTC")), ("precedence", pa.string()),
        ("sender", pa.string()), ("caption", pa.string()), ("classification", pa.string()),
        ("released_as", pa.string()), ("eo", pa.string()), ("subject", pa.string()),
        ("signature", pa.string()), ("tags", pa.list_(pa.string())),
        ("addressees", pa.list_(pa.string())), ("references", pa.list_(pa.string())),
        ("distribution", pa.list_(pa.string())),
    ]
)  # fmt: skip
_PROVENANCE = pa.struct(
    [("version", pa.string()), ("wordlists", pa.string()), ("sha256", pa.string()),
     ("level", pa.string()), ("settings", pa.map_(pa.string(), pa.string()))]
)  # fmt: skip
_TYPES: dict[str, Any] = {
    "text": pa.string(), "corrections": pa.list_(_CORRECTION),
    "suggestions": pa.list_(_CORRECTION), "gaps": pa.list_(_GAP), "fields": _FIELDS,
    "confidence": pa.float64(), "provenance": _PROVENANCE, "error": pa.string(),
}  # fmt: skip


def schema() -> pa.Schema:
    """The columns that are added to a table, in order.

    `text` is the text as mended; offsets in `corrections`, `suggestions` and `gaps` are code points
    of the original; `fields` are those of the principal document; `confidence` is the least of the
    corrections that were made, 1 where none was; `error` says why a row could not be cleaned, and
    is null in all others.

    >>> schema().names
    ['text', 'corrections', 'suggestions', 'gaps', 'fields', 'confidence', 'provenance', 'error']
    """
    return pa.schema([(name, _TYPES[name]) for name in COLUMNS])


def clean_table(
    table: pa.Table, text: str = "text", *, cleaner: Cleaner | None = None, workers: int = 1,
    time_limit: float | None = None, keep_original: bool = False,
) -> pa.Table:  # fmt: skip
    """A table with what was found in one of its columns beside the others.

    The other columns stay. `text` names the column; the clean text is in the column `text`, and a
    column of that name is replaced (`keep_original` keeps it as `original`; without it the
    corrections rebuild it). A null stays null in all columns. A row that cannot be cleaned, or
    takes longer than `time_limit` seconds, has its original text and its `error`; the rest is done.

    Raises KeyError for a column that is not there, TypeError for one that does not hold text, and
    ValueError for names that would clash.

    >>> table = pa.table({"id": [1, 2], "text": ["CONFIDENTIAL\\nMODIS\\n", None]})
    >>> clean_table(table).column("error").to_pylist()
    [None, None]
    """
    batches = clean_batches(
        table.to_batches(), text, cleaner=cleaner, workers=workers, time_limit=time_limit,
        keep_original=keep_original, given=table.schema,
    )  # fmt: skip
    return pa.Table.from_batches(list(batches), schema_of(table.schema, text, keep_original))


def clean_batches(
    batches: pa.RecordBatchReader | Iterable[pa.RecordBatch], text: str = "text", *,
    cleaner: Cleaner | None = None, workers: int = 1, time_limit: float | None = None,
    keep_original: bool = False, given: pa.Schema | None = None,
) -> Iterator[pa.RecordBatch]:  # fmt: skip
    """Batch after batch as `clean_table` makes them; no more are held than the workers need.

    `given` is the schema, where the batches do not tell it because there may be none.
    """
    known = given if given is not None else getattr(batches, "schema", None)
    if known is not None:
        schema_of(known, text, keep_original)  # what is wrong is told before any work
    return _clean_all(batches, text, cleaner or Cleaner(), workers, time_limit, keep_original)


def _clean_all(
    batches: Iterable[pa.RecordBatch], text: str, cleaner: Cleaner, workers: int,
    time_limit: float | None, keep_original: bool,
) -> Iterator[pa.RecordBatch]:  # fmt: skip
    """The batches with their findings, in order, by one pool of processes for all of them."""
    waiting: deque[pa.RecordBatch] = deque()
    rows: list[Row] = []

    def given() -> Iterator[str | None]:
        for batch in batches:
            schema_of(batch.schema, text, keep_original)
            waiting.append(batch)
            yield from batch.column(text).cast(pa.string()).to_pylist()

    for row in clean_texts(given(), cleaner, workers, time_limit):
        while len(rows) == waiting[0].num_rows:
            yield _with_found(waiting.popleft(), rows, text, keep_original)
            rows = []
        rows.append(row)
    while waiting:
        yield _with_found(waiting.popleft(), rows, text, keep_original)
        rows = []


def _with_found(
    batch: pa.RecordBatch, rows: Sequence[Row], text: str, keep_original: bool
) -> pa.RecordBatch:
    """A batch with the rows that were found in its texts."""
    whole = schema_of(batch.schema, text, keep_original)
    found = pa.RecordBatch.from_pylist(rows, schema=schema())
    kept = {n: batch.column(n) for n in batch.schema.names if n not in COLUMNS}
    if keep_original:
        kept[ORIGINAL] = batch.column(text)
    columns = {**kept, **{n: found.column(n) for n in COLUMNS}}
    return pa.RecordBatch.from_arrays([columns[n] for n in whole.names], schema=whole)


def schema_of(given: pa.Schema, text: str, keep_original: bool) -> pa.Schema:
    """The schema of the output for an input with this one; what does not fit is told."""
    names = given.names
    if text not in names:
        raise KeyError(f"there is no column {text!r}: there are {', '.join(names) or 'none'}")
    if len(set(names)) < len(names):
        raise ValueError("two columns have one name: rename one of them")
    if not _is_text(given.field(text).type):
        raise TypeError(f"column {text!r} holds {given.field(text).type}, not text: cast it first")
    clash = [n for n in names if n in COLUMNS and n not in (text, "text")]
    clash += ["text"] if "text" in names and text != "text" else []
    clash += [ORIGINAL] if keep_original and ORIGINAL in names else []
    if clash:
        raise ValueError(f"the table has a column {clash[0]!r} already: rename it first")
    kept = [f for f in given if f.name not in COLUMNS]
    if keep_original:
        kept.append(pa.field(ORIGINAL, given.field(text).type))
    return pa.schema([*kept, *schema()])


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_null(kind)
        or pa.types.is_string_view(kind)
    )  # fmt: skip


def to_frame(
    results: Iterable[CleanResult | Failure], library: str = "pandas"
) -> pandas.DataFrame | polars.DataFrame:
    """Results of `Cleaner.clean_many` as a data frame of pandas or polars, a row for each.

    Raises ValueError for another library, ImportError where it is not installed.

    >>> from cablefix import Cleaner
    >>> to_frame(Cleaner().clean_many(["NODIS"])).shape  # doctest: +SKIP
    (1, 8)
    """
    if library not in ("pandas", "polars"):
        raise ValueError(f"there are frames of pandas and polars, not of {library!r}")
    rows = [
        failed_row(None, r.error) if isinstance(r, Failure) else row_of(r) for r in results
    ]  # fmt: skip
    table = pa.Table.from_pylist(rows, schema=schema())
    if library == "polars":
        import polars

        frame = polars.from_arrow(table)
        assert isinstance(frame, polars.DataFrame)
        return frame
    return table.to_pandas()

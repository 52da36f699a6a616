"""Columns of texts: Arrow tables, record batches and frames, cleaned row by row.

Needs the extra `corpus` (pyarrow): `pip install "cablefix[corpus]"`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cablefix.corpus.columns import clean_batches, clean_table, schema, to_frame

__all__ = ["clean_batches", "clean_table", "schema", "to_frame"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from cablefix.corpus import columns  # asks for pyarrow; rows of JSON and CSV do without

        found: object = getattr(columns, name)
        globals()[name] = found
        return found
    raise AttributeError(f"module 'cablefix.corpus' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

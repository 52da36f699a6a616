"""Columns of texts: Arrow tables, record batches and frames, cleaned row by row.

Needs the extra `corpus` (pyarrow): `pip install "cablefix[corpus]"`.
"""

from __future__ import annotations

from cablefix.corpus.columns import clean_batches, clean_table, schema, to_frame

__all__ = ["clean_batches", "clean_table", "schema", "to_frame"]

"""The findings as a data frame of pandas, which is loaded only here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cablefix.rendering.csv import COLUMNS
from cablefix.rendering.jsonl import findings

if TYPE_CHECKING:
    import pandas as pd

    from cablefix.findings import Findings

_WHOLE = ("line", "column", "start", "end", "output_start", "output_end", "section", "page")
"""Columns of whole numbers; where one is missing it is `<NA>`, and the others stay whole."""


def to_frame(result: Findings, path: str = "-") -> pd.DataFrame:
    """A row for each correction, suggestion and gap, with the columns of `csv`.

    Paragraphs and exemptions are lists. Raises ImportError where pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        raise ImportError("to_frame needs pandas: pip install pandas") from None
    rows: list[dict[str, Any]] = [{"path": path, **record} for record in findings(result)]
    frame = pd.DataFrame(
        [{name: row.get(name) for name in COLUMNS} for row in rows], columns=COLUMNS
    )
    return frame.astype(dict.fromkeys(_WHOLE, "Int64") | {"confidence": "float64"})

"""The whole result as one JSON object: the text, all findings, the cable, what made it.

It is what `CleanResult.to_dict()` gives and `CleanResult.from_dict()` reads; the form is published
in `records.schema.json` under `result`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cablefix.model import CleanResult

MEDIA_TYPE = "application/json"


def write_json(result: CleanResult, path: str) -> str:
    """The result as JSON."""
    return json.dumps(result.to_dict(), indent=2) + "\n"

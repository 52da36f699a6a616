"""The whole result as one JSON object: the text, all findings, the cable, what made it.

It is what `CleanResult.to_dict()` gives and `CleanResult.from_dict()` reads; the form is published
in `records.schema.json` under `result`.
"""

from __future__ import annotations

import json

from cablefix.findings import Findings
from cablefix.records import result_to_dict


def write_json(result: Findings, path: str) -> str:
    """The result as JSON."""
    return json.dumps(result_to_dict(result), indent=2) + "\n"

"""The whole comparison as one JSON object; the form is published in `comparison.schema.json`."""

from __future__ import annotations

import json
from typing import Any

from cablefix.comparing.model import Compared
from cablefix.records import to_record
from cablefix.version import VERSION

SCHEMA = 1
"""The number of the form; it rises when a reader of older records would be misled."""


def to_dict(comparison: Compared) -> dict[str, Any]:
    """Everything that was found, ready for JSON; offsets are code points."""
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "message": comparison.message,
        "aligned": round(comparison.aligned, 6),
        "one_document": comparison.is_one_document,
        "text": comparison.text,
        "witnesses": to_record(comparison.witnesses),
        "differences": to_record(comparison.differences),
        "withheld": to_record(comparison.withheld),
    }


def write_json(comparison: Compared) -> str:
    """The comparison as JSON."""
    return json.dumps(to_dict(comparison), indent=2) + "\n"

"""The whole comparison as one JSON object; the form is published in `comparison.schema.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cablefix.records import to_record
from cablefix.version import VERSION

if TYPE_CHECKING:
    from cablefix.comparing.model import Comparison

SCHEMA = 1
"""The number of the form; it rises when a reader of older records would be misled."""


def to_dict(comparison: Comparison) -> dict[str, Any]:
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


def write_json(comparison: Comparison) -> str:
    """The comparison as JSON."""
    return json.dumps(to_dict(comparison), indent=2) + "\n"

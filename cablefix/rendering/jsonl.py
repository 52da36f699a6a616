"""JSON Lines: one record for the document, then one for each correction, suggestion and gap."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from cablefix.model import CleanResult

SCHEMA = 1


def write_jsonl(result: CleanResult, path: str) -> str:
    """All findings as JSON records, one a line; offsets are code points of the input."""
    p = result.provenance
    records: list[dict[str, Any]] = [
        {
            "record": "document", "schema": SCHEMA, "path": path, "version": p.version,
            "sha256": p.sha256, "level": result.level, "characters": len(result.original),
        }
    ]  # fmt: skip
    for name, found in (("correction", result.corrections), ("suggestion", result.suggestions)):
        for c in found:
            fields = attrs.asdict(c)
            records.append({"record": name, **fields, "certainty": c.certainty})
    records += [{"record": "gap", **attrs.asdict(g)} for g in result.gaps]
    return "".join(json.dumps(r, ensure_ascii=True) + "\n" for r in records)

"""SARIF 2.1.0, for tools that check files and show the results (OASIS standard, 2020).

Columns count code points. A correction is a warning, a suggestion or gap a note; `rank` is the
confidence in per cent, and every change comes as a fix that a tool can make.
"""

from __future__ import annotations

import json
from typing import Any

from cablefix.findings import Findings
from cablefix.rendering.jsonl import findings, summary
from cablefix.rendering.names import as_uri
from cablefix.rendering.positions import Lines

MEDIA_TYPE = "application/sarif+json"

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def write_sarif(result: Findings, path: str) -> str:
    """The findings as one run of SARIF."""
    artifact = {"uri": as_uri(path), "index": 0}
    found = list(findings(result))
    rules = sorted({_rule(r) for r in found})
    index = {rule: i for i, rule in enumerate(rules)}
    lines = Lines.of(result.original)
    run = {
        "tool": {
            "driver": {
                "name": "cablefix", "version": result.provenance.version,
                "rules": [{"id": rule} for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "artifacts": [
            {
                "location": {"uri": artifact["uri"]}, "encoding": "UTF-8",
                "hashes": {"sha-256": result.provenance.sha256},
            }
        ],
        "results": [_result(r, artifact, lines, index[_rule(r)]) for r in found],
    }  # fmt: skip
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2) + "\n"


def _rule(record: dict[str, Any]) -> str:
    return str(record.get("rule") or f"gap-{record['kind']}")


def _result(
    record: dict[str, Any], artifact: dict[str, Any], lines: Lines, rule: int
) -> dict[str, Any]:
    line, column = lines.place(record["end"])
    region = {
        "startLine": record["line"], "startColumn": record["column"],
        "endLine": line, "endColumn": column,
        "charOffset": record["start"], "charLength": record["end"] - record["start"],
    }  # fmt: skip
    result = {
        "ruleId": _rule(record),
        "ruleIndex": rule,
        "level": "warning" if record["record"] == "correction" else "note",
        "message": {"text": summary(record)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "rank": round(100 * record["confidence"], 2),
        "properties": {"kind": record["kind"], "confidence": record["confidence"]},
    }
    if record.get("exemptions"):
        codes = [e["code"] for e in record["exemptions"]]
        result["properties"] |= {"exemptions": codes}
    if "replacement" in record:
        inserted = {"text": record["replacement"]}
        replacement = {"deletedRegion": region, "insertedContent": inserted}
        result["fixes"] = [
            {"artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}]}
        ]
    return result

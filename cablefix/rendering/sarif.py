"""SARIF 2.1.0, for tools that check files and show the results (OASIS standard, 2020).

Columns count code points. A correction is a warning, a suggestion or gap a note; `rank` is the
confidence in per cent, and every change comes as a fix that a tool can make. A fingerprint tells a
finding again when the file was edited elsewhere: it goes by the rule, the change and what stands
around it, and by no line number.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from cablefix.findings import Findings
from cablefix.ranking.rules import describe, gap_kinds
from cablefix.rendering.jsonl import findings, summary
from cablefix.rendering.names import as_uri
from cablefix.rendering.positions import Lines

GAP = "gap-"
RULES = "https://cablefix.github.io/cablefix/rules/"
"""The page of the site with a section for each rule, by its name."""

AROUND = 16
"""Characters on either side of a finding that its fingerprint goes by, blanks left out."""

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
                "informationUri": "https://github.com/cablefix/cablefix",
                "rules": [_described(rule) for rule in rules],
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
        "results": [
            _result(r, artifact, lines, index[_rule(r)]) | {"partialFingerprints": {PRINT: print_}}
            for r, print_ in zip(found, _fingerprints(found, result.original), strict=True)
        ],
    }  # fmt: skip
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2) + "\n"


def _rule(record: dict[str, Any]) -> str:
    return str(record.get("rule") or f"{GAP}{record['kind']}")


PRINT = "cablefix/v1"
"""The name of the fingerprint; another way to make it gets another number."""


@cache
def _described(rule: str) -> dict[str, Any]:
    """The descriptor of a rule: its page, as `cablefix explain` prints it."""
    descriptor: dict[str, Any] = {"id": rule, "helpUri": f"{RULES}#{rule}"}
    page = describe(rule)
    if page is None:
        what = gap_kinds().get(rule.removeprefix(GAP)) or rule
        return descriptor | {"shortDescription": {"text": what}, "help": {"text": what}}
    where = f"Where: {page.place}." if page.place else ""
    example = f"Example: {page.example}" if page.example else ""
    whole = " ".join(x for x in (page.purpose, where, page.evidence, example) if x)
    return descriptor | {
        "shortDescription": {"text": page.purpose},
        "fullDescription": {"text": page.evidence or page.purpose},
        "help": {"text": whole},
    }


def _fingerprints(found: list[dict[str, Any]], text: str) -> Iterator[str]:
    """A digest for each finding; of findings alike in all, each has its number as well."""
    seen: Counter[str] = Counter()
    for r in found:
        near = 8 * AROUND  # enough to have AROUND characters in most places
        before = "".join(text[max(0, r["start"] - near) : r["start"]].split())[-AROUND:]
        after = "".join(text[r["end"] : r["end"] + near].split())[:AROUND]
        what = (r.get("original"), r.get("replacement"), r.get("paragraphs"), r.get("page"))
        alike = json.dumps([_rule(r), *what, before, after])
        seen[alike] += 1
        data = f"{alike}{seen[alike]}".encode("utf-8", "surrogatepass")
        yield hashlib.sha256(data).hexdigest()[:32]


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

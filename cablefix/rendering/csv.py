"""A table with one row for each finding, for spreadsheets.

A cell that a spreadsheet would run as a formula gets an apostrophe before it; where every
character counts, take `jsonl`.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from cablefix.findings import Findings
from cablefix.gaps.summary import summarise_all
from cablefix.rendering.jsonl import findings
from cablefix.rendering.names import as_text

COLUMNS = (
    "path", "record", "line", "column", "start", "end", "output_start", "output_end", "kind",
    "rule", "confidence", "certainty", "original", "replacement", "paragraphs", "section", "page",
    "extent", "exemptions", "why",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(result: Findings, path: str) -> str:
    """The findings in the order of the text, one row each, as RFC 4180 has it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for record in findings(result):
        writer.writerow([_cell(name, {"path": as_text(path), **record}) for name in COLUMNS])
    return out.getvalue()


SUMMARY = (
    "path", "kind", "places", "codes", "authorities", "lapsed", "paragraphs_in_all",
    "paragraphs_in_part", "paragraphs_withheld", "pages_in_all", "pages_missing",
    "sections_missing", "share",
)  # fmt: skip


def write_summary_csv(result: Findings, path: str) -> str:
    """How much is withheld of a document, in one row under the names of the columns.

    `paragraphs_withheld` are those that are redacted, empty or missing; `share` is an estimate.
    """
    found = summarise_all(result.cables, result.gaps, result.original)
    gone = found.paragraphs.redacted + found.paragraphs.empty + found.paragraphs.missing
    row = (
        as_text(path), result.cable.kind, found.places,
        "; ".join(f"{g.code} {g.places}" for g in found.grounds),
        "; ".join(dict.fromkeys(g.authority for g in found.grounds)),
        "; ".join(g.code for g in found.grounds if g.has_lapsed), found.paragraphs.of,
        found.paragraphs.partial, gone, found.pages.of, found.pages.missing,
        found.sections.missing, found.share,
    )  # fmt: skip
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(SUMMARY)
    writer.writerow([_cell(n, {n: v}) for n, v in zip(SUMMARY, row, strict=True)])
    return out.getvalue()


def _cell(name: str, record: dict[str, Any]) -> Any:
    value = record.get(name)
    if name == "paragraphs" and value:
        value = " ".join(map(str, value))
    elif name == "extent" and value:
        sign = "<" if value["at_most"] else "~" if value["estimated"] else ""
        value = f"{sign}{value['quantity']:g} {value['unit']}"
    elif name == "exemptions" and value:
        value = "; ".join(e["code"] for e in value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None or value == [] else value

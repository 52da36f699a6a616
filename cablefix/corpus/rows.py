"""One result as one row: plain values under the names of the columns."""

from __future__ import annotations

from typing import Any

from cablefix.cable import Cable
from cablefix.findings import Correction, Gap
from cablefix.records import to_record
from cablefix.result import CleanResult

COLUMNS = (
    "text", "corrections", "suggestions", "gaps", "fields", "confidence", "provenance", "error",
)  # fmt: skip
"""The columns that stand beside those of the input."""

_SINGLE = (
    "post", "number", "dtg", "precedence", "sender", "caption", "classification", "released_as",
    "eo", "subject", "signature", "date",
)  # fmt: skip
_SEVERAL = ("tags", "addressees", "references", "distribution")


def row_of(result: CleanResult) -> dict[str, Any]:
    """A result as a row.

    >>> import cablefix
    >>> row_of(cablefix.clean("NODIS"))["confidence"]
    1.0
    """
    p = result.provenance
    return {
        "text": result.text,
        "corrections": [_correction(c) for c in result.corrections],
        "suggestions": [_correction(c) for c in result.suggestions],
        "gaps": [_gap(g) for g in result.gaps],
        "fields": fields_of(result.cable),
        "confidence": min((c.confidence for c in result.corrections), default=1.0),
        "provenance": {
            "version": p.version, "wordlists": p.wordlists, "sha256": p.sha256,
            "level": result.level, "settings": list(p.settings),
        },
        "error": None,
    }  # fmt: skip


def failed_row(text: str | None, error: str) -> dict[str, Any]:
    """The row of a text that could not be cleaned: the text as it was, and why."""
    return {**dict.fromkeys(COLUMNS), "text": text, "error": error}


def fields_of(cable: Cable) -> dict[str, Any]:
    """The values of a document's fields, as corrected."""
    single = {n: None if (f := getattr(cable, n)) is None else f.value for n in _SINGLE}
    several = {n: [f.value for f in getattr(cable, n)] for n in _SEVERAL}
    return {"kind": cable.kind, "mrn": cable.mrn, **single, **several}


def _correction(found: Correction) -> dict[str, Any]:
    return {**to_record(found), "certainty": found.certainty}


def _gap(found: Gap) -> dict[str, Any]:
    record: dict[str, Any] = to_record(found)
    if record["extent"]:
        record["extent"].pop("detail")
    return record

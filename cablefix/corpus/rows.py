"""One result as one row: plain values under the names of the columns."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from cablefix.cable import Cable
from cablefix.cleaner import Cleaner
from cablefix.findings import Correction, Gap
from cablefix.parallel import Failure, ordered_map
from cablefix.records import to_record
from cablefix.result import CleanResult

COLUMNS = (
    "text", "corrections", "suggestions", "gaps", "fields", "confidence", "provenance", "error",
)  # fmt: skip
"""The columns that stand beside those of the input."""

Row = dict[str, Any]
"""Values under the names of columns."""

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


def clean_texts(
    texts: Iterable[str | None], cleaner: Cleaner, workers: int = 1, time_limit: float | None = None
) -> Iterator[Row]:
    """The row of each text, in order; that of a null is null throughout.

    A text that cannot be cleaned gives a row with its error. `texts` is read only as far ahead as
    the workers need.
    """
    waiting: deque[str | None] = deque()

    def given() -> Iterator[str | None]:
        for text in texts:
            waiting.append(text)
            yield text

    work = partial(_clean_text, cleaner=cleaner, time_limit=time_limit)
    for found in ordered_map(work, given(), workers):
        text = waiting.popleft()
        yield failed_row(text, found.error) if isinstance(found, Failure) else found


def _clean_text(text: str | None, cleaner: Cleaner, time_limit: float | None) -> Row:
    if text is None:
        return dict.fromkeys(COLUMNS)
    return row_of(cleaner.clean(text, time_limit=time_limit))


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

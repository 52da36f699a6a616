"""Writes a result in the forms that people and programs read: one file for each writer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import attrs

from cablefix.by_fields import ByFields
from cablefix.findings import Findings
from cablefix.late import late
from cablefix.misuse import check_name


@attrs.frozen
class Writer(ByFields):
    """A written form: what makes it of a result and the name of the document, and its type."""

    write: Callable[[Findings, str], str]
    media_type: str


Form = Literal[
    "text", "inline", "jsonl", "html", "json", "tei", "tei-frus", "annotations", "diff", "csv",
    "sarif", "github",
]  # fmt: skip
"""The name of a written form."""

LINKED_DATA = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
"""The type of W3C Web Annotations."""


def _writer(module: str, function: str, media_type: str) -> Writer:
    return Writer(late(f"{__name__}.{module}", function), media_type)


WRITERS: Mapping[Form, Writer] = {
    "text": _writer("text", "write_text", "text/plain"),
    "inline": _writer("inline", "write_inline", "text/plain"),
    "jsonl": _writer("jsonl", "write_jsonl", "application/jsonl"),
    "html": _writer("html", "write_html", "text/html"),
    "json": _writer("json", "write_json", "application/json"),
    "tei": _writer("tei", "write_tei", "application/tei+xml"),
    "tei-frus": _writer("tei", "write_tei_frus", "application/tei+xml"),
    "annotations": _writer("web_annotations", "write_annotations", LINKED_DATA),
    "diff": _writer("diff", "write_diff", "text/x-diff"),
    "csv": _writer("csv", "write_csv", "text/csv; header=present"),
    "sarif": _writer("sarif", "write_sarif", "application/sarif+json"),
    "github": _writer("github", "write_github", "text/plain"),
}


def render(result: Findings, form: Form, *, path: str = "-") -> str:
    """Write `result` in the named form; `path` names the document.

    Raises ValueError for an unknown form.
    """
    check_name("form", form, WRITERS)
    return WRITERS[form].write(result, path)

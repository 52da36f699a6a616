"""Writes a result in the forms that people and programs read: one file for each writer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import attrs

from cablefix.findings import Findings
from cablefix.misuse import check_name
from cablefix.rendering import (
    csv,
    diff,
    github,
    html,
    inline,
    json,
    jsonl,
    sarif,
    tei,
    text,
    web_annotations,
)


@attrs.frozen
class Writer:
    """A written form: what makes it of a result and the name of the document, and its type."""

    write: Callable[[Findings, str], str]
    media_type: str


Form = Literal[
    "text", "inline", "jsonl", "html", "json", "tei", "tei-frus", "annotations", "diff", "csv",
    "sarif", "github",
]  # fmt: skip
"""The name of a written form."""

WRITERS: Mapping[Form, Writer] = {
    "text": Writer(text.write_text, text.MEDIA_TYPE),
    "inline": Writer(inline.write_inline, inline.MEDIA_TYPE),
    "jsonl": Writer(jsonl.write_jsonl, jsonl.MEDIA_TYPE),
    "html": Writer(html.write_html, html.MEDIA_TYPE),
    "json": Writer(json.write_json, json.MEDIA_TYPE),
    "tei": Writer(tei.write_tei, tei.MEDIA_TYPE),
    "tei-frus": Writer(tei.write_tei_frus, tei.MEDIA_TYPE),
    "annotations": Writer(web_annotations.write_annotations, web_annotations.MEDIA_TYPE),
    "diff": Writer(diff.write_diff, diff.MEDIA_TYPE),
    "csv": Writer(csv.write_csv, csv.MEDIA_TYPE),
    "sarif": Writer(sarif.write_sarif, sarif.MEDIA_TYPE),
    "github": Writer(github.write_github, github.MEDIA_TYPE),
}


def render(result: Findings, form: Form, *, path: str = "-") -> str:
    """Write `result` in the named form; `path` names the document.

    Raises ValueError for an unknown form.
    """
    check_name("form", form, WRITERS)
    return WRITERS[form].write(result, path)

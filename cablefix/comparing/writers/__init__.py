"""Writes a comparison in the forms that people and programs read: one file for each writer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import attrs

from cablefix.by_fields import ByFields
from cablefix.comparing.model import Compared
from cablefix.comparing.writers import html, json, tei, text, web_annotations
from cablefix.misuse import check_name
from cablefix.rendering import LINKED_DATA

ComparisonForm = Literal["text", "best", "json", "tei", "html", "annotations"]
"""The name of a written form of a comparison."""


@attrs.frozen
class ComparisonWriter(ByFields):
    """A written form: what makes it of a comparison, its type, and how its file names end."""

    write: Callable[[Compared], str]
    media_type: str
    ending: str


COMPARISON_WRITERS: Mapping[ComparisonForm, ComparisonWriter] = {
    "text": ComparisonWriter(text.write_text, "text/plain", "txt"),
    "best": ComparisonWriter(text.write_best, "text/plain", "txt"),
    "json": ComparisonWriter(json.write_json, "application/json", "json"),
    "tei": ComparisonWriter(tei.write_tei, "application/tei+xml", "xml"),
    "html": ComparisonWriter(html.write_html, "text/html", "html"),
    "annotations": ComparisonWriter(web_annotations.write_annotations, LINKED_DATA, "jsonld"),
}


def render(comparison: Compared, form: ComparisonForm) -> str:
    """Write a comparison in the named form. Raises ValueError for an unknown one."""
    check_name("form", form, COMPARISON_WRITERS)
    return COMPARISON_WRITERS[form].write(comparison)

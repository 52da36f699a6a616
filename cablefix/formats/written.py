"""The written forms of a result, with what pages add to them: places on the page."""

from __future__ import annotations

from cablefix.formats.facsimile import add_facsimile
from cablefix.formats.pages import Pages
from cablefix.formats.selectors import annotate
from cablefix.rendering import Form
from cablefix.result import CleanResult


def render(pages: Pages, result: CleanResult, form: Form, path: str) -> str:
    """A result in a form; annotations and TEI say where on the pages each finding is."""
    if form == "annotations":
        return annotate(pages, result, path)
    made = result.render(form, path=path)
    return add_facsimile(pages, result, made) if form in ("tei", "tei-frus") else made

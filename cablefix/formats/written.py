"""The written forms of a result, with what pages add to them: places on the page."""

from __future__ import annotations

from cablefix.formats.decoding import encode
from cablefix.formats.facsimile import add_facsimile
from cablefix.formats.pages import Pages
from cablefix.formats.selectors import annotate
from cablefix.rendering import Form
from cablefix.rendering.jsonl import with_pages
from cablefix.rendering.packed import PackedFile
from cablefix.result import CleanResult


def render(pages: Pages, result: CleanResult, form: Form, path: str) -> str:
    """A result in a form; annotations and TEI say where on the pages each finding is, and JSON
    Lines hold the file, so that it can be restored.
    """
    if form == "annotations":
        return annotate(pages, result, path)
    made = result.render(form, path=path)
    if form == "jsonl" and pages.is_writable and len(pages.files) == 1:
        return with_pages(made, pack(pages))
    return add_facsimile(pages, result, made) if form in ("tei", "tei-frus") else made


def pack(pages: Pages) -> PackedFile:
    """The one file of some pages as it was read."""
    (file,) = pages.files
    return PackedFile.of(encode((file.source,), file.encoding), file.encoding, file.order)

"""Opens files of pages: tells the format, decodes, checks, reads, and makes one text of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs

from cablefix.collector import put_off
from cablefix.formats import alto, hocr, page_edits, page_xml, pdf, tsv
from cablefix.formats.alto_steps import record_step
from cablefix.formats.decoding import check_xml, decode
from cablefix.formats.errors import PagesError
from cablefix.formats.leaves import PAGE_END, Leaf, ReadLeaf, assemble
from cablefix.formats.markup import Source
from cablefix.formats.order import in_order
from cablefix.formats.pages import Format, PageFile, Pages
from cablefix.formats.recognition import ORDERS, Order, recognise
from cablefix.formats.recognition import PDF as PDF_START
from cablefix.formats.selectors import write_json
from cablefix.misuse import check_name, shown
from cablefix.page_text import Word

Given = str | os.PathLike[str] | bytes

_HOCR = Format("hocr", "hOCR", "text/html", hocr.read, hocr.slots)
_ALTO = Format(
    "alto", "ALTO", "application/xml", alto.read, alto.slots, alto.edit, record_step
)  # fmt: skip
_PAGE = Format(
    "page", "PAGE XML", "application/xml", page_xml.read, page_xml.slots, page_edits.edit
)
_TSV = Format(
    "tsv", "TSV", "text/tab-separated-values", tsv.read, tsv.slots, tsv.edit, markup=False
)  # fmt: skip
_PDF = Format(
    "pdf", "PDF", "application/json", lambda _: iter(()), lambda *_: (), export=write_json
)  # fmt: skip
_FORMATS = {form.name: form for form in (_HOCR, _ALTO, _PAGE, _TSV)}


def open_pages(
    source: Given | Iterable[Given], *, encoding: str | None = None, order: Order = "file"
) -> Pages:
    """Open hOCR, ALTO, PAGE XML, TSV of Tesseract or PDF, as a file, as several, or as bytes.

    The format is told from the content; `encoding` is for files that do not say theirs. With
    `order="boxes"` the text goes by the places of the words, for cables that were read by columns;
    what is written keeps the order of the file. Raises
    PagesError, with one line that names the file and says what to do, for what is no such file, and
    for one that is broken; OSError when a file cannot be read.

    >>> page = open_pages(b'<div class="ocr_page"><span class="ocr_line" title="bbox 0 0 90 9">'
    ...                   b'<span class="ocrx_word" title="bbox 0 0 40 9; x_wconf 61">MODIS</span>'
    ...                   b'</span></div>')
    >>> page.text, page.words[0].box, page.words[0].confidence
    ('MODIS\\n', Box(left=0, top=0, right=40, bottom=9), 0.61)
    """
    given = [source] if isinstance(source, str | os.PathLike | bytes) else list(source)
    if not given:
        raise PagesError("there are no files: name at least one")
    return join([read_one(g, encoding, order) for g in given])


def read_one(given: Given, encoding: str | None = None, order: Order = "file") -> Pages:
    """The pages of one file."""
    check_name("order", order, ORDERS)
    if isinstance(given, bytes):
        return read_bytes("pages", given, encoding, order)
    if not isinstance(given, str | os.PathLike):
        raise TypeError(f"open_pages takes paths or bytes, not {shown(given)}: name a file")
    name = os.fspath(given)
    return _read(name, Path(name).read_bytes, encoding, order)


def read_bytes(name: str, data: bytes, encoding: str | None = None, order: Order = "file") -> Pages:
    """The pages in some bytes. Raises PagesError, beginning with `name`."""
    return _read(name, lambda: data, encoding, order)


@put_off()
def _read(name: str, load: Callable[[], bytes], encoding: str | None, order: Order) -> Pages:
    """The pages in the bytes that are loaded, which are let go once they are decoded."""
    data = load()
    try:
        if data.startswith(PDF_START):
            return _read_pdf(name, data, order)
        text, code = decode(data, encoding)
        found = recognise(text)
        if found is None:
            raise PagesError("it is neither hOCR, ALTO, PAGE XML, TSV nor PDF: give it as text")
        form = _FORMATS[found]
        if form in (_ALTO, _PAGE) or text[:9].lstrip("\ufeff").startswith("<?xml"):
            check_xml(data)
        del data
        made = assemble(_ordered(form.read(Source(text)), order))
    except PagesError as e:
        raise PagesError(f"{_named(name)}: {e}") from None
    file = PageFile(name, form, text, code, 0, made.places, made.parts, order=order)
    return Pages(made.text, made.words, made.leaves, (file,))


def _ordered(leaves: Iterable[ReadLeaf], order: Order) -> Iterable[ReadLeaf]:
    return map(in_order, leaves) if order == "boxes" else leaves


def _read_pdf(name: str, data: bytes, order: Order) -> Pages:
    found, warnings = pdf.read(data)
    made = assemble(_ordered(found, order))
    file = PageFile(name, _PDF, "", "utf-8", 0, made.places, (), data, order)
    return Pages(made.text, made.words, made.leaves, (file,), tuple(warnings))


def _named(name: str) -> str:
    return "standard input" if name == "-" else name


def join(parts: Sequence[Pages]) -> Pages:
    """Several files as one document, page after page."""
    if len(parts) == 1:
        return parts[0]
    text = ""
    words: list[Word] = []
    leaves: list[Leaf] = []
    files: list[PageFile] = []
    warnings: list[str] = []
    pieces: list[str] = []
    at = 0
    for part in parts:
        if pieces:
            pieces.append(PAGE_END)
            at += 1
        files += (attrs.evolve(f, first=f.first + len(words)) for f in part.files)
        words += (_moved(w, at, len(leaves)) for w in part.words)
        leaves += (attrs.evolve(leaf, number=leaf.number + len(leaves)) for leaf in part.leaves)
        warnings += part.warnings
        pieces.append(part.text)
        at += len(part.text)
    text = "".join(pieces)
    return Pages(text, tuple(words), tuple(leaves), tuple(files), tuple(warnings))


def _moved(word: Word, by: int, pages: int) -> Any:
    return attrs.evolve(word, start=word.start + by, end=word.end + by, page=word.page + pages)

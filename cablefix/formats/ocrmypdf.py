"""A plug-in of OCRmyPDF: what Tesseract read is corrected before it is laid under the page.

    ocrmypdf --plugin cablefix.formats.ocrmypdf scan.pdf out.pdf

Each page is corrected by itself, and keeps the boxes of its words. Versions of OCRmyPDF before 17
take the words from hOCR only with `--pdf-renderer hocr`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from cablefix.cleaner import clean
from cablefix.formats.opening import open_pages

F = TypeVar("F", bound=Callable[..., Any])

_mark: Any = None
with suppress(ImportError):  # the module can be read where OCRmyPDF is not installed
    from ocrmypdf import hookimpl as _mark


def _hook(function: F) -> F:
    """Mark a function as one that OCRmyPDF calls."""
    marked: F = _mark(function) if _mark is not None else function
    return marked


def correct_hocr(hocr: Path, text: Path) -> None:
    """Correct a page of hOCR in place, and write its text; one without words is left alone."""
    pages = open_pages(hocr)
    if pages.words:
        result = clean(pages)
        pages.write(result, hocr)
        text.write_text(result.text, encoding="utf-8")


@_hook
def get_ocr_engine() -> Any:
    """The engine for OCRmyPDF: that of Tesseract, with its hOCR corrected."""
    from ocrmypdf.builtin_plugins import tesseract_ocr

    engine: Any = tesseract_ocr.TesseractOcrEngine

    def generate_hocr(input_file: Path, output_hocr: Path, output_text: Path, options: Any) -> None:
        engine.generate_hocr(input_file, output_hocr, output_text, options)
        correct_hocr(Path(output_hocr), Path(output_text))

    made = type("CorrectedTesseract", (engine,),
                {"generate_hocr": staticmethod(generate_hocr)})  # fmt: skip
    return made()

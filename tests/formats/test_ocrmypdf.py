"""The plug-in of OCRmyPDF: its words are corrected where they lie under the page."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import cablefix
from cablefix.formats.ocrmypdf import correct_hocr

SAMPLES = Path(__file__).parents[2] / "samples"


def test_a_page_of_hocr_is_corrected_in_place(tmp_path):
    hocr, text = tmp_path / "a.hocr", tmp_path / "a.txt"
    shutil.copy(SAMPLES / "valdoro_13790.hocr", hocr)
    correct_hocr(hocr, text)
    again = cablefix.open_pages(hocr)
    assert "NODIS" in again.text
    assert text.read_text(encoding="utf-8") == again.text


def test_a_page_without_words_is_left_alone(tmp_path):
    hocr, text = tmp_path / "a.hocr", tmp_path / "a.txt"
    hocr.write_bytes(b"<div class='ocr_page' title='bbox 0 0 9 9'></div>")
    correct_hocr(hocr, text)
    assert not text.exists()
    assert hocr.read_bytes() == b"<div class='ocr_page' title='bbox 0 0 9 9'></div>"


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract-ocr")
def test_from_the_scan_to_the_pdf(tmp_path):
    pytest.importorskip("ocrmypdf")
    out = tmp_path / "out.pdf"
    command = [
        sys.executable, "-m", "ocrmypdf", "--plugin", "cablefix.formats.ocrmypdf",
        "--pdf-renderer", "hocr", "--output-type", "pdf", "--image-dpi", "150", "--optimize", "0",
        "--tesseract-pagesegmode", "6",
    ]  # fmt: skip
    done = subprocess.run(
        [*command, SAMPLES / "valdoro_13790-1.png", out],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    text = cablefix.open_pages(out).text
    assert "NODIS" in text
    assert "MODIS" not in text

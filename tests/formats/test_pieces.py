"""Pieces of page images in the report: the right place, only of images that are meant."""

import base64
import io
import re
import shutil
from pathlib import Path

import pytest
from drawn import correct, result_with
from drawn_pdf import bar, pdf, text

import cablefix
from cablefix.cli import main
from cablefix.formats.pieces import MARGIN, cut_pieces

Image = pytest.importorskip("PIL.Image")
SAMPLES = Path(__file__).parents[2] / "samples"


def opened(uri):
    head, _, data = uri.partition(",")
    assert head == "data:image/png;base64"
    return Image.open(io.BytesIO(base64.b64decode(data)))


def test_a_piece_shows_the_box_and_a_margin():
    pages = cablefix.open_pages(SAMPLES / "valdoro_13790.hocr")
    pieces = cut_pieces(pages, correct(pages.text, ("MODIS", "NODIS")), str(SAMPLES))
    assert set(pieces) == {1}
    piece = opened(pieces[1])
    margin = MARGIN * 14
    assert abs(piece.width - 64 - 4 * margin) <= 2
    assert abs(piece.height - 14 - 2 * margin) <= 2
    assert piece.getextrema() == (0, 255)


def test_an_image_of_another_size_is_scaled(tmp_path):
    with Image.open(SAMPLES / "valdoro_13790-1.png") as image:
        image.resize((image.width // 2, image.height // 2)).save(tmp_path / "valdoro_13790-1.png")
    pages = cablefix.open_pages(SAMPLES / "valdoro_13790.hocr")
    pieces = cut_pieces(pages, correct(pages.text, ("MODIS", "NODIS")), str(tmp_path))
    assert abs(opened(pieces[1]).width - 49) <= 1


@pytest.mark.parametrize(
    "name", ["../secret.png", "/etc/secret.png", "..\\secret.png", "", "none.png"]
)
def test_only_images_in_the_folder_are_opened(name, tmp_path):
    (tmp_path / "in").mkdir()
    Image.new("L", (90, 90)).save(tmp_path / "secret.png")
    source = (
        f"<div class='ocr_page' title='image \"{name}\"; bbox 0 0 90 90'>"
        "<span class='ocrx_word' title='bbox 0 0 9 9'>A</span></div>"
    )
    pages = cablefix.open_pages(source.encode())
    assert cut_pieces(pages, correct(pages.text, ("A", "B")), str(tmp_path / "in")) == {}


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n broken", b"GIF89a"])
def test_an_image_that_is_broken_is_none(data, tmp_path):
    (tmp_path / "valdoro_13790-1.png").write_bytes(data)
    pages = cablefix.open_pages(SAMPLES / "valdoro_13790.hocr")
    assert cut_pieces(pages, correct(pages.text, ("MODIS", "NODIS")), str(tmp_path)) == {}


def test_an_image_that_is_too_large_is_none(tmp_path, monkeypatch):
    monkeypatch.setattr("cablefix.formats.pieces.MOST_PIXELS", 1000)
    pages = cablefix.open_pages(SAMPLES / "valdoro_13790.hocr")
    assert cut_pieces(pages, correct(pages.text, ("MODIS", "NODIS")), str(SAMPLES)) == {}


def test_a_page_of_a_pdf_is_drawn_with_what_is_blacked_out():
    pytest.importorskip("pypdfium2")
    drawn = text("MODIS SECRET", 700) + bar(114, 697, 46, 12)
    pages = cablefix.open_pages(pdf(drawn))
    pieces = cut_pieces(pages, cablefix.clean(pages), "")
    (piece,) = [opened(p) for p in pieces.values()]
    dark = piece.crop((piece.width // 3, piece.height // 3, piece.width // 2, piece.height // 2))
    assert dark.getextrema()[1] < 64


def test_the_report_has_them(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    for name in ("valdoro_13790.hocr", "valdoro_13790-1.png"):
        shutil.copy(SAMPLES / name, tmp_path)
    assert main(["report", "-o", "out", "valdoro_13790.hocr"]) == 0
    page = Path("out/valdoro_13790.html").read_text(encoding="utf-8")
    assert len(set(re.findall(r"data:image/png;base64,[\w+/=]+", page))) >= 8
    assert "img-src data:;" in page
    assert main(["report", "--images", "nowhere", "-o", "out", "valdoro_13790.hocr"]) == 2
    assert "is no folder" in capfd.readouterr().err
    plain = result_with("A\n", []).render("html")
    assert "img-src 'none';" in plain

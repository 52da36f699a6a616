"""A file of pages is told by how it begins."""

import pytest

from cablefix.formats.recognition import PDF, TSV, is_pages, recognise
from cablefix.formats.tsv import COLUMNS


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"\ufeff{TSV}\n", "tsv"),
        ('<?xml version="1.0"?>\n<ns0:alto>', "alto"),
        (" <PcGts>", "page"),
        ('<html><body class="x"><div class="ocr_page">', "hocr"),
        ("<html><body>", None),
        ("FM AMEMBASSY VALDORO <alto>", None),
        ("", None),
    ],
)
def test_a_text_is_told_by_its_beginning(text, name):
    assert recognise(text) == name
    assert is_pages(text.encode()) == (name is not None)


def test_what_no_text_is_told_by_its_bytes():
    assert is_pages(PDF + b"1.7\n\xff\xfe")
    assert is_pages("\ufeff<alto>".encode("utf-16-le"))
    assert not is_pages(b"\xff\x00")


def test_the_columns_are_those_of_the_header():
    assert len(COLUMNS) == 12
    assert COLUMNS[-1] == "text"

"""The TSV of Tesseract: rows changed, added, taken out."""

from pathlib import Path

import pytest
from drawn import correct, result_with, squeezed
from written import tsv

import cablefix
from cablefix import PagesError
from cablefix.formats.recognition import TSV as HEADER

FILE = Path(__file__).parents[2] / "samples" / "valdoro_13790.tsv"


def test_the_file_of_tesseract():
    pages = cablefix.open_pages(FILE)
    assert pages.render(result_with(pages.text, [])) == FILE.read_bytes()
    result = cablefix.clean(pages)
    again = cablefix.open_pages(pages.render(result))
    assert squeezed(again.text) == squeezed(result.text)


def test_rows_of_pages_may_be_mixed():
    lines = tsv([[[["MODIS", "A"]]], [[["B"]]]]).splitlines(keepends=True)
    data = b"".join([lines[0], *lines[7:], *lines[1:7]])
    pages = cablefix.open_pages(data)
    assert pages.text == "B\n\fMODIS A\n"
    made = pages.render(correct(pages.text, ("MODIS", "NODIS")))
    assert made == data.replace(b"70.5\tMODIS", b"95\tNODIS")


def test_all_formats_of_tesseract_read_the_same():
    texts = {
        cablefix.open_pages(FILE.with_name(name)).text
        for name in ("valdoro_13790.tsv", "valdoro_13790.hocr", "valdoro_13790.alto.xml")
    }
    assert len(texts) == 1


def test_two_splits_in_a_line_number_its_words_anew():
    pages = cablefix.open_pages(tsv([[[["CASEOF", "X", "ATTHE", "END"]]]]))
    result = correct(pages.text, ("CASEOF", "CASE OF"), ("ATTHE", "AT THE"))
    rows = [line.split("\t") for line in pages.render(result).decode().splitlines()]
    numbers = [(row[5], row[-1]) for row in rows if row[0] == "5"]
    assert numbers == [("1", "CASE"), ("2", "OF"), ("3", "X"), ("4", "AT"), ("5", "THE"),
                       ("6", "END")]  # fmt: skip


def test_a_dropped_word_goes_with_its_row_or_stays_empty():
    data = tsv([[[["A", "~"]]]])
    pages = cablefix.open_pages(data)
    result = correct(pages.text, (" ~", ""))
    assert pages.render(result) == b"".join(data.splitlines(keepends=True)[:-1])
    assert pages.render(result, keep_empty=True) == data.replace(b"~", b"")


def test_the_last_column_may_be_missing_and_the_last_line_end_too():
    data = f"{HEADER}\n4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\n5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t-1\tMODIS"
    pages = cablefix.open_pages(data.encode())
    assert (pages.text, pages.words[0].confidence) == ("MODIS\n", None)
    made = pages.render(correct(pages.text, ("MODIS", "NODIS"))).decode()
    assert made == data.replace("-1\tMODIS", "95\tNODIS\n")


@pytest.mark.parametrize("row", ["5\t1", "5" + "\tx" * 11, "5" + "\t" * 11, "5" + "\t1" * 12])
def test_rows_that_are_none_are_told(row):
    with pytest.raises(PagesError, match="line 2 has"):
        cablefix.open_pages(f"{HEADER}\n{row}\n".encode())


def test_what_the_encoding_lacks_is_told():
    pages = cablefix.open_pages(
        tsv([[[["caf\xe9"]]]]).decode().encode("latin-1"), encoding="latin-1"
    )
    with pytest.raises(PagesError, match="does not exist in iso8859-1"):
        pages.render(correct(pages.text, ("caf\xe9", "\u0416")))

"""The order of print by its places: fields of a header, columns, offices at the left, margins."""

import pytest
from drawn import correct, documents, full_lines, reopened, result_with, results_of
from hypothesis import given, settings
from hypothesis import strategies as st
from written import alto, hocr, page_xml, tsv

import cablefix

PITCH = 20


def page(*pieces):
    """hOCR of lines: each the row, the letter at which it begins, and its text."""
    out = ["<div class='ocr_page' title='bbox 0 0 1000 1000'>"]
    for row, column, text in pieces:
        top = PITCH * row
        out.append(f"<p class='ocr_par'><span class='ocr_line' title='bbox 0 {top} 9 {top + 12}'>")
        at = column
        for word in text.split(" "):
            box = f"{10 * at} {top} {10 * (at + len(word))} {top + 12}"
            if word:
                out.append(f"<span class='ocrx_word' title='bbox {box}; x_wconf 9'>{word}</span>\n")
            at += len(word) + 1
        out.append("</span></p>\n")
    return "".join((*out, "</div>")).encode()


def text(*pieces):
    return cablefix.open_pages(page(*pieces), order="boxes").text


def test_fields_of_a_header_that_were_read_column_by_column_come_in_rows():
    left = [(0, 0, "PAGE 01"), (1, 0, "ACTION EUR-12")]
    right = [(0, 30, "VALDOR 13790"), (1, 30, "/026 W")]
    assert text(*left, *right) == "PAGE 01 VALDOR 13790\nACTION EUR-12 /026 W\n"


OFFICES = ["EUR", "INR", "PM", "S/S", "SCA"]
BODY = ["THE MINISTER ASKED WHETHER", "THE STATUS WOULD BE KEPT", "FOR ANOTHER YEAR AND SAID",
        "THAT HE HOPED FOR AN ANSWER", "BEFORE THE END OF THE YEAR"]  # fmt: skip


def test_offices_at_the_left_that_were_read_into_the_lines_come_first():
    rows = [(i, 0, f"{o:<12}{b}") for i, (o, b) in enumerate(zip(OFFICES, BODY, strict=True))]
    assert text(*rows, (6, 12, "THE END")) == (
        "\n".join(OFFICES) + "\n\n" + "\n".join(BODY) + "\n\nTHE END\n"
    )


def test_columns_of_text_come_one_after_the_other():
    rows = [(i, 0, f"{b:<40}{b.lower()}") for i, b in enumerate(BODY)]
    assert text(*rows) == "\n".join(BODY) + "\n\n" + "\n".join(BODY).lower() + "\n"


def test_codes_in_the_margin_stay_with_their_lines():
    codes = [(i, 60, "B1") for i in range(5)]
    assert text(*((i, 0, b) for i, b in enumerate(BODY)), *codes) == (
        "".join(f"{b} B1\n" for b in BODY)
    )


def test_a_page_of_plain_lines_stays_as_it_is():
    source = page(*((i + (i > 2), 0, b) for i, b in enumerate(BODY)))
    plain = cablefix.open_pages(source).text.split()
    assert cablefix.open_pages(source, order="boxes").text.split() == plain
    assert text(*((i + (i > 2), 0, b) for i, b in enumerate(BODY))).count("\n\n") == 1


@pytest.mark.parametrize("write", [hocr, alto, page_xml, tsv])
@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_the_file_keeps_its_order(write, data):
    source = write(data.draw(documents))
    pages = cablefix.open_pages(source, order="boxes")
    assert pages.render(result_with(pages.text, [])) == source
    assert sorted(pages.text.split()) == sorted(cablefix.open_pages(source).text.split())
    result = data.draw(results_of(pages.text))
    again = reopened(pages, result)
    assert sorted(w for line in full_lines(again.text) for w in line) == sorted(result.text.split())


def test_corrections_go_to_their_places_in_the_file():
    source = page((1, 0, "SECOND"), (0, 0, "MODIS"))
    pages = cablefix.open_pages(source, order="boxes")
    assert pages.text == "MODIS\nSECOND\n"
    made = pages.render(correct(pages.text, ("MODIS", "NODIS")))
    assert made == source.replace(b"MODIS", b"NODIS").replace(
        b"bbox 0 0 50 12; x_wconf 9'", b"bbox 0 0 50 12; x_wconf 95'"
    )


def test_words_without_boxes_stay_in_the_order_of_the_file():
    source = b"<p class='ocr_par'><i class='ocrx_word'>B</i> <i class='ocrx_word'>A</i></p>"
    assert cablefix.open_pages(source, order="boxes").text == "B A\n"


def test_an_unknown_order_is_told():
    with pytest.raises(ValueError, match="unknown order"):
        cablefix.open_pages(b"", order="box")

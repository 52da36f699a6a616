"""hOCR: dialects, byte for byte, words changed, split, joined, dropped."""

from pathlib import Path

import pytest
from drawn import correct, reopened, result_with, squeezed

import cablefix
from cablefix import Alternative, Box, PagesError

DATA = Path(__file__).parent / "data"
FILES = [*DATA.glob("*.hocr"), Path(__file__).parents[2] / "samples" / "valdoro_13790.hocr"]


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_files_of_engines_stay_byte_for_byte(file):
    pages = cablefix.open_pages(file)
    assert pages.words
    assert all(w.box and w.confidence is not None for w in pages.words)
    assert pages.render(result_with(pages.text, [])) == file.read_bytes()


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_files_of_engines_are_corrected(file):
    pages = cablefix.open_pages(file)
    result = cablefix.clean(pages)
    assert result.original == pages.text
    assert squeezed(reopened(pages, result).text) == squeezed(result.text)


def page(*lines):
    body = "".join(
        f"<span class='ocr_line' title='bbox 0 {20 * i} 200 {20 * i + 10}'>\n {line}\n</span>\n"
        for i, line in enumerate(lines)
    )
    return f"<html><div class='ocr_page' title='bbox 0 0 200 100'>\n{body}</div></html>".encode()


def word(text, left, right, extra="; x_wconf 60", name="w"):
    return (
        f"<span class='ocrx_word' id='{name}' title='bbox {left} 0 {right} 10{extra}'>{text}</span>"
    )


def written(data, *changes, **how):
    pages = cablefix.open_pages(data)
    return pages.render(correct(pages.text, *changes), **how).decode()


def test_a_changed_word_keeps_its_box_and_has_our_confidence():
    data = page(word("MODIS", 0, 50), word("STAYS", 60, 110))
    expected = data.decode().replace("x_wconf 60'>MODIS", "x_wconf 95'>NODIS")
    assert written(data, ("MODIS", "NODIS")) == expected


def test_a_split_word_shares_its_box():
    assert word("CASE", 0, 40, "; x_wconf 95") in (
        made := written(page(word("CASEOF", 0, 70)), ("CASEOF", "CASE OF"))
    )
    assert word("OF", 50, 70, "; x_wconf 95", "w_2") in made


def test_joined_words_have_the_box_of_both():
    data = page(word("SYS", 0, 30) + "\n " + word("TEM", 35, 65, name="v"))
    assert (
        written(data, ("SYS TEM", "SYSTEM")) == page(word("SYSTEM", 0, 65, "; x_wconf 95")).decode()
    )
    assert written(data, (" ", "")) == written(data, ("SYS TEM", "SYSTEM"))


def test_a_dropped_word_goes_or_stays_empty():
    data = page(word("A", 0, 10) + "\n " + word("~", 20, 30, name="v"))
    assert written(data, (" ~", "")) == page(word("A", 0, 10)).decode()
    kept = written(data, (" ~", ""), keep_empty=True)
    assert kept == data.decode().replace("~", "")


def test_halves_of_a_word_stay_in_their_lines():
    data = page(word("prolif-", 0, 70), word("erat1on", 0, 70, name="v"))
    made = written(data, ("prolif-\nerat1on", "prolif-\neration"))
    assert made == data.decode().replace("x_wconf 60'>erat1on", "x_wconf 95'>eration")


def test_a_word_in_bold_stays_bold():
    data = page(word("<strong><em>MODIS</em></strong>", 0, 50))
    assert "<strong><em>NODIS</em></strong>" in written(data, ("MODIS", "NODIS"))


def test_letters_are_changed_one_by_one():
    letters = "".join(f"<span class='ocrx_cinfo' title='x_conf 9'>{c}</span>\n" for c in "MODIS")
    made = written(page(word(letters, 0, 50)), ("MODIS", "NODIS"))
    assert "<span class='ocrx_cinfo' title='x_conf 9'>N</span>\n<span" in made
    assert "'x_conf 9'>O</span>" in made
    longer = written(page(word(letters, 0, 50)), ("MODIS", "NODISX"))
    assert ">NODISX</span>" in longer


def test_alternatives_of_the_specification():
    spelt = (
        '<span class="alternatives"><ins class="alt" title="nlp 0.1">hello</ins>'
        '<del class="alt" title="nlp 2.3">hallo</del></span>'
    )
    (found,) = cablefix.open_pages(page(word(spelt, 0, 50))).words
    assert [a.text for a in found.alternatives] == ["hallo"]
    assert found.alternatives[0].confidence == pytest.approx(0.1, abs=0.01)


def test_alternatives_of_tesseract():
    words = cablefix.open_pages(DATA / "letters.hocr").words
    assert all(0 < a.confidence <= 1 for w in words for a in w.alternatives)
    assert any(w.alternatives for w in words)
    assert isinstance(words[0].alternatives[0], Alternative)


def test_a_line_without_word_elements():
    line = "THE  MINISTER <i>AS</i>KED &amp;\nMODIS"
    data = page(line)
    pages = cablefix.open_pages(data)
    assert pages.text == "THE MINISTER ASKED & MODIS\n"
    assert pages.words[0].box == Box(0, 0, 23, 10)
    assert written(data, ("MODIS", "NO <DIS>")).encode() == page(
        line.replace("MODIS", "NO &lt;DIS&gt;")
    )
    assert written(data, ("ASKED", "AXED")).encode() == page(
        line.replace("<i>AS</i>KED", "<i>AXED</i>")
    )


def test_kraken_keeps_blanks_and_confidences_of_letters():
    line = (
        "<span class='ocrx_word' title='bbox 0 0 50 10; x_confs 0.5 0.7'>AB</span>"
        "<span class='ocrx_word' title='bbox 50 0 60 10; x_confs 1.0'> </span>"
        "<span class='ocrx_word' title='bbox 60 0 90 10; x_confs 0.9'>CD</span>"
    )
    pages = cablefix.open_pages(page(line))
    assert pages.text == "AB CD\n"
    assert [w.confidence for w in pages.words] == [pytest.approx(0.6), pytest.approx(0.9)]


def test_words_without_lines_or_boxes():
    data = b"<html><body class='ocr_page'><p><span class='ocrx_word'>AB</span></p></body></html>"
    pages = cablefix.open_pages(data)
    assert pages.words == (cablefix.Word(0, 2, None, None, (), 1),)
    assert pages.render(correct(pages.text, ("AB", "A B"))).count(b"ocrx_word") == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<?xml version='1.0'?><html><div class='ocr_page'></html>", "not well-formed"),
        (b"<?xml version='1.0'?><!DOCTYPE h [<!ENTITY a 'x'>]><p class='ocr_page'/>", "entities"),
        (b"<div class='ocr_page'><span class='ocr_line", "not closed"),
        (b"<div class='ocr_page'><!-- ", "not closed"),
        (b"<div class='ocr_page'>" + b"<i>" * 300, "nested"),
        (b"<div class='ocr_page'>\xff", "is not UTF-8"),
        (b"<meta charset=klingon><div class='ocr_page'>", "klingon"),
        (b"PLAIN TEXT", "neither"),
    ],
)  # fmt: skip
def test_what_is_broken_is_told_in_one_line(data, said):
    with pytest.raises(PagesError, match=said) as found:
        cablefix.open_pages(data)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_other_encodings(encoding):
    head = f"<?xml version='1.0' encoding='{encoding.replace('-sig', '')}'?>\n"
    data = (head + page(word("Caf\xe9", 0, 50)).decode()).encode(encoding)
    pages = cablefix.open_pages(data)
    assert pages.text == "Caf\xe9\n"
    assert pages.render(result_with(pages.text, [])) == data
    made = pages.render(correct(pages.text, ("Caf", "\u0416af")))
    assert cablefix.open_pages(made).text == "\u0416af\xe9\n"

"""PDF with a text layer: words, boxes, blacked-out places, and nothing that lies under them."""

import json
import zlib

import pytest
from drawn import correct, result_with
from drawn_pdf import bar, pdf, text
from hypothesis import given, settings
from hypothesis import strategies as st

import cablefix
from cablefix import Box, PagesError
from cablefix.cli import main

pytest.importorskip("pypdfium2")

BLOCK = "\u2588"
LINES = text("1. THE MINISTER SAID THAT", 700) + text("HE WOULD COME.", 688)


def test_words_and_boxes():
    pages = cablefix.open_pages(pdf(LINES, text("PAGE TWO", 700)))
    assert pages.text == "1. THE MINISTER SAID THAT\nHE WOULD COME.\n\fPAGE TWO\n"
    assert [leaf.box for leaf in pages.leaves] == [Box(0, 0, 612, 792)] * 2
    assert {w.page for w in pages.words} == {1, 2}
    minister = pages.words[2]
    assert pages.text[minister.start : minister.end] == "MINISTER"
    assert Box(120, 80, 183, 95).holds(minister.box)
    assert all(pages.leaves[0].box.holds(w.box) for w in pages.words)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_boxes_of_a_page_that_is_turned_lie_on_it(rotate):
    pages = cablefix.open_pages(pdf(LINES, rotate=rotate, box="10 20 622 812"))
    assert pages.leaves[0].box == Box(0, 0, *((612, 792) if rotate % 180 == 0 else (792, 612)))
    assert all(pages.leaves[0].box.holds(w.box) for w in pages.words)


def test_what_lies_under_a_black_place_is_withheld_and_told():
    source = pdf(text("HE MET SECRET AGENT TODAY", 700) + bar(121, 697, 88, 12))
    pages = cablefix.open_pages(source)
    assert pages.text == f"HE MET {BLOCK * 12} TODAY\n"
    (warning,) = pages.warnings
    assert warning.startswith("page 1: 11 letters lie under blacked-out places;")
    result = cablefix.clean(pages)
    (gap,) = result.gaps
    assert (gap.kind, gap.start, gap.end) == ("explicit-marker", 7, 19)
    everything = pages.render(result).decode() + result.render("html") + repr(pages)
    assert "SECRET" not in everything
    assert "AGENT" not in everything


def test_a_word_that_is_half_covered_keeps_its_other_half():
    pages = cablefix.open_pages(pdf(text("AGENTS", 700) + bar(72, 697, 21.6, 12)))
    assert pages.text == f"{BLOCK * 3} NTS\n"


def test_a_place_over_blank_ground_has_lines_of_its_own():
    drawn = text("ONE", 700) + bar(72, 660, 72, 24) + text("TWO", 640) + text("THREE", 628)
    pages = cablefix.open_pages(pdf(drawn))
    assert pages.text.split() == ["ONE", BLOCK * 10, BLOCK * 10, "TWO", "THREE"]
    assert pages.warnings == ()


@pytest.mark.parametrize(
    "drawn",
    [
        bar(72, 697, 300, 1),  # a rule
        bar(0, 0, 612, 792),  # the ground
        bar(72, 697, 88, 12, grey=0.9),  # light
        "72 697 88 12 re S\n",  # a frame
    ],
)
def test_what_blacks_nothing_out(drawn):
    pages = cablefix.open_pages(pdf(drawn + text("HE MET AGENTS", 700)))
    assert pages.text == "HE MET AGENTS\n"
    assert pages.warnings == ()


def test_white_print_on_a_black_bar_shows():
    pages = cablefix.open_pages(pdf(bar(72, 697, 88, 12) + text("SECRET", 700, grey=1)))
    assert (pages.text, pages.warnings) == ("SECRET\n", ())


@settings(deadline=None, max_examples=40)
@given(
    x=st.integers(60, 400), y=st.integers(600, 710), width=st.integers(8, 200),
    height=st.integers(7, 60),
)  # fmt: skip
def test_no_letter_whose_middle_is_covered_is_in_the_text(x, y, width, height):
    line = "QXZJKV"
    source = pdf(text(line, 700) + bar(x, y, width, height))
    pages = cablefix.open_pages(source)
    place = Box(x, 792 - y - height, x + width, 792 - y)
    plain = cablefix.open_pages(pdf(text(line, 700)))
    (word,) = plain.words
    whole = place.holds(word.box)
    assert ("QXZJKV" in pages.text) != whole or not whole
    if whole:
        assert not set(line) & set(pages.text)
    for w in pages.words:
        assert Box(0, 0, 612, 792).holds(w.box)


def test_what_is_written_is_json_with_places():
    pages = cablefix.open_pages(pdf(text("NOT MODIS", 700)))
    made = json.loads(pages.render(correct(pages.text, ("MODIS", "NODIS"))))
    assert made["text"] == "NOT NODIS\n"
    (item,) = made["annotations"]["items"]
    words, place = item["target"]
    assert words["selector"][1]["exact"] == "MODIS"
    assert place["selector"]["value"].startswith("page=1&viewrect=100.")


def test_several_files_are_written_one_by_one():
    pages = cablefix.open_pages([pdf(LINES), pdf(LINES)])
    assert pages.words[-1].page == 2
    with pytest.raises(PagesError, match="by itself"):
        pages._rendered(result_with(pages.text, []), False)


@pytest.mark.parametrize("data", [b"%PDF-1.4\nabc", pdf(LINES)[:300], b"%PDF-"])
def test_what_is_broken_is_told_in_one_line(data, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.pdf").write_bytes(data)
    for command in (["clean"], ["gaps"], ["check"], ["fix"]):
        assert main([*command, "a.pdf"]) == 2
        out, err = capfd.readouterr()
        assert out == ""
        assert err.startswith("cablefix: a.pdf: it cannot be read as a PDF (")
        assert err.count("\n") == 1


def test_the_commands(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    data = pdf(LINES + text("HE MET AGENTS", 650) + bar(121, 647, 44, 12))
    (tmp_path / "a.pdf").write_bytes(data)
    assert main(["clean", "-o", "out/", "a.pdf"]) == 0
    assert json.loads((tmp_path / "out" / "a.json").read_text())["text"].endswith(f"{BLOCK}\n")
    assert "blacked-out" in capfd.readouterr().err
    assert main(["clean", "--format", "text", "a.pdf"]) == 0
    assert "AGENTS" not in capfd.readouterr().out
    assert main(["fix", "a.pdf"]) == 2
    assert "never changed" in capfd.readouterr().err
    assert (tmp_path / "a.pdf").read_bytes() == data


def test_without_the_reader_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    with pytest.raises(PagesError, match=r"pip install 'cablefix\[pages\]'"):
        cablefix.open_pages(pdf(LINES))


def test_a_pdf_that_swells_is_read():
    drawn = zlib.compress(b" " * 50_000_000 + text("MODIS", 700).encode(), 9).decode("latin-1")
    packed = pdf(drawn, more="/Filter /FlateDecode")
    assert len(packed) < 100_000
    assert cablefix.open_pages(packed).text == "MODIS\n"
    bomb = pdf(zlib.compress(text("A" * 50_000_000, 700).encode(), 9).decode("latin-1"),
               more="/Filter /FlateDecode")  # fmt: skip
    with pytest.raises(PagesError, match="no print"):
        cablefix.open_pages(bomb)

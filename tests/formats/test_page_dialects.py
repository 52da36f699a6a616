"""PAGE XML as programs write it: invented pages in the manner of each, by hand."""

import unicodedata
from pathlib import Path

import pytest
from drawn import correct, full_lines, result_with

import cablefix

DATA = Path(__file__).parent / "data"
DIALECTS = {
    "transkribus": "MODIS\n\nTHE MlNISTER & QUITTERA\n",
    "escriptorium": "MODIS cafe\u0301\n",
    "kraken": "MO BOAT\n",
    "ocr_d": "FlRST REGION\n\nSECQND\n\nTHIRD REGlON\n",
    "tesseract": "CASEOF B0ATS\n",
    "half_of_the_words": "THE PATR0L B0ATS LEFT\n",
}
"""What each reads as."""
each = pytest.mark.parametrize("name", DIALECTS)


def opened(name):
    return cablefix.open_pages(DATA / f"page_{name}.xml")


def written(name, *changes, **how):
    pages = opened(name)
    return pages.render(correct(pages.text, *changes), **how).decode()


@each
def test_each_is_read_and_comes_back_byte_for_byte(name):
    pages = opened(name)
    assert full_lines(pages.text) == full_lines(DIALECTS[name])
    assert pages.render(result_with(pages.text, [])) == (DATA / f"page_{name}.xml").read_bytes()


@each
def test_every_word_can_be_changed_split_and_dropped(name):
    pages = opened(name)
    for word in pages.words:
        there = pages.text[word.start : word.end]
        for new in ("NEW", "TWO NEW", ""):
            result = result_with(pages.text, [
                cablefix.Correction(word.start, word.end, there, new, kind="word",
                                    rule="words-word", confidence=0.95, why="told")
            ])  # fmt: skip
            for keep in (False, True):
                again = cablefix.open_pages(pages.render(result, keep_empty=keep))
                assert again.text.split() == result.text.split()


def test_tags_of_transkribus_move_with_their_letters():
    made = written("transkribus", ("THE MlNISTER", "A MINISTERS"), ("QUITTERA", "QUlTTERAS"))
    assert "<Unicode>A MINISTERS &amp; QUlTTERAS</Unicode>" in made
    assert "person {offset:14; length:9;} abbrev {offset:0; length:1;}" in made
    # before 2017 there is no place for a second reading, and the region says the same
    assert "MlNISTER" not in made
    assert made.count("<TextEquiv") == 4
    assert "readingOrder {index:1;}" in made


def test_decomposed_letters_stay_as_they_are():
    made = written("escriptorium", ("MODIS", "NODIS"))
    assert "NODIS  cafe\u0301" in made
    assert unicodedata.normalize("NFC", made) != made
    assert '<TextEquiv index="1" conf="0.8125">' in made


def test_a_letter_of_kraken_changes_with_its_word():
    made = written("kraken", ("MO", "NO"))
    assert '<TextEquiv index="0"><Unicode>N</Unicode></TextEquiv>' in made
    assert '<TextEquiv conf="0.99"><Unicode> </Unicode></TextEquiv>' in made
    assert "<Unicode>NO BOAT</Unicode>" in made


def test_readings_of_ocr_d_keep_their_order_behind_the_new_one():
    made = written("ocr_d", ("SECQND", "SECOND"), ("FlRST", "FIRST"))
    new = '<pc:TextEquiv index="0" conf="0.95"><pc:Unicode>SECOND</pc:Unicode></pc:TextEquiv>'
    word = made[made.index('<pc:Word id="b_1_1">') : made.index("</pc:Word>")]
    assert new in word
    assert word.index(new) < word.index('index="2" conf="0.31"')
    assert 'index="1" conf="0.62" dataType="other" comments="a"' in word
    assert "<pc:PlainText>SECQND</pc:PlainText>" in word
    assert "<pc:Unicode>FIRST REGION</pc:Unicode>" in made


def test_a_split_word_of_tesseract_is_split_in_the_line_and_the_region():
    made = written("tesseract", ("CASEOF", "CASE OF"), ("B0ATS", "BOATS"))
    assert made.count("<Unicode>CASE OF BOATS</Unicode>") == 2
    assert made.count("<Word ") == 3


def test_where_some_words_have_no_text_the_line_counts_and_its_words_follow():
    pages = opened("half_of_the_words")
    assert [w.confidence for w in pages.words] == [0.5, None, 0.4, None]
    made = written("half_of_the_words", ("PATR0L B0ATS", "PATROL BOATS"))
    assert "<Unicode>THE PATROL BOATS LEFT</Unicode>" in made
    assert '<TextEquiv index="0" conf="0.95"><Unicode>BOATS</Unicode>' in made
    assert '<TextEquiv index="1" conf="0.4"><Unicode>B0ATS</Unicode>' in made

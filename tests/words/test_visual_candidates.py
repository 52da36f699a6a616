"""Words found by their looks, however many letters are wrong."""

import pytest

from cablefix.language.lexicon import lexicon
from cablefix.words.candidates import Alike
from cablefix.words.visual_candidates import looks, search


@pytest.mark.parametrize(
    ("read", "meant"),
    [("CULY", "ONLY"), ("OURRCTIVES", "DIRECTIVES"), ("18", "IS")],
)
def test_the_word_is_among_the_first(read, meant):
    assert meant in search(read, 10, looks(False))


def test_a_lost_or_added_letter_is_allowed():
    assert "MINISTER" in search("MINSTER", 8, looks(False))
    assert "MINISTER" in search("MINIISTER", 8, looks(False))


def test_the_word_itself_is_left_out_and_the_number_is_kept():
    found = search("MINISTER", 3, looks(False))
    assert "MINISTER" not in found
    assert len(found) <= 3


def test_what_resembles_nothing_finds_nothing():
    assert search("'''''''''", 5, looks(False)) == ()


def test_small_letters_have_looks_of_their_own():
    assert "REGARDED" in search("icgardcd", 4, looks(True))


def test_what_the_document_shows_is_found_first():
    general = looks(True)
    shown = general.fitted({("s", "»"): 1.5, ("o", "u"): 1.5}, True)
    assert search("»tudd", 3, general)[0] != "STOOD"
    assert shown.changed == {"»", "u"}
    assert "STOOD" in search("»tuud", 3, shown)


def test_the_place_asks_for_a_word():
    ids = lexicon().ids
    found = Alike.of({}).find_between("UNE", 4, True, ids["IN"], ids["SPIRIT"])
    assert "THE" in {c.word for c in found}

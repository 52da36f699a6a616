"""Words found by their looks, however many letters are wrong."""

import pytest

from cablefix.correcting.words.candidates import Alike
from cablefix.correcting.words.lookalikes import look_alikes, looks, search
from cablefix.vocabulary.lexicon import lexicon


@pytest.mark.parametrize(
    ("read", "meant"),
    [("CULY", "ONLY"), ("OURRCTIVES", "DIRECTIVES"), ("GUICR", "WHICH"), ("18", "IS")],
)
def test_the_word_is_among_the_first(read, meant):
    assert meant in look_alikes(read, 10)


def test_a_lost_or_added_letter_is_allowed():
    assert "MINISTER" in look_alikes("MINSTER", 8)
    assert "MINISTER" in look_alikes("MINIISTER", 8)


def test_the_word_itself_is_left_out_and_the_number_is_kept():
    found = look_alikes("MINISTER", 3)
    assert "MINISTER" not in found
    assert len(found) <= 3


def test_what_resembles_nothing_finds_nothing():
    assert look_alikes("'''''''''", 5) == ()


def test_small_letters_have_looks_of_their_own():
    assert "REGARDED" in look_alikes("icgardcd", 4, small=True)


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

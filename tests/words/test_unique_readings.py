"""Unknown words that one usual confusion makes a word in use."""

import pytest

import cablefix
from cablefix.words.unique_readings import read_confusion


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("foliowing", "following"),
        ("fcreign", "foreign"),
        ("concemed", "concerned"),
        ("Vietnarnese", "Vietnamese"),
        ("AMERTCAN", "AMERICAN"),
        ("wiil", "will"),
    ],
)
def test_one_usual_confusion_makes_a_word_in_use(read, meant):
    assert read_confusion(read) == meant


@pytest.mark.parametrize(
    "word",
    [
        "following",  # known
        "existance",  # a and e: a typist's
        "repects",  # respects as well as rejects
        "unposed",  # made of a known word
        "Sealand",  # a name, and near none
        "DeparLment",  # neither small letters nor capitals
        "CNE",  # an office
        "INTC",
        "HTS",
    ],
)
def test_what_may_be_meant_is_left_alone(word):
    assert read_confusion(word) == ""


def test_three_letters_are_read_in_light_print_alone():
    assert read_confusion("tbe", tenths=1) == "the"
    assert read_confusion("tbe", tenths=5) == ""


def test_the_second_half_of_a_broken_word_is_no_word_of_its_own():
    text = "The consul spoke of the inter-\nnatlon and left. Nothing else was said that day.\n"
    assert "nation and" not in cablefix.clean(text).text


def test_a_word_that_the_text_has_again_and_again_is_its_own():
    text = "The Foliowing sailed. The Foliowing came back. The Foliowing lies in the harbor.\n"
    assert cablefix.clean(text).text == text

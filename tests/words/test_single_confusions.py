"""Unknown words that one confusion makes a word that fits its place."""

import pytest

from cablefix.words.single_confusions import read_confusion


@pytest.mark.parametrize(
    ("before", "read", "after", "meant"),
    [
        ("in the days", "foliowing", "the end of the war", "following"),
        ("forces on", "fcreign", "soil", "foreign"),
        ("the Department is", "concemed", "about it", "concerned"),
        ("south of the", "Vietnarnese", "border", "Vietnamese"),
        ("SAW THE", "AMERTCAN", "ENVOY", "AMERICAN"),
        ("the talks", "wiil", "go on", "will"),
        ("on", "tbe", "right road", "the"),
        ("OVER A NUMBER OF", "YFARS", ", CASTIGATING IT", "YEARS"),
        ("The visit was", "plauned", "for June.", "planned"),
        ("He came back.", "Aiso", "the sale is off.", "Also"),
        ("by courier to Wellington,", "Kew", "Delhi and Rangoon", "New"),
    ],
)
def test_a_word_that_fits_its_place_is_read(before, read, after, meant):
    assert read_confusion(read, before, after) == meant


@pytest.mark.parametrize(
    ("before", "word", "after"),
    [
        ("in the days", "following", "the end"),  # known
        ("the", "existance", "of a plan"),  # a and e: a typist's
        ("in all", "repects", "the same"),  # respects as well as rejects
        ("an", "unposed", "question"),  # made of a known word
        ("to the", "wornout", "charge"),  # made of two
        ("said Julian", "Kole", "and left"),  # a name: Role is written small
        ("troops left", "CHIRA", "."),  # a place: China is one, too
        ("WENT TO ATTEND", "UIA", "GENERAL ASSEMBLY"),  # short capitals stand for others
        ("the import program", "USIP", "is vital"),  # and so do those among small letters
        ("the", "DeparLment", "said"),  # neither small letters nor capitals
        ("", "Sealand", ""),  # a name, and near none
    ],
)
def test_what_may_be_meant_is_left_alone(before, word, after):
    assert read_confusion(word, before, after) == ""


def test_without_its_place_a_word_says_little():
    assert read_confusion("lhe", "", "") == ""

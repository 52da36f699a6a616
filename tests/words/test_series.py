"""One sign for one letter, found by counting."""

import pytest

import cablefix
from cablefix.words.series import find_signs


def test_a_sign_is_read_for_its_letter():
    (sign,) = find_signs({"|-|OUSE", "|-|ARBOR", "S|-|UT", "BO|-|EMIA", "T|-|ROUGH"})
    assert (sign.read, sign.letter) == ("|-|", "H")


@pytest.mark.parametrize(
    "words",
    [
        {"|-|OUSE", "|-|ARBOR", "S|-|UT"},  # too few
        {"MAYOR'S", "FARMER'S", "MILLER'S", "BAKER'S"} - {"MAYOR'S"},
        {"?ATE", "?ACE", "?INE", "?AN"},  # a letter for one sign: many letters would do
        {"|-|OUSE", "|-|ARBOR", "|-|UT", "|-|EARTH", "|-|XQ", "|-|ZZK", "|-|WRV"},
    ],
)
def test_what_many_letters_or_none_explain_is_left(words):
    assert not find_signs(words)


def test_a_sign_in_three_words_is_left():
    text = "THE |-|ARBOR WAS S|-|UT, AND THE |-|EARTH WAS COLD.\n"
    assert not [c for c in cablefix.clean(text).corrections if c.rule == "sign-series"]

"""Misread words that the document itself has elsewhere."""

import pytest

import cablefix
from cablefix.words.own_words import read_own_word


@pytest.mark.parametrize(
    ("read", "times", "word"),
    [
        ("Matiel", {"Matiel": 1, "Mariel": 2}, "Mariel"),
        ("BUKAVV", {"BUKAVV": 1, "Bukavu": 2}, "BUKAVU"),
        ("BUKAVV", {"BUKAVV": 1, "BUKAVU": 1}, "BUKAVU"),
        ("Xakoua", {"Xakoua": 1, "Xakona": 1}, ""),  # which of two unknown ones is right?
        ("Xakoua", {"Xakoua": 2, "Xakona": 2}, ""),
        ("Lisboa", {"Lisboa": 1, "Lisbon": 3}, ""),
        ("UNGIP", {"UNGIP": 1, "UNCIP": 8}, ""),
        ("foward", {"foward": 1, "toward": 1}, ""),  # or forward
    ],
)
def test_one_word_of_the_document_is_enough(read, times, word):
    assert read_own_word(read, times) == word


def test_half_of_a_word_is_none():
    text = "THE ANTI-BA'THISTS MET IN THE CAFE. THERE WERE MANY TWISTS AND TURNS IN IT.\n"
    assert cablefix.clean(text).text == text

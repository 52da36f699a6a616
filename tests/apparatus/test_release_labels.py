"""Phrases of release stamps with one letter misread, and lines that only look like them."""

import pytest

import cablefix


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("RELEASE IN PARI B6", "RELEASE IN PART B6"),
        ("DAIE/CASE ID: 22 SEP 2008 200704418", "DATE/CASE ID: 22 SEP 2008 200704418"),
        ("REVIEW AUTHORIIY: ANNA MOSS", "REVIEW AUTHORITY: ANNA MOSS"),
    ],
)
def test_one_letter_of_a_stamp_is_mended(read, printed):
    body = "\n\nThe ships sail on Monday.\n"
    assert cablefix.clean(read + body).text == printed + body


@pytest.mark.parametrize("line", ["RELEASE IN PERU", "Approved For Resale 2001", "REVIEW IN PART"])
def test_other_words_stay(line):
    text = f"{line}\n\nThe ships sail on Monday.\n"
    assert cablefix.clean(text).text == text

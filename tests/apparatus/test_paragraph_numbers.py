"""Numbers of paragraphs that were misread, in any numbered text."""

import pytest

import cablefix
from cablefix.apparatus.paragraph_numbers import _is_a_misread_mark

TEXT = "{0}. The ferry sails on Friday.\n\n{1}. The quay is closed.\n\n{2}. The harbor is open.\n"


@pytest.mark.parametrize(
    "numbers",
    [
        ("4", "S", "6", "5"), ("9", "lO", "11", "10"), ("9", "1O", "11", "10"),
        ("7", "B", "9", "8"), ("10", "I1", "12", "11"), ("1", "Z", "3", "2"),
    ],
)  # fmt: skip
def test_a_number_between_its_neighbours_is_mended(numbers):
    *read, printed = numbers
    mended = TEXT.format(read[0], printed, read[2])
    assert cablefix.clean(TEXT.format(*read)).text == mended


@pytest.mark.parametrize(
    "numbers",
    [
        ("4", "6", "7"),  # five is missing
        ("4", "S", "7"), ("3", "S", "6"), ("A", "B", "C"), ("7", "A", "9"), ("1", "1", "3"),
        ("9", "S", "11"), ("1", "a", "3"),
    ],
)  # fmt: skip
def test_other_numbers_and_letters_stay(numbers):
    text = TEXT.format(*numbers)
    assert cablefix.clean(text).text == text


def test_the_letter_of_a_point_stays():
    text = "7. The ferries:\n\nA. The old one.\n\nB. The new one.\n\n9. The quay.\n"
    assert cablefix.clean(text).text == text


def test_a_point_of_a_list_is_no_misread_portion_mark():
    assert _is_a_misread_mark("(5)", "(S)")
    assert _is_a_misread_mark("(B)", "(S)")
    assert not _is_a_misread_mark("(A)", "(S)")

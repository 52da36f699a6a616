"""Which codes are of one place."""

import pytest

from cablefix.document.reading import read

MARGIN = " " * 60


def places(*lines):
    text = "RELEASE IN PART B1,B5,B6,1.4(B),1.4(D)\n\n\nThe ferry sails on Friday.\n" + "\n".join(
        lines
    )
    return [[e.code for e in s.exemptions] for s in read(text + "\n").withheld.signs]


def test_codes_in_one_column_are_of_one_place():
    assert places(MARGIN + "1.4(B)", MARGIN + "1.4(D)", MARGIN + "B1") == [
        ["1.4(B)", "1.4(D)", "B1"]
    ]


def test_a_code_that_opens_the_stack_anew_opens_another_place():
    assert places(*(MARGIN + c for c in ("B5", "B6", "B5", "B6"))) == [["B5", "B6"], ["B5", "B6"]]


def test_a_code_read_twice_within_a_stack_does_not():
    found = places(*(MARGIN + c for c in ("1.4(B)", "1.4(D)", "1.4(D)", "B1")))
    assert found == [["1.4(B)", "1.4(D)", "B1"]]


def test_another_column_is_another_place():
    assert places(MARGIN + "B6", MARGIN[:40] + "B5") == [["B6"], ["B5"]]


def test_a_blank_line_parts():
    assert places(MARGIN + "B6", "", MARGIN + "B5") == [["B6"], ["B5"]]


@pytest.mark.parametrize("ruin", ["1", "I", "B", "Bl"])
def test_what_is_left_of_the_last_code_is_of_the_stack(ruin):
    assert places(MARGIN + "1.4(B)", MARGIN + ruin) == [["1.4(B)", "B1"]]


def test_a_stack_goes_on_behind_a_line_of_text():
    lines = (MARGIN + "1.4(B)", "The harbor master agrees.", MARGIN + "B1")
    assert places(*lines) == [["1.4(B)", "B1"]]

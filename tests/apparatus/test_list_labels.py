"""Labels of points that were misread or lost: their order tells."""

import pytest

import cablefix

POINTS = "A. THE ROAD IS LONG.\nB. THE MILL IS OLD.\n{}THE QUAY IS NEW.\nD. THE PORT IS DEEP.\n"


@pytest.mark.parametrize("read", ["C", "C ", "C, ", "G. "])
def test_the_letter_of_a_point_is_mended(read):
    assert cablefix.clean(POINTS.format(read)).text == POINTS.format("C. ")


@pytest.mark.parametrize("read", ["C. ", "X. ", "THERE AT ", "1. "])
def test_what_is_no_such_letter_stays(read):
    assert cablefix.clean(POINTS.format(read)).text == POINTS.format(read)


def test_a_letter_is_not_made_up_from_two_labels():
    text = "A. THE ROAD IS LONG.\nBTHE MILL IS OLD.\nC. THE QUAY IS NEW.\n"
    assert cablefix.clean(text).text == text


LIST = "{}Briefly, the mill is old.\n2. The wheel is broken.\n3. The pond is dry.\n"


@pytest.mark.parametrize("read", ["l ", "L ", "I. ", "| ", "l, ", "I"])
def test_the_first_number_is_mended(read):
    assert cablefix.clean(LIST.format(read)).text == LIST.format("1. ")


@pytest.mark.parametrize("read", ["1. ", "", "A. ", "1.\n\nI. "])
def test_another_beginning_stays(read):
    assert cablefix.clean(LIST.format(read)).text == LIST.format(read)

"""What a line is, by itself."""

import pytest

from cablefix.layout.line_labels import recognise
from cablefix.layout.lines import split_lines


@pytest.mark.parametrize(
    ("line", "value"),
    [("ORIGIN EAP 12", "EAP-12"), ("ACTION NODS 00", "NODS-00")],
)
def test_an_office_alone_is_known_without_its_hyphen(line, value):
    found = recognise(split_lines(line)[0])
    assert (found.form, found.part("item").value) == ("action", value)


def test_a_figure_before_the_second_precedence_is_the_first():
    found = recognise(split_lines("0 P 221350Z OCT 90")[0])
    assert [p.value for p in found.parts][:2] == ["O", "P"]


def test_the_longest_classification_is_known_when_its_letters_are_spaced():
    line = "L I M I T E D  O F F I C I A L  U S E SECTION 01 OF 02 VALDORO 04796"
    found = recognise(split_lines(line)[0])
    assert (found.form, found.part("classification").value) == ("section", "LIMITED OFFICIAL USE")


def test_a_figure_alone_is_no_part_of_the_name_behind_it():
    found = recognise(split_lines("S E C R E T SECTION 01 OF 2 VIENTIANE 10150")[0])
    assert found.form == "section"
    assert not any(p.slot == "post" and "2" in p.span.text for p in found.parts)


def test_spaced_letters_may_hold_a_misread_figure():
    found = recognise(split_lines("L-i-M-I-? 5 DO F F + ¢ TAL USE CANBERRA 04796")[0])
    assert found.part("classification").value == "LIMITED OFFICIAL USE"

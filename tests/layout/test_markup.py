"""Mark-up is read through and stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cablefix
from cablefix.layout.markup import blank_markup


@given(st.text(alphabet="*#|<br>/ \nAB-`", max_size=80))
def test_reading_through_keeps_every_offset(text):
    shown = blank_markup(text)
    assert len(shown) == len(text)
    assert shown.count("\n") == text.count("\n")


@pytest.mark.parametrize("text", ["5 * 3 is 15", "# 4 AND # 5", "A | B", "<RESTRICTED>"])
def test_lone_marks_are_no_mark_up(text):
    assert blank_markup(text) == text


def test_what_stands_between_marks_is_mended_and_they_stay():
    text = (
        "**FM** AMEMBASSY LIMA\n**TO** SECSTATE WASHDC\n**TAGS:** PREL, PE\n\n1. THE SHIPS SALED.\n"
    )
    assert cablefix.clean(text).text.count("**") == text.count("**")

"""Lines fitted to their forms, whatever became of them."""

import pytest

from cablefix.layout.form_alignment import fit_damaged
from cablefix.layout.line_forms import forms
from cablefix.layout.lines import split_lines


def _fit(name, text, most=2.4):
    return fit_damaged(forms()[name], split_lines(text)[0].tokens(), most)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("section", "SECTI0N 01 OF 02 BEIJING 13790"),
        ("dtg", "O l30535Z MAY 91"),
        ("page-head", "PAGE 0l OF O3 ~"),
    ],
)
def test_a_damaged_line_is_read(name, text):
    found = _fit(name, text)
    assert found is not None
    assert found.cost <= 2.4 * found.found


@pytest.mark.parametrize("name", ["section", "dtg", "page", "tags", "to"])
def test_running_text_has_no_form(name):
    assert _fit(name, "WITH A VIEW TO SEEING HOW THESE COULD BE HANDLED SO") is None


def test_what_is_too_dear_is_not_believed():
    assert _fit("dtg", "O l3O535Z MAV 9l", most=0.1) is None

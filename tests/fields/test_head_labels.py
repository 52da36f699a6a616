"""Labels and titles of typed heads: found damaged, and not found in prose."""

import pytest

from cablefix.fields.head_labels import find_signs
from cablefix.layout.lines import split_lines


def seen(text, family):
    return {
        s.sign.label: s.after.text for s in find_signs(split_lines(text)) if s.sign.family == family
    }


@pytest.mark.parametrize(
    ("line", "label", "value"),
    [
        ("FROM: Vienna", "FROM:", "Vienna"),
        ("FROM   : Vienna", "FROM:", "Vienna"),
        ("3: “Centrol: 4682 /", "Control:", "4682"),
        ("Rec'a:   February 7, 1963", "Rec'd:", "February 7, 1963"),
        ("IHCOMlNG TELEGRAM  Department of State", "INCOMING TELEGRAM", "Department of State"),
        (" EUR              FROM:  Paris", "FROM:", "Paris"),
    ],
)
def test_a_label_is_found_though_damaged(line, label, value):
    assert seen(line, "incoming-telegram")[label] == value


def test_a_label_in_the_middle_of_a_line_ends_the_value_before_it():
    line = "COUNTRY  LAOS          REPORT NO. TDCS-3/547,646"
    assert seen(line, "cia-report") == {"COUNTRY": "LAOS", "REPORT NO.": "TDCS-3/547,646"}


@pytest.mark.parametrize(
    "line",
    ["He came from: Vienna", "The country had no report no matter what.", "the action was taken"],
)
def test_words_of_a_sentence_are_no_labels(line):
    assert seen(line, "incoming-telegram") == {}
    assert seen(line, "cia-report") == {}

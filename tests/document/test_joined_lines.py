"""Labels over their values, for the fields alone."""

import cablefix
from cablefix.document.reading import read
from cablefix.document.recovery import find_station, join_broken

TEXT = """O 062356Z JAN 83
FM AMEMBASSY LIMA
TO SECSTATE
WASHDC
LIMA 00132
TAGS:
PREL, PE
SUBJECT:
SEEDS
1. THE SEEDS ARE HERE.
"""


def test_labels_and_values_are_one_line():
    lines = join_broken(read(TEXT).lines, TEXT)
    assert [r.line.text for r in lines if r.form in ("tags", "subject", "to")] == [
        "TO SECSTATE WASHDC", "TAGS: PREL, PE", "SUBJECT: SEEDS",
    ]  # fmt: skip


def test_the_post_that_sends_is_no_addressee():
    lines = find_station(read(TEXT).lines)
    assert [r.field("number").text for r in lines if r.form == "section"] == ["00132"]
    assert cablefix.clean(TEXT).cable.mrn == "83 LIMA 00132"


def test_nothing_is_changed_on_the_strength_of_it():
    assert cablefix.clean(TEXT).text == TEXT

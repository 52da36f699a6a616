"""Codes that a text speaks of."""

import pytest

from cablefix.document.reading import read
from cablefix.withheld.cited_codes import discusses, is_cited, legend_rows, states_ground


@pytest.mark.parametrize(
    ("before", "after", "cited"),
    [
        ("pursuant to FOIA exemptions ", "", True), ("a ", " visa", True), ("in room ", "", True),
        ("see ", "", True), ("", " of the act", True), ("he met ", " there", False),
        ("No: ", "", False), ("exempt from release in the other case and under ", "", True),
    ],
)  # fmt: skip
def test_the_words_beside_a_code(before, after, cited):
    assert is_cited(before, after) is cited


def test_the_ground_of_a_classification():
    assert states_ground("Classified by: Consul A. Reader, Reason:")
    assert not states_ground("He left for the harbor.")


def test_an_affidavit_discusses():
    lines = read("The plaintiff objects.\nThis affidavit is true.\nThe defendant agrees.\n").lines
    assert discusses(lines)
    assert not discusses(read("The ferry sails on Friday.\n").lines)


def test_a_list_of_all_exemptions_is_a_legend():
    assert set(legend_rows([(i, str(i + 1)) for i in range(9)])) == set(range(9))
    assert not legend_rows([(i, n) for i, n in enumerate("135678")])

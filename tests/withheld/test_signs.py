"""All signs of a text, and what nobody may change on their account."""

import pytest

import cablefix
from cablefix.document.reading import read


def test_signs_and_banners_are_guarded():
    text = "RELEASE IN PART B6\n\nHe met (b)(6) under exemption (b)(5) of the act.\n"
    withheld = read(text).withheld
    for guarded in ("RELEASE IN PART B6", "(b)(6)", "(b)(5)"):
        at = text.index(guarded)
        assert withheld.guards(at, at + len(guarded))
    assert not withheld.guards(text.index("He"), text.index("He") + 2)


@pytest.mark.parametrize("sign", ["B6", "[REDACTED-EX B6]", "PII PII", "b7C", "(EXCISED)"])
def test_no_finding_touches_a_sign(sign):
    text = f"RELEASE IN PART B6\n\nThe harbor master was {sign} and he saild on Friday.\n"
    result = cablefix.clean(text)
    start = text.index(sign, 20)
    for c in (*result.corrections, *result.suggestions):
        assert c.end <= start or start + len(sign) <= c.start
    assert [g.kind for g in result.gaps] == ["explicit-marker"]


def test_a_page_under_a_running_head_is_withheld_whole():
    head = "U.S. Department of State Case No. F-2099-00001 Doc No. C09000001 Date: 01/02/2099"
    (first, second) = read(f"{head}   B5\n\n\n{head}   B5\n\n\n{head}\n").withheld.signs
    assert first.extent == second.extent
    assert (first.extent.quantity, first.extent.unit, first.extent.estimated) == (1.0, "page", True)


@pytest.mark.parametrize(
    ("text", "quantity", "unit"),
    [
        ("365 Page(s) withheld entirely at this location.\n", 365, "page"),
        ("The boats were sold.\n\nPage Denied\n", 1, "page"),
        ("The boats were sold.\n\n12 pages withdrawn\n", 12, "page"),
        ("[Page(s) 3-5 withheld]\n", 3, "page"),
    ],
)
def test_how_much_a_sign_without_brackets_states(text, quantity, unit):
    (gap,) = (g for g in cablefix.clean(text).gaps if g.kind == "explicit-marker")
    assert (gap.extent.quantity, gap.extent.unit) == (quantity, unit)
    assert not gap.extent.estimated


def test_the_pages_of_a_document_that_is_no_cable_are_those_of_the_file():
    result = cablefix.clean("The boats were sold.\n\f[REDACTED] was paid.\n")
    assert [(g.section, g.page) for g in result.gaps] == [(None, 2)]


def test_what_is_withheld_is_told_in_plain_words():
    text = "He met (b)(6) there.\n\n1.5(c)\n\nThey left, as (b)(6) said, on the next day.\n"
    found = cablefix.clean(text).withheld
    assert found.places == 3
    assert [(g.code, g.places, g.has_lapsed) for g in found.grounds] == [
        ("(B)(6)", 2, False), ("1.5(C)", 1, True),
    ]  # fmt: skip
    assert all(g.law and g.meaning and g.since for g in found.grounds)

"""Banners of release: what they say of the document, on one line or two."""

import pytest

import cablefix
from cablefix.withheld.banners import read_codes

TEXT = "\n\nThe ferry sails on Friday, said the harbor master to the envoy.\n"


@pytest.mark.parametrize(
    ("banner", "codes", "status"),
    [
        ("RELEASE IN PART B6", ["B6"], "in part"),
        ("RELEASE IN PART\nB5,B6", ["B5", "B6"], "in part"),
        ("RELEASE IN\nPART B5,B6", ["B5", "B6"], "in part"),
        ("RELEASE IN PART B5,B3\nNATSECACT1947,B6", ["B5", "B3", "B6"], "in part"),
        ("RELEASED IN PART\n\nB1, A3", ["B1", "A3"], "in part"),
        ("RELEASE IN PART\nB1.1.4(D),B6", ["B1", "1.4(D)", "B6"], "in part"),
        ("RELEASE IN PART\nBi, 1.4(B)", ["B1", "1.4(B)"], "in part"),
        ("RELEASE IN FULL", [], "in full"),
        ("DENIED IN FULL\nB1, B3", ["B1", "B3"], "denied"),
    ],
)
def test_the_codes_and_the_status_of_a_banner(banner, codes, status):
    result = cablefix.clean(banner + TEXT)
    release = result.cable.release
    assert [e.code for e in release.exemptions] == codes
    assert {e.scope for e in release.exemptions} <= {"document"}
    assert release.status == status
    assert [g.kind for g in result.gaps if g.kind == "explicit-marker"] == []
    assert all(c.start >= len(banner) for c in (*result.corrections, *result.suggestions))


def test_a_sentence_that_begins_like_one_is_no_banner():
    assert cablefix.clean("Released in part of the town, the birds flew off.").cable.release is None


def test_a_list_with_anything_else_in_it_is_no_list():
    assert read_codes("B1, the ferry") is None
    assert read_codes("B6") == ["B6"]


RUINED = "RELEASRDIKPART\n(B)(1), (BN3)\n\nThe ferry sails on Friday.\n"


def test_a_ruined_banner_is_one_with_its_codes():
    result = cablefix.clean(RUINED)
    assert result.cable.release is not None
    assert result.cable.release.status == "in part"
    assert [g for g in result.gaps if g.kind == "explicit-marker"] == []


def test_short_lines_that_are_no_banner():
    for line in ("RELATIONS IN PARTY", "PRESSED IN FELT", "RELEASE ON PAROLE", "LEASED IN PARIS"):
        assert cablefix.clean(f"{line}\n\nThe ferry sails.\n").cable.release is None

"""Values behind labels: what the closed list or the shape decides is mended, and nothing else."""

import pytest

import cablefix

HEAD = """MRN: 12 PRAGUE 310
Date/DTG: Mar 02, 2012 / 021111Z MAR 12
From: AMEMBASSY PRAGUE
Action: WASHDC, SECSTATE ROUTINE
E.O.: 13526
TAGS: PREL, ENRG, EZ
Captions: SENSITIVE, SIPDIS
Reference: 12 STATE 90112
Subject: Hay

1. The hay is in.
"""


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("12 PRAGUE 310", "12 PRAGUE 3l0"),
        ("021111Z MAR", "0211112 MAR"),
        ("13526", "I3526"),
        ("PREL", "PREI"),
        ("ENRG", "EN8G"),
        ("SIPDIS", "SIPD1S"),
        ("12 STATE 90112", "12 STATE 9O112"),
        ("TAGS:", "T4GS:"),
        ("From:", "From;"),
    ],
)
def test_a_misread_value_or_label_is_mended(printed, read):
    assert cablefix.clean(HEAD.replace(printed, read, 1)).text == HEAD


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("12 PRAGUE 310", "12 PRAGUE 3X0"),  # a letter that is like no figure
        ("13526", "13527"),  # a figure is never made another one
        ("ENRG", "XQZW"),  # a TAG that no list has, and like none
        ("EZ", "EY"),  # codes of two letters are like too many
        ("Subject:", "Subjects:"),
    ],
)
def test_what_nothing_decides_stays(printed, other):
    text = HEAD.replace(printed, other, 1)
    assert cablefix.clean(text).text == text

"""Distribution lines of 1966-73: offices and counts stand apart, commas part the items."""

import pytest

from cablefix.layout.distribution_lines import read_distribution_line
from cablefix.layout.lines import split_lines


def parse(text):
    found = read_distribution_line(split_lines(text)[0])
    return None if found is None else (found[0], [p.value for p in found[1]])


def test_items_and_total():
    assert parse("INFO PPT 02,SCA 02,SY 03,/060 W") == (
        "info", ["INFO", "PPT-02", "SCA-02", "SY-03", "/060", "W"],
    )  # fmt: skip


def test_a_continuation_has_no_label():
    assert parse("NSC 10,RSR 01,USIA 12,/090 W") == (
        "info", ["NSC-10", "RSR-01", "USIA-12", "/090", "W"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "INFO LOG-00 ADS-00 /000W",  # the form of later years has a reader of its own
        "THE FERRY HAS 12 SEATS, 14 BERTHS, AND A CREW OF 10",
        "SEC 02, PARA 03, LINE 04",
        " ",
        "X" * 200 + ", /1",
    ],
)
def test_what_is_no_such_line(text):
    assert parse(text) is None

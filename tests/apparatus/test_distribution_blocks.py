"""Distributions read as blocks, whatever their lines look like."""

from __future__ import annotations

import pytest

from cablefix.apparatus.distribution_blocks import read_distributions
from cablefix.document.reading import read

TAIL = """R 181728Z FEB 94
FM AMEMBASSY OTTAWA
TO SECSTATE WASHDC 718
CONFIDENTIAL OTTAWA 00818
"""


@pytest.mark.parametrize(
    ("head", "offices", "total", "complete"),
    [
        ("ACTION EUR-12\nINFO OCT-01 ISO-00 /013W", ["EUR", "OCT", "ISO"], "/013W", True),
        ("ACTION EUR-12 stig say\nINFO OCT-01 ISO-00\n/013W", ["EUR", "OCT", "ISO"], "/013W", True),
        ("ACTION EUR-12\nINFO\nOCT-01\n10-16\n/029W", ["EUR", "OCT", "IO"], "/029W", True),
        ("ACTION EUR 12\nINFO SS 20,L 03,\nFBI 01,/036 W", ["EUR", "SS", "L", "FBI"], "/036", True),
        # the total counts the office of action too
        ("INFO OCT-01 ISO-00 SS-15 /028W", ["OCT", "ISO", "SS"], "/028W", False),
        # figures among the offices may be one that was not read
        ("ACTION EUR-12\nINFO OCT-01\n04180\nISO-00\n/013W", ["EUR", "OCT", "ISO"], "/013W", False),
    ],
)
def test_blocks(head: str, offices: list[str], total: str, complete: bool) -> None:
    (block,) = read_distributions(read(f"PAGE 01 OTTAWA 00818 181805Z\n{head}\n{TAIL}"))
    assert [i.office for i in block.items] == offices
    assert block.total is not None
    assert (block.total.text, block.complete) == (total, complete)


def test_prose_that_opens_with_a_label_is_no_distribution() -> None:
    text = (
        f"PAGE 01 OTTAWA 00818 181805Z\n{TAIL}1. THE FERRY SAILED.\nINFO FROM THE PORT IS LATE.\n"
    )
    assert read_distributions(read(text)) == []

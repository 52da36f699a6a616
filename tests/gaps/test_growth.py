"""Bad input takes time in proportion to its size: nothing but numbers, brackets or page lines."""

import pytest
from timing import least_seconds

from cablefix.document.reading import read
from cablefix.edits import OffsetMap
from cablefix.gaps import find_gaps
from cablefix.layout.places import Places

HEAD = "FM AMEMBASSY VALDORO\nTO SECSTATE WASHDC\nTAGS: PREL, XA\nSUBJECT: THE FERRY\n"
CODES = ("he met (b)(6) and ", "      B6", "B6\n", "RELEASE IN PART B6\n", "[   ] he ", "XXXX of ")
PAGE = "PAGE 02 OF 03 VALDOR 04418 01 OF 02 221350Z\nTHE FERRY SAILS\n\f"


def seconds(text):
    """The least processor time of two runs, as `least_seconds` takes it."""
    return least_seconds(lambda: find_gaps(read(text), Places(text, OffsetMap.of([], len(text)))))


@pytest.mark.parametrize("unit", ["1. ", "7. X\n", "[", "[\n", "PAGE ", "PAGE\n", PAGE, *CODES])
@pytest.mark.parametrize("head", ["", HEAD], ids=["bare", "cable"])
def test_time_grows_with_the_size(head, unit):
    small, large = (seconds(head + unit * (n // len(unit))) for n in (4_000, 16_000))
    assert large < 9 * small + 0.1

"""Text without line ends is unfolded, and only where a whole head is on one line."""

from cablefix.document.flattened import read_flattened, unfold
from cablefix.document.reading import read

HEAD = (
    "PAGE 01 LIMA 04410 121530Z ACTION ARA-10 INFO OCT-01 /011 W R 121410Z MAY 76 "
    "FM AMEMBASSY LIMA TO SECSTATE WASHDC 1022 UNCLAS LIMA 4410 E.O. 11652: N/A TAGS: PFOR, PE "
    "SUBJECT: FISH 1. THE FISH ARE FEW. 2. THE BOATS ARE OLD, AND NOBODY HAS MENDED THEM."
)
PROSE = "HE WENT FROM BONN TO LIMA AND SAID NOTHING OF THE SUBJECT, AND THE ACTION WAS HIS. " * 4


def test_unfolding_keeps_every_offset():
    unfolded = unfold(HEAD)
    assert len(unfolded) == len(HEAD)
    assert unfolded.replace("\n", " ") == HEAD
    assert "\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC 1022\n" in unfolded


def test_prose_stays():
    assert unfold(PROSE) == PROSE


def test_a_cable_with_its_line_ends_is_not_read_again():
    reading = read(HEAD.replace(" FM", "\nFM").replace(" TO S", "\nTO S").replace(" E.O", "\nE.O"))
    assert read_flattened(reading) is reading or not reading.is_cable


def test_an_empty_text_stays():
    assert unfold("") == ""

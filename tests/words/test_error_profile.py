"""The document's own habit of stray marks."""

from cablefix.document.reading import read
from cablefix.words.error_profile import count_litter
from cablefix.words.tokens import read_flow

CLEAN = "THE MINISTER OF HARBORS SAID (AGAIN) THAT THE FERRY WOULD SAIL ON MONDAY."
DIRTY = "THE .MINISTER OF .HARBORS SAID.THAT THE .FERRY WOULD.SAIL ON MONDAY."


def _litter(text):
    return count_litter(read_flow(read(text)))


def test_a_clean_text_has_no_litter():
    assert _litter(CLEAN).leads == {}
    assert _litter(CLEAN).inner == {}


def test_marks_that_recur_get_cheaper():
    found = _litter(DIRTY)
    assert set(found.leads) == {"."}
    assert set(found.inner) == {"."}
    assert found.leads["."] < found.inner["."]


def test_one_mark_is_no_habit():
    assert _litter(CLEAN.replace("FERRY", ".FERRY")).leads == {}

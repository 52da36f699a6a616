"""Lines of specks are flagged and left in place."""

import cablefix
from cablefix.document.reading import read
from cablefix.words.noise_lines import propose_noise_lines

HEAD = "O 221350Z OCT 90 ZFF6\n\nFM AMEMBASSY ROME\n\nTAGS: PREL, EFIS, IT\n\n"
BODY = "1. THE MINISTER SAID THAT THE FERRY WOULD SAIL ON MONDAY.\n"


def _flagged(line):
    return [p.original for p in propose_noise_lines(read(f"{HEAD}{BODY}{line}\n{BODY}"))]


def test_specks_are_flagged():
    assert _flagged(": oe aa . i") == [": oe aa . i"]


def test_what_may_be_meant_is_not():
    for line in ("NODIS", "S/S", "B1", "3 4", "-- --", "ON BE", "A B C D"):
        assert _flagged(line) == []


def test_a_flagged_line_stays_in_the_text():
    text = f"{HEAD}{BODY}: oe aa . i\n{BODY}"
    result = cablefix.clean(text)
    assert ": oe aa . i" in result.text
    assert any(s.rule == "noise-line" for s in result.suggestions)

"""Header lines that are known only by what stands before them."""

from cablefix.document.reading import read

TAIL = "\nE.O. 12356: DECL: OADR\n\nTAGS: PREL, EFIS, IT\n"


def _forms(text):
    return [r.form for r in read(text).lines if r.form != "blank"]


def test_a_damaged_from_line_is_read_after_the_date_time_group():
    damaged = "O 221350Z OCT 90 ZFF6\n\n9M AMRMBASSY ROME\n\nTO SECSTATE WASHDC IMMEDIATE 2107\n"
    assert _forms(damaged + TAIL) == ["dtg", "from", "to", "eo", "tags"]


def test_running_text_is_not_forced_into_a_form():
    text = "O 221350Z OCT 90 ZFF6\n\nTHE MINISTER SAID THAT THE FERRY WOULD SAIL ON MONDAY AGAIN\n"
    assert _forms(text + TAIL)[:2] == ["dtg", "text"]

"""What a badly damaged head still tells: lines by place and looks, all copies together."""

import pytest

import cablefix
from cablefix.document.reading import read
from cablefix.fields.damaged_heads import read_caption, read_order, read_page, read_tags, read_time
from cablefix.fields.fusion import Vote, elect_likeliest, likely_figures
from cablefix.fields.header_fields import find_number
from cablefix.fields.signature import find_signature
from cablefix.layout.line_labels import ReadLine, recognise
from cablefix.layout.lines import Span, split_lines
from cablefix.layout.pages import gather

DAMAGED = 3
"""Noise, in tenths, of a text whose worst words are mended."""

HEAD = """PAGE 01 OF 02 LISBON 04418 221412Z
ACTION EUR-03
INFO LOG-00 ADS-00 /003W
-----7A10C4 221413Z /38
{dtg}
FM AMEMBASSY LISBON
TO SECSTATE WASHDC {word} 2107
C O N F I D E N T I A L LISBON 04418
{eo}
{tags}
SUBJECT: LUNCH WITH THE MINISTER OF HARBORS
1. TEH MINISTRE SAXD THXT THE FIRRY WOULD SAXL ON MQNDAY AND THXT
TRE HARBQR DUES WRRE PAXD BY THR OWNRR OF THE SHIP IN QUESTXON.
2. HE ADDFD THXT THR PILQTS WEKE ON STRXKE AGAIN THIS WEFK.
{signed}
"""
USUAL = {
    "dtg": "O 221350Z OCT 90", "word": "IMMEDIATE", "eo": "E.O. 12356: DECL: OADR",
    "tags": "TAGS: PREL, EFIS, PO", "signed": "HALLORAN",
}  # fmt: skip


def cable(**lines):
    return cablefix.clean(HEAD.format(**USUAL | lines)).cable


def line(text):
    return ReadLine(split_lines(text)[0], "text")


@pytest.mark.parametrize("dtg", ["O 2213502 OCT 9O", "0 22I350% 0CT 90", "© 2213s02 ocr 90 ZFP4"])
def test_a_date_time_group_in_ruins(dtg):
    assert cable(dtg=dtg).dtg.value == "221350Z OCT 90"


def test_the_letter_of_precedence_by_its_word():
    assert cable(dtg="% 2213502 OCT 90").precedence.value == "O"
    assert cable(dtg="221350Z OCT 90", word="ROUTINE").precedence.value == "R"


@pytest.mark.parametrize(
    "eo", ["B.O. 123S6: DECL: 0ADR", "E.G. 12396: BECL: QAOR", "£.0, l2356. DECE: OADE"]
)
def test_an_executive_order_in_ruins(eo):
    assert cable(eo=eo).eo.value == "E.O. 12356: DECL: OADR"


def test_tags_in_ruins_are_read_by_the_list():
    assert [t.value for t in cable(tags="YAGS; FREL. EF1S, P0").tags] == ["PREL", "EFIS", "PO"]


def test_a_code_that_is_read_right_stays():
    assert [t.value for t in cable(tags="TAGS: PREL, PARM, UK").tags] == ["PREL", "PARM", "UK"]


@pytest.mark.parametrize("signed", ["HALL0RAN", "| HALLORAN : .", "HALLORAN\n~ .\nUNCLASSIFIED"])
def test_the_signature_under_a_damaged_text(signed):
    frames = read(HEAD.format(**USUAL | {"signed": signed})).frames
    assert find_signature(frames, DAMAGED).value == "HALLORAN"


def test_a_number_with_a_figure_too_many_is_no_other_cable():
    text = HEAD.format(**USUAL)
    second = text.replace("PAGE 01", "PAGE 02").replace("04418 221412Z", "404418 221412Z")
    assert len(cablefix.clean(text + "\f" + second).cables) == 1


def test_readers_of_single_lines():
    assert read_time(line("O 2213502 OCI 9O")).field("dtg").text == "2213502"
    assert read_order(line("f.O. 12386: ONDR")).part("eo").value == "12356:"
    assert read_page(line("PASE O2 OF 03 L1SBON 0441B 221412Z")).part("pages").value == "03"
    assert read_tags(line("RAGS PREL, EFIS, PO")).field("tag,").text == "PREL"
    assert read_caption(line(". NQDIS ,")).part("mark-caption").value == "NODIS"


@pytest.mark.parametrize(
    "text", ["INFO LOG-00 ADS-00 EUR-03", "THE FERRY WILL SAIL IN MAY 1990.", "FM AMEMBASSY ROME"]
)
def test_other_lines_are_no_date_time_groups(text):
    assert read_time(line(text)) is None


def test_a_number_is_read_figure_by_figure():
    text = "PAGE 01 OF 03 LISBON 0441B 221412Z\fPAGE 02 OF 03 LISBON O44I8 221412Z\n"
    frames = gather([recognise(x) for x in split_lines(text)])
    assert find_number(frames, 6).value == "04418"
    assert likely_figures(["O4418"], 5, 6)[0] == "04418"


def test_of_equals_the_first_wins():
    votes = [Vote(Span(0, 3, "NOV"), "NOV"), Vote(Span(9, 12, "DEC"), "DEC")]
    assert elect_likeliest(votes, ("DEC", "NOV"), 3).value == "NOV"
    assert elect_likeliest([], ("DEC", "NOV"), 3) is None

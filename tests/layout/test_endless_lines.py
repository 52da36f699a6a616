"""A line of hundreds of figures is no running text, however long it is."""

from cablefix import clean
from cablefix.document.reading import read

HEADER = "PAGE O2 0F 05 VALDOR l4418 Ol OF O2 2214l2Z C04/09 O31877 NOD6l2 "
SENTENCE = "THE MINISTER OF HARBORS SAID THAT THE FERRY WOULD SAIL AT 0900. "


def test_a_header_repeated_without_end_is_figures():
    assert read(HEADER * 40).lines[0].form == "figures"
    assert clean(HEADER * 40).corrections == ()


def test_running_text_on_one_line_stays_text():
    assert read(SENTENCE * 40).lines[0].form == "text"

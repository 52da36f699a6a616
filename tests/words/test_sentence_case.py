"""The case of words whose first letter was misread, and letters read as signs."""

import pytest

import cablefix
from cablefix.language.lexicon import BREAK, lexicon
from cablefix.language.truecase import CAPITAL, NEITHER, SMALL, usual_case
from cablefix.words.decoder import Alternative
from cablefix.words.edge_marks import complete
from cablefix.words.sentence_case import opens_sentence, settle_case
from cablefix.words.tokens import parse


def settled(read, option, opens=False, ops=()):
    return settle_case(Alternative(option, (), 0.0, "word", 1, ops), parse(read), opens)


@pytest.mark.parametrize(
    ("read", "option", "opens", "wanted"),
    [
        ("Bhort", "Short", False, "short"),  # a common word within a sentence
        ("bydney,", "sydney,", False, "Sydney,"),  # a name
        ("lhe", "the", True, "The"),  # the head of a sentence
        ("(lhe", "(the", True, "(The"),
        ("Tbe", "The", False, "The"),  # the first letter was read well: as the author wrote it
        ("BHORT", "SHORT", False, "SHORT"),  # all in capitals
        ("l", "I", False, "I"),
        ("l've", "i've", False, "I've"),
        ("lThe", "The", False, "The"),  # a speck before it
        ("Ihe", "The", None, "The"),  # a sentence may open: as it was read
        ("lhe", "the", None, "the"),
        ("bydney", "sydney", None, "Sydney"),
        ("Bovernment", "Government", False, "Government"),  # written both ways
    ],
)
def test_the_case_of_a_misread_first_letter(read, option, opens, wanted):
    assert settled(read, option, opens).text == wanted


def test_the_confusion_goes_with_the_case():
    assert settled("Bhort", "Short", ops=(("S", "B"),)).ops == (("s", "B"),)


def test_sentences_open_behind_stops_and_breaks():
    ids = lexicon().ids
    assert opens_sentence(BREAK, "", "") is True
    assert opens_sentence(ids["."], "SOLD", "") is True
    assert opens_sentence(ids["."], "VS", "") is None
    assert opens_sentence(ids["."], "J", "") is None
    assert opens_sentence(ids['"'], "SOLD", "") is None
    assert opens_sentence(ids["."], "SOLD", '"') is None
    assert opens_sentence(ids[","], "SOLD", "") is False


def test_the_usual_case_of_words():
    assert usual_case("Tuesday") == usual_case("ROBERT") == CAPITAL
    assert usual_case("Winter") == usual_case("the") == SMALL
    assert usual_case("Qwzx") == NEITHER


def test_words_completed_by_a_letter_read_as_a_sign():
    assert "was" in [text for text, _ in complete(parse("wa«"))]
    assert "stood" in [text for text, _ in complete(parse("»tood"))]
    assert not [text for text, _ in complete(parse("»Mr"))]
    assert not list(complete(parse("was,"))) + list(complete(parse("«")))


NOISY = """The meetmg of the commlttee was held yestorday in the town hall, and tho chairman
said that the govornment had no objeotion to the now railway. Bhort delays wa« nothing to
him. lhe minlster for works paid £25 for tho plan ; and tho »tood ; and ; so ; it was. Mr Hall
met Mr Page and Mr Cook. I'vc seen it, he said, and I'1l go. He promiscd to consider tho
mattcr bofore the end of the yoar, and he hopod that the work would be begun at onco.
"""


def test_a_noisy_text_is_mended_in_its_own_style():
    text = cablefix.clean(NOISY).text
    for kept in ("£25", "Mr Hall", "Mr Cook", " ; so ; "):
        assert kept in text
    for wrong in ("I'Ve", "I'Ll", "the minister"):
        assert wrong not in text
    assert "He promised to consider the" in text
    assert cablefix.clean(text).text == text


PROSE = "The house on the hill was sold to the company. {} The garden was sold with the house."


@pytest.mark.parametrize(
    "sentence",
    [
        "He paid £25 for the old horse, and £1,000 for the land.",
        "The price was £300,000, they said.",
        "The end of the first part.\n\n* * *\n\nThe second part of the story.",
        "Mr Hall and Mr Page met Mr Brown, and Mr Ward met Mr Cook.",  # the style of the print
        "Pte Brown and Pte Wilson, with 20 ozs of gold, went home on the 3rd inst.",
        "It was so,-but not for long,-and he came back,-they say,-to stay -and to live here.",
        "He paid »twenty pounds« for it, and «ten pounds» for the other.",
        "He goeth forth, and call'd them to him.",
        "Robert Gorman and Henry Cullen went to the house.",
    ],
)
def test_what_was_printed_so_stays(sentence):
    text = PROSE.format(sentence)
    assert cablefix.clean(text).text == text

"""Words that the OCR broke with a blank, and often misread beside it."""

from collections import Counter

import pytest

from cablefix import Cleaner
from cablefix.channel.profile import Channel
from cablefix.layout.lines import split_lines
from cablefix.words.broken_words import find_joins

NOISY = """The meetmg of the commlttee was held yestorday in the town hall, and tho chairman
said that the govornment had no objeotion to the now railway. The minlster for works
had promiscd to consider the mattcr bofore the end of the yoar, and he hopod that the
work would be begun as soon as the money had boen voted by parliamcnt. Tho people of
the district had waited for many yoars, and thcy had every right to expect that the
promise would be kopt. {broken}
"""


def test_blanks_that_a_document_shows_become_likelier_in_it():
    channel = Channel(6)
    fitted = channel.fitted(Counter(), Counter("text"), {"blank-added": 6.0}, 600)
    assert fitted.rate("blank-added") < channel.rate("blank-added") - 1
    assert fitted.rate("hyphen-lost") == channel.rate("hyphen-lost")


def test_blanks_that_a_document_does_not_show_are_no_dearer_than_usual():
    channel = Channel(6)
    fitted = channel.fitted(Counter(), Counter("text"), {"blank-added": 0.0}, 5000)
    assert fitted.rate("blank-added") == channel.rate("blank-added")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("There was a good undei standing between them.", "understanding"),
        ("They asked the Go\\ ornmont to pay for it.", "Government"),
    ],
)
def test_a_word_is_mended_over_a_blank_and_a_misreading(broken, whole):
    result = Cleaner(level="possible").clean(NOISY.format(broken=broken))
    assert whole in result.text


def test_two_short_words_stay_two():
    text = NOISY.format(broken="He would be in the way if he were to be at home.")
    assert "in the way if he were to be at home" in Cleaner(level="possible").clean(text).text


LONG = """The committee met in the old town hall and the chair man said that the rail way would
be built before the winter, if the money could be found by the trea sury in good time, as
it had been for the bridge over the river and for the har bour wall and the light house.
He added that the people of the town had waited for it long enough, and sat down again.
"""


def test_words_broken_where_a_lost_line_ended_are_left_for_the_reader():
    one_line = Cleaner().clean(LONG.replace("\n", " "))
    assert "trea sury" in one_line.text
    assert ("trea sury", "treasury") in [(c.original, c.replacement) for c in one_line.suggestions]
    assert "treasury" in Cleaner().clean(LONG).text


def test_older_participles_stay():
    text = "It was apply'd to the wound, and he was call'd and answer'd them from the house.\n"
    assert Cleaner().clean(text).text == text


def joined(text, *, spaced=False):
    return [j.text for j in find_joins(split_lines(text)[0].tokens(), spaced)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("SEND THE INVITAT 1 ONS AT ONCE", ["INVITATIONS"]),
        ("THE | NSPECTOR OF THE MUN IC IPAL BANK", ["INSPECTOR", "MUNICIPAL"]),
        ("the insp ec tion, as it were", ["inspection,"]),
        ("HE WAS (L 0 CAL)", ["(LOCAL)"]),
    ],
)
def test_pieces_are_joined(line, words):
    assert joined(line) == words


@pytest.mark.parametrize(
    "line",
    [
        "HE HAD 1 ON EACH SIDE AND A 1 IN 5 CHANCE",
        "THE TAX PAYERS AND MC NAMARA OF THE U S S R",
        "SUGGEST  1  ONS",  # columns
        "| NTERNAL | SUB | STANCE |",  # a table
        "UNIT 5 AND CHANNEL 5",
    ],
)
def test_what_is_typed_apart_is_not_joined(line):
    assert not joined(line)


def test_short_words_are_joined_in_letter_spaced_lines_alone():
    line = "WITH H IS AID E."
    assert joined(line, spaced=True) == ["HIS", "AIDE."]
    assert not joined(line)
    assert not joined("IT IS C O N F I D E N T I A L", spaced=True)


def test_pieces_of_english_are_no_dutch():
    text = "AT NOON THE TEXT CAME.\nTO THE MI N IS TER OF DE FEN SE.\n"
    assert "MINISTER OF DEFENSE." in Cleaner().clean(text).text

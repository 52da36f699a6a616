"""Words that the OCR broke with a blank, and often misread beside it."""

from collections import Counter

import pytest

from cablefix import Cleaner
from cablefix.channel.profile import Channel

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

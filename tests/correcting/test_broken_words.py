"""Words that the OCR broke with a blank, and often misread beside it."""

from collections import Counter

import pytest

from cablefix import Cleaner
from cablefix.correcting.words.channel import Channel

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

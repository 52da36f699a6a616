"""Every letter of Unicode, in each place where letters stand: a result, nothing lost, at rest."""

from itertools import pairwise

import pytest
from letters import CABLE, MEMORANDUM, by_behaviour, every, fill

import cablefix
from cablefix.language.truecase import has_capital, in_capitals

LETTERS_OF_WORD, WORDS_OF_LINE, LINES = 16, 8, 40
SLICES = 8


def holds(text):
    result = cablefix.clean(text)
    assert result.revert() == text
    if result.text != text:
        assert cablefix.clean(result.text).corrections == ()


@pytest.mark.parametrize("part", range(SLICES))
def test_every_letter_in_running_text(part):
    letters = every("L")[part::SLICES]
    words = [
        "".join(letters[i : i + LETTERS_OF_WORD]) for i in range(0, len(letters), LETTERS_OF_WORD)
    ]
    lines = [" ".join(words[i : i + WORDS_OF_LINE]) for i in range(0, len(words), WORDS_OF_LINE)]
    for i in range(0, len(lines), LINES):
        holds("\n".join(lines[i : i + LINES]))


@pytest.mark.parametrize("template", [CABLE, MEMORANDUM], ids=["cable", "memorandum"])
def test_letters_of_every_behaviour_in_each_field(template):
    letters = by_behaviour()
    for turn in range(len(letters)):
        holds(fill(template, letters, turn))


@pytest.mark.parametrize(
    "form", ["THE MIN{0}STER SAID {0}HAT AAA{0}{1} THE T{0}EATY{0} W{0}S IN {0} THE INTERST.",
             "The min{0}ster said {0}hat aaa{0}{1} the t{0}eaty{0} w{0}s in {0} the interst."],
    ids=["capitals", "small"],
)  # fmt: skip
def test_letters_of_every_behaviour_in_words(form):
    letters = by_behaviour()
    lines = [form.format(a, b) for a, b in pairwise(letters)]
    for i in range(0, len(lines), LINES):
        holds("\n".join(lines[i : i + LINES]))


HEAD = """\
PAGE 01 OF 02 BEIJIN 13790 01 OF 03 130559Z C17/11 025214 NOD388
INFO LOG-00 ADS-00 /{}00W
O 130535Z MAY 91 ZFF6
FM AMEMBASSY BEIJING
TO SECSTATE WASHDC IMMEDIATE 5882
E.O. 12356: DECL: OADR
1. {} THE MINISTER SAID.
"""


@pytest.mark.parametrize(
    "text",
    ["AAAªº", "aaaªº", HEAD.format(0, "FOOßBAR"), HEAD.format(0, "ŉAAA"), HEAD.format("⑷", "X"),
     "[1-1/00 lines not declassified]", "[1-1/٠ lines not declassified]"],
    ids=["no capital", "no capital, small", "two capitals", "two capitals in front",
         "a number that is no figure", "a fraction of nothing", "the same in other figures"],
)  # fmt: skip
def test_texts_that_once_broke_it(text):
    holds(text)


@pytest.mark.parametrize("category", ["L", "M", "N", "S"])
def test_capitals_stay_one_code_point_and_stay_capitals(category):
    for char in every(category):
        capital = in_capitals(char)
        assert len(capital) == 1
        assert in_capitals(capital) == capital
        assert not has_capital(capital)

"""Letters read for figures inside numbers, and tokens that are none."""

import pytest

import cablefix


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("It cost $l,2OO in all.\n", "It cost $1,200 in all.\n"),
        ("They came at 1O:30 and left.\n", "They came at 10:30 and left.\n"),
        ("The fair of the 2lst was small.\n", "The fair of the 21st was small.\n"),
        ("He left on May 2O by boat.\n", "He left on May 20 by boat.\n"),
        ("It was in June I963 that he came.\n", "It was in June 1963 that he came.\n"),
    ],
)
def test_the_form_of_a_number_tells(read, printed):
    assert cablefix.clean(read).text == printed


@pytest.mark.parametrize(
    "text",
    [
        "The file O2O is in box 5O7 with the rest.\n",
        "He left on May 4O by boat.\n",
        "The 2Ond page is lost.\n",
        "Model B5O and unit 1O1B are new.\n",
        "It was 0G O² in May O², they say.\n",
    ],
)
def test_what_may_be_a_code_stays(text):
    assert cablefix.clean(text).text == text

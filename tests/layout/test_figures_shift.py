"""Words printed in the figures shift, and figures that are none."""

import pytest

from cablefix.language import tables
from cablefix.layout.figures_shift import find_shifted, read_joined, read_shifted
from cablefix.layout.lines import split_lines

KEYS = {letter: figure for figure, letter in tables.load("figures_shift").rows if figure != "'"}


def shift(text):
    """The text in figures; S rings the bell."""
    return "".join(KEYS.get(c, "" if c == "S" else c) for c in text)


def tokens(text):
    return split_lines(text)[0].tokens()


def test_every_letter_has_a_figure():
    assert set(KEYS) | set("JS") == set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def test_a_run_is_found_among_words():
    line = "THE " + shift("MAYOR AND THE COUNCIL") + " CAME"
    assert find_shifted(tokens(line)) == [(1, 5)]


def test_the_bell_leaves_a_blank_or_nothing():
    assert "MASTER" in read_shifted(shift("MASTER"))
    assert read_joined(*tokens(shift("DE") + " " + shift("IGN"))) == ("DESIGN",)


@pytest.mark.parametrize(
    "line",
    [
        "3-4, 2-6, 4-5 (3-5) $3.50 5/8 3:30",
        "03946 75085 53549 94303 53530 85703",
        "5#3 IS NO RUN BY ITSELF",
        "$8?#( )3;&9 !#$& ?(3)8 :;$5#",
        " ",
    ],
)
def test_figures_are_no_run(line):
    assert not find_shifted(tokens(line))

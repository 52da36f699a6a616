"""What no word is like, and words may not touch."""

import pytest

from cablefix.layout.lines import split_lines
from cablefix.words.protected_tokens import Habits, protect

NO_HABITS = Habits(frozenset())


def kept(text, habits=NO_HABITS):
    (line,) = split_lines(text)
    tokens = line.tokens()
    return [tokens[i].text for i in sorted(protect(line, tokens, habits))]


@pytest.mark.parametrize(
    "token",
    [
        "<br>", "<b>FERRY</b>", "writer@harbors.example", "https://harbors.example/quay",
        "www.harbors.example", "XXXXXX", "xxxxx", "////", "____", "(XXXXX).", "████", "S/HSC",
        "EUR/RPE", "S/HSC:DNEWMAN",
    ],
)  # fmt: skip
def test_a_token_that_no_word_is_like_is_kept(token):
    assert token in kept(f"THE HARBOR {token} CLOSED")


@pytest.mark.parametrize("token", ["HARB0R", "AND", "XXL", "a-b", "_", "//"])
def test_others_are_left_to_the_words(token):
    assert kept(f"THE {token} CLOSED") == []


def test_a_row_of_tags_is_kept_whole():
    assert kept("TAGS: PREL EFIS aA lq") == ["TAGS:", "PREL", "EFIS", "aA", "lq"]


def test_the_colon_behind_a_label_is_kept():
    assert kept("Record Series : harbors") == [":"]
    assert kept("the ferry sailed at last to : the quay") == []


def test_a_mark_that_opens_several_lines_is_a_bullet():
    lines = split_lines("- Ferries\n- Quays\n")
    habits = Habits.of(lines, litter=0)
    assert kept("- Ferries", habits) == ["-"]
    assert kept("- Ferries") == []
    assert Habits.of(lines, litter=9) == NO_HABITS


def test_designators_routing_and_offices_of_a_column_stay():
    for text, kept in (
        ("see E-122, and C-47A there", {1, 3}),
        ("RR RUEHBC RUEHDE", {0, 1, 2}),
        ("IO      BAGHDAD 217, BEIRUT 381", {0}),
        ("OSD may ask", set()),
    ):
        line = split_lines(text)[0]
        assert protect(line, line.tokens(), Habits(frozenset())) == kept

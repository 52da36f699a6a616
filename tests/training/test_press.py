"""Printed articles: the rows of a paragraph hold its words and nothing else."""

import random

from training.synthesis.press import justified

TEXT = (
    "The harbor committee recommended that the ferries continue to operate until the "
    "reconstruction of the breakwater is completed."
)


def test_rows_fit_their_width_and_keep_every_letter():
    for width in (24, 32, 60):
        rows = justified(random.Random(width), TEXT, width)
        assert all(len(row) <= width for row in rows)
        joined = "\n".join(rows).replace("-\n", "").replace("\n", " ")
        assert joined == TEXT


def test_a_word_longer_than_the_row_stands_alone():
    assert "1" * 50 in justified(random.Random(0), "a " + "1" * 50 + " b", 20)

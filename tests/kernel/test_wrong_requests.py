"""A kernel that is asked for nonsense says so, and reads no memory that is not its own."""

import numpy as np
import pytest

from cablefix.kernel.chosen import KERNEL, Trie, leaves
from cablefix.language.lexicon import model

FAR = 1 << 20


@pytest.mark.skipif(KERNEL == "python", reason="numpy looks after itself")
def test_tokens_beyond_the_model_are_refused():
    table = model().table
    ids = np.array([FAR], np.int64)
    for ask in (
        lambda: table.costs(ids, ids, ids),
        lambda: table.pair_costs(ids, ids),
        lambda: table.between(3, 4, ids),
        lambda: table.score_runs([((1, 1), (FAR,))]),
        lambda: table.decode([((1, 1), [[((FAR,), 1.0, 1)]], (1,))], 2),
    ):
        with pytest.raises(IndexError, match="token"):
            ask()


def test_a_window_that_no_way_leads_through():
    with pytest.raises((ValueError, KeyError)):
        model().table.decode([((1, 1), [[((5,), 1.0, 2)]], (1,))], 2)


def test_words_of_another_length_are_refused():
    trie = Trie(np.zeros((1, 3), np.uint8), np.zeros(1, np.float32), np.zeros(1, np.int64))
    with pytest.raises(ValueError, match="one letter"):
        trie.search([0] * 5, np.zeros((2, 2), np.float32), 6.0, 9.0, 4, 99.0)


def test_no_rows_have_no_leaves():
    empty = np.zeros((0, 3), np.float32)
    one = np.array([-1], np.int16)
    zero = np.zeros(1, np.int32)
    found = leaves(empty, one, np.zeros(1, np.float32), zero, zero, zero)
    assert found.shape == (0, 1)

"""The language model answers the same, however it is asked."""

import numpy as np
import pytest

from cablefix.language.lexicon import BREAK, UNKNOWN, lexicon, model
from cablefix.language.neighbours import Between


def _cost(first, second, third):
    """The same looked up step by step in the stored arrays."""
    a = model().arrays

    def find(start, followers, context, wanted):
        low, high = int(start[context]), int(start[context + 1])
        at = low + int(np.searchsorted(followers[low:high], wanted))
        return at if at < high and followers[at] == wanted else None

    low = find(a.bigram_start, a.bigram_next, second, third)
    lower = int(a.bigram[low]) if low is not None else (
        int(a.unigram_backoff[second]) + int(a.unigram[third])
    )  # fmt: skip
    pair = find(a.bigram_start, a.bigram_next, first, second)
    if pair is None:
        return lower
    top = find(a.trigram_start, a.trigram_next, pair, third)
    return int(a.trigram[top]) if top is not None else int(a.bigram_backoff[pair]) + lower


def _ids(text):
    return [BREAK, BREAK, *(lexicon().model_id(w) for w in text.split()), BREAK]


TEXT = "THE GOVERNMENT OF THE UNITED STATES . XQZV AMBASSADOR SAID THAT THE THE , HE HAD"


def test_costs_are_those_of_the_stored_arrays():
    ids = np.array(_ids(TEXT), np.int64)
    found = model().costs(ids[:-2], ids[1:-1], ids[2:])
    expected = [_cost(*ids[i : i + 3].tolist()) for i in range(len(ids) - 2)]
    assert found.tolist() == expected


def test_a_run_is_the_sum_of_its_tokens_whenever_it_is_asked_for():
    ids = _ids(TEXT)
    run = (tuple(ids[:2]), tuple(ids[2:]))
    parts = [((a, b), (c,)) for a, b, c in zip(ids, ids[1:], ids[2:], strict=False)]
    first = model().score_runs([run, *parts, ((UNKNOWN, BREAK), ())])
    assert first[0] == pytest.approx(sum(first[1:]), abs=1e-9)
    assert first[-1] == 0
    assert model().score_runs([parts[0], run]) == [first[1], first[0]]


def test_costs_between_two_words_are_those_of_the_pairs():
    a, ids = model().arrays, lexicon().ids
    before, after, word = ids["UNITED"], ids["OF"], ids["STATES"]
    pairs = model().pair_costs(np.array([before, word]), np.array([word, after]))
    found = Between(before, after).costs(np.array([word]))
    assert float(found[0]) == pytest.approx(pairs.sum() / 12, rel=1e-6)
    alone = Between(UNKNOWN, UNKNOWN).costs(np.array([word]))
    assert float(alone[0]) == pytest.approx(int(a.unigram[word]) / 12, rel=1e-6)

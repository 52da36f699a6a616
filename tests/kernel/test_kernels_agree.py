"""What the compiled kernel gives is what the one in Python gives."""

from functools import cache
from itertools import pairwise

import attrs
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cablefix.kernel import plain
from cablefix.language.lexicon import model
from cablefix.language.ngram import STEP, Arrays

compiled = pytest.importorskip("cablefix.kernel.compiled", reason="the kernel is not built")

CLOSE = 1e-9
KERNELS = (plain, compiled)


@cache
def ngrams(kernel):
    arrays = model().arrays
    return kernel.Ngrams(STEP, *(getattr(arrays, f.name) for f in attrs.fields(Arrays)))


common = st.integers(0, 400)
tokens = st.one_of(common, st.integers(0, len(model().arrays.unigram) - 1))
pair = st.tuples(tokens, tokens)
several = st.lists(tokens, max_size=4).map(tuple)
runs = st.lists(st.tuples(pair, several), min_size=1, max_size=20)


@settings(deadline=None)
@given(runs)
def test_scores_of_runs(runs):
    one, other = (ngrams(kernel).score_runs(runs) for kernel in KERNELS)
    assert one == pytest.approx(other, abs=CLOSE)


@settings(deadline=None)
@given(st.lists(st.tuples(tokens, tokens, tokens), min_size=1))
def test_costs_in_steps_are_the_same(triples):
    first, second, third = np.array(triples, np.int64).T.copy()
    one, other = (ngrams(kernel).costs(first, second, third) for kernel in KERNELS)
    assert one.tolist() == other.tolist()
    one, other = (ngrams(kernel).pair_costs(first, second) for kernel in KERNELS)
    assert one.tolist() == other.tolist()


@settings(deadline=None)
@given(st.none() | tokens, st.none() | tokens, st.lists(tokens, min_size=1))
def test_costs_between_two_tokens(before, after, words):
    asked = np.array(words, np.int64)
    one, other = (ngrams(kernel).between(before, after, asked) for kernel in KERNELS)
    assert one.tolist() == other.tolist()


option = st.tuples(several, st.integers(0, 400).map(lambda n: n / 16), st.integers(1, 3))


@st.composite
def lattices(draw):
    """Each place can be left by one step at least, as a text can be left as it stands."""
    places = draw(st.lists(st.lists(option, max_size=6), min_size=1, max_size=6))
    stays = ((draw(tokens),), 1.0, 1)
    return draw(pair), [[stays, *place] for place in places], draw(several)


@settings(max_examples=200, deadline=None)
@given(st.lists(lattices(), max_size=4), st.integers(1, 4))
def test_the_best_ways_are_the_same(windows, beam):
    one, other = (ngrams(kernel).decode(windows, beam) for kernel in KERNELS)
    assert one == other


letters = st.integers(0, 5)


@st.composite
def tries(draw):
    length = draw(st.integers(2, 7))
    words = draw(st.lists(st.tuples(*[letters] * length), min_size=1, max_size=40, unique=True))
    priors = draw(st.lists(st.integers(0, 900), min_size=len(words), max_size=len(words)))
    return (
        np.array(words, np.uint8).reshape(-1, length),
        np.array(priors, np.float32) / np.float32(97),
        np.arange(len(words), dtype=np.int64) + draw(st.integers(2, 9000)),
    )


@st.composite
def tables(draw):
    """Costs of letters, nothing for a letter read right; no two sums are the same by chance."""
    seed = draw(st.integers(0, 1 << 30))
    costs = np.random.default_rng(seed).uniform(0.5, 8.0, (7, 8)).astype(np.float32)
    np.fill_diagonal(costs, 0.0)
    return costs


@settings(max_examples=300, deadline=None)
@given(tries(), tables(), st.data())
def test_the_cheapest_words_are_the_same(trie, costs, data):
    length = trie[0].shape[1]
    size = data.draw(st.sampled_from((length - 1, length, length + 1)))
    read = data.draw(st.lists(st.integers(0, 7), min_size=size, max_size=size))
    dearest = data.draw(st.floats(5, 60))
    most = data.draw(st.integers(1, 8))
    enough = data.draw(st.sampled_from((float("inf"), 12.0, 30.0)))
    before, after = data.draw(st.none() | tokens), data.draw(st.none() | tokens)
    asked = (read, costs, 6.0, dearest, most, enough)
    one, other = (kernel.Trie(*trie).search(*asked) for kernel in KERNELS)
    _assert_same(one, other, most)
    one, other = (
        kernel.Trie(*trie).search_between(*asked, ngrams(kernel), before, after)
        for kernel in KERNELS
    )
    _assert_same(one, other, most)


def _assert_same(one, other, most):
    assert one[1] == pytest.approx(other[1], abs=CLOSE)
    # which of two that cost the same, but for rounding, comes first is free
    assume(all(b != pytest.approx(a, abs=CLOSE) for a, b in pairwise(one[1])))
    shown = most - 1 if len(one[0]) == most else most  # the last may tie with one that was left out
    assert one[0][:shown] == other[0][:shown]


@settings(deadline=None)
@given(st.integers(1, 300), st.integers(2, 9), st.data())
def test_chances_of_a_sequence(size, states, data):
    dice = np.random.default_rng(data.draw(st.integers(0, 1 << 30)))
    ours = data.draw(st.integers(1, states - 1))
    shares = [dice.dirichlet(np.ones(states)) for _ in range(3)]
    seen = np.exp(-30 * dice.random((size, states))) + 1e-20
    stays = dice.uniform(0.1, 0.99, states)
    blocks = np.flatnonzero(dice.random(-(-size // 96)) < 0.7)
    one, other = (
        kernel.forward_backward(seen, blocks, shares[0], stays, ours, *shares[1:], 96, 32)
        for kernel in KERNELS
    )
    assert one.shape == other.shape
    np.testing.assert_allclose(one, other, atol=CLOSE)


@settings(deadline=None)
@given(st.integers(0, 30), st.data())
def test_leaves_of_trees(rows, data):
    from cablefix.ranking.reranker import trees

    t = trees(data.draw(st.sampled_from(("words", "fields"))))
    dice = np.random.default_rng(data.draw(st.integers(0, 1 << 30)))
    measured = dice.normal(0, 20, (rows, int(t.feature.max()) + 1)).astype(np.float32)
    one, other = (
        kernel.leaves(measured, t.feature, t.threshold, t.left, t.right, t.roots)
        for kernel in KERNELS
    )
    assert one.tolist() == other.tolist()


text = st.text("RNMrnm1.", max_size=7)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(text, text), min_size=1, max_size=8), st.data())
def test_costs_of_confusions(ops, data):
    short = st.tuples(st.text("RNMrnm1.", max_size=2), st.text("RNMrnm1.", max_size=2))
    table = data.draw(st.dictionaries(short, st.floats(0, 12), max_size=12))
    own = data.draw(st.lists(short, max_size=2))

    def run(meant, read):
        return (3.0, read.upper()) if read != read.upper() and meant.isupper() else None

    found = []
    for kernel in KERNELS:
        asked = (table, 7.0, 99.0, lambda meant, read: 7.0, run, 3, 6, 100)
        general = kernel.Confusions(*asked)
        fitted = kernel.Confusions({**table, **dict.fromkeys(own, 2.0)}, *asked[1:], own, general)
        found.append([k.cost(op) for k in (general, fitted) for op in ops] + [fitted.total(ops)])
    assert found[0] == pytest.approx(found[1], abs=CLOSE)

"""The candidate index finds what symspellpy finds, over the same words."""

import random
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from symspellpy import SymSpell, Verbosity

from cablefix.language.candidate_index import MOST_WORDS, LiveIndex, StoredIndex, _at_most, index
from cablefix.language.lexicon import lexicon
from training.lists.index import build_index

SMALL = 1500


class Pair:
    """The stored index and symspellpy, over the same words; shows itself briefly."""

    def __init__(self, stored, spell):
        self.stored, self.spell = stored, spell


def symspell(words):
    spell = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    for word in words:
        spell.create_dictionary_entry(word, 1)
    return spell


def ask(spell, word, furthest=2):
    # symspellpy tells of some one-letter words twice, the second time a step too far
    found = sorted(
        ((s.term, s.distance) for s in spell.lookup(word, Verbosity.ALL, furthest)), reverse=True
    )
    return sorted(dict(found).items(), key=lambda n: (n[1], n[0]))


@cache
def small_words():
    words = [w for w in lexicon().forms[:MOST_WORDS] if w[0].isalpha()]
    return tuple(random.Random(13790).sample(words, SMALL))


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """An index over a part of the vocabulary, and symspellpy over the same."""
    folder = tmp_path_factory.mktemp("index")
    forms = small_words()
    build_index({word: i for i, word in enumerate(forms)}, folder)
    return Pair(StoredIndex.load(forms, folder), symspell(forms))


@st.composite
def asked(draw):
    """Words of the vocabulary with a few letters changed, and letters at random."""
    if draw(st.integers(0, 5)) == 0:
        return draw(st.text("ABEINORST'.", min_size=1, max_size=10))
    word = draw(st.sampled_from(small_words()))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(word)))
        cut = draw(st.integers(0, 2))
        word = word[:at] + draw(st.text("ABCEIMNORSTU", max_size=2)) + word[at + cut :]
    return word or "A"


@settings(max_examples=200, deadline=None)
@given(word=asked(), furthest=st.integers(1, 2))
def test_the_stored_index_finds_what_symspellpy_finds(small, word, furthest):
    assert small.stored.near(word, furthest) == ask(small.spell, word, furthest)


@settings(max_examples=50, deadline=None)
@given(words=st.lists(asked(), max_size=6))
def test_many_at_once_are_as_one_by_one(small, words):
    assert small.stored.near_many(words) == [small.stored.near(word) for word in words]


@settings(max_examples=50, deadline=None)
@given(word=asked())
def test_the_live_index_finds_the_same(small, word):
    assert live_over_small().near(word) == small.stored.near(word)


@cache
def live_over_small():
    return LiveIndex(small_words())


def test_the_shipped_index_finds_all_that_is_near():
    """By brute force over the whole vocabulary, since symspellpy takes seconds to load it."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    forms = [w for w in lexicon().forms[:MOST_WORDS] if w[0].isalpha()]
    rng = random.Random(5882)
    for word in (*rng.sample(forms, 20), "AGNESTY", "PROLIFERTION", "TRE", "MFWM", "XQZ", "IT"):
        letters = list(word)
        letters[rng.randrange(len(letters))] = rng.choice("AEINOST")
        garbled = "".join(letters)
        near = process.extract(
            garbled, forms, scorer=OSA.distance, score_cutoff=2, limit=None
        )  # fmt: skip
        assert set(index().near(garbled)) == {(w, d) for w, d, _ in near}


@pytest.mark.parametrize("word", ["", "A", "\u0661", "É", "ROOM-101", "X" * 500])
def test_any_word_can_be_looked_up(word):
    assert isinstance(index().near(word), list)


def test_a_one_letter_word_is_found_once_by_symspellpy_too():
    assert LiveIndex(["J", "JOB"]).near("JE") == [("J", 1), ("JOB", 2)]


def test_short_words_are_in_the_index():
    assert ("THE", 1) in index().near("TRE", 1)


@pytest.mark.parametrize("count", [1, 2])
def test_bits_are_counted_without_the_help_of_numpy_2(count):
    numbers = [0, 1, 2, 3, 5, 7, 0x80000000, 0x80000001, 0xC0000001, 0xFFFFFFFF, 0x00FF0000]
    few = _at_most(count, np.array(numbers, np.uint32))
    assert few.tolist() == [n.bit_count() <= count for n in numbers]

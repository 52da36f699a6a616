"""What the user vouches for is never changed, and garbled forms are mended to it."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import texts

from cablefix import Cleaner
from cablefix.language.tokens import fold, tokenise

TEXT = (
    "1. THE ZORVATH PLAN WAS DISCUSSED WITH THE MINISTER, AND PROLIFERTION WAS RAISED AGAIN.\n"
    "2. THE AMBASSADOR REPORTED THAT ZORVATN WAS A DIFFICULT SUBJECT FOR THE GOVERNMENT.\n"
)


def changes(cleaner, text):
    return {c.original: c.replacement for c in cleaner.clean(text).corrections}


def test_without_words_a_slip_is_mended():
    assert changes(Cleaner(level="possible"), TEXT)["PROLIFERTION"] == "PROLIFERATION"


def test_a_given_word_is_never_changed_nor_suggested():
    result = Cleaner(level="certain", words=("Proliferation", "prolifertion")).clean(TEXT)
    assert [c for c in (*result.corrections, *result.suggestions) if "TION" in c.original] == []


def test_a_garbled_word_is_mended_to_a_given_one():
    found = changes(Cleaner(level="possible", words=("Zorvath",)), TEXT)
    assert found["ZORVATN"] == "ZORVATH"
    assert "ZORVATH" not in found


def test_marks_around_a_given_word_may_still_be_mended():
    text = "THE MINISTER OF ZORVATH^ SAID THAT HE WOULD GO TO THE CAPITAL ON MONDAY.\n"
    found = changes(Cleaner(level="possible", words=("Zorvath",)), text)
    assert found.get("ZORVATH^") in (None, "ZORVATH", "ZORVATH,", "ZORVATH.")


def test_words_count_as_known_when_the_noise_is_measured():
    strange = " ".join(f"ZORV{a}{b}" for a in "AEIOU" for b in "BDKLMN")
    words = tuple(strange.split())
    assert changes(Cleaner(level="possible", words=words), strange) == {}


@settings(max_examples=60, deadline=None)
@given(texts, st.lists(st.sampled_from(["TRE", "AGNESTY", "MODIS", "CASEOF", "I0", "13790"])))
def test_every_given_word_of_a_text_is_still_there(text, words):
    result = Cleaner(level="possible", words=tuple(words)).clean(text)
    assert result.revert() == text
    before, after = tokenise(fold(text)), tokenise(fold(result.text))
    for word in words:
        assert after.count(word) >= before.count(word)


def test_a_cleaner_with_words_is_a_value():
    a, b = Cleaner(words=("Zorvath", "Grelb")), Cleaner(words=("GRELB", "ZORVATH", "grelb"))
    assert a == b
    assert hash(a) == hash(b)
    assert pickle.loads(pickle.dumps(a)) == a
    assert "words" in dict(a.clean("X").provenance.settings)
    assert "words" not in dict(Cleaner().clean("X").provenance.settings)


def test_an_entry_that_is_no_word_is_refused():
    with pytest.raises(ValueError, match="no letter or figure"):
        Cleaner(words=("--",))
    with pytest.raises(TypeError, match="words must be several"):
        Cleaner(words="ZORVATH")

"""The search for cyclic garbage is as it was before, whatever happens within."""

import gc

import pytest

from cablefix import clean
from cablefix.collector import put_off


def test_it_goes_on_after_a_failure():
    with pytest.raises(ValueError, match="within"), put_off():
        raise ValueError("within")
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off():
    gc.disable()
    try:
        clean("FM AMEMBASSY BEIJING")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_was_kept_of_a_text_is_let_go_and_the_models_stay():
    import cablefix
    from cablefix.collector import forget
    from cablefix.language.lexicon import lexicon
    from cablefix.words.tokens import parse

    text = "THE AMBASSADOR OF THE GOVERNMENF LEFT."
    before, known = cablefix.clean(text), lexicon()
    assert parse.cache_info().currsize
    forget()
    assert parse.cache_info().currsize == 0
    assert lexicon() is known
    assert cablefix.clean(text) == before

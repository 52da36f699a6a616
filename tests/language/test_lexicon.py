"""The vocabulary as mapped arrays: every form is found by its hash, and nothing else is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablefix.language import tables
from cablefix.language.arrays import load_array
from cablefix.language.lexicon import UNKNOWN, Forms, lexicon
from training.lists.index import save_forms

FORMS = load_array("lexicon", np.uint8).tobytes().decode().split("\n")
KNOWN = {form: i for i, form in enumerate(FORMS)}


def test_every_form_is_found_with_its_number():
    find = lexicon().ids.find
    assert [find(form) for form in FORMS] == list(range(len(FORMS)))
    assert lexicon().forms == tuple(FORMS)


@given(st.one_of(st.text(max_size=8), st.sampled_from(FORMS).map(lambda form: form + "Q")))
def test_what_is_no_form_is_not_found(text):
    ids = lexicon().ids
    assert (text in ids) == (text in lexicon()) == (text in KNOWN)
    assert ids.get(text, -7) == KNOWN.get(text, -7)


def test_half_a_character_is_no_form():
    assert "\ud800" not in lexicon()
    assert lexicon().model_id("\ud800") == UNKNOWN
    with pytest.raises(KeyError):
        lexicon().ids["\ud800"]


def test_the_first_forms_are_read_alone():
    ids = lexicon().ids
    assert ids.first(500) == tuple(FORMS[:500])
    assert ids.first(len(FORMS) + 9) == tuple(FORMS)


def test_the_shipped_arrays_are_those_of_the_shipped_forms(tmp_path):
    save_forms(FORMS, tmp_path)
    for name in ("lexicon", "lexicon_starts", "lexicon_slots"):
        shipped = (tables.folder() / f"{name}.npy").read_bytes()
        assert (tmp_path / f"{name}.npy").read_bytes() == shipped, name


def test_forms_that_share_a_slot_are_told_apart(tmp_path):
    """Among some hundred forms many share one."""
    forms = [f"{a}{b}" for a in "ABCDEFGHIJKL" for b in "ABCDEFGHIJKL"]
    save_forms(forms, tmp_path)
    arrays = (np.load(tmp_path / f"lexicon{part}.npy") for part in ("", "_starts", "_slots"))
    found = Forms(*arrays)
    assert dict(found) == {form: i for i, form in enumerate(forms)}
    assert "ZZ" not in found

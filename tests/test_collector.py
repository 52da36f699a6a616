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

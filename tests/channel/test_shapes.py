"""Fields by their shape: misread characters, and one too many."""

from __future__ import annotations

import pytest

from cablefix.channel.shapes import EXTRA, SPECK, Shape, log_likelihood

PAGE = Shape.parse("nn")


@pytest.mark.parametrize("read", ["02", "O2", ".02", "02.", "-02", "O02", "0'2"])
def test_a_field_is_known_with_a_character_too_many(read: str) -> None:
    found = PAGE.fit(read)
    assert found is not None
    assert found.value == "02"
    options = PAGE.options(read, 0)
    assert min(options, key=lambda v: options[v]) == "02"


def test_a_speck_is_cheaper_than_a_letter() -> None:
    speck, letter = PAGE.fit("02."), PAGE.fit("0A2")
    assert speck is not None
    assert letter is not None
    assert (speck.cost, letter.cost) == (SPECK, EXTRA)
    assert log_likelihood("02", "02.", 0) > log_likelihood("02", "02A", 0)


@pytest.mark.parametrize("read", ["", "0", "X4Y2", "0.2.1"])
def test_what_is_no_such_field(read: str) -> None:
    assert PAGE.fit(read) is None

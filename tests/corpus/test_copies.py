"""Copies of one cable: by its number, by its text, and never against two numbers."""

import random

import pytest

pytest.importorskip("datasketch")

from cablefix.corpus.copies import FEWEST_WORDS, gather, signature

WORDS = [
    f"{a}{b}"
    for a in ("HAR", "BOR", "MIN", "FER", "SAL", "TRE")
    for b in ("A", "E", "I", "OR", "US")
]


def text_of(seed, count=200):
    chance = random.Random(seed)
    return [chance.choice(WORDS) + str(chance.randrange(9)) for _ in range(count)]


def misread(words, every):
    return [w + "X" if i % every == 0 else w for i, w in enumerate(words)]


def sign(words):
    return signature(" ".join(words))


def test_two_readings_of_one_text_are_copies():
    one, other = text_of(1), text_of(2)
    found = gather([
        ("a", None, sign(one)), ("b", None, sign(other)), ("c", None, sign(misread(one, 20))),
        ("d", None, sign(misread(one, 3))),
    ])  # fmt: skip
    assert found == {"a": ["a", "c"]}


def test_the_number_names_them_and_parts_them():
    one = sign(text_of(1))
    found = gather([
        ("a", None, one), ("b", "90 VALDORO 04418", one), ("c", "90 VALDORO 04418", None),
        ("d", "90 VALDORO 04419", one),
    ])  # fmt: skip
    assert found == {"90 VALDORO 04418": ["a", "b", "c"]}


def test_short_texts_and_failed_ones_have_no_signature():
    assert signature(None) is None
    assert sign(text_of(1, FEWEST_WORDS - 1)) is None
    assert len(sign(text_of(1, FEWEST_WORDS))) == 256

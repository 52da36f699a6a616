"""Ligatures, bytes in the wrong encoding, possessives apart; and what only looks like them."""

import pytest

import cablefix
from cablefix.document.reading import read
from cablefix.words.characters import propose_letter_signs


def made(text):
    return [(p.original, p.replacement) for p in propose_letter_signs(read(text))]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("the veri fi cation team", [("veri fi cation", "verification")]),
        ("it had no in fl uence on", [("in fl uence", "influence")]),
        ("this did not a ff ect the", [("a ff ect", "affect")]),
        ("the fl ag of a fl eet", [("fl ag", "flag"), ("fl eet", "fleet")]),
        ("an o ffi cer", [("o ffi cer", "officer")]),
        ("oﬀered in the oﬃce", [("oﬀered", "offered"), ("oﬃce", "office")]),
        ("the ministerâ€™s reply", [("â€™", "’")]),
        ("â€œno helpâ€\ufffd â€“ the chargÃ©",
         [("â€œ", "“"), ("â€\ufffd", "”"), ("â€“", "–"), ("Ã©", "é")]),
        ("A SILLY WOMEN 'S TIFF", [("WOMEN 'S", "WOMEN'S")]),
        ("the embassy ’s car", [("embassy ’s", "embassy’s")]),
    ],
)  # fmt: skip
def test_what_a_program_wrote_otherwise_has_one_reading(text, changes):
    assert made(text) == changes


@pytest.mark.parametrize(
    "text",
    [
        "see page 12 ff and page 14",
        "two fl oz of ink",
        "São Tomé, Ångström, naïve, Götz",
        "he said 'So be it' and went",
        "THE 'S' IN THE NAME",
        "Âge d'or, l'Île, à côté",
        "the price rose by 5 £ and 3 €",
        "IN FL AND IN NY",
    ],
)
def test_what_only_looks_like_it_stays(text):
    assert made(text) == []


def test_the_right_word_is_made_of_the_pieces():
    text = "The team had no in fl uence on the text, which did not a ff ect the minister at all.\n"
    result = cablefix.clean(text)
    assert "no influence on" in result.text
    assert "not affect the" in result.text
    assert result.revert() == text

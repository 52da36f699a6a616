"""Labels and figures of a head by their own shape, and what is none of them."""

import pytest

import cablefix

HEAD = """R 101211Z MAR 97
FM AMEMBASSY TIRANA
TO SECSTATE WASHDC {serial}
UNCLAS TIRANA 000644
E.O. 12958: {eo}
{tags} ECON, AL
SUBJECT: THE FERRY TO BARI
{ref} ROME 04410
1. THE FERRY SAILS AT NOON.
"""
RIGHT = {"serial": "0338", "eo": "DECL: 4/9/00", "tags": "TAGS:", "ref": "REF:"}


@pytest.mark.parametrize(
    ("part", "read"),
    [
        ("serial", "O338"),
        ("serial", "OO38"),
        ("eo", "DECL: 4/9/OO"),
        ("tags", "IAGS:"),
        ("tags", "TA6S:"),
        ("ref", "BEF:"),
    ],
)
def test_a_misread_part_of_a_head_is_mended(part, read):
    right = (
        read.replace("O338", "0338").replace("OO38", "0038") if part == "serial" else RIGHT[part]
    )
    text = HEAD.format(**RIGHT | {part: read})
    assert cablefix.clean(text).text == HEAD.format(**RIGHT | {part: right})


@pytest.mark.parametrize("word", ["NOTE:", "FLAGS:", "RAF:", "REFER:"])
def test_another_word_with_a_colon_stays(word):
    text = HEAD.format(**RIGHT | {"ref": word})
    assert cablefix.clean(text).text == text


def test_a_label_that_stands_elsewhere_is_not_made_twice():
    text = HEAD.format(**RIGHT).replace("1. THE", "IAGS: ALL WRONG.\n1. THE")
    assert cablefix.clean(text).text == text


def test_labels_of_a_memorandum():
    text = "MEMORANDUM FOR: Deputy Director\n\nSUBJECI: Timber\n\n1. The timber is dry.\n"
    assert "SUBJECT: Timber" in cablefix.clean(text).text

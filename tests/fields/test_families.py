"""Families of documents: what their heads say, and that right print of theirs stays."""

import json
from collections import Counter
from pathlib import Path

import pytest
from family_fields import differing

import cablefix
from cablefix.fields.families import families, find_heads
from cablefix.fields.head_labels import signs
from cablefix.layout.lines import split_lines

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "families.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in CASES])
def test_the_fields_are_read_and_right_print_stays(case):
    result = cablefix.clean(case["text"])
    assert result.text == case.get("clean", case["text"])
    assert differing(result, case["cable"]) == {}


def test_every_family_has_a_case():
    cases = Counter(c["family"] for c in CASES)
    assert {f.name for f in families()} <= set(cases)


def test_every_family_has_ten_cases_and_a_third_of_them_want_no_change():
    cases = Counter(c["family"] for c in CASES if c["family"] != "none")
    unchanged = Counter(c["family"] for c in CASES if c.get("clean", c["text"]) == c["text"])
    for family, count in cases.items():
        assert count >= 10, family
        assert 3 * unchanged[family] >= count, family


def test_every_sign_is_of_a_family_and_every_family_can_be_known():
    own = Counter()
    for rows in signs().values():
        for sign in rows:
            own[sign.family] += sign.weight
    assert set(own) == {f.name for f in families()}
    assert min(own.values()) >= 3


def test_a_few_words_of_a_form_are_no_head():
    assert (
        find_heads(split_lines("FROM: Vienna\nTO: Secretary of State\nThe form has labels.\n"))
        == []
    )

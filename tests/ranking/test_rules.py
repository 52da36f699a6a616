"""Every rule has a page."""

import re
from pathlib import Path

import pytest

import cablefix
from cablefix.language import tables
from cablefix.ranking.rules import check_name, describe, kinds, rule_names


@pytest.mark.parametrize("rule", rule_names())
def test_every_rule_has_a_page(rule):
    page = describe(rule)
    assert page.purpose.endswith(".")
    assert page.evidence.endswith(".")
    assert " -> " in page.example


def test_every_line_form_and_field_is_a_place():
    places = set(tables.load("rule_places").column("place"))
    assert set(tables.load("forms").column("form")) <= places
    assert set(tables.load("slots").column("slot")) <= places


def test_every_rule_that_the_code_names_has_a_page():
    named = {
        rule
        for room in ("apparatus", "words")
        for file in (Path(cablefix.__file__).parent / room).glob("*.py")
        for rule in re.findall(r'\brule="([a-z0-9_-]+)"', file.read_text(encoding="utf-8"))
    }
    assert len(named) > 15
    for rule in named:
        check_name(rule)


def test_the_kinds_of_fields_are_kinds():
    assert set(tables.load("slots").column("kind")) <= set(kinds())


def test_all_that_is_found_in_the_sample_has_a_page_and_a_kind(sample):
    result = cablefix.clean(sample.read_text(encoding="utf-8"))
    found = [*result.corrections, *result.suggestions]
    assert found
    for c in found:
        check_name(c.rule)
        assert c.kind in kinds()


@pytest.mark.parametrize("rule", ["", "-", "dtg", "dtg-", "-agreement", "nothing-agreement"])
def test_what_is_no_rule_has_no_page(rule):
    assert describe(rule) is None


@pytest.mark.parametrize("table", ["kinds", "rule_pages", "rule_places"])
def test_the_tables_are_sorted_and_unique(table):
    keys = [row[0] for row in tables.load(table).rows]
    assert keys == sorted(set(keys))

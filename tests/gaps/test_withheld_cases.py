"""Withheld places in invented texts of every kind, and look-alikes that are no signs."""

import json
from pathlib import Path

import pytest

import cablefix

FILE = Path(__file__).parent.parent / "cases" / "withheld.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
KINDS = ("explicit-marker", "withheld-in-full")


def each(cases):
    return [pytest.param(case, id=case["name"]) for case in cases]


@pytest.mark.parametrize("case", each(CASES))
def test_each_place_is_one_gap_with_its_codes(case):
    result = cablefix.clean(case["text"])
    found = [[e.code for e in g.exemptions] for g in result.gaps if g.kind in KINDS]
    assert found == case["gaps"]


@pytest.mark.parametrize("case", each(c for c in CASES if "release" in c))
def test_the_banner_gives_the_codes_of_the_document(case):
    release = cablefix.clean(case["text"]).cable.release
    assert release is not None
    assert [e.code for e in release.exemptions] == case["release"]


@pytest.mark.parametrize("case", each(c for c in CASES if c["gaps"]))
def test_no_finding_touches_a_sign(case):
    result = cablefix.clean(case["text"])
    signs = [
        (g.start, g.end)
        for g in result.gaps
        if g.kind in KINDS and "\n" not in case["text"][g.start : g.end]
    ]
    touched = [
        c for c in (*result.corrections, *result.suggestions)
        if any(c.start < end and start < c.end for start, end in signs)
    ]  # fmt: skip
    assert touched == []


def test_there_are_enough_cases_and_half_of_them_are_no_signs():
    assert len({c["text"] for c in CASES}) >= 40
    assert sum(not c["gaps"] for c in CASES) * 2 >= len(CASES)

"""Cases by provenance: the whole way from a text to the changes that are applied.

`synthetic` names all corrections that must be applied, and no other may be; `slips` the text that
must come out; `right_print` has texts of every decade of which nothing may be changed. All are
inventions. What is known to fail stands in `known_failures` and must go on failing until it is
moved; a case there that names fields of the cable holds when these are right, too.
"""

import json
from pathlib import Path

import pytest
from family_fields import differing

import cablefix

CASES = Path(__file__).parent / "cases"


def _load(name):
    path = CASES / f"{name}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [pytest.param(case, id=case["name"]) for case in map(json.loads, lines)]


def _holds(case):
    result = cablefix.clean(case["text"])
    if "cable" in case:
        text = case.get("clean", case["text"])
        return result.text == text and differing(result, case["cable"]) == {}
    if "clean" in case:
        return result.text == case["clean"]
    return [[c.original, c.replacement] for c in result.corrections] == case["corrections"]


@pytest.mark.parametrize("case", _load("synthetic"))
def test_exactly_these_corrections_are_applied(case):
    assert _holds(case)


@pytest.mark.parametrize("case", _load("right_print"))
def test_right_print_stays(case):
    assert cablefix.clean(case["text"]).text == case["text"]


@pytest.mark.parametrize("case", _load("slips"))
def test_a_plain_slip_is_mended(case):
    assert _holds(case)


@pytest.mark.parametrize("case", _load("known_failures"))
@pytest.mark.xfail(reason="known failure", strict=True)
def test_known_failures_still_fail(case):
    assert _holds(case)

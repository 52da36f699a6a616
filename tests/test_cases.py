"""Cases by provenance: the whole way from a text to the changes that are applied.

Each case names all corrections that must be applied, and no other may be. What is known to fail
stands in `known_failures.jsonl` and must go on failing until it is moved.
"""

import json
from pathlib import Path

import pytest

import cablefix

CASES = Path(__file__).parent / "cases"


def _load(name):
    path = CASES / f"{name}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [pytest.param(case, id=case["name"]) for case in map(json.loads, lines)]


def _applied(case):
    return [[c.original, c.replacement] for c in cablefix.clean(case["text"]).corrections]


@pytest.mark.parametrize("case", _load("synthetic"))
def test_exactly_these_corrections_are_applied(case):
    assert _applied(case) == case["corrections"]


@pytest.mark.parametrize("case", _load("known_failures"))
@pytest.mark.xfail(reason="known failure", strict=True)
def test_known_failures_still_fail(case):
    assert _applied(case) == case["corrections"]

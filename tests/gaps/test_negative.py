"""Innocent jumps, look-alikes and page turns: texts in which nothing is missing."""

import json
from pathlib import Path

import pytest

import cablefix

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "cases" / "negative.jsonl").read_text().splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_no_gap_is_found(case):
    assert [(g.kind, g.paragraphs, g.why) for g in cablefix.clean(case["text"]).gaps] == []


def test_there_are_enough_cases():
    assert len({c["text"] for c in CASES}) >= 60

"""The laws: what holds for any text whatever."""

import os
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from strategies import texts

import cablefix
from cablefix.edits import apply

SLOW = settings(max_examples=60, deadline=None)


@SLOW
@given(texts)
def test_the_original_can_be_rebuilt(text):
    result = cablefix.clean(text)
    assert result.original == text
    assert result.revert() == text


@SLOW
@given(texts)
def test_the_corrections_make_the_text(text):
    result = cablefix.clean(text)
    assert apply(text, result.corrections) == result.text
    for c in (*result.corrections, *result.suggestions):
        assert c.original == text[c.start : c.end]


@SLOW
@given(texts)
def test_findings_are_sorted_and_disjoint(text):
    result = cablefix.clean(text)
    both = sorted((*result.corrections, *result.suggestions), key=lambda c: c.start)
    assert list(result.corrections) == sorted(result.corrections, key=lambda c: c.start)
    assert all(c.start < c.end for c in both)
    assert all(a.end <= b.start for a, b in pairwise(both))


@SLOW
@given(texts)
def test_cleaning_twice_changes_nothing_more(text):
    assert cablefix.clean(cablefix.clean(text).text).corrections == ()


@SLOW
@given(texts)
def test_offsets_never_go_backwards(text):
    result = cablefix.clean(text)
    there = [result.to_output(i) for i in range(len(text) + 1)]
    back = [result.to_input(i) for i in range(len(result.text) + 1)]
    assert there == sorted(there)
    assert back == sorted(back)
    assert there[-1] == len(result.text)
    assert back[-1] == len(text)


@SLOW
@given(texts)
def test_gaps_lie_in_the_text(text):
    result = cablefix.clean(text)
    assert all(0 <= g.start <= g.end <= len(text) and 0.5 <= g.confidence <= 1 for g in result.gaps)
    assert [g.start for g in result.gaps] == sorted(g.start for g in result.gaps)


@pytest.mark.parametrize(
    "text",
    [
        "", "\0", "\ud800", "\U0001f4dc" * 50, "\r\n\r\r\n\f", "A" * 1_000_000, "\ufeffFM X",
        "PAGE " * 2000, "1. " * 2000, "[" * 20_000, "- " * 5000,
    ],
    ids=["empty", "NUL", "surrogate", "astral", "line ends", "a million As", "BOM",
         "pages", "numbers", "brackets", "hyphens"],
)  # fmt: skip
def test_any_text_gives_a_result(text):
    result = cablefix.clean(text)
    assert result.revert() == text


def test_the_hash_seed_does_not_matter(sample):
    code = (
        "import sys, cablefix; r = cablefix.clean(open(sys.argv[1], newline='').read());"
        "print([(c.start, c.end, c.replacement, c.confidence, c.why) for c in"
        " (*r.corrections, *r.suggestions)], r.gaps)"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, str(sample)],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }  # fmt: skip
    assert len(outputs) == 1

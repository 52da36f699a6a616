"""The invented texts of the benchmark of names."""

from __future__ import annotations

import pytest

from benchmarks.names.__main__ import judge
from benchmarks.names.texts import KINDS, cases


@pytest.mark.parametrize("kind", KINDS)
def test_the_texts_are_the_same_for_the_same_seed(kind: str) -> None:
    assert list(cases(kind, 3, 7)) == list(cases(kind, 3, 7))


@pytest.mark.parametrize("kind", KINDS)
def test_every_name_stands_in_its_text(kind: str) -> None:
    for case in cases(kind, 5, 3):
        assert all(read in case.text for read, _ in case.names)


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "officials misread"])
def test_names_that_must_stay_do(kind: str) -> None:
    for case in cases(kind, 4, 11):
        assert all(now == printed for _, printed, now in judge(case))

"""The gold documents: what must hold on real cables, where the folder with them is there."""

import csv
from pathlib import Path

import pytest

import cablefix


def _seed(shared: Path, number: str) -> str:
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")
    return path.read_bytes().decode("utf-8")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("number", ["002", "003"])
def test_no_protected_token_is_harmed(shared, number):
    text = _seed(shared, number)
    result = cablefix.clean(text)
    protected = [
        (int(r["start"]), int(r["end"])) for r in _rows(shared / "gold" / number / "protected.tsv")
    ]
    harmed = [c for c in result.corrections if any(c.start < e and s < c.end for s, e in protected)]
    assert harmed == []


def test_a_clean_article_stays_as_it_is(shared):
    result = cablefix.clean(_seed(shared, "000"))
    assert result.corrections == ()
    assert result.gaps == ()


@pytest.mark.parametrize(("number", "least"), [("002", 38), ("003", 6)])
def test_certain_slips_are_mended(shared, number, least):
    result = cablefix.clean(_seed(shared, number))
    found = {(c.start, c.end, c.replacement) for c in result.corrections}
    certain = [
        r
        for r in _rows(shared / "gold" / number / "corrections.tsv")
        if r["certainty"] == "certain"
    ]
    text = apply_all(result)
    mended = [r for r in certain if _mended(r, result, text, found)]
    assert len(mended) >= least


def apply_all(result: cablefix.CleanResult) -> str:
    return result.text


def _mended(row, result, text, found) -> bool:
    start, end = int(row["start"]), int(row["end"])
    if (start, end, row["corrected"]) in found:
        return True
    a, b = result.to_output(start), result.to_output(end)
    return text[a:b] == row["corrected"]


def test_the_gaps_of_the_long_cable_are_found(shared):
    result = cablefix.clean(_seed(shared, "002"))
    missing = {
        g.paragraphs for g in result.gaps if g.kind == "missing-paragraphs" and g.confidence >= 0.6
    }
    assert {(9, 10, 11, 12), (26,), (29,), (31, 32, 33), (48, 49, 50, 51, 52)} <= missing
    assert sum(g.kind == "explicit-marker" for g in result.gaps) == 6
    assert sum(g.kind == "interpolated-page" for g in result.gaps) == 2

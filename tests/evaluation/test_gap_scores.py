"""Found gaps against known ones."""

import pytest

from cablefix.evaluation.gap_scores import GapScore, known_gap, score_gaps
from cablefix.findings import Gap


def gap(kind="missing-paragraphs", start=100, end=110, sure=0.95, **more):
    return Gap(kind, start, end, sure, "", **more)


def test_a_gap_found_in_full():
    known = gap(paragraphs=(5, 6))
    assert score_gaps([known], [known]) == {"missing-paragraphs": GapScore(1, 1, 1, 1)}


def test_a_part_of_the_run_agrees_but_not_in_extent():
    scores = score_gaps([gap(paragraphs=(5,))], [gap(paragraphs=(5, 6))])
    assert scores == {"missing-paragraphs": GapScore(1, 1, 1, 0)}


@pytest.mark.parametrize(
    "found",
    [
        gap(paragraphs=(7,)),
        gap(paragraphs=(5,), start=900, end=910),
        gap("explicit-marker"),
    ],
    ids=["other number", "too far", "other kind"],
)
def test_what_does_not_agree_is_counted_against(found):
    scores = score_gaps([found], [gap(paragraphs=(5,))])
    assert sum(s.agreed for s in scores.values()) == 0
    assert sum(s.found for s in scores.values()) == 1
    assert scores["missing-paragraphs"].known == 1


def test_a_missing_page_must_be_the_right_page():
    known = gap("missing-page", section=2, page=3)
    right = score_gaps([gap("missing-page", section=2, page=3)], [known])
    assert right["missing-page"].f1 == 1
    wrong = score_gaps([gap("missing-page", section=2, page=4)], [known])
    assert wrong["missing-page"].f1 == 0


def test_possible_gaps_count_neither_way():
    known = [gap("cut-line", sure=0.5)]
    assert score_gaps([], known) == {}
    assert score_gaps([gap("cut-line")], known) == {}


def test_a_second_kind_for_one_loss_counts_neither_way():
    known = [gap(paragraphs=(5,))]
    assert "truncated-text" not in score_gaps([*known, gap("truncated-text")], known)
    assert score_gaps([*known, gap("explicit-marker")], known)["explicit-marker"].found == 1


def test_a_report_made_twice_is_one_too_many():
    known = [gap("blank-page", page=2)]
    assert score_gaps(known * 2, known)["blank-page"] == GapScore(1, 2, 1, 1)


def test_places_of_the_ocr_text_are_preferred():
    row = {
        "kind": "blank-page",
        "start": 1,
        "end": 2,
        "ocr_start": 5,
        "ocr_end": 6,
        "confidence": 1,
    }
    assert (known_gap(row).start, known_gap(row).end) == (5, 6)

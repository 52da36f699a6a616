"""Rates, token classes, intervals and calibration on cases that can be counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablefix.cable import Cable, Field
from cablefix.evaluation.alignment import normalise
from cablefix.evaluation.calibration import calibration_error, reliability
from cablefix.evaluation.field_scores import FieldScore, score_fields
from cablefix.evaluation.intervals import paired_bootstrap, wilson
from cablefix.evaluation.judging import Truth
from cablefix.evaluation.rates import Rate, match_errors
from cablefix.evaluation.scoring import gain, score_text, summary
from cablefix.evaluation.tallies import Tally, by_certainty, by_kind, judge_result
from cablefix.evaluation.tokens import TokenCounts, count_tokens
from cablefix.findings import Correction, Provenance
from cablefix.result import CleanResult

words = st.lists(st.sampled_from(["THE", "TRE", "CASE", "OF", "MFN", ".", "A", "I0"]), max_size=12)
lines = words.map(" ".join)


@pytest.mark.parametrize(
    ("system", "name"),
    [
        ("THE TRE", "corrected"),
        ("TRE TRE", "uncorrected"),
        ("TRUE TRE", "changed_mistake"),
        ("THE THE", "added_mistake"),
        ("THE TRE", "unchanged"),
    ],
)
def test_each_token_falls_into_its_class(system, name):
    counts = count_tokens("TRE TRE", system, "THE TRE")
    assert getattr(counts, name) == 1


@given(lines, lines, lines)
def test_the_classes_part_the_tokens(ocr, system, gold):
    counts = count_tokens(ocr, system, gold)
    assert counts.tokens == len(ocr.split())
    assert counts.better + counts.worse <= counts.changed


@given(lines, lines)
def test_doing_nothing_neither_helps_nor_harms(ocr, gold):
    score = score_text(ocr, ocr, gold)
    assert (score.gain, score.preference, score.tokens.harm, score.tokens.changed) == (0, 0, 0, 0)


@given(lines.filter(bool), lines.filter(bool))
def test_the_truth_itself_is_a_perfect_system(ocr, gold):
    score = score_text(ocr, gold, gold)
    assert score.chars_after.errors == 0
    assert score.tokens.added_mistake == 0
    assert score.tokens.uncorrected == score.tokens.changed_mistake == 0


def test_harm_is_quoted_per_ten_thousand_right_tokens():
    assert TokenCounts(unchanged=1999, added_mistake=1, uncorrected=500).harm == 5


def test_words_put_in_where_there_were_none_are_counted():
    assert count_tokens("THE END", "THE VERY END", "THE END").invented == 1
    assert count_tokens("THE END", "THE VERY END", "THE VERY END").invented == 0


def test_spaced_marks_count_as_one_word():
    assert normalise("S E C R E T\n\nBY A B C D") == "SECRET BY A B C D"


def test_broken_words_are_joined_only_when_asked():
    assert normalise("DECLASSIFICA-\nTION") == "DECLASSIFICA- TION"
    assert normalise("DECLASSIFICA-\nTION", dehyphenate=True) == "DECLASSIFICATION"
    assert normalise("1973-\n79", dehyphenate=True) == "1973- 79"


def test_the_match_error_rate_is_never_above_one():
    assert match_errors("completely different", "abc").value <= 1
    assert match_errors("x" * 1000, "").value == 1


def test_rates_of_documents_are_added_before_they_are_divided():
    figures = summary([score_text("A", "A", "B"), score_text("C" * 99, "C" * 99, "C" * 99)])
    assert figures["cer_after"] == 0.01


def test_no_documents_have_no_summary():
    with pytest.raises(ValueError, match="one at least"):
        summary([])


def test_a_text_that_was_right_can_only_lose():
    assert gain(Rate(0, 10), Rate(0, 10)) == 0
    assert gain(Rate(0, 10), Rate(3, 10)) == -1


@pytest.mark.parametrize(
    ("good", "made", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_wilson_agrees_with_published_values(good, made, low, high):
    """Newcombe (1998), Statistics in Medicine 17, table I (81 of 263)."""
    assert wilson(good, made) == pytest.approx((low, high), abs=5e-5)


def test_bootstrap_sees_a_difference_and_its_absence():
    worse = [Rate(n % 5 + 5, 100) for n in range(40)]
    better = [Rate(n % 5, 100) for n in range(40)]
    found = paired_bootstrap(better, worse)
    assert found.high < 0
    assert found.first_better == 1
    same = paired_bootstrap(better, better)
    assert (same.low, same.high) == (0, 0)
    assert paired_bootstrap(better, worse) == found


def test_bootstrap_wants_the_same_documents():
    with pytest.raises(ValueError, match="same documents"):
        paired_bootstrap([Rate(1, 2)], [])


def test_a_boast_is_seen_in_the_calibration():
    assert calibration_error(reliability([(0.95, n < 95) for n in range(100)])) < 1e-9
    assert calibration_error(reliability([(0.95, n < 45) for n in range(100)])) == pytest.approx(
        0.5
    )


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_every_outcome_lies_in_one_bin(outcomes):
    bins = reliability(outcomes)
    assert sum(b.made for b in bins) == len(outcomes)
    assert sum(b.good for b in bins) == sum(good for _, good in outcomes)
    assert 0 <= calibration_error(bins) <= 1


def _correction(start, original, replacement, confidence):
    return Correction(
        start, start + len(original), original, replacement,
        kind="word", rule="r", confidence=confidence, why="",
    )  # fmt: skip


def test_findings_are_judged_by_certainty_and_kind():
    result = CleanResult(
        "TRE CASE OF MFN",
        (_correction(0, "TRE", "THE", 0.995), _correction(12, "MFN", "MAN", 0.91)),
        (_correction(9, "OF", "OFF", 0.5),),
        (), (), Provenance("0", "0", "0"),
    )  # fmt: skip
    judged = judge_result(result, "THE CASE OF MFN")
    assert by_certainty(judged) == {
        "certain": Tally(1, 1, 1, 0, 0),
        "probable": Tally(1, 0, 0, 1, 1),
        "possible": Tally(1, 0, 0, 1, 1),
    }
    assert by_kind(judged) == {"word": Tally(2, 1, 1, 1, 1)}


def test_a_spaced_mark_that_is_closed_up_is_right():
    verdict = Truth("L-i-M-I-T ED OF 1", "L I M I T E D OF 1").judge(
        _correction(0, "L-i-M-I-T ED", "LIMITED", 0.99)
    )
    assert verdict.right


def test_fields_are_compared_as_read_and_as_corrected():
    cable = Cable(
        "cable", 0, 99, caption=Field("NODIS", "MODIS", 0, 5),
        dtg=Field("171534Z MAY 85", "171534Z MAY 85", 0, 9),
        tags=(Field("PREL", "PREI", 0, 4), Field("CH", "CH", 0, 2)),
        addressees=(Field("ZEN/AMEMBASSY MANAMA", "ZEN/AMEMBASSY MANAMA", 0, 1),),
    )  # fmt: skip
    known = {
        "caption": "NODIS", "dtg": "111534Z MAY 85", "eo": "E.O. 12356: DECL: OADR",
        "signature": None, "tags": ["PREL", "CH", "MNUC"],
        "addressees": [{"address": "AMEMBASSY MANAMA", "zen": True}],
    }  # fmt: skip
    assert score_fields(cable, known) == {
        "caption": FieldScore(1, 1, 0, 1),
        "dtg": FieldScore(1, 1, 0, 0),
        "eo": FieldScore(1, 0, 0, 0),
        "signature": FieldScore(0, 0, 0, 0),
        "tags": FieldScore(3, 2, 1, 2),
        "addressees": FieldScore(1, 1, 1, 1),
    }

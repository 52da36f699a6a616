"""The measures against other people's: jiwer, dinglehopper, and the tool for acceptance."""

import importlib.util

import jiwer
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cablefix.evaluation.alignment import normalise
from cablefix.evaluation.rates import character_errors, match_errors, word_errors
from cablefix.evaluation.scoring import score_text

PAIRS = [
    ("0 130535Z MAY 91", "O 130535Z MAY 91"),
    ("TAGS: PREL, PARM, MNUG . CH", "TAGS: PREL, PARM, MNUC, CH"),
    ("1. HE SAID THATTHE CASE OF\nMFN WAS CLOS ED", "1. HE SAID THAT THE CASE OF\nMFN WAS CLOSED."),
    ("", "GONE"),
    ("S E C R E T SECTIQN 01 OF 02", "S E C R E T SECTION 01 OF 02"),
    ("the caf\u00e9 in \u0160ibenik", "the cafe in \u0160ibenik"),
]
texts = st.text("AB .,0O-", min_size=1, max_size=60).filter(str.strip)


@given(texts, texts)
def test_cer_and_wer_are_those_of_jiwer(read, meant):
    read, meant = normalise(read), normalise(meant)
    assert character_errors(read, meant).value == pytest.approx(jiwer.cer(meant, read))
    assert word_errors(read, meant).value == pytest.approx(jiwer.wer(meant, read))


@given(texts, texts)
def test_cmer_is_the_match_error_rate_of_jiwer(read, meant):
    def plain(text):
        return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())

    if not plain(meant):
        return
    found = jiwer.process_characters(plain(meant), plain(read))
    errors = found.substitutions + found.deletions + found.insertions
    assert match_errors(read, meant).value == pytest.approx(errors / (errors + found.hits))


def test_cer_is_that_of_dinglehopper():
    dinglehopper = pytest.importorskip(
        "dinglehopper", reason="needs dinglehopper: pip install '.[crosscheck]'"
    )
    for read, meant in PAIRS:
        read, meant = normalise(read), normalise(meant)
        theirs = dinglehopper.character_error_rate(meant, read)
        assert character_errors(read, meant).value == pytest.approx(theirs), read


@pytest.fixture(scope="module")
def acceptance(shared):
    """The tool whose definitions decide acceptance."""
    path = shared / "tools" / "evaluate.py"
    spec = importlib.util.spec_from_file_location("acceptance_evaluate", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def same(tool, ocr, system, gold, dehyphenate=False):
    """Compare every figure that both have."""
    theirs = tool.score(ocr, system, gold, dehyphenate)
    ours = score_text(ocr, system, gold, dehyphenate=dehyphenate)
    t = ours.tokens
    assert {
        "cd0": ours.chars_before.errors, "cd1": ours.chars_after.errors,
        "wd0": ours.words_before.errors, "wd1": ours.words_after.errors,
        "gold_chars": ours.chars_before.of, "gold_words": ours.words_before.of,
        "tokens": t.tokens, "err": t.wrong, "correct": t.right, "chg": t.changed,
        "harm": t.added_mistake, "fixed": t.corrected, "better": t.better, "worse": t.worse,
        "det": t.corrected + t.changed_mistake, "invented": t.invented,
    } == {k: v for k, v in theirs.items() if k != "doc"}  # fmt: skip


@pytest.mark.parametrize(("read", "meant"), PAIRS[:3] + PAIRS[4:])
@pytest.mark.parametrize("dehyphenate", [False, True])
def test_every_count_is_that_of_the_acceptance_tool(acceptance, read, meant, dehyphenate):
    same(acceptance, read, meant, meant, dehyphenate)
    same(acceptance, read, read, meant, dehyphenate)
    same(acceptance, meant, read, meant, dehyphenate)


@settings(max_examples=200)
@given(ocr=texts, system=texts, gold=texts)
def test_so_is_it_on_any_three_texts(acceptance, ocr, system, gold):
    same(acceptance, ocr, system, gold)

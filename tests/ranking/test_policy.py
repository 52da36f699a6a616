"""What the user lays down: words to keep, corrections to make, rules switched off, `[sic]`."""

import pytest
from hypothesis import given, settings
from strategies import texts

import cablefix
from cablefix.proposals import Proposal
from cablefix.ranking.policy import FORCED, Policy


def found(cleaner, text):
    return {(c.original, c.replacement) for c in cleaner.clean(text).corrections}


def proposal(text, original, replacement, kind="word", rule="words-word"):
    start = text.index(original)
    return Proposal(start, start + len(original), original, replacement, kind, rule, 0.9, "")


@pytest.mark.parametrize(
    ("keep", "text", "original", "replacement", "stands"),
    [
        ("MODIS", "AT MODIS NOW", "MODIS", "NODIS", False),
        ("MODIS", "AT MODIS NOW", "AT", "IT", True),
        ("modis", "AT MODIS. NOW", "MODIS.", "NODIS.", False),
        ("MODIS", "AT MODIS. NOW", "MODIS.", "MODIS,", True),
        ("MODIS", "AT MODISTO NOW", "MODISTO", "MODESTO", True),
        ("MODIS", "A PRO-MODIS MAN", "PRO-MODIS", "PRO-NODIS", False),
        ("MODIS", "A PR0-MODIS MAN", "PR0-MODIS", "PRO-MODIS", True),
        ("MODIS", "A MODIS T MAN", "MODIS T", "MODEST", False),
        ("MODIS", "A MODIS MAN", "DIS", "D1S", False),
        ("SAN  MODIS", "IN SAN\nMODIS NOW", "MODIS", "NODIS", False),
        ("SAN MODIS", "IN MODIS NOW", "MODIS", "NODIS", True),
        ("L.A. 7", "IN L.A. 7 NOW", "7", "1", False),
    ],
)
def test_kept_words_stand(keep, text, original, replacement, stands):
    p = proposal(text, original, replacement)
    assert (Policy(keep=(keep,)).govern([p], text) == [p]) is stands


@pytest.mark.parametrize("sign", [" [sic]", " [SIC]", " (sic)", "[sic]", "\n[sic]"])
def test_the_word_before_sic_stands(sign):
    text = f"AT MODIS{sign} NOW MODIS"
    p = proposal(text, "MODIS", "NODIS")
    later = Proposal(len(text) - 5, len(text), "MODIS", "NODIS", "word", "words-word", 0.9, "")
    assert Policy().govern([p, later], text) == [later]
    assert Policy(forced=(("MODIS", "NODIS"),)).govern([], text)[0].start == len(text) - 5


@pytest.mark.parametrize(("off", "part"), [("caption", "kind"), ("serial-agreement", "rule")])
def test_kinds_and_rules_can_be_switched_off(off, part, sample):
    text = sample.read_text(encoding="utf-8")
    assert off in {getattr(c, part) for c in cablefix.clean(text).corrections}
    result = cablefix.Cleaner(off=[off]).clean(text)
    assert result.corrections
    assert off not in {getattr(c, part) for c in (*result.corrections, *result.suggestions)}


@pytest.mark.parametrize(
    ("wrong", "right", "text", "out"),
    [
        ("HARBOUR", "HARBOR", "AT THE HARBOUR.", "AT THE HARBOR."),
        ("Harbour", "Harbor", "The Harbour. HARBOUR", "The Harbor. HARBOR"),
        ("HARBOUR", "HARBOR", "The harbour.", "The harbour."),
        ("HARBOUR", "HARBOR", "HARBOURS", "HARBOURS"),
        ("SAN MODISTO", "SAN MODESTO", "IN SAN\nMODISTO", "IN SAN\nMODISTO"),
        ("SAN MODISTO", "SAN MODESTO", "IN SAN MODISTO", "IN SAN MODESTO"),
        ("THE HARBOUR PATROL", "PATROL OF PORT", "THE HARBOUR PATROL", "PATROL OF PORT"),
    ],
)
def test_forced_corrections_are_made(wrong, right, text, out):
    result = cablefix.Cleaner(level="certain", forced=[(wrong, right)]).clean(text)
    assert result.text == out
    assert all((c.rule, c.certainty) == (FORCED, "certain") for c in result.corrections)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"forced": [("A", "B"), ("B", "C")]}, "which is forced itself"),
        ({"forced": [("A", "THE A TEAM")]}, "which is forced itself"),
        ({"forced": [("A", "B"), ("a", "C")]}, "forced to be 'B' and 'C'"),
        ({"forced": [("A", "B")], "keep": ["a"]}, "both kept and forced"),
        ({"keep": ["--"]}, "holds no word"),
        ({"off": ["captoin"]}, "did you mean 'caption'"),
        ({"off": ["dtg-agrement"]}, "did you mean 'dtg-agreement'"),
    ],
)
def test_settings_that_make_no_sense_are_refused(settings, says):
    with pytest.raises(ValueError, match=says):
        cablefix.Cleaner(**settings)


def test_one_str_is_no_list_of_words():
    with pytest.raises(TypeError, match="keep must be several str"):
        cablefix.Cleaner(keep="MODIS")


@settings(max_examples=15, deadline=None)
@given(texts)
def test_the_laws_hold_with_a_policy(text):
    cleaner = cablefix.Cleaner(
        keep=["AGNESTY", "MODIS"], forced=[("TRE", "THE"), ("HUADU", "LIU HUAQIU")],
        off=["punctuation"],
    )  # fmt: skip
    result = cleaner.clean(text)
    assert result.revert() == text
    assert cleaner.clean(result.text).corrections == ()

"""What a person decided about a change: found again, obeyed, kept."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import results

import cablefix
from cablefix import Decision
from cablefix.decisions import place


@pytest.fixture(scope="module")
def result(sample):
    return cablefix.clean(sample.read_bytes().decode())


def decide(result, found, verdict, replacement=None):
    return Decision.at(
        result.original, found.start, found.end,
        found.replacement if replacement is None else replacement, verdict,
    )  # fmt: skip


def test_a_refused_correction_is_not_made(result):
    refused = result.corrections[0]
    after = result.with_decisions([decide(result, refused, "refused")])
    assert refused not in after.corrections
    assert refused not in after.suggestions
    assert after.text[refused.start : refused.end] == refused.original
    assert len(after.corrections) == len(result.corrections) - 1


@pytest.mark.parametrize("level", ["certain", "probable", "possible"])
def test_a_refused_correction_stays_refused_at_every_level(result, level):
    refused = result.corrections[0]
    after = result.with_decisions([decide(result, refused, "refused")]).at(level)
    assert all(c.start != refused.start for c in (*after.corrections, *after.suggestions))


@pytest.mark.parametrize("level", ["certain", "probable", "possible"])
def test_an_accepted_suggestion_is_made_at_every_level(result, level):
    wanted = result.suggestions[0]
    after = result.with_decisions([decide(result, wanted, "accepted")]).at(level)
    made = next(c for c in after.corrections if c.start == wanted.start)
    assert made.replacement == wanted.replacement
    assert made.confidence == 1.0
    assert wanted.why in made.why


def test_an_edited_correction_is_what_the_person_wrote(result):
    wrong = result.corrections[0]
    after = result.with_decisions([decide(result, wrong, "edited", "EXDIS")])
    made = next(c for c in after.corrections if c.start == wrong.start)
    assert (made.replacement, made.rule, made.kind) == ("EXDIS", "by-hand", wrong.kind)
    assert after.revert() == result.original


def test_an_edit_back_to_the_original_changes_nothing(result):
    wrong = result.corrections[0]
    after = result.with_decisions([decide(result, wrong, "edited", wrong.original)])
    assert all(c.start != wrong.start for c in after.corrections)


def test_a_decision_on_part_of_a_finding_refuses_all_of_it():
    text = "THE CASEOF"
    whole = cablefix.Correction(
        4, 10, "CASEOF", "CASE OF", kind="word-boundary", rule="r", confidence=0.95, why="w"
    )
    result = attrs.evolve(cablefix.clean(text), corrections=(whole,), suggestions=())
    after = result.with_decisions([Decision.at(text, 6, 8, "", "refused")])
    assert after.corrections == ()


def test_the_last_decision_about_a_place_holds(result):
    found = result.corrections[0]
    both = [decide(result, found, "refused"), decide(result, found, "accepted")]
    assert result.with_decisions(both).text == result.text
    assert found.start not in [c.start for c in result.with_decisions(reversed(both)).corrections]


def test_two_changes_of_overlapping_text_are_refused():
    result = cablefix.clean("ABCDEF")
    with pytest.raises(ValueError, match="'ABC' at 0 and 'CD' at 2 overlap"):
        result.with_decisions(
            [
                Decision.at("ABCDEF", 0, 3, "X", "edited"),
                Decision.at("ABCDEF", 2, 4, "Y", "edited"),
            ]
        )


def test_a_decision_without_a_place_is_kept_and_changes_nothing(result):
    lost = Decision("XYLOPHONE", "XYLOPHONES", "edited")
    after = result.with_decisions([lost])
    assert after.text == result.text
    assert after.decisions == (lost,)


@settings(max_examples=40, deadline=None)
@given(results, st.data())
def test_obeying_twice_changes_nothing_more(result, data):
    findings = (*result.corrections, *result.suggestions)
    decisions = [
        decide(result, c, data.draw(st.sampled_from(["accepted", "refused"]))) for c in findings
    ]
    once = result.with_decisions(decisions)
    assert once.with_decisions(decisions) == once
    assert once.revert() == result.original
    assert once.suggestions == ()
    accepted = {(d.start, d.replacement) for d in decisions if d.verdict == "accepted"}
    assert {(c.start, c.replacement) for c in once.corrections} == accepted


LINES = "FM AMEMBASSY VALDORO\nMODIS\nTO SECSTATE WASHDC\nMODIS\nTHE END OF IT ALL\n"


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        (LINES, 46),
        ("A LINE ABOVE\n" + LINES, 59),
        (LINES.replace("TO SECSTATE", "TO THE SECRETARY"), 51),
        (LINES.replace("OF IT ALL", "OF EVERYTHING"), 46),
        (LINES.replace("\n", "\r\n"), 49),
        (LINES.replace("MODIS", "NODIS"), None),
        (LINES.replace("MODIS\nTO", "NODIS\nTO"), 46),
    ],
    ids=["as it was", "moved", "edited before", "edited after", "line ends", "mended", "one left"],
)
def test_a_place_is_found_again(edited, expected):
    second = LINES.rindex("MODIS")
    decision = Decision.at(LINES, second, second + 5, "NODIS", "refused")
    found = place(edited, decision)
    assert found == (None if expected is None else (expected, expected + 5))


def test_equal_places_need_an_offset():
    assert place("MODIS MODIS", Decision("MODIS", "NODIS", "refused")) is None
    assert place("MODIS MODIS", Decision("MODIS", "NODIS", "refused", start=6)) == (6, 11)
    assert place("MODIS", Decision("MODIS", "NODIS", "refused")) == (0, 5)


def test_a_quote_in_quite_other_surroundings_is_another_place():
    decision = Decision.at(LINES, 21, 26, "NODIS", "refused")
    assert place("SOMETHING ELSE, MODIS, AND SO ON", decision) is None


@pytest.mark.parametrize(
    ("fields", "message"),
    [(("", "X", "refused"), "needs a quote"), (("A", "X", "maybe"), "use one of accepted")],
)
def test_a_decision_must_make_sense(fields, message):
    with pytest.raises(ValueError, match=message):
        Decision(*fields)

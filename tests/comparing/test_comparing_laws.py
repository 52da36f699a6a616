"""Laws of a comparison, for any texts at all."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from strategies import texts

import cablefix
from cablefix.comparing.collation import collate
from cablefix.comparing.witness import Witness
from cablefix.comparing.writers import COMPARISON_WRITERS

SOME = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(texts)
@MANY
@example("")
@example("\n\f \x85")
def test_a_text_and_itself(text):
    found = cablefix.compare(text, text)
    assert found.text == text
    assert found.differences == found.withheld == ()


@given(st.lists(texts, min_size=2, max_size=3))
@SOME
@example(["1. [REDACTED] THE END", "1. THE TALKS OPEN IN THE HARBOR. THE END"])
def test_spans_are_those_of_the_readings(given_texts):
    found = cablefix.compare(*given_texts)
    for d in found.differences:
        assert 0 <= d.start <= d.end <= len(found.text)
        assert 0 <= d.confidence <= 1
        assert len(d.spans) == len(d.readings) == len(given_texts)
        for text, span, reading in zip(given_texts, d.spans, d.readings, strict=True):
            assert (span is None) == (reading is None)
            if span is not None:
                assert text[slice(*span)] == reading != ""
    for w in found.withheld:
        assert given_texts[w.witness][w.start : w.end] == w.text
        assert w.witness != w.withheld_by
        assert 0 <= w.sign[0] <= w.sign[1] <= len(given_texts[w.withheld_by])
    starts = [d.start for d in found.differences]
    assert starts == sorted(starts)


@given(texts, texts)
@SOME
@example("1. [2 lines not declassified] THE END", "1. THE TALKS OPEN IN THE HARBOR. THE END")
@example("", " ")
@example("\u0660", "\u0661")
def test_the_order_of_texts_makes_no_difference(a, b):
    one, other = cablefix.compare(a, b), cablefix.compare(b, a)
    assert one.text == other.text
    assert len(one.differences) == len(other.differences)
    turned = [(w.text, w.start, 1 - w.witness, 1 - w.withheld_by, w.sign) for w in other.withheld]
    assert [(w.text, w.start, w.witness, w.withheld_by, w.sign) for w in one.withheld] == turned
    assert one.aligned == other.aligned


@given(st.lists(texts, min_size=1, max_size=4))
@MANY
@example(
    [
        "ACTION MODS00\rPAGE 01 0 0EIJIN130 03 OF 3 13790 01",
        "PAGE 03 OF 04 BEIJIN 13790 01 OF 03 130559Z C10/11 025213 NOD388\nACTION MODS-00\n"
        "PAGE 01 OF 04 BEIJIN 13790 02 OF 03 130559Z C10/11 025213 NOD388\n"
        "PAGE 01 OF 04 BEIJIN 13790 02 OF 03 130559Z C10/11 025213 NOD388",
    ]
)
def test_every_word_has_its_place(given_texts):
    found = collate(list(map(Witness.of, given_texts)))
    for w, witness in enumerate(found.witnesses):
        placed = [i for p in found.places if w in p.words for i in range(*p.words[w])]
        assert sorted(placed) == list(range(len(witness)))


@given(texts, texts)
@SOME
@example("</ab><x y='", '"&<![CDATA[')
@example("\x00 \ud800", "\u202e [REDACTED]")
def test_every_form_is_written(a, b):
    found = cablefix.compare(a, b, names=("<a>", 'b"'))
    for form in COMPARISON_WRITERS:
        assert isinstance(found.render(form), str)
    assert json.loads(found.render("json"))["text"] == found.text


@given(texts)
@SOME
@example("[REDACD]0")
def test_where_all_agree_nothing_is_changed(text):
    """A third text with one more word at the end changes nothing of what two have."""
    found = cablefix.compare(text, text, f"{text}\n\nZZYZX")
    assert found.text.split()[: len(text.split())] == text.split()


def test_wrong_arguments():
    with pytest.raises(TypeError, match="str"):
        cablefix.compare("a", None)
    with pytest.raises(ValueError, match="names"):
        cablefix.compare("a", "b", names=("x",))
    with pytest.raises(ValueError, match="html"):
        cablefix.compare("a", "b").render("htm")
    with pytest.raises(TypeError):
        cablefix.compare("a")

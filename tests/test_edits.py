"""Applying, reverting, composing edits and carrying offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablefix.edits import OffsetMap, apply, compose, revert
from cablefix.findings import Correction


def edit(text, start, end, replacement):
    return Correction(
        start, end, text[start:end], replacement, kind="word", rule="r", confidence=0.99, why="w"
    )


@st.composite
def edited(draw, text=None):
    """A text and some edits of it."""
    if text is None:
        text = draw(st.text("AB C", min_size=1, max_size=30))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    return text, [edit(text, a, b, draw(st.text("XY", max_size=4))) for a, b in pairs]


def make(start, end, replacement, parts):
    return Correction(start, end, "?", replacement, kind="word", rule="r", confidence=0.99, why="w")


@given(edited())
def test_revert_undoes_apply(case):
    text, edits = case
    assert revert(apply(text, edits), edits) == text


@given(st.data())
def test_composed_edits_do_both(data):
    text, first = data.draw(edited())
    middle = apply(text, first)
    _, second = data.draw(edited(middle)) if middle else (middle, [])
    both = compose(
        text, first, second,
        lambda s, e, r, parts: edit(text, s, e, r),
    )  # fmt: skip
    assert apply(text, both) == apply(middle, second)
    assert all(e.start < e.end for e in both)


@given(edited())
def test_offsets_of_untouched_text_go_there_and_back(case):
    text, edits = case
    shifts = OffsetMap.of(edits, len(text))
    touched = {i for e in edits for i in range(e.start, e.end + 1)}
    for i in range(len(text) + 1):
        if i not in touched:
            assert shifts.to_input(shifts.to_output(i)) == i


@pytest.mark.parametrize(("start", "end", "original"), [(0, 0, ""), (1, 3, "XX"), (3, 9, "D")])
def test_an_edit_that_does_not_fit_is_refused(start, end, original):
    bad = Correction(start, end, original, "Z", kind="word", rule="r", confidence=1.0, why="")
    with pytest.raises(ValueError, match="does not fit"):
        apply("ABCD", [bad])


def test_a_text_that_the_edits_did_not_make_is_refused():
    with pytest.raises(ValueError, match="not what the edit put there"):
        revert("ABCD", [edit("XBCD", 0, 1, "Z")])

"""The inline form: what people read, and the way back."""

import re

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import results, texts

import cablefix
from cablefix import Correction, Gap, parse_inline
from cablefix.rendering.inline import InlineError, ranges

WITHIN_INLINE = ("kind", "start", "end", "confidence", "why", "paragraphs", "section", "page")


def made(text, *changes):
    found = [
        Correction(s, e, text[s:e], r, kind="word", rule="r", confidence=0.95, why="a {} \\n b")
        for s, e, r in changes
    ]
    return attrs.evolve(cablefix.clean(text), corrections=tuple(found), suggestions=(), gaps=())


@settings(max_examples=40, deadline=None)
@given(results)
@example(made("{notes}\n", (0, 7, "{notes}")))
@example(made("?gap: X", (0, 7, "gap: Y")))
@example(made("gap: X -> Y\\", (0, 11, "\\}"), (11, 12, "\\")))
@example(made("A\r\n{notes}\r\n1:1 word r 0.9 x", (0, 1, "\r\n")))
@example(made("-> -> -", (0, 2, "->x"), (3, 5, "-"), (6, 7, " ->")))
def test_it_reads_back(result):
    read = parse_inline(result.render("inline"))
    assert read.original == result.original
    assert read.corrections == result.corrections
    assert read.suggestions == result.suggestions
    assert read.text == result.text
    for got, wanted in zip(read.gaps, result.gaps, strict=True):
        assert all(getattr(got, name) == getattr(wanted, name) for name in WITHIN_INLINE)


@given(texts)
def test_a_text_without_findings_differs_only_by_escapes(text):
    result = attrs.evolve(cablefix.clean(""), original=text, gaps=())
    written = result.render("inline")
    assert written == re.sub(r"([\\{}])", r"\\\1", text)
    assert parse_inline(written).original == text


@given(st.text("{}\\->?:gapnotes \r\n1.+", max_size=60))
def test_any_text_is_read_or_refused(marked):
    try:
        result = parse_inline(marked)
    except InlineError:
        return
    assert result.revert() == result.original


def test_the_cable_reads_back(sample):
    result = cablefix.clean(sample.read_bytes().decode())
    read = parse_inline(result.render("inline"))
    assert read.corrections == result.corrections
    assert read.suggestions == result.suggestions
    assert [g.start for g in read.gaps] == [g.start for g in result.gaps]


def test_how_it_looks():
    result = attrs.evolve(
        made("ACTION MODS-00 {", (7, 14, "NODS-00")),
        gaps=(Gap("missing-paragraphs", 14, 15, 0.9, "8 is followed by 12", (9, 10, 11)),),
    )
    assert result.render("inline") == (
        "ACTION {MODS-00 -> NODS-00}{gap: missing-paragraphs 9-11} \\{\n"
        "{notes}\n"
        "1:8 word r 0.95 a \\{\\} \\\\n b\n"
        "1:15 gap 0.9 +1 8 is followed by 12\n"
    )


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("A {MODIS", r"line 1, column 3: a mark that is not closed"),
        ("A\nB}", r"line 2, column 2: a brace that closes nothing"),
        ("{A {B -> C}", "a brace within a mark"),
        ("{MODIS}", "'MODIS' is no mark"),
        ("{ -> X}", "is no mark"),
        ("{gap: }x{gap: two words}", "is no gap"),
        ("A\\", "ends within an escape"),
        ("{A -> B}{notes}\n", "on a line of their own"),
        ("{A -> B}\n{notes}\n", "is not that of 'A'"),
        ("{A -> B}\n{notes}\n1:1 word r 0.9 x\n1:2 word r 0.9 x\n", "1 marks and 2 notes"),
        ("{A -> B}\n{notes}\n1:2 word r 0.9 x\n", "is not that of 'A'"),
        ("{A -> B}\n{notes}\n1:1 word r 7 x\n", "not within 0 and 1"),
        ("{A -> B}\n{notes}\n1:1 word r -.e x\n", "not within 0 and 1"),
        ("A{gap: x}\n{notes}\n1:1 gap 0.9 +2 x\n", "is not that of the gap x"),
        ("A{gap: x 1-99999}", "too many paragraphs"),
        ("A{gap: x 1-9999999999999999}", "too many paragraphs"),
    ],
)
def test_what_is_not_of_the_form_is_told(marked, message):
    with pytest.raises(InlineError, match=message):
        parse_inline(marked)


@pytest.mark.parametrize(
    ("numbers", "written"),
    [((), ""), ((5,), "5"), ((1, 2, 3), "1-3"), ((1, 3, 4), "1, 3-4"), ((4, 3), "4, 3")],
)
def test_ranges(numbers, written):
    assert ranges(numbers) == written

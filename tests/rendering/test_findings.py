"""The forms that list findings: CSV, SARIF, GitHub's commands, Web Annotations, JSON."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from strategies import results

import cablefix
from cablefix import CleanResult, Correction
from cablefix.decisions import place
from cablefix.rendering import WRITERS
from cablefix.rendering.csv import COLUMNS


@pytest.fixture(scope="module")
def result(sample):
    return cablefix.clean(sample.read_bytes().decode())


def count(result):
    return len(result.corrections) + len(result.suggestions) + len(result.gaps)


@settings(max_examples=40, deadline=None)
@given(results)
def test_csv_has_a_row_for_each_finding(result):
    written = result.render("csv", path="=a,b.txt")
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert len(rows) == count(result)
    assert all(tuple(row) == COLUMNS for row in rows)
    assert all(row["path"] == "'=a,b.txt" for row in rows)
    cells = [cell for row in rows for cell in row.values()]
    assert not [c for c in cells if c[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") and c]


@settings(max_examples=40, deadline=None)
@given(results)
def test_json_reads_back(result):
    assert CleanResult.from_dict(json.loads(result.render("json"))) == result


@settings(max_examples=40, deadline=None)
@given(results)
def test_sarif_points_at_the_text(result):
    run = json.loads(result.render("sarif", path="a dir/b%c.txt"))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == count(result)
    for found in run["results"]:
        location = found["locations"][0]["physicalLocation"]
        assert location["artifactLocation"]["uri"] == "a%20dir/b%25c.txt"
        assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == found["ruleId"]
        region = location["region"]
        start, length = region["charOffset"], region["charLength"]
        ends = (region["endLine"], region["endColumn"])
        assert (region["startLine"], region["startColumn"]) <= ends
        if "fixes" in found:
            change = found["fixes"][0]["artifactChanges"][0]["replacements"][0]
            assert change["deletedRegion"] == region
            made = change["insertedContent"]["text"]
            assert (start, start + length, made) in {
                (c.start, c.end, c.replacement) for c in (*result.corrections, *result.suggestions)
            }


@settings(max_examples=40, deadline=None)
@given(results)
def test_github_commands_are_one_line_each(result):
    written = result.render("github", path="a:b,c%\n.txt")
    lines = written.split("\n")
    assert lines.pop() == ""
    assert len(lines) == count(result)
    for line in lines:
        assert line.startswith(("::warning file=a%3Ab%2Cc%25%0A.txt,line=",
                                "::notice file=a%3Ab%2Cc%25%0A.txt,line="))  # fmt: skip
        assert "\r" not in line


@settings(max_examples=40, deadline=None)
@given(results)
def test_annotations_find_their_place_by_position_and_by_quote(result):
    page = json.loads(result.render("annotations"))
    assert page["type"] == "AnnotationPage"
    assert len({a["id"] for a in page["items"]}) == count(result)
    for annotation in page["items"]:
        position, quote = annotation["target"]["selector"]
        start, end = position["start"], position["end"]
        text = result.original
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])


def test_a_quote_selector_serves_as_a_decision(result):
    page = json.loads(result.render("annotations"))
    edits = [a for a in page["items"] if a["motivation"] == "editing"]
    for annotation in edits:
        position, quote = annotation["target"]["selector"]
        decision = cablefix.Decision(
            quote["exact"], annotation["body"][0]["value"], "accepted", quote["prefix"],
            quote["suffix"], position["start"],
        )  # fmt: skip
        assert place(result.original, decision) == (position["start"], position["end"])


@pytest.mark.parametrize("form", WRITERS)
def test_every_form_states_its_type(form):
    kind, _, name = WRITERS[form].media_type.partition(";")[0].partition("/")
    assert kind in ("text", "application")
    assert name


@pytest.mark.parametrize("form", WRITERS)
def test_a_text_without_findings_has_every_form(form):
    assert isinstance(cablefix.clean("").render(form), str)


def test_an_unknown_form_is_told(result):
    with pytest.raises(ValueError, match="unknown form 'docx': use one of text"):
        result.render("docx")


def test_a_formula_in_a_document_is_only_text():
    formula = "=cmd|'/C calc'!A0"
    found = Correction(
        0, len(formula), formula, "", kind="noise-line", rule="r", confidence=0.99, why="w"
    )
    base = cablefix.clean(formula)
    result = CleanResult(formula, (found,), (), (), base.cables, base.provenance)
    assert f"'{formula}" in result.render("csv")

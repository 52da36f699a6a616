"""JSON Lines: what was found, record by record, and back after a person has been at it."""

import json
import re
from importlib import resources

import jsonschema
import pytest
from hypothesis import given, settings
from strategies import results

import cablefix
from cablefix import Decision, parse_jsonl
from cablefix.rendering.jsonl import RecordError, read_records, revert_text

SCHEMA = jsonschema.Draft202012Validator(
    json.loads(resources.files("cablefix.rendering").joinpath("records.schema.json").read_text())
)


@pytest.fixture(scope="module")
def result(sample):
    return cablefix.clean(sample.read_bytes().decode())


@pytest.fixture(scope="module")
def written(result):
    return result.render("jsonl", path="valdoro.txt")


def records(written):
    return [json.loads(line) for line in written.splitlines()]


def lines(records):
    return "".join(json.dumps(r) + "\n" for r in records)


@settings(max_examples=40, deadline=None)
@given(results)
def test_records_read_back(result):
    written = result.render("jsonl")
    assert parse_jsonl(written, result.original) == result
    assert revert_text(read_records(written), result.text) == result.original


@settings(max_examples=40, deadline=None)
@given(results)
def test_every_record_is_one_line_and_fits_the_published_schema(result):
    written = result.render("jsonl")
    assert written.isascii()
    for line in written.splitlines():
        SCHEMA.validate(json.loads(line))


def test_the_cable_reads_back_whole(result, written):
    assert parse_jsonl(written, result.original) == result


def test_decisions_fit_the_schema_and_read_back(result):
    c = result.corrections[0]
    refused = Decision.at(result.original, c.start, c.end, c.replacement, "refused", "a name")
    decided = result.with_decisions([refused])
    written = decided.render("jsonl")
    SCHEMA.validate(records(written)[-1])
    assert parse_jsonl(written, result.original) == decided


def test_spans_of_both_texts(result, written):
    for r in records(written)[1:]:
        assert (
            result.original[r["start"] : r["end"]] == r.get("original", r) or r["record"] == "gap"
        )
        if r["record"] == "correction":
            assert result.text[r["output_start"] : r["output_end"]] == r["replacement"]
        line = re.split(r"\r\n|\r|\n", result.original)[r["line"] - 1]
        if r["record"] != "gap":
            assert line[r["column"] - 1 :].startswith(r["original"].split("\n")[0])


def test_a_deleted_correction_is_not_made(result, written):
    kept = [r for r in records(written) if r.get("original") != "MODIS"]
    after = parse_jsonl(lines(kept), result.original)
    assert "\nMODIS\n" in after.text
    assert len(after.corrections) == len(result.corrections) - 1


def test_an_edited_correction_is_made_as_it_is_now(result, written):
    edited = written.replace('"replacement": "NODIS"', '"replacement": "EXDIS/ONLY"', 1)
    after = parse_jsonl(edited, result.original)
    assert "\nEXDIS/ONLY\n" in after.text
    assert revert_text(read_records(edited), after.text) == result.original


def test_a_suggestion_turned_into_a_correction_is_made(result, written):
    wanted = result.suggestions[0]
    turned = written.replace('"record": "suggestion"', '"record": "correction"', 1)
    after = parse_jsonl(turned, result.original)
    assert wanted in after.corrections


def test_a_refusal_beside_the_correction_wins(result, written):
    c = result.corrections[0]
    refusal = {
        "record": "decision", "verdict": "refused", "quote": c.original, "start": c.start,
        "replacement": c.replacement,
    }  # fmt: skip
    SCHEMA.validate(refusal)
    both = written + lines([refusal])
    after = parse_jsonl(both, result.original)
    assert c not in after.corrections
    assert revert_text(read_records(both), after.text) == result.original


def test_the_order_of_the_findings_does_not_matter(result, written):
    first, *rest = records(written)
    assert parse_jsonl(lines([first, *reversed(rest)]), result.original).text == result.text


def test_of_several_documents_the_right_one_counts(result, written):
    other = cablefix.clean("ANOTHER TEXT").render("jsonl")
    assert parse_jsonl(other + written, result.original) == result
    assert revert_text(read_records(other + written), result.text) == result.original


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(result, written):
    saved = "\ufeff" + written.replace("\n", "\r\n") + "\r\n"
    assert parse_jsonl(saved, result.original) == result


HEAD = json.dumps(
    {
        "record": "document", "schema": 1, "sha256": cablefix.findings.digest("THE TEXT"),
        "version": "0", "wordlists": "0", "level": "probable",
    }
)  # fmt: skip
CHANGE = {
    "record": "correction", "start": 0, "end": 3, "original": "THE", "replacement": "A",
    "kind": "word", "rule": "r", "confidence": 0.99, "why": "w",
}  # fmt: skip


def test_the_least_document_record_is_enough():
    assert parse_jsonl(f"{HEAD}\n{json.dumps(CHANGE)}", "THE TEXT").text == "A TEXT"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "no document record"),
        ("{", "line 1: not JSON"),
        ("[" * 100_000, "line 1: too deeply nested"),
        ("1" * 10_000, "line 1: "),
        ("[]", 'line 1: no record: "record" must be one of document, correction'),
        ('{"record": ["gap"]}', "line 1: no record"),
        (json.dumps(CHANGE), "line 1: a correction stands before any document record"),
        (HEAD.replace('"schema": 1', '"schema": 2'), "line 1: records of schema 2 cannot be read"),
        (HEAD.replace("probable", "sure"), "line 1: unknown level 'sure'"),
        (f"{HEAD}\n\n" + json.dumps({**CHANGE, "why": None}), "line 3: correction.why must be"),
        (f"{HEAD}\n" + json.dumps({**CHANGE, "end": 4}), "'THE' does not stand at 0-4"),
        (f"{HEAD}\n" + json.dumps({**CHANGE, "start": -3}), "'THE' does not stand at -3-3"),
        (f"{HEAD}\n" + json.dumps({**CHANGE, "start": 10**30}), "'THE' does not stand at"),
        (f"{HEAD}\n" + json.dumps({**CHANGE, "original": "TEH"}), "the text has 'THE'"),
        (f"{HEAD}\n" + 2 * (json.dumps(CHANGE) + "\n"), "'THE' at 0 overlaps"),
        (HEAD + '\n{"record": "decision", "verdict": "yes", "quote": "T", "replacement": "D"}',
         "line 2: decision: unknown verdict 'yes'"),
        (HEAD + '\n{"record": "decision", "verdict": "refused", "quote": "Q", "replacement": "D"}',
         "the decision on 'Q' fits no place"),
        (HEAD.replace('"sha256": "', '"sha256": "0'), "another text"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_in_one_line(written, message):
    with pytest.raises(RecordError, match=re.escape(message)) as raised:
        parse_jsonl(written, "THE TEXT")
    assert "\n" not in str(raised.value)


def test_another_clean_text_is_not_reverted(written):
    with pytest.raises(RecordError, match="not the text that the records make"):
        revert_text(read_records(written), "ANOTHER TEXT")

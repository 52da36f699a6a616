"""Results as records for JSON and back."""

import json
from datetime import UTC, datetime
from importlib import resources

import attrs
import jsonschema
import pytest
from hypothesis import given, settings
from strategies import results

import cablefix
from cablefix import CleanResult, Field
from cablefix.records import from_record, to_record

SCHEMA = json.loads(
    resources.files("cablefix.rendering").joinpath("records.schema.json").read_text()
)
RESULT = jsonschema.Draft202012Validator({"$ref": "#/$defs/result", "$defs": SCHEMA["$defs"]})


@pytest.fixture(scope="module")
def record(sample):
    return cablefix.clean(sample.read_bytes().decode()).to_dict()


@settings(max_examples=40, deadline=None)
@given(results)
def test_a_result_reads_back(result):
    assert CleanResult.from_dict(result.to_dict()) == result


def test_a_cable_reads_back_by_way_of_json(sample):
    result = cablefix.clean(sample.read_bytes().decode())
    assert CleanResult.from_dict(json.loads(json.dumps(result.to_dict()))) == result
    assert result.cable.date is not None


@settings(max_examples=40, deadline=None)
@given(results)
def test_records_fit_the_published_schema(result):
    RESULT.validate(result.to_dict())


def test_a_field_of_a_date_reads_back():
    field = Field(datetime(1990, 10, 22, 13, 50, tzinfo=UTC), "221350Z OCT 90", 3, 17)
    assert from_record(Field[datetime], to_record(field)) == field


def broken(record, change):
    copy = json.loads(json.dumps(record))
    change(copy)
    return copy


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda r: r.update(schema=99), "this version reads schema 1"),
        (lambda r: r.pop("schema"), "schema None cannot be read"),
        (lambda r: r.pop("original"), "result has no 'original'"),
        (lambda r: r.update(original="X"), "not the text that was cleaned"),
        (lambda r: r.update(corrections=3), "result.corrections must be a list, not 3"),
        (lambda r: r["corrections"][0].pop("why"), r"result.corrections\[0\] has no 'why'"),
        (lambda r: r["corrections"][0].update(start="1"), r"start must be a whole number, not '1'"),
        (lambda r: r["corrections"][0].update(start=True), "must be a whole number, not True"),
        (lambda r: r["corrections"][0].update(start=1), "does not stand at 1-"),
        (lambda r: r["corrections"][0].update(confidence=1.5), "not within 0 and 1"),
        (lambda r: r["corrections"][0].update(confidence=float("nan")), "a number, not nan"),
        (lambda r: r["corrections"].append(r["corrections"][0]), "overlaps the finding before"),
        (lambda r: r["gaps"][0].update(end=10**9), "lies outside the text"),
        (lambda r: r["cables"][0]["date"].update(value="soon"), "ISO 8601, not 'soon'"),
        (lambda r: r["cables"][0].update(sections={}), "sections must be a list, not {}"),
        (lambda r: r["provenance"].update(settings=[["a"]]), r"settings\[0\] must be a list of 2"),
        (lambda r: r.update(decisions=[{"quote": "", "replacement": "", "verdict": "refused"}]),
         r"decisions\[0\]: a decision needs a quote"),
    ],
)  # fmt: skip
def test_a_record_that_does_not_fit_names_its_fault(record, change, message):
    with pytest.raises(ValueError, match=message):
        CleanResult.from_dict(broken(record, change))


@pytest.mark.parametrize("record", [None, [], "x", 3])
def test_no_record_at_all(record):
    with pytest.raises(ValueError, match="cannot be read"):
        CleanResult.from_dict(record)


def test_every_field_of_a_result_is_in_its_record(record):
    assert set(record) == {"schema", *(f.name for f in attrs.fields(CleanResult))}

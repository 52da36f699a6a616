"""`cablefix show`: a sheet for people, an object that fits the published schema for programs."""

import json
import os
import subprocess
import sys
from importlib import resources

import jsonschema
import pytest
from hypothesis import given, settings

import cablefix
from cablefix.cable import Cable, Field
from cablefix.cli import main
from cablefix.cli.show import as_record, sheets
from tests.strategies import results

SCHEMA = jsonschema.Draft202012Validator(
    json.loads(resources.files("cablefix.rendering").joinpath("cable.schema.json").read_text())
)

MEMORANDUM = """DEPARTMENT OF STATE
SECRET
May 7, 1981
INFORMATION MEMORANDUM
TO: The Under Secretary
THROUGH: P - Mr. Ashby
FROM: EUR - Harold Brinkley

SUBJECT: The Ferries of Valdoro

The ferries sail again.
"""


def run(capfd, *args):
    code = main(list(args))
    out, err = capfd.readouterr()
    return code, out, err


def test_the_sheet_shows_the_fields(sample, capfd):
    code, out, err = run(capfd, "show", str(sample))
    assert (code, err) == (0, "")
    assert out.startswith("cable 90 VALDORO 04418\n")
    for line in ("date            1990-10-22 13:50Z (221350Z OCT 90)",
                 "caption         NODIS (read MODIS)",
                 "section 1       of 3, pages 2-4 of 4, paragraphs 1-6"):  # fmt: skip
        assert line in out.splitlines()


@pytest.mark.parametrize("columns", ["20", "30", "40", "60", "72", "80", "200"])
def test_the_sheet_fits_its_place(sample, capfd, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    out = run(capfd, "show", str(sample))[1]
    assert max(map(len, out.splitlines())) <= min(max(int(columns), 30), 80)
    assert "90 VALDORO 04418" in out


def test_a_pipe_gets_no_colours(sample):
    done = subprocess.run(
        [sys.executable, "-m", "cablefix", "show", str(sample)],
        capture_output=True, check=True, env={**os.environ, "COLUMNS": "70"},
    )  # fmt: skip
    assert b"\x1b" not in done.stdout


def test_labels_are_bold_where_there_is_colour():
    cable = Cable("cable", 0, 9, caption=Field("NODIS", "NODIS", 0, 5))
    assert "\x1b[1mcaption\x1b[0m" in sheets([cable], 60, colour=True)


def test_the_document_cannot_steer_the_terminal():
    cable = Cable("memorandum", 0, 9, subject=Field("A\x1b[2JB", "A\x1b[2JB", 0, 5))
    assert "\x1b" not in sheets([cable], 60)


def test_every_cable_of_a_collection_has_a_sheet(sample, tmp_path, capfd):
    text = sample.read_text("utf-8")
    file = tmp_path / "both.txt"
    file.write_text(text + "\n" + text.replace("04418", "05637").replace("OCT 90", "NOV 91"))
    out = run(capfd, "show", str(file))[1]
    assert "cable 90 VALDORO 04418 (1 of 2)" in out
    assert "cable 91 VALDORO 05637 (2 of 2)" in out


def test_a_memorandum_is_shown_by_its_labels(tmp_path, capfd):
    (tmp_path / "memo.txt").write_text(MEMORANDUM)
    out = run(capfd, "show", str(tmp_path / "memo.txt"))[1]
    assert out == (
        "memorandum\n"
        "date            1981-05-07\n"
        "from            EUR - Harold Brinkley\n"
        "to              The Under Secretary\n"
        "through         P - Mr. Ashby\n"
        "classification  SECRET\n"
        "subject         The Ferries of Valdoro\n"
    )


def test_json_fits_the_published_schema(sample, capfd):
    code, out, _ = run(capfd, "show", "--format", "json", str(sample))
    record = json.loads(out)
    SCHEMA.validate(record)
    (cable,) = record["cables"]
    assert (code, cable["mrn"]) == (0, "90 VALDORO 04418")
    text = sample.read_bytes().decode()
    for field in (cable["caption"], *cable["tags"], *cable["distribution"]):
        assert text[field["start"] : field["end"]] == field["original"]


@pytest.mark.parametrize("text", [MEMORANDUM, "WITHDRAWAL SHEET\n", "Prose.", "Dear Mr. Ashby:\n"])
def test_every_kind_fits_the_schema(text):
    SCHEMA.validate(as_record(cablefix.clean(text), "a.txt"))


@settings(max_examples=40, deadline=None)
@given(results)
def test_any_result_fits_the_schema_and_has_a_sheet(result):
    SCHEMA.validate(json.loads(json.dumps(as_record(result, "a.txt"))))
    assert sheets(result.cables, 40)


def test_the_sheet_can_be_written_to_a_file(sample, tmp_path, capfd):
    out = tmp_path / "sheet.txt"
    assert run(capfd, "show", str(sample), "-o", str(out)) == (0, "", "")
    assert out.read_text("utf-8").startswith("cable 90 VALDORO 04418\n")

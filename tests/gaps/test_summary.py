"""What was released of a document, counted and drawn."""

import csv
import json

import pytest

import cablefix
from cablefix.cable import Tally
from cablefix.cli import main
from cablefix.gaps.summary import summarise
from cablefix.rendering.strip import SHAPES, draw_strip


@pytest.fixture(scope="module")
def result(sample):
    return cablefix.clean("RELEASED IN PART\nB1\n" + sample.read_bytes().decode())


def test_the_release_counts_what_is_here(result):
    release = result.cable.release
    assert release.status == "in part"
    assert release.summary.paragraphs == Tally(5, 1, 1, 1, 4)
    assert release.summary.paragraphs.of == 12
    assert release.summary.pages.missing == 3
    assert 0.3 < release.summary.share < 0.7
    assert "median" in release.summary.basis


def test_paragraphs_say_what_became_of_them(result):
    status = {
        p.number: p.status
        for s in result.cable.sections for page in s.pages for p in page.paragraphs
    }  # fmt: skip
    assert status[1] == "redacted"
    assert status[4] == "empty"
    assert status[5] == "partial"
    assert status[3] == "present"


@pytest.mark.parametrize(
    ("text", "share"),
    [("THE FERRY SAILS.", 0.0), ("WITHDRAWAL SHEET\n", 1.0)],
)
def test_the_share_of_other_documents(text, share):
    found = cablefix.clean(text)
    assert summarise(found.cable, found.gaps, text).share == share


@pytest.mark.parametrize("width", [24, 40, 80, 200])
def test_the_strip_fits_and_needs_no_colour(result, width):
    plain = draw_strip(result.cable, result.gaps, width, ascii_only=True)
    assert plain.isascii()
    assert all(len(line) <= width for line in plain.splitlines())
    drawn = draw_strip(result.cable, result.gaps, width)
    coloured = draw_strip(result.cable, result.gaps, width, colour=True)
    assert "\x1b" not in drawn
    for shape, sign, sgr in SHAPES.values():
        coloured = coloured.replace(f"\x1b[{sgr}m{shape}\x1b[0m", shape)
        drawn_ascii = drawn.count(shape) == plain.count(sign) or not sign.isalpha()
        assert drawn_ascii
    assert coloured == drawn
    assert len({shape for shape, _, _ in SHAPES.values()}) == len(SHAPES)


def test_the_forms_for_programs(sample, capfdbinary):
    for form in ("json", "jsonl", "csv"):
        assert main(["gaps", "--format", form, str(sample)]) == 0
        out = capfdbinary.readouterr().out.decode()
        assert "missing-paragraphs" in out
        assert "correction" not in out.replace('"corrections": []', "")
        if form == "json":
            found = json.loads(out)
            assert found["summary"]["paragraphs"]["missing"] == 4
            assert len(found["gaps"]) > 5


def test_a_clean_text_has_nothing_to_show(tmp_path, capfdbinary):
    path = tmp_path / "a.txt"
    path.write_text("Nothing is missing here.\n")
    assert main(["gaps", str(path)]) == 0
    assert "no gaps found" in capfdbinary.readouterr().out.decode()


def test_several_files_make_one_table(sample, tmp_path, capfdbinary):
    path = tmp_path / "a.txt"
    path.write_text("He met (b)(6) there.\n")
    assert main(["gaps", "--format", "csv", str(sample), str(path)]) == 0
    rows = capfdbinary.readouterr().out.decode().splitlines()
    assert rows[0].startswith("path,record,")
    assert sum(row == rows[0] for row in rows) == 1
    assert rows[-1].startswith(str(path))
    assert "(B)(6)" in rows[-1]


def test_a_row_for_each_document(sample, tmp_path, capfdbinary):
    path = tmp_path / "a.txt"
    path.write_text("He met (b)(6) there.\n\n1.5(c)\n\nHe left the harbor on Friday.\n")
    command = ["gaps", "--summary", "--format", "csv", str(sample), str(path)]
    assert main(command) == 0
    names, *rows = list(csv.reader(capfdbinary.readouterr().out.decode().splitlines()))
    first, second = (dict(zip(names, row, strict=True)) for row in rows)
    assert first["paragraphs_withheld"] == "6"
    assert second["places"] == "2"
    assert second["codes"] == "(B)(6) 1; 1.5(C) 1"
    assert second["lapsed"] == "1.5(C)"


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_done(sample, tmp_path, capfdbinary):
    missing = str(tmp_path / "none.txt")
    assert main(["gaps", "--summary", missing, str(sample)]) == 2
    told = capfdbinary.readouterr()
    assert b"none.txt" in told.err
    assert b"places" in told.out

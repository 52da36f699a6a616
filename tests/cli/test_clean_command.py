"""`cablefix clean` and `cablefix gaps` as a user runs them."""

import io
import json
import sys

import pytest

from cablefix.cli import main

TABLE = "missing-paragraphs"


def test_clean_prints_the_corrected_text(sample, capfdbinary):
    assert main(["clean", str(sample)]) == 0
    out = capfdbinary.readouterr().out.decode()
    assert "\nNODIS\n" in out
    assert "MODIS" not in out


def test_inline_shows_the_change_in_its_place(sample, capfdbinary):
    assert main(["clean", "--format", "inline", str(sample)]) == 0
    out = capfdbinary.readouterr().out.decode()
    assert "MODIS" in out
    assert "NODIS" in out


def test_jsonl_has_one_object_on_each_line(sample, capfdbinary):
    assert main(["clean", "--format", "jsonl", str(sample)]) == 0
    records = [json.loads(line) for line in capfdbinary.readouterr().out.decode().splitlines()]
    assert any(r.get("replacement") == "NODIS" for r in records)
    assert any(r.get("kind") == TABLE for r in records)


def test_output_goes_to_a_file(sample, tmp_path):
    out = tmp_path / "out.txt"
    out.write_text("old")
    assert main(["clean", str(sample), "-o", str(out)]) == 0
    assert "\nNODIS\n" in out.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [out]


def test_gaps_prints_a_table(sample, capfdbinary):
    assert main(["gaps", str(sample)]) == 0
    assert TABLE in capfdbinary.readouterr().out.decode()


def test_a_dash_reads_standard_input(sample, capfdbinary, monkeypatch):
    class Stdin:
        buffer = io.BytesIO(sample.read_bytes())

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert main(["clean", "-"]) == 0
    assert b"\nNODIS\n" in capfdbinary.readouterr().out


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("missing.txt", None, "does not exist"),
        (".", None, {"clean": "is a directory", "gaps": "has no file in it that matches"}),
        ("latin.txt", "café".encode("latin-1"), "is not UTF-8"),
        ("binary.txt", b"\x7fELF\0\0", "is a binary file"),
    ],
)
@pytest.mark.parametrize("command", ["clean", "gaps"])
def test_bad_input_gives_one_line_and_code_2(command, name, data, says, tmp_path, capfd):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    assert main([command, str(path)]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("cablefix: ")
    assert err.count("\n") == 1
    assert (says if isinstance(says, str) else says[command]) in err


def test_bad_input_leaves_the_output_file_alone(tmp_path, capfd):
    out = tmp_path / "out.txt"
    out.write_text("old")
    assert main(["clean", str(tmp_path / "missing.txt"), "-o", str(out)]) == 2
    assert out.read_text() == "old"
    assert capfd.readouterr().err


def test_an_output_that_cannot_be_written_is_told(sample, tmp_path, capfd):
    assert main(["clean", str(sample), "-o", str(tmp_path / "no" / "out.txt")]) == 2
    assert "cannot be written" in capfd.readouterr().err

"""Nothing is written over the only copy of what is read, under whatever name it is."""

import os
import shutil
import subprocess
import sys

import pytest

from cablefix.cli import main

OVER_IT = {
    "clean jsonl": ["clean", "--format", "jsonl", "-o", "{}", "z.txt"],
    "clean inline": ["clean", "--format", "inline", "-o", "{}", "z.txt"],
    "gaps": ["gaps", "-o", "{}", "z.txt"],
    "gaps json": ["gaps", "--format", "json", "-o", "{}", "z.txt"],
    "show": ["show", "-o", "{}", "z.txt"],
    "evaluate": ["evaluate", "-o", "{}", "z.txt", "other.txt"],
    "evaluate gold": ["evaluate", "-o", "{}", "other.txt", "z.txt"],
    "evaluate system": ["evaluate", "-o", "{}", "other.txt", "other.txt", "--system", "z.txt"],
    "apply tei": ["apply", "found.jsonl", "z.txt", "--format", "tei", "-o", "{}"],
}


@pytest.fixture
def here(tmp_path, sample, monkeypatch):
    """A folder with the invented cable under several names, to be in."""
    shutil.copy(sample, tmp_path / "z.txt")
    shutil.copy(sample, tmp_path / "other.txt")
    (tmp_path / "folder").mkdir()
    os.link(tmp_path / "z.txt", tmp_path / "hard.txt")
    (tmp_path / "soft.txt").symlink_to("z.txt")
    monkeypatch.chdir(tmp_path)
    assert main(["clean", "--format", "jsonl", "-o", "found.jsonl", "z.txt"]) == 0
    return tmp_path


def refused(here, capfd, args):
    before = {f: f.read_bytes() for f in here.rglob("*") if f.is_file()}
    assert main(args) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "would be written over" in err
    assert {f: f.read_bytes() for f in here.rglob("*") if f.is_file()} == before
    return err


@pytest.mark.parametrize("name", ["z.txt", "./folder/../z.txt", "hard.txt", "soft.txt"])
@pytest.mark.parametrize("command", OVER_IT)
def test_something_else_is_not_written_over_the_text(command, name, here, capfd):
    err = refused(here, capfd, [part.replace("{}", name) for part in OVER_IT[command]])
    assert "write to another file" in err


@pytest.mark.parametrize("name", ["z.txt", "hard.txt", "soft.txt"])
def test_the_text_itself_may_take_its_place(name, here, sample):
    assert main(["clean", "-o", name, "z.txt"]) == 0
    corrected = (here / name).read_bytes()
    assert corrected != sample.read_bytes()
    shutil.copy(sample, here / "z.txt")
    assert main(["apply", "found.jsonl", "z.txt", "-o", "z.txt"]) == 0
    assert (here / "z.txt").read_bytes() == corrected
    assert main(["revert", "found.jsonl", "z.txt", "-o", "z.txt"]) == 0
    assert (here / "z.txt").read_bytes() == sample.read_bytes()


@pytest.mark.parametrize("command", ["apply", "revert"])
@pytest.mark.parametrize("form", [[], ["--format", "jsonl"]])
def test_findings_are_not_written_over(command, form, here, capfd):
    args = [command, "found.jsonl", "z.txt", "-o", "found.jsonl"]
    refused(here, capfd, args + (form if command == "apply" else []))


def test_pages_of_a_report_are_not_written_over_what_is_read(here, capfd):
    for name in ("index.html", "a.html"):
        shutil.copy("z.txt", name)
    for files in (["index.html"], ["a.html"], ["z.txt", "index.html"]):
        err = refused(here, capfd, ["report", "--force", "-o", ".", *files])
        assert "name another folder" in err
    assert main(["report", "--force", "-o", "pages", "index.html", "a.html"]) == 0


@pytest.mark.parametrize("form", ["text", "jsonl"])
@pytest.mark.parametrize("mode", ["ab", "r+b"])
def test_the_shell_may_have_led_standard_output_into_the_text(form, mode, here, sample):
    with open("z.txt", mode) as into:
        done = subprocess.run(
            [sys.executable, "-m", "cablefix", "clean", "--format", form, "z.txt"],
            stdout=into, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("cablefix: standard output would be written over z.txt")
    assert (here / "z.txt").read_bytes() == sample.read_bytes()


def test_standard_input_may_be_the_file_that_is_written(here, sample):
    with open("z.txt", "rb") as source:
        done = subprocess.run(
            [sys.executable, "-m", "cablefix", "gaps", "-o", "z.txt", "-"],
            stdin=source, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert done.returncode == 2
    assert "over what is read from standard input" in done.stderr
    assert (here / "z.txt").read_bytes() == sample.read_bytes()


def test_an_output_without_a_name_is_told(here, capfd):
    assert main(["clean", "-o", "", "z.txt"]) == 2
    assert capfd.readouterr().err == "cablefix: -o has an empty name behind it: name a file\n"

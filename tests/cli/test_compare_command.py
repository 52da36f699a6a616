"""`cablefix compare`: two files, a list of pairs, and what it refuses."""

import json
import os

import pytest

from cablefix import deadline
from cablefix.cli import main
from cablefix.comparing.writers import COMPARISON_WRITERS

OPEN = "1. HE SAID THAT QUITTERA HAD PROMISED 40 PATROL BOATS.\n\n2. THE EMBASSY WILL REPORT.\n"
CUT = "1. [1 line not declassified]\n\n2. THE EMBASSY W1LL REPORT.\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    (tmp_path / "open.txt").write_text(OPEN)
    (tmp_path / "cut.txt").write_text(CUT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("form", COMPARISON_WRITERS)
def test_every_form(form, here, capfd):
    assert main(["compare", "--format", form, "cut.txt", "open.txt"]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert "QUITTERA" in out
    assert main(["compare", "--format", form, "-o", "out", "cut.txt", "open.txt"]) == 0
    assert (here / "out").read_text() == out


def test_the_best_text_is_written_as_it_is(here, capfd):
    assert main(["compare", "--format", "best", "cut.txt", "open.txt"]) == 0
    assert capfd.readouterr().out == OPEN


def test_a_list_of_pairs(here, capfd):
    lines = "# the releases\ncut.txt\topen.txt\nopen.txt\topen.txt\ngone.txt\topen.txt\nopen.txt\n"
    (here / "list.tsv").write_text(lines)
    assert main(["compare", "--pairs", "list.tsv", "--format", "json", "-o", "out"]) == 2
    out, err = capfd.readouterr()
    assert sorted(os.listdir(here / "out")) == ["cut.json", "open.json"]
    assert len(json.loads((here / "out" / "cut.json").read_text())["withheld"]) == 1
    assert len(out.splitlines()) == 2
    assert "gone.txt does not exist" in err
    assert "one text cannot be compared" in err


@pytest.mark.parametrize(("args", "said"), [
    (["open.txt"], "name two files or more"), ([], "name two files or more"),
    (["-", "-"], "standard input can be read once"), (["open.txt"] * 30, "too many"),
    (["open.txt", "gone.txt"], "does not exist"),
    (["--pairs", "list.tsv"], "name a folder with -o"),
    (["--pairs", "list.tsv", "-o", "out", "open.txt"], "leave out the others"),
    (["--pairs", "gone.tsv", "-o", "out"], "does not exist"),
    (["--pairs", "empty.tsv", "-o", "out"], "names no files"),
    (["open.txt", "cut.txt", "-o", "cut.txt"], "would be written over"),
])  # fmt: skip
def test_what_is_refused(args, said, here, capfd):
    (here / "list.tsv").write_text("open.txt\tcut.txt\n")
    (here / "empty.tsv").write_text("# nothing\n")
    assert main(["compare", *args]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert (here / "cut.txt").read_text() == CUT


def test_texts_of_one_name_are_told_apart(here, capfd):
    (here / "other").mkdir()
    (here / "other" / "open.txt").write_text(CUT)
    assert main(["compare", "open.txt", "other/open.txt"]) == 0
    assert "other/open.txt withholds, open.txt has" in capfd.readouterr().out


def test_two_documents_are_told(here, capfd):
    (here / "other.txt").write_text("We sailed at dawn with forty casks of oil and nine hands.")
    assert main(["compare", "open.txt", "other.txt"]) == 0
    assert capfd.readouterr().out.startswith("two different documents: ")


def test_a_comparison_that_takes_too_long_is_told(here, capfd, monkeypatch):
    ticks = iter(range(10**9))
    monkeypatch.setattr(deadline, "monotonic", lambda: next(ticks))
    assert main(["compare", "cut.txt", "open.txt", "--time-limit", "20"]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "open.txt" in err

"""An empty file is in order: every command takes it, and finds nothing."""

import subprocess
import sys

import pytest

from cablefix.cli import main
from cablefix.cli.joining import JOINERS
from cablefix.comparing.writers import COMPARISON_WRITERS
from cablefix.rendering import WRITERS

COMMANDS = [
    *(["clean", "--format", form] for form in WRITERS),
    *(["check", "--format", form] for form in JOINERS),
    ["check", "--fail-on", "gaps"], ["fix"], ["fix", "--diff"], ["fix", "--fail-on-change"],
    ["gaps"], ["gaps", "--summary"], ["gaps", "--format", "json"], ["gaps", "--format", "csv"],
    ["show"], ["show", "--format", "json"], ["profile"], ["profile", "--format", "json"],
    ["report", "-o", "pages"], ["evaluate", "gold.txt"],
    *(["compare", "--format", form, "gold.txt"] for form in COMPARISON_WRITERS),
]  # fmt: skip


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with empty files, to be in."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "mark.txt").write_bytes(b"\xef\xbb\xbf")
    (tmp_path / "gold.txt").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["empty.txt", "mark.txt"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_an_empty_file(command, name, here, capfd):
    before = (here / name).read_bytes()
    assert main([*command, name]) == 0
    assert capfd.readouterr().err == ""
    assert (here / name).read_bytes() == before


@pytest.mark.parametrize("command", ["clean", "check", "fix", "gaps", "show", "profile"])
def test_empty_standard_input(command, here):
    done = subprocess.run(
        [sys.executable, "-m", "cablefix", command, "-"], stdin=subprocess.DEVNULL,
        capture_output=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_there_and_back(here, capfdbinary):
    assert main(["clean", "--format", "jsonl", "-o", "found.jsonl", "empty.txt"]) == 0
    assert main(["apply", "found.jsonl", "empty.txt", "-o", "clean.txt"]) == 0
    assert main(["revert", "found.jsonl", "clean.txt", "-o", "back.txt"]) == 0
    assert (here / "clean.txt").read_bytes() == (here / "back.txt").read_bytes() == b""
    assert capfdbinary.readouterr() == (b"", b"")


def test_an_empty_text_beside_one_that_is_not(here, sample, capfd):
    assert main(["evaluate", "empty.txt", str(sample)]) == 0
    assert main(["evaluate", str(sample), "empty.txt"]) == 0
    capfd.readouterr()
    assert main(["evaluate", "empty.txt", "gold.txt"]) == 0
    assert "-0.0%" not in capfd.readouterr().out

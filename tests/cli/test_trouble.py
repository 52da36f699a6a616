"""Bad input, for every command: one line on standard error, exit code 2, nothing written."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from cablefix.cli import main

COMMANDS = {
    "clean": ["clean", "{}"],
    "clean -o": ["clean", "{}", "-o", "out"],
    "clean jsonl": ["clean", "--format", "jsonl", "{}", "-o", "out"],
    "check": ["check", "{}"],
    "check sarif": ["check", "--format", "sarif", "{}"],
    "fix": ["fix", "{}"],
    "fix diff": ["fix", "--diff", "{}"],
    "gaps": ["gaps", "{}"],
    "report": ["report", "-o", "pages", "{}"],
    "gaps -o": ["gaps", "{}", "-o", "out"],
    "show": ["show", "{}"],
    "show -o": ["show", "--format", "json", "{}", "-o", "out"],
    "profile": ["profile", "{}"],
    "apply": ["apply", "{}", "good.txt", "-o", "out"],
    "apply original": ["apply", "good.jsonl", "{}", "-o", "out"],
    "revert": ["revert", "{}", "good.txt", "-o", "out"],
    "revert clean": ["revert", "good.jsonl", "{}", "-o", "out"],
    "config": ["config", "--config", "{}"],
    "compare": ["compare", "good.txt", "{}"],
    "compare -o": ["compare", "{}", "good.txt", "--format", "html", "-o", "out"],
    "compare --pairs": ["compare", "--pairs", "{}", "-o", "out"],
}

BAD = {
    "missing": None, "binary": b"\x7fELF\0\0", "Latin-1": b"caf\xe9 NODIS\n",
    "half a UTF-16": b"\xff\xfeA", "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def good(tmp_path_factory, sample):
    """A good transcription and its findings."""
    folder = tmp_path_factory.mktemp("good")
    shutil.copy(sample, folder / "good.txt")
    findings = str(folder / "good.jsonl")
    assert main(["clean", "--format", "jsonl", str(sample), "-o", findings]) == 0
    return folder


@pytest.fixture
def here(good, tmp_path, monkeypatch):
    """A folder with the good files and an output file, to be in."""
    shutil.copytree(good, tmp_path, dirs_exist_ok=True)
    (tmp_path / "out").write_text("old")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(here, capfd, command, name):
    before = {f: f.read_bytes() for f in here.iterdir() if f.is_file()}
    code = main([part.replace("{}", name) for part in COMMANDS[command]])
    out, err = capfd.readouterr()
    assert code == 2
    assert out in ("", "[\n]\n")
    assert err.startswith("cablefix: ")
    assert err.count("\n") == 1
    assert {f: f.read_bytes() for f in here.iterdir() if f.is_file()} == before


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("bad", BAD)
def test_files_that_hold_no_text(command, bad, here, capfd):
    if BAD[bad] is not None:
        (here / "bad.txt").write_bytes(BAD[bad])
    refused(here, capfd, command, "bad.txt")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", ["folder", "good.txt/x", "loop", "x" * 300, "a\0b", ""])
def test_names_that_lead_to_no_file(command, name, here, capfd):
    (here / "folder").mkdir()
    (here / "loop").symlink_to("loop")
    refused(here, capfd, command, name)


NOBODY = 65534


@pytest.fixture
def public(here, monkeypatch):
    """A folder where everybody may do everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(here, name, dirs_exist_ok=True))
        folder.chmod(0o777)
        monkeypatch.chdir(folder)
        yield folder


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_without_permission(command, public, capfd):
    main(["check", "good.txt"])  # what is loaded now needs no permission later
    (public / "bad.txt").write_text("NODIS\n")
    (public / "bad.txt").chmod(0)
    mine = os.geteuid()
    if mine == 0:  # root may read everything, and is nobody for a while
        os.seteuid(NOBODY)
    try:
        assert main([part.replace("{}", "bad.txt") for part in COMMANDS[command]]) == 2
    finally:
        os.seteuid(mine)
    assert "check its permissions" in capfd.readouterr().err


@pytest.mark.parametrize("args", [["check", "-v"], ["profile"], ["fix", "--diff"], ["gaps"]])
def test_a_reader_that_goes_away(args, here):
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "cablefix", *args, "good.txt"],
        stdout=write, stderr=subprocess.PIPE,
    )  # fmt: skip
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")

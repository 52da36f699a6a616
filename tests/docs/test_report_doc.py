"""The commands of docs/report.md run, and its pictures are there and small."""

import re
import shlex
import shutil
from pathlib import Path

from cablefix.cli import main

DOC = Path(__file__).parents[2] / "docs" / "report.md"


def test_the_commands_run(sample, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    shutil.copy(sample, "cable.txt")
    assert main(["clean", "--format", "jsonl", "-o", "cable.decisions.jsonl", "cable.txt"]) == 0
    commands = re.findall(r"^\$ cablefix (.*)$", DOC.read_text(), re.M)
    for command in commands:
        assert main(shlex.split(command)) == 0, command
    assert len(commands) == 3
    assert Path("out/cable.html").read_text() == Path("cable.html").read_text()
    assert Path("clean.txt").exists()
    assert capsys.readouterr().err == ""


def test_the_pictures_are_there_and_small():
    pictures = re.findall(r"!\[.*?\]\((.*?)\)", DOC.read_text())
    assert len(pictures) == 2
    assert all(0 < (DOC.parent / p).stat().st_size < 200_000 for p in pictures)

"""The commands of docs/gaps.md run and print what the page shows."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from cablefix.cli import main
from cablefix.language import tables

DOC = Path(__file__).parents[2] / "docs" / "gaps.md"
TEXT = DOC.read_text(encoding="utf-8")
SHOWN = [
    (block.split("\n")[0], [x for x in block.split("\n")[1:] if x])
    for block in re.findall(r"^```console\n\$ cablefix (.*?)^```$", TEXT, re.M | re.S)
]


@pytest.fixture
def folder(sample, tmp_path, monkeypatch):
    shutil.copy(sample, tmp_path / "cable.txt")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.mark.parametrize(("command", "lines"), SHOWN, ids=[c for c, _ in SHOWN])
def test_the_commands_print_what_is_shown(folder, capfdbinary, command, lines):
    more = [x.removeprefix("$ cablefix ") for x in lines if x.startswith("$ ")]
    for each in (command, *more):
        assert main(shlex.split(each)) == 0
    out = capfdbinary.readouterr().out.decode().splitlines()
    shown = [x for x in lines if not x.startswith("$ ")]
    if shown and shown[-1] == "...":
        shown.pop()
    assert out[: len(shown)] == shown


def test_every_kind_is_described():
    rows = " ".join(line.split("|")[1] for line in TEXT.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`([a-z-]+)`", rows)) == set(tables.load("gap_kinds").column("kind"))

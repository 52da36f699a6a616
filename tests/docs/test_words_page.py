"""The commands and examples of docs/words.md give what the page shows."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

from cablefix.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "words.md"
SHOWN = re.findall(r"```console\n\$ cablefix (.+)\n((?:.*\n)*?)```", PAGE.read_text("utf-8"))


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_a_command_shows_what_the_page_says(command, output, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("mine.txt").write_text("Zorvath\n", encoding="utf-8")
    assert main(shlex.split(command)) == 0
    assert capsys.readouterr().out == output


def test_the_page_shows_commands():
    assert len(SHOWN) >= 3


def test_the_examples_in_python_hold():
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert failed == 0 < tried

"""The commands and examples of docs/formats.md run as they stand."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from cablefix.cli import main
from cablefix.rendering import WRITERS

DOC = Path(__file__).parents[2] / "docs" / "formats.md"
TEXT = DOC.read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.M | re.S)


@pytest.fixture(scope="module")
def folder(sample, tmp_path_factory):
    folder = tmp_path_factory.mktemp("formats")
    shutil.copy(sample, folder / "cable.txt")
    return folder


COMMANDS = [line[2:] for block in blocks("console") for line in block.splitlines()]


def test_the_commands_run(folder, monkeypatch, capfdbinary):
    monkeypatch.chdir(folder)
    for command in COMMANDS:
        name, *args = shlex.split(command)
        assert name == "cablefix"
        assert main(args) == 0, command
    assert (folder / "original.txt").read_bytes() == (folder / "cable.txt").read_bytes()
    assert capfdbinary.readouterr().err == b""


@pytest.mark.parametrize("code", blocks("python"), ids=lambda code: code.split("\n")[0])
def test_the_examples_run(code, folder, monkeypatch):
    monkeypatch.chdir(folder)
    if not (folder / "cable.xml").exists():
        assert main(["clean", "--format", "tei", "-o", "cable.xml", "cable.txt"]) == 0
    exec(compile(code, DOC.name, "exec"), {})


def test_every_form_is_described_with_its_type():
    for name, writer in WRITERS.items():
        assert f"| `{name}` | {writer.media_type.partition(';')[0]} |" in TEXT, name


def test_the_grammar_is_that_of_the_module():
    from cablefix.rendering import inline

    grammar = next(b for b in blocks("") if "document =" in b)
    flat = re.sub(r"\s+", " ", inline.__doc__)
    assert re.sub(r"\s+", " ", grammar).strip() in flat


def test_the_decision_shown_fits_the_sample(sample):
    from cablefix import Decision
    from cablefix.decisions import place
    from cablefix.records import from_record

    decision = from_record(Decision, json.loads(blocks("json")[0]))
    text = sample.read_bytes().decode()
    assert text[slice(*place(text, decision))] == decision.quote

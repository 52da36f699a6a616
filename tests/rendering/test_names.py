"""Names of files that are no Unicode, in every written form."""

import json
import os

import pytest
from summaries import troubles

from cablefix.cli import main
from cablefix.rendering import WRITERS

NAME = os.fsdecode(b"sur\xff\n.txt")


@pytest.fixture
def here(tmp_path, monkeypatch, sample):
    """A folder with the invented cable under an odd name, to be in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / NAME).write_bytes(sample.read_bytes())
    return tmp_path


@pytest.mark.parametrize("form", WRITERS)
def test_every_form_can_be_written(form, here, capfdbinary):
    assert main(["clean", "--format", form, NAME]) == 0
    out, err = capfdbinary.readouterr()
    assert out.decode("utf-8")
    assert err == b""


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif", "github"])
def test_every_check_can_be_written(form, here, capfdbinary):
    assert main(["check", "--level", "probable", "--format", form, NAME]) == 1
    assert troubles(capfdbinary.readouterr().err.decode()) == []


@pytest.mark.parametrize("command", ["clean", "gaps", "show"])
def test_the_name_is_read_back_from_json(command, here, capfd):
    assert main([command, "--format", "json", NAME]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found.get("path", NAME) == NAME


def test_a_diff_has_the_name_as_git_has_it(here, capfd):
    assert main(["clean", "--format", "diff", NAME]) == 0
    assert capfd.readouterr().out.startswith('--- "sur\\377\\012.txt"\n+++ "sur\\377\\012.txt"\n')


def test_a_report_is_one_line_whatever_the_names_are(here, capfd):
    assert main(["report", "-o", "pages\n", NAME, "go\nne.txt"]) == 2
    out, err = capfd.readouterr()
    assert (out.count("\n"), err.count("\n")) == (1, 1)
    assert "go\\nne.txt does not exist" in err

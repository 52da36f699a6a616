"""The documents show only commands that run, and what they print.

In a ```console block a line that begins with `$ ` is a command, the lines below it what it prints;
`...` stands for anything, in a line or for lines. A block whose opening names a file writes that
file. ```python blocks with prompts run as doctests.
"""

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from summaries import troubles

ROOT = Path(__file__).parents[2]
PAGES = [
    page
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    if not list(Path(__file__).parent.glob(f"test_{page.stem}_*.py"))
]
"""The README, and the pages of docs/ that have no test of their own."""

BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)


@pytest.fixture
def here(tmp_path, monkeypatch, sample):
    """A folder with `cables/` in it and `cablefix` on the path, to be in."""
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "cablefix"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cablefix "$@"\n')
    command.chmod(0o755)
    work = tmp_path / "work"
    (work / "cables").mkdir(parents=True)
    shutil.copy(sample, work / "cables")
    shutil.copytree(ROOT / "samples", work / "samples")
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    os.unsetenv("COLUMNS")  # readline, once imported, sets it behind the back of os.environ
    monkeypatch.chdir(work)
    return work


def commands(block):
    """The commands of a console block, each with the output that is shown."""
    parts = re.split(r"^\$ ", block, flags=re.M)
    assert parts[0] == "", "a console block begins with a command"
    return [part.partition("\n")[::2] for part in parts[1:]]


def as_pattern(shown):
    """What may be printed; how sure a finding is may change with every fitting."""
    lines = [
        r"(?:.*\n)*?" if line == "..." else ".*".join(map(re.escape, line.split("..."))) + r"\n"
        for line in shown.splitlines()
    ]
    sure = "(?:certain|probable|possible)"
    return re.compile(re.sub(rf":\\ {sure}\\ ", rf":\\ {sure}\\ ", "".join(lines)))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_what_a_page_shows_is_what_happens(page, here):
    ran = 0
    session = ""
    for language, name, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        if name:
            (here / name).write_text(block, encoding="utf-8")
        elif language == "console":
            for command, shown in commands(block):
                done = subprocess.run(
                    ["sh", "-c", command], capture_output=True, text=True, timeout=60
                )
                assert done.returncode in (0, 1), f"{command}: {done.stderr}"
                assert troubles(done.stderr) == [], command
                assert as_pattern(shown).fullmatch(done.stdout), f"{command}:\n{done.stdout}"
                ran += 1
        elif language == "python":
            session += block
    test = doctest.DocTestParser().get_doctest(session, {}, page.name, str(page), 0)
    runner = doctest.DocTestRunner()
    runner.run(test)
    assert runner.failures == 0
    assert ran or test.examples


def test_the_demo_is_what_the_readme_opens_with():
    shown = BLOCK.search((ROOT / "README.md").read_text(encoding="utf-8"))
    demo = re.search(r"^demo:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(), re.M)
    run = [line.partition("$(BIN)/")[2] for line in demo[1].splitlines()]
    assert run == [command for command, _ in commands(shown[3])]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if "://" not in link:
            assert (page.parent / link).exists(), link

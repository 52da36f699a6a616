"""Type checkers see the names of levels and forms, and the results behind the lazy import."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

import cablefix
from cablefix.findings import LEVELS
from cablefix.rendering import WRITERS

ROOT = Path(__file__).parent.parent

GOOD = """\
import cablefix

cleaner = cablefix.Cleaner(level="certain", forced={"HARBOUR": "HARBOR"}, words=["NODIS"])
result = cleaner.clean("NODIS", time_limit=5)
level: cablefix.Level = result.at("possible").level
form: cablefix.Form = "tei"
text: str = result.render(form)
sure: cablefix.Level = result.corrections[0].certainty
cablefix.Cleaner(forced=[("A", "B")])
for found in cleaner.clean_many(["A"], workers=2, time_limit=0.5):
    if isinstance(found, cablefix.Failure):
        print(found.error)
    else:
        print(found.text)
settled = cablefix.Cleaner.from_settings("cablefix.toml")
of_file: cablefix.CleanResult = cablefix.clean_file("cable.txt", cleaner=settled)
frame = of_file.to_frame()
try:
    cablefix.clean("A", time_limit=1)
except cablefix.TimeLimitError:
    pass
"""

BAD = {
    'result.render("pdf")': "arg-type",
    'result.at("x")': "arg-type",
    'cablefix.Cleaner(level="sure")': "arg-type",
    "cablefix.Cleaner(level=0.9)": "arg-type",
    'cablefix.Cleaner(forced=[("A",)])': "list-item",
    "cablefix.Cleaner(words=[5])": "list-item",
    "cablefix.clean(None)": "arg-type",
    "cablefix.clean_file(5)": "arg-type",
    'cablefix.clean(b"NODIS")': "arg-type",
    'cleaner.clean("NODIS", time_limit="5")': "arg-type",
}


def mypy(tmp_path, code):
    (tmp_path / "snippet.py").write_text(code)
    return subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file", ROOT / "setup.cfg",
         "--cache-dir", ROOT / ".mypy_cache", tmp_path / "snippet.py"],
        capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _needs_mypy():
    pytest.importorskip("mypy", reason="needs mypy: pip install '.[dev]'")


def test_what_is_right_passes(tmp_path):
    done = mypy(tmp_path, GOOD)
    assert done.returncode == 0, done.stdout


def test_what_is_wrong_is_flagged_and_nothing_else(tmp_path):
    code = GOOD + "\n".join(BAD) + "\n"
    found = re.findall(r"snippet\.py:(\d+): error: .*\[([\w-]+)\]", mypy(tmp_path, code).stdout)
    first = GOOD.count("\n") + 1
    assert [(int(line), name) for line, name in found] == list(enumerate(BAD.values(), first))


def test_the_names_are_those_that_there_are():
    assert get_args(cablefix.Level) == tuple(LEVELS)
    assert get_args(cablefix.Form) == tuple(WRITERS)


@pytest.fixture(scope="module")
def pyright():
    """The command of pyright; its package fetches the checker from npm the first time."""
    found = Path(sys.executable).with_name("pyright")
    if not found.exists():
        pytest.skip("needs pyright: pip install '.[dev]'")
    done = subprocess.run([found, "--version"], capture_output=True, text=True)
    if done.returncode:
        pytest.skip("needs npm, from which pyright fetches its checker")
    return found


def check_by_pyright(pyright, tmp_path, code):
    (tmp_path / "snippet.py").write_text(code)
    # an editable install is found by a hook, which pyright does not run
    settings = {"typeCheckingMode": "strict", "extraPaths": [str(ROOT)]}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings))
    done = subprocess.run(
        [pyright, "--outputjson", "--pythonpath", sys.executable, tmp_path / "snippet.py"],
        capture_output=True, text=True, cwd=tmp_path,
    )  # fmt: skip
    found = json.loads(done.stdout)["generalDiagnostics"]
    return {
        d["range"]["start"]["line"] + 1: d["message"] for d in found if d["severity"] == "error"
    }


def test_pyright_is_content_too(pyright, tmp_path):
    assert check_by_pyright(pyright, tmp_path, GOOD) == {}


def test_pyright_flags_what_is_wrong(pyright, tmp_path):
    first = GOOD.count("\n") + 1
    found = check_by_pyright(pyright, tmp_path, GOOD + "\n".join(BAD) + "\n")
    assert sorted(found) == list(range(first, first + len(BAD))), found

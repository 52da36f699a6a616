"""The action and the container, as far as one machine without either can tell."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

yaml = pytest.importorskip("yaml")

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step.get("name"): step for step in ACTION["runs"]["steps"]}
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


@pytest.fixture
def check(tmp_path, sample, monkeypatch):
    """Runs the script of the step as the runner does, with the inputs in its environment."""
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "cablefix"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cablefix "$@"\n')
    command.chmod(0o755)
    work = tmp_path / "work"
    (work / "my cables").mkdir(parents=True)
    shutil.copy(sample, work / "my cables" / "a.txt")
    (work / "clean.txt").write_text("THE MINISTER GAVE THE AMBASSADOR LUNCH.\n")

    def run(**inputs):
        names = {name: str(ACTION["inputs"][name]["default"]) for name in ACTION["inputs"]}
        names |= {name.replace("_", "-"): value for name, value in inputs.items()}
        env = {
            key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: names[m[1]], value)
            for key, value in STEPS["Check"]["env"].items()
        }
        path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS["Check"]["run"]],
            cwd=work, env={**os.environ, **env, "PATH": path, "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True,
        )  # fmt: skip

    run.work = work
    return run


def test_findings_are_annotations_and_fail_the_job(check):
    done = check(level="probable")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines
    assert all(line.startswith("::warning file=./my cables/a.txt,line=") for line in lines)


def test_what_is_clean_passes(check):
    done = check(paths="clean.txt\n")
    assert (done.returncode, done.stdout) == (0, "")


def test_several_paths_gaps_and_sarif(check):
    done = check(paths="clean.txt\nmy cables", fail_on_gaps="true", sarif="found.sarif")
    assert done.returncode == 1
    assert "::notice" in done.stdout
    assert '"version": "2.1.0"' in (check.work / "found.sarif").read_text()


def test_a_path_is_no_code_and_trouble_is_told(check):
    done = check(paths='$(touch evil); "`touch evil`" --help')
    assert done.returncode == 2
    assert not (check.work / "evil").exists()
    assert "does not exist" in done.stderr
    assert check(level="sure").returncode == 2
    assert check(paths="none.txt", sarif="found.sarif").returncode == 2


def test_no_input_is_written_into_a_script():
    assert all("${{" not in step.get("run", "") for step in ACTION["runs"]["steps"])


def test_the_action_is_valid():
    pytest.importorskip("check_jsonschema")
    schema = ("--builtin-schema", "vendor.github-actions")
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *schema, ROOT / "action.yml"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_the_page_names_every_input():
    page = (ROOT / "docs" / "action.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", page, re.M) == list(ACTION["inputs"])


def test_the_container_is_pinned_small_and_without_rights():
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.M)
    assert all(re.fullmatch(r"python:3\.\d+\.\d+-(?:slim-)?\w+", base) for base in bases)
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert "-slim-" in last.splitlines()[0]
    assert "COPY --from=build" in last
    assert re.search(r"^USER 1000:1000$", last, re.M)
    assert re.search(r'^ENTRYPOINT \["cablefix"\]$', last, re.M)


def test_what_the_container_needs_is_copied_and_pinned():
    taken = re.findall(r"^!([\w./]+)$", (ROOT / ".dockerignore").read_text(), re.M)
    missing = {name for name in taken if not (ROOT / name).exists()}
    assert missing <= {"setup.py"}
    pins = [x for x in (ROOT / "requirements.txt").read_text().split("\n") if x and x[0] != "#"]
    assert all(re.fullmatch(r"[\w-]+==[\d.]+", pin) for pin in pins)
    declared = re.search(
        r"^install_requires =\n((?:    .*\n)+)", (ROOT / "setup.cfg").read_text(), re.M
    )
    needed = {line.split(">=")[0].strip().lower() for line in declared[1].splitlines()}
    assert {pin.split("==")[0].lower() for pin in pins} >= needed

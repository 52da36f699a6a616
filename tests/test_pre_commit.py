"""The hooks as pre-commit runs them: installed from this checkout, in a scratch repository."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cablefix.cli import main

ROOT = Path(__file__).parent.parent

pytestmark = [
    pytest.mark.skipif(not shutil.which("git"), reason="needs git"),
    pytest.mark.skipif(
        not (Path(sys.executable).parent / "pre-commit").exists(),
        reason="needs pre-commit beside the Python that runs the tests",
    ),
]

CLEAN = "THE MINISTER GAVE THE AMBASSADOR LUNCH AND ASKED FOR PATIENCE.\n"


def git(folder, *args):
    identity = ("-c", "user.name=A Tester", "-c", "user.email=tester@example.org")
    done = subprocess.run(
        ["git", *identity, *args], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


class Repository:
    """A repository of transcriptions with the hooks configured."""

    def __init__(self, folder, hooks, home):
        self.folder = folder
        self.env = {**os.environ, "PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"}
        self.env.pop("PYTHONPATH", None)
        self.env["PIP_NO_COMPILE"] = "1"  # most of numpy is never imported
        git(folder, "init", "-q")
        revision = git(hooks, "rev-parse", "HEAD")
        (folder / ".pre-commit-config.yaml").write_text(
            f"repos:\n- repo: {hooks}\n  rev: {revision}\n"
            "  hooks:\n  - id: cablefix-check\n  - id: cablefix-fix\n    stages: [manual]\n"
        )

    def write(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def run(self, *args):
        git(self.folder, "add", "-A")
        return subprocess.run(
            [str(Path(sys.executable).parent / "pre-commit"), "run", "--all-files", *args],
            cwd=self.folder, env=self.env, capture_output=True, text=True,
        )  # fmt: skip

    def fix(self):
        return self.run("--hook-stage", "manual", "cablefix-fix")


def project_files():
    """The files of the project: those that git knows, or all of an unpacked distribution."""
    if (ROOT / ".git").exists():
        return git(ROOT, "ls-files", "-co", "--exclude-standard").splitlines()
    made = (".venv", "build", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis")
    return [
        path.relative_to(ROOT).as_posix()
        for top in ROOT.iterdir()
        if top.name not in made
        for path in (top.rglob("*") if top.is_dir() else [top])
    ]


@pytest.fixture(scope="module")
def hooks(tmp_path_factory):
    """This checkout as a repository that pre-commit can clone, and a home for its environment."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in project_files():
        if (ROOT / name).is_file() and not name.startswith(("tests/", "benchmarks/")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "hooks")
    return folder, tmp_path_factory.mktemp("home")


@pytest.fixture
def repository(hooks, tmp_path):
    return Repository(tmp_path, *hooks)


def test_clean_files_pass_and_the_noisy_cable_fails(repository, sample):
    repository.write("cablefix.toml", b'level = "probable"\n')
    repository.write("a.txt", CLEAN.encode())
    repository.write("withheld.txt", b"1. [REDACTED]\n\n2. " + CLEAN.encode())
    done = repository.run()
    assert done.returncode == 0, done.stdout + done.stderr
    repository.write("cable.txt", sample.read_bytes())
    done = repository.run()
    assert done.returncode == 1
    assert "cable.txt:54:59: " in done.stdout
    assert "MOD612 -> NOD612" in done.stdout
    assert (repository.folder / "cable.txt").read_bytes() == sample.read_bytes()


def test_the_fix_hook_prints_changes_and_its_second_run_passes(repository, sample):
    repository.write("cablefix.toml", b'level = "probable"\n')
    repository.write("cable.txt", sample.read_bytes())
    first = repository.fix()
    assert first.returncode == 1
    assert "cable.txt:54:59: " in first.stdout
    assert "MOD612 -> NOD612" in first.stdout
    second = repository.fix()
    assert second.returncode == 0, second.stdout
    assert repository.run().returncode == 0


def test_odd_names_in_parallel_batches(repository):
    names = ["with blank.txt", "-dash.txt", "--diff", "--diff.txt", "ñandú 文.txt", "a'b\".txt",
             "deep/er/x.txt", *(f"many/{i:02}.txt" for i in range(12))]  # fmt: skip
    repository.write("cablefix.toml", b'forced = ["HARBOUR -> HARBOR"]\n')
    for name in (*names, "requirements.txt", "code.py"):
        repository.write(name, b"AT THE HARBOUR.\n")
    done = repository.run()
    assert done.returncode == 1
    found = {line.split(":")[0] for line in done.stdout.splitlines() if ": certain " in line}
    assert found == set(names) - {"--diff"}
    assert repository.fix().returncode == 1
    assert repository.fix().returncode == 0
    for name in names:
        after = b"AT THE HARBOUR.\n" if name == "--diff" else b"AT THE HARBOR.\n"
        assert (repository.folder / name).read_bytes() == after


def test_settings_of_the_repository_hold(repository, sample):
    repository.write("cables/cable.txt", sample.read_bytes())
    repository.write("cablefix.toml", b'level = "probable"\nexclude = ["cables/"]\n')
    assert repository.run().returncode == 0
    repository.write("cablefix.toml", b'level = "probable"\n')
    assert repository.run().returncode == 1
    repository.write("cablefix.toml", b'levle = "certain"\n')
    done = repository.run()
    assert done.returncode == 1
    assert "did you mean 'level'" in done.stdout


def test_the_hooks_name_commands_that_exist(capsys):
    for line in (ROOT / ".pre-commit-hooks.yaml").read_text().splitlines():
        if line.strip().startswith("entry: cablefix "):
            with pytest.raises(SystemExit) as stop:
                main([*line.split()[2:], "--help"])
            assert stop.value.code == 0

"""Which kernel is taken, and what is said where it cannot be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cablefix.kernel.choice import VARIABLE, KernelError, choose
from cablefix.kernel.chosen import KERNEL

CLONE = Path(__file__).parents[2]


def run(*arguments, kernel="", cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "cablefix", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {VARIABLE: kernel},
        cwd=cwd,
        check=False,
    )


def test_the_version_names_the_kernel():
    assert run("--version").stdout.endswith(f"(kernel: {_unasked()})\n")
    assert run("--version", kernel="python").stdout.endswith("(kernel: python)\n")


def _unasked():
    try:
        import cablefix.kernel.compiled  # noqa: F401
    except ImportError:
        return "python"
    return "compiled"


def test_another_kernel_is_refused_in_one_line(tmp_path):
    (tmp_path / "a.txt").write_text("THE MINISTER AGREED.\n", encoding="utf-8")
    for command in (("--version",), ("clean", "a.txt")):
        done = run(*command, kernel="fast", cwd=tmp_path)
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr == f"cablefix: {VARIABLE} is python or compiled, not 'fast'\n"


def test_a_kernel_that_is_not_built_is_refused(monkeypatch):
    monkeypatch.setitem(sys.modules, "cablefix.kernel.compiled", None)
    monkeypatch.setenv(VARIABLE, "compiled")
    with pytest.raises(KernelError, match="reinstall cablefix with a C compiler"):
        choose()
    monkeypatch.delenv(VARIABLE)
    assert choose() == "python"


def test_the_kernel_that_was_asked_for_is_in_use():
    assert KERNEL == (os.environ.get(VARIABLE) or _unasked())


def test_both_kernels_clean_alike():
    sample = CLONE / "samples" / "valdoro_13790.txt"
    found = [
        run("clean", "--format", "jsonl", str(sample), kernel=kernel).stdout
        for kernel in {_unasked(), "python"}
    ]
    assert found[0]
    assert found.count(found[0]) == len(found)


def test_the_package_of_a_clone_finds_its_wordlists():
    """Without an installed one: Python takes the package of the folder that it runs in."""
    code = """
import sys
sys.path[:0] = [sys.argv[1]]
class Hide:
    def find_spec(self, name, path=None, target=None):
        if name == "cablefix.wordlists":
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Hide())
from cablefix.language import tables
print(tables.load("precedence").pairs("letter", "word")["O"])
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(CLONE)], capture_output=True, text=True, check=False
    )
    assert done.stdout == "IMMEDIATE\n", done.stderr

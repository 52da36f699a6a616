"""What a command loads: all of it costs time before the first word is read."""

import os
import subprocess
import sys

import pytest


def loaded(*args):
    """The modules that a command has loaded when it is done."""
    code = (
        "import sys; from cablefix.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *map(str, args)], capture_output=True, text=True, check=True
    )
    return set(run.stderr.split())


def test_help_loads_no_library():
    assert loaded("--help").isdisjoint({"attrs", "numpy", "rapidfuzz", "cablefix.cleaner"})


@pytest.mark.parametrize(
    "module",
    [
        "cablefix.formats.opening", "cablefix.rendering.html", "cablefix.rendering.tei",
        "cablefix.corpus.tables", "cablefix.settings_files", "cablefix.cli.folders",
        "concurrent.futures", "tomllib", "json", "logging",
    ],
)  # fmt: skip
def test_a_plain_text_is_cleaned_without(module, sample, tmp_path):
    file = tmp_path / "plain.txt"
    file.write_bytes(sample.read_bytes())
    found = loaded("clean", file)
    assert module not in found
    assert "cablefix.cleaner" in found


def test_what_is_asked_for_is_loaded(sample):
    assert "cablefix.rendering.tei" in loaded("clean", "--format", "tei", sample)


def test_a_process_ends_as_python_would_end_it(sample):
    """At once, but with all that was registered for the end done, and all output written."""
    code = (
        "import atexit, sys; from cablefix.cli import start\n"
        "atexit.register(lambda: print('registered'))\n"
        "sys.argv = ['cablefix', *sys.argv[1:]]\n"
        "start()"
    )

    def run(*args):
        return subprocess.run(
            [sys.executable, "-c", code, *map(str, args)], capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    cleaned, wrong = run("clean", sample), run("check", sample)
    assert (cleaned.returncode, wrong.returncode, run("clean").returncode) == (0, 1, 2)
    assert cleaned.stdout.endswith("registered\n")
    assert wrong.stdout.endswith("registered\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is full")
def test_output_that_nothing_takes_is_told_as_python_tells_it(sample):
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "cablefix", "clean", str(sample)],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert run.returncode == 2
    assert "No space left" in run.stderr

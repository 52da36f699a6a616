"""What a command loads: all of it costs time before the first word is read."""

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
        "cablefix.corpus.tables", "cablefix.settings_files", "concurrent.futures", "tomllib",
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

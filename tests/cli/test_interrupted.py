"""Ctrl-C: an answer at once, though files take long; whole files, and no process left."""

import os
import signal
import subprocess
import sys
import time

import pytest

LONG = 100
"""How often the sample stands in a file: cleaning it takes minutes."""


def interrupt(args, ready):
    """Run a command, press Ctrl-C when it is ready; the seconds to its end, and what it said."""
    run = subprocess.Popen(
        [sys.executable, "-m", "cablefix", *args], stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    while not ready():
        assert run.poll() is None
        time.sleep(0.05)
    time.sleep(0.5)
    begun = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=60)
    assert run.returncode == 130
    return time.monotonic() - begun, err


@pytest.fixture
def cables(tmp_path, sample):
    (tmp_path / "cables").mkdir()
    text = sample.read_text(encoding="utf-8")
    (tmp_path / "cables" / "a.txt").write_text(text)
    for name in "bcd":
        (tmp_path / "cables" / f"{name}.txt").write_text(text * LONG)
    return tmp_path


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder(jobs, cables):
    out = cables / "out"
    seconds, err = interrupt(
        ["clean", str(cables / "cables"), "-o", str(out), "-j", jobs],
        lambda: (out / "a.txt").exists(),
    )
    assert seconds < 10  # about half a second; the machine of a test may be busy
    assert err == "cablefix: interrupted: every file is either as it was or done\n"
    assert sorted(p.name for p in out.iterdir()) == [".cablefix-done.json", "a.txt"]


def test_a_corpus(cables):
    pytest.importorskip("distributed")
    out = cables / "out"
    seconds, err = interrupt(
        ["corpus", str(cables / "cables"), "-o", str(out), "--batch", "1", "-q"],
        lambda: (out / "parts" / "part-000000.parquet").exists(),
    )
    assert seconds < 10
    assert "interrupted: every part is whole or not there" in err
    assert [p.name for p in (out / "parts").iterdir()] == ["part-000000.parquet"]

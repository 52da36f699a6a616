"""`--time-limit`: a file that takes longer is told in one line, code 2; the others are done."""

import io
import shutil
import sys

import pytest
from summaries import troubles

from cablefix import deadline
from cablefix import settings as module
from cablefix.cli import main

COMMANDS = {
    "clean": ["clean", "-o", "out"], "gaps": ["gaps", "-o", "out"], "show": ["show"],
    "check": ["check"], "fix": ["fix"], "report": ["report", "-o", "pages"],
    "profile": ["profile"], "evaluate": ["evaluate", "good.txt"],
}  # fmt: skip


@pytest.fixture
def here(tmp_path, sample, monkeypatch):
    """A folder with the invented cable and a clock that goes on whenever it is looked at."""
    shutil.copy(sample, tmp_path / "good.txt")
    monkeypatch.chdir(tmp_path)
    ticks = iter(range(10**9))
    monkeypatch.setattr(deadline, "monotonic", lambda: next(ticks))
    module.find_settings.cache_clear()
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_takes_too_long_is_told(command, here, capfd):
    before = (here / "good.txt").read_bytes()
    assert main([*COMMANDS[command], "good.txt", "--time-limit", "20"]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err == (
        "cablefix: good.txt takes longer than the time limit of 20 s: give it more with "
        "--time-limit, or split it\n"
    )
    assert (here / "good.txt").read_bytes() == before
    assert not (here / "out").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_within_the_limit_is_done(command, here, capfd):
    assert main([*COMMANDS[command], "good.txt", "--time-limit", "1e6"]) in (0, 1)
    assert troubles(capfd.readouterr().err) == []


def test_standard_input_is_named(here, capfd, monkeypatch):
    class Stdin:
        buffer = io.BytesIO((here / "good.txt").read_bytes())

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert main(["clean", "--time-limit", "20", "-"]) == 2
    assert capfd.readouterr().err.startswith("cablefix: standard input takes longer than")


def test_the_other_files_are_done(here, capfd):
    (here / "short.txt").write_text("TRE NODIS\n")
    assert main(["report", "-o", "pages", "--time-limit", "100", "good.txt", "short.txt"]) == 2
    assert capfd.readouterr().err.count("\n") == 1
    assert (here / "pages" / "short.html").is_file()
    assert not (here / "pages" / "good.html").exists()


@pytest.mark.parametrize("value", ["0", "-1", "nan", "soon", ""])
def test_what_is_no_time_is_told(value, here, capfd):
    with pytest.raises(SystemExit) as stopped:
        main(["clean", "good.txt", "--time-limit", value])
    assert stopped.value.code == 2
    err = capfd.readouterr().err
    assert err.count("\n") == 1
    assert "is not a number of seconds above 0" in err


@pytest.mark.parametrize(
    ("name", "text"),
    [("cablefix.toml", "time_limit = 20\n"), ("setup.cfg", "[cablefix]\ntime-limit = 20\n")],
)
def test_the_settings_may_say_so(name, text, here, capfd):
    (here / name).write_text(text)
    assert main(["check", "good.txt"]) == 2
    assert "the time limit of 20 s" in capfd.readouterr().err
    assert main(["check", "--time-limit", "1e6", "good.txt"]) == 1
    assert main(["config", "good.txt"]) == 0
    assert "\ntime_limit = 20.0\n" in capfd.readouterr().out


@pytest.mark.parametrize("value", ["0", "-5", '"soon"', "true", "[1]"])
def test_settings_that_are_no_time_are_told(value, here, capfd):
    (here / "cablefix.toml").write_text(f"time_limit = {value}\n")
    assert main(["check", "good.txt"]) == 2
    assert "time_limit must be a number of seconds above 0, not" in capfd.readouterr().err

"""`cablefix check`: findings as lines, what counts, exit codes, trouble."""

import json
import os
import re
import subprocess
import sys

import pytest
from summaries import troubles

import cablefix
from cablefix.cli import main

LINE = re.compile(
    r"[^:]+:\d+:\d+: (?:suggested )?(?:certain|probable|possible) [a-z-]+ .+ -> .+  .+"
    r" \[[a-z_0-9-]+\]"
)
GAP = re.compile(r"[^:]+:\d+:\d+: gap [a-z-]+.*  .+ \[gap-[a-z-]+\]")
FORCED = [("PARLAMENT", "PARLIAMENT")]
SETTINGS = 'forced = ["PARLAMENT -> PARLIAMENT"]\n'
FOUND = "40:25: certain word PARLAMENT -> PARLIAMENT  the settings demand it [forced]"
CLEAN = "THE MINISTER GAVE THE AMBASSADOR LUNCH AND ASKED FOR PATIENCE.\n"


@pytest.fixture
def here(tmp_path, monkeypatch, sample):
    """A folder with a noisy and a clean file in it, to be in."""
    (tmp_path / "noisy.txt").write_bytes(sample.read_bytes())
    (tmp_path / "clean.txt").write_text(CLEAN)
    (tmp_path / "cablefix.toml").write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capfd, *args):
    code = main(["check", *args])
    out, err = capfd.readouterr()
    return code, out.splitlines(), troubles(err)


def test_a_clean_file_passes_without_a_word(here, capfd):
    assert run(capfd, "clean.txt") == (0, [], [])


def test_findings_are_lines_with_place_certainty_change_and_rule(here, capfd):
    code, out, err = run(capfd, "noisy.txt")
    assert (code, err) == (1, [])
    assert out
    assert all(LINE.fullmatch(line) for line in out)
    assert f"noisy.txt:{FOUND}" in out
    assert all(" certain " in line for line in out)


@pytest.mark.parametrize("level", ["certain", "probable", "possible"])
def test_what_counts_is_what_the_library_applies_at_the_level(level, here, capfd, sample):
    result = cablefix.Cleaner(level=level, forced=FORCED).clean(sample.read_text(encoding="utf-8"))
    code, out, _ = run(capfd, "--level", level, "noisy.txt")
    assert code == 1
    told = [re.search(r": (\S+) \S+ (.*)  ", line).groups() for line in out]
    shown = [
        (c.certainty, f"{c.original} -> {c.replacement or '(nothing)'}") for c in result.corrections
    ]
    assert told == shown


def test_verbose_shows_suggestions_and_gaps_that_do_not_count(here, capfd, sample):
    (here / "gap.txt").write_text("1. [REDACTED]\n\n2. " + CLEAN)
    assert run(capfd, "gap.txt") == (0, [], [])
    code, out, _ = run(capfd, "-v", "gap.txt")
    assert code == 0
    assert any(GAP.fullmatch(line) for line in out)
    _, out, _ = run(capfd, "-v", "noisy.txt")
    assert all(LINE.fullmatch(line) or GAP.fullmatch(line) for line in out)
    result = cablefix.Cleaner(level="certain", forced=FORCED).clean(
        sample.read_text(encoding="utf-8")
    )
    assert result.suggestions
    assert sum(": suggested " in line for line in out) == len(result.suggestions)
    assert sum(": gap " in line for line in out) == len(result.gaps)


def test_gaps_count_when_asked(here, capfd):
    (here / "gap.txt").write_text("1. [REDACTED]\n\n2. " + CLEAN)
    code, out, _ = run(capfd, "--fail-on", "gaps", "gap.txt")
    assert code == 1
    assert any("explicit-marker" in line for line in out)
    assert run(capfd, "--fail-on", "gaps", "clean.txt")[0] == 0


def test_quiet_prints_nothing_and_keeps_the_code(here, capfd):
    assert run(capfd, "-q", "noisy.txt") == (1, [], [])


def test_the_columns_of_the_first_line_do_not_count_a_byte_order_mark(here, capfd):
    (here / "cablefix.toml").write_text('forced = ["HARBOUR -> HARBOR"]')
    (here / "bom.txt").write_bytes(b"\xef\xbb\xbfHARBOUR\nHARBOUR\n")
    out = run(capfd, "bom.txt")[1]
    assert [line.split(" ")[0] for line in out] == ["bom.txt:1:1:", "bom.txt:2:1:"]


@pytest.mark.parametrize(
    ("names", "files"),
    [
        (["."], ["clean.txt", "noisy.txt", "sub/deep.txt"]),
        (["sub", "clean.txt", "sub/deep.txt"], ["sub/deep.txt", "clean.txt"]),
        (["*.txt"], ["clean.txt", "noisy.txt"]),
        (["**/*.txt"], ["clean.txt", "noisy.txt", "sub/deep.txt"]),
        (["[x].txt"], ["[x].txt"]),
    ],
)
def test_files_folders_and_patterns(names, files, here, capfd):
    for folder in ("sub", ".git"):
        (here / folder).mkdir()
        (here / folder / "deep.txt").write_text(CLEAN)
    (here / "code.py").write_text("pass\n")
    if names == ["[x].txt"]:
        (here / "[x].txt").write_text(CLEAN)
    _, out, _ = run(capfd, "--format", "jsonl", *names)
    paths = [r["path"] for r in map(json.loads, out) if r["record"] == "document"]
    assert [p.removeprefix("./") for p in paths] == files


def test_standard_input(here, sample):
    done = subprocess.run(
        [sys.executable, "-m", "cablefix", "check", "-"],
        input=sample.read_bytes(), capture_output=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"-:{FOUND}\n".encode() in done.stdout
    assert done.stderr == b""


def test_trouble_with_one_file_is_one_line_and_the_rest_is_done(here, capfd):
    (here / "binary.txt").write_bytes(b"\0")
    (here / "empty").mkdir()
    code, out, err = run(capfd, "binary.txt", "gone.txt", "empty", "x*.txt", "noisy.txt")
    assert code == 2
    assert any(line.startswith("noisy.txt:") for line in out)
    assert len(err) == 4
    assert all(line.startswith("cablefix: ") for line in err)
    for says in ("binary file", "gone.txt does not exist", "empty has no file", "matches no file"):
        assert any(says in line for line in err)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_several_processes_give_the_same(jobs, here, capfd):
    for i in range(5):
        (here / f"n{i}.txt").write_bytes((here / "noisy.txt").read_bytes())
    code, out, err = run(capfd, "--jobs", jobs, ".", "gone.txt")
    assert code == 2
    assert len(err) == 1
    names = [line.split(":")[0] for line in out]
    assert names == sorted(names)
    assert len(set(names)) == 6


@pytest.mark.parametrize(
    "name", ["with blank.txt", "-dash.txt", "ñandú 文.txt", "a\nb.txt", "é:1.txt"]
)
def test_odd_names(name, here, capfd):
    (here / name).write_bytes((here / "noisy.txt").read_bytes())
    code, out, err = run(capfd, "--", name)
    assert (code, err) == (1, [])
    shown = name.replace("\n", r"\n")
    assert all(line.startswith(shown + ":") for line in out)


def test_names_that_are_no_unicode(here, capfdbinary):
    name = b"caf\xe9.txt"
    with open(name, "wb") as file:
        file.write((here / "noisy.txt").read_bytes())
    assert main(["check", os.fsdecode(name)]) == 1
    lines = capfdbinary.readouterr().out.splitlines()
    assert lines
    assert all(line.startswith(name + b":") for line in lines)


def test_text_that_moves_the_cursor_is_shown_harmless(here, capfd):
    (here / "cablefix.toml").write_text('forced = ["A EVIL -> B"]')
    (here / "evil.txt").write_bytes("A\u00a0EVIL\n".encode())
    out = run(capfd, "evil.txt")[1]
    assert [line.split("  ")[0] for line in out] == [r"evil.txt:1:1: certain word A\xa0EVIL -> B"]


@pytest.mark.parametrize(
    ("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colour_only_on_a_terminal_that_may_have_it(env, coloured, here):
    import pty

    main_end, its_end = pty.openpty()
    base = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")}
    done = subprocess.run(
        [sys.executable, "-m", "cablefix", "check", "noisy.txt"],
        stdout=its_end, env={**base, "TERM": "xterm", **env},
    )  # fmt: skip
    os.close(its_end)
    shown = os.read(main_end, 65536)
    os.close(main_end)
    assert done.returncode == 1
    assert (b"\x1b[" in shown) is coloured


@pytest.mark.parametrize(
    "args",
    [["check"], ["check", "--level", "sure", "x"], ["nothing"], ["fix", "--jobs", "-1", "x"]],
    ids=" ".join,
)
def test_a_wrong_command_line_is_one_line(args, capfd):
    with pytest.raises(SystemExit) as stop:
        main(args)
    assert stop.value.code == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "--help`" in err


SUMS = {
    "check noisy.txt": "{n} corrections in 1 file; `cablefix fix` makes them",
    "check --level probable noisy.txt clean.txt":
        "{n} corrections in 1 of 2 files; `cablefix fix --level probable` makes them",
    "check --fail-on gaps gap.txt": "1 gap in 1 file",
    "fix --diff noisy.txt": "{n} corrections in 1 file; nothing is written",
    "fix --fail-on-change noisy.txt": "{n} corrections made in 1 file; look, then add the files",
    "fix noisy.txt clean.txt": "{n} corrections made in 1 of 2 files",
}  # fmt: skip


@pytest.mark.parametrize(("command", "said"), SUMS.items(), ids=list(SUMS))
def test_the_end_sums_up(command, said, here, capfd):
    (here / "gap.txt").write_text("1. [REDACTED]\n\n2. " + CLEAN)
    level = "probable" if "probable" in command else "certain"
    text = (here / "noisy.txt").read_text(encoding="utf-8")
    found = cablefix.Cleaner(level=level, forced=FORCED).clean(text)
    main(command.split())
    out, err = capfd.readouterr()
    lines = err.splitlines()
    assert lines[0] == f"cablefix: {said.format(n=len(found.corrections))}"
    keeping = (command.startswith("check") and "gaps" not in command) or "fail-on-change" in command
    assert len(lines) == 1 + keeping
    assert not keeping or 'keep = ["WORD"]' in lines[1]
    assert "cablefix: " not in out


@pytest.mark.parametrize("args", [["-q", "noisy.txt"], ["--format", "json", "noisy.txt"]])
def test_nothing_is_summed_up_for_the_quiet_and_for_programs(args, here, capfd):
    main(["check", *args])
    assert capfd.readouterr().err == ""

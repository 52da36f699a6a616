"""`cablefix fix`: the only bytes that differ are the corrections, and files are safe."""

import io
import os
import re
import signal
import stat
import subprocess
import sys
import time

import pytest
from summaries import troubles

from cablefix.cli import main
from cablefix.cli.decision_file import read_decisions

BYTES = {
    "LF": ([], b"HARBOUR\nA\n", b"HARBOR\nA\n"),
    "CR LF": ([], b"HARBOUR\r\nA\r\n", b"HARBOR\r\nA\r\n"),
    "CR": ([], b"HARBOUR\rA\r", b"HARBOR\rA\r"),
    "mixed": ([], b"A\r\nHARBOUR\n\rB\r\r\n", b"A\r\nHARBOR\n\rB\r\r\n"),
    "no line end": ([], b"A\nHARBOUR", b"A\nHARBOR"),
    "blanks at line ends": ([], b"HARBOUR  \t\n \n\n\n", b"HARBOR  \t\n \n\n\n"),
    "form feed": ([], b"HARBOUR\x0cA\x0b\x1a\n", b"HARBOR\x0cA\x0b\x1a\n"),
    "UTF-8": ([], "é HARBOUR\u2028\x85文😀".encode(), "é HARBOR\u2028\x85文😀".encode()),
    "UTF-8 BOM": ([], b"\xef\xbb\xbfHARBOUR\r\n", b"\xef\xbb\xbfHARBOR\r\n"),
    "UTF-16 LE": ([], "\ufeffé HARBOUR\r\n".encode("utf-16-le"),
                  "\ufeffé HARBOR\r\n".encode("utf-16-le")),
    "UTF-16 BE": ([], "\ufeffé HARBOUR\n".encode("utf-16-be"),
                  "\ufeffé HARBOR\n".encode("utf-16-be")),
    "UTF-16 without a mark": (["--encoding", "utf-16-le"], "é HARBOUR\n".encode("utf-16-le"),
                              "é HARBOR\n".encode("utf-16-le")),
    "cp1252": (["--encoding", "cp1252"], b"\x93HARBOUR\x94 \x80\xe9\r\n",
               b"\x93HARBOR\x94 \x80\xe9\r\n"),
    "latin-1": (["--encoding", "latin1"], b"\xa0HARBOUR \xe9\x85\x80\n",
                b"\xa0HARBOR \xe9\x85\x80\n"),
    "a BOM goes before the option": (["--encoding", "cp1252"], b"\xef\xbb\xbfHARBOUR \xc3\xa9",
                                     b"\xef\xbb\xbfHARBOR \xc3\xa9"),
}  # fmt: skip


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder whose settings make HARBOUR a certain slip, to be in."""
    (tmp_path / "cablefix.toml").write_text('forced = ["HARBOUR -> HARBOR"]\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capfd, *args):
    code = main(["fix", *args])
    out, err = capfd.readouterr()
    return code, out.splitlines(), troubles(err)


@pytest.mark.parametrize(("args", "before", "after"), BYTES.values(), ids=list(BYTES))
def test_the_only_bytes_that_differ_are_the_corrections(args, before, after, here, capfd):
    path = here / "a.txt"
    path.write_bytes(before)
    code, out, err = run(capfd, *args, "a.txt")
    assert (code, len(out), err) == (0, 1, [])
    assert path.read_bytes() == after
    assert run(capfd, *args, "a.txt") == (0, [], [])
    assert main(["check", *args, "a.txt"]) == 0


def test_a_fixed_file_passes_the_check(here, sample, capfd):
    path = here / "a.txt"
    path.write_bytes(sample.read_bytes() + b"\nAT THE HARBOUR.\n")
    assert main(["check", "a.txt"]) == 1
    told = capfd.readouterr().out
    assert run(capfd, "a.txt") == (0, told.splitlines(), [])
    assert main(["check", "a.txt"]) == 0
    before = path.read_bytes()
    main(["fix", "--level", "probable", "a.txt"])
    assert path.read_bytes() != before
    assert main(["check", "--level", "probable", "a.txt"]) == 0


def test_a_file_without_slips_is_not_written(here, capfd):
    path = here / "a.txt"
    path.write_text("HARBOR\n")
    before = path.stat()
    assert run(capfd, "a.txt") == (0, [], [])
    after = path.stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_mode_and_links_are_kept(here, capfd):
    (here / "far").mkdir()
    (here / "far" / "a.txt").write_text("HARBOUR\n")
    (here / "far" / "a.txt").chmod(0o750)
    (here / "link.txt").symlink_to("far/a.txt")
    assert run(capfd, "link.txt")[0] == 0
    assert (here / "link.txt").is_symlink()
    assert (here / "far" / "a.txt").read_text() == "HARBOR\n"
    assert stat.S_IMODE((here / "far" / "a.txt").stat().st_mode) == 0o750


def test_diff_shows_and_writes_nothing(here, capfd):
    (here / "a.txt").write_text("A\nHARBOUR\nB\n")
    code, out, _ = run(capfd, "--diff", "a.txt")
    assert code == 1
    assert "-HARBOUR" in out
    assert "+HARBOR" in out
    assert (here / "a.txt").read_text() == "A\nHARBOUR\nB\n"
    (here / "a.txt").write_text("A\n")
    assert run(capfd, "--diff", "a.txt") == (0, [], [])


def test_fail_on_change(here, capfd):
    (here / "a.txt").write_text("HARBOUR\n")
    assert run(capfd, "--fail-on-change", "a.txt")[0] == 1
    assert run(capfd, "--fail-on-change", "a.txt")[0] == 0


def test_standard_input_goes_to_standard_output(here):
    done = subprocess.run(
        [sys.executable, "-m", "cablefix", "fix", "-"],
        input=b"\xef\xbb\xbfHARBOUR\r\n", capture_output=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, b"\xef\xbb\xbfHARBOR\r\n", b"")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", "HARBOUR\n"),
        ("a.txt", "#!/bin/sh\necho HARBOUR\n"),
        ("a.txt", '{"a": "HARBOUR"}\n'),
        ("a.txt", "port,size,flag\nHARBOUR,1,x\nBAY,2,y\nCOVE,3,z\n"),
        ("a.txt", "int main() {\n  return HARBOUR;\n}\n"),
        ("a.txt", "<html>\n<p>HARBOUR\n"),
    ],
    ids=["suffix", "script", "JSON", "table", "code", "HTML"],
)
def test_what_is_no_transcription_is_left_alone_unless_forced(name, text, here, capfd):
    (here / name).write_text(text)
    code, out, err = run(capfd, name)
    assert (code, out, len(err)) == (2, [], 1)
    assert "not a transcription" in err[0]
    assert (here / name).read_text() == text
    assert run(capfd, "--force", name)[0] == 0
    assert (here / name).read_text() == text.replace("HARBOUR", "HARBOR")


def test_read_only_and_vanished_files_are_told_and_the_rest_is_done(here, capfd):
    for name in "abc":
        (here / f"{name}.txt").write_text("HARBOUR\n")
    (here / "a.txt").chmod(0o444)
    (here / "b.txt").unlink()
    code, out, err = run(capfd, "a.txt", "b.txt", "c.txt")
    assert (code, len(out), len(err)) == (2, 1, 2)
    assert "a.txt is read-only" in err[0]
    assert "b.txt does not exist" in err[1]
    assert (here / "a.txt").read_text() == "HARBOUR\n"
    assert (here / "c.txt").read_text() == "HARBOR\n"


def test_a_change_that_the_encoding_cannot_hold_is_told(here, capfd):
    (here / "cablefix.toml").write_text('forced = ["HARBOUR -> 港"]\n')
    (here / "a.txt").write_bytes(b"HARBOUR \xe9\n")
    code, _, err = run(capfd, "--encoding", "latin-1", "a.txt")
    assert code == 2
    assert "does not exist in latin-1" in err[0]
    assert (here / "a.txt").read_bytes() == b"HARBOUR \xe9\n"


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_run_leaves_each_file_old_or_new(sign, here):
    files = [here / f"{i:04}.txt" for i in range(1500)]
    for file in files:
        file.write_text("HARBOUR\n")
    run = subprocess.Popen(
        [sys.executable, "-m", "cablefix", "fix", "--jobs", "1", "."],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    run.stdout.readline()  # it has begun to write
    time.sleep(0.05)
    run.send_signal(sign)
    _, err = run.communicate(timeout=60)
    texts = {file.read_text() for file in files}
    assert texts <= {"HARBOUR\n", "HARBOR\n"}
    assert "HARBOR\n" in texts
    if sign != signal.SIGKILL:
        assert run.returncode in (130, 0)
        assert err.count("\n") <= 1
        assert "Traceback" not in err
        left = [f for f in os.listdir(here) if f.startswith(".")]
        assert left == []


def test_two_runs_at_once_do_not_corrupt(here):
    files = [here / f"{i:03}.txt" for i in range(40)]
    for file in files:
        file.write_text("HARBOUR\n" * 2)
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "cablefix", "fix", "-q", "."], stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for run in runs:
        _, err = run.communicate(timeout=120)
        assert all("changed by someone else" in line for line in err.splitlines())
    assert {file.read_text() for file in files} == {"HARBOR\n" * 2}
    assert sorted(os.listdir(here)) == sorted(["cablefix.toml", *(f.name for f in files)])


def asked(monkeypatch, capfd, answers, *args):
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    return run(capfd, "-i", *args)


TWICE = "THE HARBOUR IS A HARBOUR\nAND A HARBOUR TOO\n"


@pytest.mark.parametrize(
    ("answers", "made"),
    [("y\nn\ny\n", "101"), ("n\nn\nn\n", "000"), ("y\nd\n", "100"), ("n\na\n", "011"),
     ("q\n", "000"), ("y\n", "100"), ("?\nwhat\ny\nq\n", "100")],
)  # fmt: skip
def test_change_by_change(answers, made, here, capfd, monkeypatch):
    (here / "a.txt").write_text(TWICE)
    code, out, err = asked(monkeypatch, capfd, answers, "a.txt")
    assert code == 0
    words = re.findall("HARBOU?R", (here / "a.txt").read_text())
    assert ["HARBOUR", "HARBOR"] == [*dict.fromkeys(["HARBOUR", "HARBOR", *words])]
    assert "".join("1" if word == "HARBOR" else "0" for word in words) == made
    assert "  - THE HARBOUR IS A HARBOUR" in out
    assert "  + THE HARBOR IS A HARBOUR" in out
    assert err == []


def test_after_q_no_file_is_asked_about(here, capfd, monkeypatch):
    for name in ("a.txt", "b.txt"):
        (here / name).write_text("HARBOUR\n")
    _, out, _ = asked(monkeypatch, capfd, "q\n", "a.txt", "b.txt")
    assert sum(line.startswith("make this change?") for line in out) == 1


def test_what_is_kept_for_good_is_not_asked_about_again(here, capfd, monkeypatch):
    (here / "deep").mkdir()
    (here / "deep" / "a.txt").write_text(TWICE)
    (here / "cablefix-decisions.jsonl").write_text("")
    asked(monkeypatch, capfd, "y\nk\ny\n", "deep/a.txt")
    assert (here / "deep" / "a.txt").read_text().split("\n")[0] == "THE HARBOR IS A HARBOUR"
    read_decisions.cache_clear()
    assert run(capfd, "deep/a.txt") == (0, [], [])
    read_decisions.cache_clear()


@pytest.mark.parametrize("args", [["-"], ["--diff", "a.txt"], ["--jobs", "2", "a.txt"]])
def test_questions_are_about_files_one_at_a_time(args, here, capfd):
    code, out, err = run(capfd, "-i", *args)
    assert (code, out, len(err)) == (2, [], 1)

"""The side file of decisions: single places settled for good, unused entries told."""

import json

import pytest
from summaries import troubles

from cablefix.cli import main
from cablefix.cli.decision_file import read_decisions
from cablefix.findings import Decision
from cablefix.records import to_record
from cablefix.settings import find_settings

TEXT = "A QUIET DAY.\nAT THE HARBOUR OF VALDORO.\nAT THE HARBOUR OF QUITTO.\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with a file and settings, to be in."""
    find_settings.cache_clear()
    read_decisions.cache_clear()
    (tmp_path / "cablefix.toml").write_text('forced = ["HARBOUR -> HARBOR"]\n')
    (tmp_path / "cables").mkdir()
    (tmp_path / "cables" / "a.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refuse(here, text=TEXT, occurrence=0, path="cables/a.txt", **more):
    start = [i for i in range(len(text)) if text.startswith("HARBOUR", i)][occurrence]
    decision = Decision.at(text, start, start + 7, "HARBOR", more.pop("verdict", "refused"))
    record = {"record": "decision", **to_record(decision), **more}
    if path:
        record["path"] = path
    with (here / "cablefix-decisions.jsonl").open("a") as f:
        f.write(json.dumps(record) + "\n")
    read_decisions.cache_clear()


def check(capfd, *args):
    code = main(["check", *args])
    out, err = capfd.readouterr()
    return (
        code,
        [line.split(" ")[0] for line in out.splitlines()],
        "".join(f"{line}\n" for line in troubles(err)),
    )


@pytest.mark.parametrize("path", ["cables/a.txt", None])
def test_a_refused_place_is_left_alone_and_others_are_not(path, here, capfd):
    refuse(here, path=path)
    assert check(capfd, "cables/a.txt") == (1, ["cables/a.txt:3:8:"], "")
    assert main(["fix", "-q", "cables"]) == 0
    fixed = (here / "cables" / "a.txt").read_text()
    assert fixed == TEXT.replace("HARBOUR OF QUITTO", "HARBOR OF QUITTO")
    assert check(capfd, "cables/a.txt") == (0, [], "")


def test_a_decision_survives_edits_elsewhere(here, capfd):
    refuse(here)
    refuse(here, occurrence=1)
    (here / "cables" / "a.txt").write_text("ONE MORE LINE\n" * 50 + TEXT.replace("A QUIET DAY", ""))
    assert check(capfd, "cables/a.txt") == (0, [], "")


def test_a_decision_about_another_file_does_not_count(here, capfd):
    refuse(here, path="cables/b.txt")
    assert check(capfd, "cables/a.txt")[0] == 1


def test_the_path_may_stand_in_a_document_record(here, capfd):
    (here / "cablefix-decisions.jsonl").write_text(
        json.dumps({"record": "document", "path": "cables/a.txt"}) + "\n"
    )
    refuse(here, path=None)
    refuse(here, path=None, occurrence=1)
    (here / "cables" / "b.txt").write_text(TEXT)
    assert check(capfd, "cables/a.txt")[0] == 0
    assert check(capfd, "cables/b.txt")[0] == 1


def test_unused_entries_are_told_and_do_not_fail(here, capfd):
    refuse(here)
    refuse(here, text="BY THE OLD HARBOUR WALL WITH ITS HISTORIC STONES IN VIEW")
    (here / "cables" / "a.txt").write_text("A QUIET DAY.\n")
    code, _, err = check(capfd, "cables/a.txt")
    assert code == 0
    assert len(err.splitlines()) == 2
    assert "cablefix-decisions.jsonl, line 1: 'HARBOUR' is no longer in cables/a.txt" in err
    assert check(capfd, "-q", "cables/a.txt")[2] == ""


def test_a_correction_by_hand_is_made(here, capfd):
    refuse(here, verdict="edited", replacement="HARBOURFRONT")
    main(["clean", "cables/a.txt"])
    assert "AT THE HARBOURFRONT OF VALDORO" in capfd.readouterr().out


def test_the_file_is_found_above_when_there_are_no_settings(here, capfd, sample):
    (here / "cablefix.toml").unlink()
    find_settings.cache_clear()
    text = sample.read_text(encoding="utf-8")
    (here / "cables" / "a.txt").write_text(text)
    start = text.index("MOD612")
    record = to_record(Decision.at(text, start, start + 6, "NOD612", "refused"))
    (here / "cablefix-decisions.jsonl").write_text(json.dumps(record) + "\n")
    assert main(["check", "--level", "probable", "cables"]) == 1
    out = capfd.readouterr().out
    assert out
    assert "MOD612" not in out


@pytest.mark.parametrize(
    "line",
    ["not json", "[]", '{"quote": 1}', '{"quote": "A", "replacement": "B", "verdict": "maybe"}',
     '{"quote": "", "replacement": "B", "verdict": "refused"}'],
)  # fmt: skip
def test_a_line_that_does_not_fit_is_told(line, here, capfd):
    refuse(here)
    with (here / "cablefix-decisions.jsonl").open("a") as f:
        f.write(line + "\n")
    code, _, err = check(capfd, "cables/a.txt")
    assert code == 2
    assert err.count("\n") == 1
    assert "cablefix-decisions.jsonl, line 2: " in err

"""`gaps`, `show` and `report` of folders and patterns: mirrored, resumed, failures told."""

import json

import pytest

from cablefix.cli import main

CABLE = """\
                 PAGE 01         VALDORO  04418  221350Z
FM AMEMBASSY VALDORO
TO SECSTATE WASHDC
{}
1. THE FERRY SAILS.

2. [REDACTED]
"""


@pytest.fixture
def cables(tmp_path, monkeypatch):
    below = tmp_path / "cables" / "1990"
    below.mkdir(parents=True)
    (tmp_path / "cables" / "a.txt").write_text(CABLE.format("A"))
    (below / "a.txt").write_text(CABLE.format("B"))
    (below / "b.txt").write_bytes(b"\xff\xfe\xfd")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "cables"


@pytest.mark.parametrize("jobs", [[], ["-j", "2"]])
@pytest.mark.parametrize("command", ["gaps", "show"])
def test_the_tree_is_mirrored_and_done_once(command, jobs, cables, tmp_path, capfd):
    args = [command, "cables", "-o", "out", *jobs]
    assert main(args) == 1
    err = capfd.readouterr().err
    assert "b.txt is not" in err
    assert "2 files in out, 0 of them done before; 1 failed" in err
    for name in (f"a.{command}.txt", f"1990/a.{command}.txt"):
        assert (tmp_path / "out" / name).stat().st_size
    (failure,) = map(json.loads, (tmp_path / "out" / "failures.jsonl").read_text().splitlines())
    assert "b.txt" in failure["error"]
    (cables / "a.txt").write_text(CABLE.format("C"))
    assert main(args) == 1
    assert "1 of them done before" in capfd.readouterr().err
    assert main([*args, "--again"]) == 1
    assert "0 of them done before" in capfd.readouterr().err


def test_other_options_make_other_outputs(cables, tmp_path, capfd):
    (cables / "1990" / "b.txt").unlink()
    assert main(["gaps", "cables", "-o", "out"]) == 0
    assert main(["gaps", "cables", "-o", "out", "--summary"]) == 0
    assert "0 of them done before" in capfd.readouterr().err
    assert main(["gaps", "cables", "-o", "out", "--format", "csv"]) == 0
    assert main(["show", "cables", "-o", "out", "--format", "json", "-q"]) == 0
    names = sorted(p.name for p in (tmp_path / "out" / "1990").iterdir())
    assert names == ["a.gaps.csv", "a.gaps.txt", "a.show.json"]
    shown = json.loads((tmp_path / "out" / "1990" / "a.show.json").read_text())
    assert shown["path"].endswith("a.txt")


def test_of_several_files_one_output(cables, capfd):
    assert main(["show", "cables/**/*.txt", "--format", "json"]) == 2  # b.txt cannot be read
    out, err = capfd.readouterr()
    assert [one["path"] for one in json.loads(out)] == ["cables/1990/a.txt", "cables/a.txt"]
    assert err.count("\n") == 1
    assert main(["show", "cables/a.txt", "cables/1990/a.txt"]) == 0
    assert capfd.readouterr().out.startswith("cables/a.txt\n")
    assert main(["gaps", "cables", "--format", "csv", "-o", "gaps.csv"]) == 2
    assert main(["gaps", "cables/a.txt", "-o", "out/"]) == 0


def test_a_report_of_a_folder(cables, tmp_path, capfd, monkeypatch):
    args = ["report", "cables", "-o", "out"]
    assert main(args) == 1
    out = tmp_path / "out"
    assert "b.txt" in (out / "index.html").read_text()
    assert json.loads((out / "failures.jsonl").read_text())["error"].startswith("cables/1990/b.txt")
    first = {p.name: p.read_bytes() for p in out.glob("*.html")}
    assert sorted(first) == ["a-2.html", "a.html", "index.html"]
    (out / "a.html").write_text((out / "a.html").read_text().replace("FERRY", "WHERRY"))
    (cables / "1990" / "b.txt").unlink()
    assert main(args) == 0
    assert "WHERRY" in (out / "a.html").read_text()  # nothing of it changed
    assert (out / "failures.jsonl").read_text() == ""
    assert main([*args, "--again", "-j", "2"]) == 0
    again = {p.name: p.read_bytes() for p in out.glob("*.html")}
    assert again == first | {"index.html": again["index.html"]}


def test_a_report_grows_and_its_pages_lead_to_one_another(cables, tmp_path):
    (cables / "1990" / "b.txt").write_text(CABLE.format("D"))
    (cables / "1990" / "c.txt").write_text(CABLE.format("E"))
    out = tmp_path / "out"
    for last in (True, False):
        assert main(["report", "cables", "-o", "out", "-q"]) == 0
        assert ('href="c.html" rel=next' in (out / "b.html").read_text()) is last
        (cables / "1990" / "c.txt").unlink(missing_ok=True)

"""A folder cleaned into another: mirrored, resumed, failures told at the end."""

import json

import pytest

from cablefix.cli import main

SLIP = "THE AMBASSADOR OF THE GOVERNMENF LEFT.\n"


@pytest.fixture
def cables(tmp_path):
    below = tmp_path / "cables" / "1990"
    below.mkdir(parents=True)
    (tmp_path / "cables" / "a.txt").write_text(SLIP)
    (below / "a.txt").write_text(SLIP)
    (below / "b.txt").write_bytes(b"\xff\xfe\xfd")
    (below / "notes.md").write_text(SLIP)
    return tmp_path / "cables"


def test_the_tree_is_mirrored_and_failures_are_told(cables, tmp_path, capfd):
    out = tmp_path / "out"
    assert main(["clean", str(cables), "-o", str(out)]) == 1
    assert (out / "a.txt").read_text() == SLIP.replace("MENF", "MENT")
    assert (out / "1990" / "a.txt").read_text() == SLIP.replace("MENF", "MENT")
    assert not (out / "1990" / "b.txt").exists()
    (failure,) = map(json.loads, (out / "failures.jsonl").read_text().splitlines())
    assert "b.txt" in failure["error"]
    assert "2 files in" in capfd.readouterr().err


def test_a_second_run_does_only_what_is_new_or_changed(cables, tmp_path, capfd):
    out = tmp_path / "out"
    main(["clean", str(cables), "-o", str(out)])
    (out / "a.txt").write_text("as a person left it\n")
    (cables / "1990" / "a.txt").write_text(SLIP + "THE FERRY SAILS.\n")
    capfd.readouterr()
    main(["clean", str(cables), "-o", str(out)])
    assert "1 of them done before" in capfd.readouterr().err
    assert (out / "a.txt").read_text() == "as a person left it\n"
    assert (out / "1990" / "a.txt").read_text() == (
        SLIP.replace("MENF", "MENT") + "THE FERRY SAILS.\n"
    )
    main(["clean", str(cables), "-o", str(out), "--again"])
    assert (out / "a.txt").read_text() == SLIP.replace("MENF", "MENT")
    main(["clean", "--level", "possible", str(cables), "-o", str(out)])
    assert "0 of them done before" in capfd.readouterr().err


def test_forms_have_their_names(cables, tmp_path):
    out = tmp_path / "out"
    main(["clean", str(cables / "a.txt"), str(cables / "1990"), "--format", "tei", "-o", str(out)])
    assert (out / "a.tei.xml").exists()


def test_several_files_need_a_folder(cables, capfd):
    assert main(["clean", str(cables)]) == 2
    assert "with -o" in capfd.readouterr().err


def test_a_folder_is_not_cleaned_into_itself(cables, capfd):
    assert main(["clean", str(cables), "-o", str(cables)]) == 1
    assert "written over" in capfd.readouterr().err
    assert (cables / "a.txt").read_text() == SLIP

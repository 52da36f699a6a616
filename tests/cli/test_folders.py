"""A folder cleaned into another: mirrored, resumed, failures told at the end."""

import json

import pytest

from cablefix.cli import main

SLIP = "THE AMBASSAD0R OF THE GOVERNMENT LEFT.\n"


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
    assert (out / "a.txt").read_text() == SLIP.replace("0", "O")
    assert (out / "1990" / "a.txt").read_text() == SLIP.replace("0", "O")
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
    assert (out / "1990" / "a.txt").read_text() == (SLIP.replace("0", "O") + "THE FERRY SAILS.\n")
    main(["clean", str(cables), "-o", str(out), "--again"])
    assert (out / "a.txt").read_text() == SLIP.replace("0", "O")
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


def test_two_files_never_share_an_output(tmp_path, capfd):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"THE FERRY {name.upper()} SAILS.\n")
    out = tmp_path / "out"
    assert main(["clean", str(tmp_path / "one"), str(tmp_path / "two"), "-o", str(out)]) == 1
    assert "would both be written" in capfd.readouterr().err
    assert (out / "a.txt").read_text() == "THE FERRY ONE SAILS.\n"


def test_no_file_that_is_read_is_written_over(cables, capfd):
    other = cables / "1990" / "a.txt"
    assert main(["clean", str(other), str(cables / "a.txt"), "-o", str(cables)]) == 1
    assert "which is read" in capfd.readouterr().err
    assert (cables / "a.txt").read_text() == SLIP


def test_a_folder_within_the_cleaned_one_is_not_cleaned_again(cables, capfd):
    for _ in range(2):
        main(["clean", "-q", str(cables), "-o", str(cables / "out")])
    found = sorted(p.relative_to(cables / "out").as_posix() for p in cables.rglob("out/**/a.txt"))
    assert found == ["1990/a.txt", "a.txt"]


def test_a_folder_that_cannot_be_made_is_one_line(cables, tmp_path, capfd):
    out = tmp_path / "out"
    out.mkdir()
    (out / "1990").write_text("a file\n")
    assert main(["clean", str(cables), "-o", str(out)]) == 1
    assert "cannot be made a folder" in capfd.readouterr().err

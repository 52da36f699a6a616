"""`clean --field`: a column of a table cleaned; its other columns, nulls and bad rows."""

import csv
import json
import subprocess
import sys

import pytest

from cablefix.cli import main

SLIP = "THE AMBASSAD0R OF THE GOVERNMENT LEFT.\n"
RIGHT = SLIP.replace("0", "O")


@pytest.fixture
def lines(tmp_path):
    rows = [
        {"doc_id": "a", "body": SLIP, "year": 1974}, {"doc_id": "b", "body": None, "more": [1]},
        {"doc_id": "c", "body": 7}, {"doc_id": "d"}, {"doc_id": "e", "body": "\ud800"},
    ]  # fmt: skip
    file = tmp_path / "data.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in rows) + "{\n\n")
    return file


def run(*args):
    return main(["clean", *map(str, args)])


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_json_lines(lines, tmp_path, capfd, jobs):
    out = tmp_path / "out.jsonl"
    assert run(lines, "--field", "body", "--id", "doc_id", "-o", out, "-j", jobs) == 1
    good, null, bad, without, half, broken = map(json.loads, out.read_text().splitlines())
    assert (good["doc_id"], good["year"], good["body"], good["text"]) == ("a", 1974, SLIP, RIGHT)
    assert good["corrections"][0]["replacement"] == "AMBASSADOR"
    assert good["provenance"]["settings"] == {"level": "probable"}
    assert (null["text"], null["error"], null["corrections"], null["more"]) == (
        None,
        None,
        None,
        [1],
    )
    assert (bad["body"], bad["text"], bad["error"]) == (7, None, "'body' is no text but int")
    assert without["error"] == "has no 'body'"
    assert half["body"] == "\ud800"
    assert "half a character" in half["error"]
    assert broken["error"] == "line 6 is not JSON"
    told = capfd.readouterr().err.splitlines()
    assert told[0] == f"cablefix: {lines}, record c: 'body' is no text but int"
    assert told[-1] == f"cablefix: 6 records in {out}; 4 failed"
    assert len(told) == 5


def test_csv(tmp_path):
    source, out = tmp_path / "data.csv", tmp_path / "out.csv"
    source.write_text('id,text,year\n1,"' + SLIP + '",1974\n2,NODIS\n3,NODIS,1975,more\n')
    assert run(source, "--field", "text", "--id", "id", "-o", out, "-q") == 1
    with out.open(newline="", encoding="utf-8") as file:
        first, second, third = csv.DictReader(file)
    assert (first["id"], first["year"], first["text"], first["error"]) == ("1", "1974", RIGHT, "")
    assert json.loads(first["corrections"])[0]["original"] == "AMBASSAD0R"
    assert second["text"] == "NODIS"
    assert (third["id"], third["text"]) == ("3", "NODIS")
    assert "more cells" in third["error"]


def test_parquet(tmp_path):
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    source, out = tmp_path / "data.parquet", tmp_path / "out.parquet"
    table = pa.table({"n": pa.array([1, 2, 3], pa.int8()), "body": [SLIP, None, "NODIS\n" * 3]})
    pq.write_table(table, source, row_group_size=1)
    assert run(source, "--field", "body", "-o", out, "-q", "-j", "2") == 0
    found = pq.read_table(out)
    from cablefix.corpus import clean_table

    assert found.to_pylist() == clean_table(table, "body").to_pylist()
    assert found.schema.names == clean_table(table, "body").schema.names
    assert found.schema.field("n").type == pa.int8()
    assert run(source, "--field", "none", "-o", tmp_path / "other.parquet") == 2
    assert not (tmp_path / "other.parquet").exists()


def test_to_standard_output(lines, capfd):
    assert run(lines, "--field", "body", "-q") == 1
    assert json.loads(capfd.readouterr().out.splitlines()[0])["text"] == RIGHT


def test_parquet_without_pyarrow_is_one_line_and_the_others_do_without(tmp_path):
    (tmp_path / "data.parquet").write_bytes(b"PAR1")
    (tmp_path / "data.jsonl").write_text('{"text": "NODIS"}\n')
    code = (
        "import sys; sys.modules['pyarrow'] = None; from cablefix.cli import main\n"
        "sys.exit(main(['clean', sys.argv[1], '--field', 'text', '-o', sys.argv[2], '-q']))"
    )
    for ending, code_of_exit, said in ((".parquet", 2, "pip install"), (".jsonl", 0, "")):
        names = [str(tmp_path / f"{stem}{ending}") for stem in ("data", "out")]
        done = subprocess.run(
            [sys.executable, "-c", code, *names], capture_output=True, text=True, check=False
        )
        assert (done.returncode, said in done.stderr) == (code_of_exit, True)
        assert done.stderr.count("\n") <= 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["{}", "--id", "doc_id"], "by --field"),
        (["{}", "--field", "none"], "has no 'none' in row 0"),
        (["{}", "--field", "body", "--format", "tei"], "leave out --format"),
        (["{}", "{}", "--field", "body"], "takes one"),
        (["{}", "--field", "body", "-o", "{}"], "would be written over"),
        (["{}", "--field", "body", "-o", "out.csv"], "end its name in .jsonl"),
        (["missing.jsonl", "--field", "body"], "does not exist"),
        (["{}", "--field", "year", "-o", "/dev/full"], "No space left"),
        (["{}", "--field", "body", "-o", "/nowhere/out.jsonl"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_one_line(args, said, lines, tmp_path, capfd, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = lines.read_bytes()
    assert run(*(a.format(lines) for a in args)) == 2
    err = capfd.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert [p.name for p in tmp_path.iterdir()] == ["data.jsonl"]
    assert lines.read_bytes() == before


def test_a_column_that_is_there_already_is_told(tmp_path, capfd):
    source = tmp_path / "data.jsonl"
    source.write_text('{"body": "x", "gaps": 1}\n')
    assert run(source, "--field", "body", "-o", tmp_path / "out.jsonl") == 2
    assert "'gaps' already: rename it" in capfd.readouterr().err
    assert not (tmp_path / "out.jsonl").exists()

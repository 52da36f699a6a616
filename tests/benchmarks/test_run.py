"""A run of the benchmarks, from documents to figures, examples and page."""

import json

import pytest

from benchmarks import page, rows, run
from benchmarks.examples import COLUMNS, examples, write_examples
from benchmarks.figures import figures
from benchmarks.machine import machine
from benchmarks.peers.nothing import PEER as NOTHING
from benchmarks.peers.ours import PEER as OURS
from benchmarks.peers.registry import STORED
from benchmarks.sets import Document

GAP = {"kind": "missing-paragraphs", "start": 0, "end": 1, "confidence": 0.95, "paragraphs": [9]}
DOCUMENTS = [
    Document("a", "L1", "MODIS\nTRE END", "NODIS\nTHE END", {"caption": "NODIS"}, (GAP,)),
    Document("b", "L2", "THE END", "THE END", None, None, {"overproof": "THE AND"}),
]


@pytest.fixture
def runs(tmp_path, monkeypatch):
    """Rows of two programs and of a stored system, with a cache of their own."""
    monkeypatch.setattr(rows, "CACHE", tmp_path / "cache")
    found, skipped = run.run(DOCUMENTS, [NOTHING, OURS], 1)
    assert skipped == {}
    return found


def test_figures_by_part_and_pooled(runs):
    found = figures(runs)
    assert set(found) == {"L1", "L2", "all"}
    nothing = found["L1"]["systems"][NOTHING.name]
    assert nothing["cer_before"] == nothing["cer_after"] == pytest.approx(2 / 13)
    assert found["all"]["systems"][STORED]["documents"] == 1
    assert found["all"]["systems"][STORED]["harm"] == 5000
    assert found["all"]["gaps"]["missing-paragraphs"]["known"] == 1
    assert found["all"]["fields"]["caption"]["known"] == 1
    assert found["all"]["bootstrap"][NOTHING.name]["value"] <= 0


def test_a_second_run_takes_the_cache(runs, monkeypatch):
    monkeypatch.setattr(rows, "our_row", lambda document: pytest.fail("cleaned again"))
    assert rows.rows(OURS, DOCUMENTS, 1) == runs[OURS.name]


def test_examples_show_the_worst_first(tmp_path):
    def finding(before, after, sure):
        return {
            "start": 0, "kind": "word", "rule": "r", "confidence": sure, "original": "a\tb",
            "replacement": "x", "why": "", "applied": True,
            "verdict": {"before": before, "after": after, "meant": "m"},
        }  # fmt: skip

    row = {"id": "d", "findings": [finding(2, 0, 0.9), finding(1, 2, 0.99), finding(0, 1, 0.91)]}
    lines = examples([row])
    assert [line[0] for line in lines] == ["-1", "-1", "+2"]
    assert lines[0][2] == "0.910", "harm comes before a mistake changed"
    file = tmp_path / "new" / "examples.tsv"
    write_examples(file, lines)
    first, second = file.read_text("utf-8").splitlines()[:2]
    assert first == "\t".join(COLUMNS)
    assert "a\\tb" in second


def test_a_page_is_written_of_a_run(runs, tmp_path):
    made = {
        "set": "small", "about": "texts", "documents": 2, "command": "c", "count": None,
        "machine": dict.fromkeys(machine(), "x"),
        "versions": {"cablefix": "0"}, "skipped": {"nobody": "it is not there"},
        "data": {"L1.jsonl": "0" * 64}, "parts": figures(runs),
    }  # fmt: skip
    run.write(tmp_path / "small.json", made)
    text = page.page([json.loads((tmp_path / "small.json").read_text())], None, [])
    assert "| **cablefix** |" in text
    assert "Not run: nobody: it is not there." in text


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["--set", "rendered"], "name its folder with --data"),
        (["--set", "rendered", "--data", "/nowhere"], "no data of the set"),
        (["--set", "overproof2", "--data", "/nowhere"], "No such file"),
        (["--set", "small", "--peer", "nobody"], "unknown peer"),
    ],
)
def test_bad_arguments_give_one_line_and_code_2(argv, says, tmp_path, capfd):
    assert run.main([*argv, "--out", str(tmp_path)]) == 2
    err = capfd.readouterr().err
    assert says in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []

"""The guard lets nothing worse pass."""

import copy

import pytest

from benchmarks import guard

FIGURES = {
    "cer_gain": 0.4, "harm": 2.0, "certain_made": 300, "certain_wrong": 3, "gaps_f1": 0.5
}  # fmt: skip
BASELINE = {"L1": dict(FIGURES), "L4": dict(FIGURES), "all": dict(FIGURES)}


@pytest.mark.parametrize(
    ("part", "change", "says"),
    [
        ("all", {"harm": 2.01}, "harm rose"),
        ("all", {"certain_wrong": 4}, "certain corrections are wrong"),
        ("all", {"cer_gain": 0.379}, "all: CER gain fell"),
        ("L4", {"cer_gain": 0.35}, "L4: CER gain fell"),
    ],
)
def test_what_is_worse_is_named_and_fails(part, change, says, monkeypatch, tmp_path, capfd):
    worse = copy.deepcopy(BASELINE)
    worse[part] |= change
    file = tmp_path / "baseline.json"
    guard.write(file, BASELINE)
    monkeypatch.setattr(guard, "measure", lambda jobs: worse)
    assert guard.main(["--baseline", str(file)]) == 1
    assert says in capfd.readouterr().err


def test_what_is_better_or_the_same_passes(monkeypatch, tmp_path, capfd):
    better = copy.deepcopy(BASELINE)
    better["all"] |= {"harm": 1.0, "cer_gain": 0.385}
    file = tmp_path / "baseline.json"
    guard.write(file, BASELINE)
    monkeypatch.setattr(guard, "measure", lambda jobs: better)
    assert guard.main(["--baseline", str(file)]) == 0
    assert "harm 2.0 -> 1.0" in capfd.readouterr().out


def test_the_update_files_the_figures(monkeypatch, tmp_path):
    file = tmp_path / "baseline.json"
    monkeypatch.setattr(guard, "measure", lambda jobs: BASELINE)
    assert guard.main(["--baseline", str(file)]) == 2
    assert guard.main(["--baseline", str(file), "--update"]) == 0
    assert guard.main(["--baseline", str(file)]) == 0


def test_the_committed_baseline_covers_the_committed_set():
    import json

    parts = {path.stem for path in guard.SMALL.glob("*.jsonl")}
    assert set(json.loads(guard.BASELINE.read_text("utf-8"))) == parts | {"all"}

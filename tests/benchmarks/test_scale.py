"""The benchmark of scale: its documents, its simulation, and its page."""

from __future__ import annotations

import json

import pytest

from benchmarks.scale import single
from benchmarks.scale.documents import LINES, documents
from benchmarks.scale.simulate import Cost, simulate

FREE = Cost(0.0, 0.0, 0.0)


def test_the_documents_are_the_same_for_the_same_seed() -> None:
    pieces = list(documents(20))
    assert pieces == list(documents(20))
    assert len({p["text"] for p in pieces}) > 15
    assert max(p["text"].count("\n") for p in pieces) <= LINES
    assert max(p["text"].count("\n") for p in documents(20, lines=2)) <= 2
    assert max(len(w["text"]) for w in documents(20, whole=True)) > 2000


@pytest.mark.parametrize("cores", [1, 4])
def test_equal_records_are_shared_equally(cores: int) -> None:
    found = simulate([0.5], 64 * 8, cores, 64, FREE)
    assert found["hours"] * 3600 == pytest.approx(0.5 * 64 * 8 / cores)
    assert found["busy"] == pytest.approx(1)
    assert found["limit"] == "the work itself"


def test_a_slow_driver_limits_many_cores() -> None:
    found = simulate([0.001], 64 * 500, 256, 64, Cost(0.001, 0.01, 0.01))
    assert found["hours"] * 3600 == pytest.approx(500 * (0.064 + 0.02), rel=0.01)
    assert found["limit"].startswith("the driver")


def test_the_last_batches_limit_a_small_corpus() -> None:
    found = simulate([1.0], 64 * 5, 4, 64, FREE)
    assert found["tail_seconds"] == pytest.approx(64)
    assert found["limit"].startswith("the last batches")


@pytest.mark.skipif(not single.LOOK.exists(), reason="needs Linux")
def test_the_memory_of_one_process_is_told_by_fifths(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(single, "EVERY", 1)
    monkeypatch.setattr("sys.argv", ["single", "--records", "6", "--lines", "1"])
    single.main()
    parts = capsys.readouterr().out.partition("by fifths: ")[2].partition(";")[0].split()
    assert len(parts) == 5


def test_the_memory_in_hand_is_bounded() -> None:
    """However slow the workers, the driver waits for them, as the engine does."""
    found = simulate([1.0], 64 * 40, 2, 64, Cost(0.0, 0.0, 0.1))
    assert found["driver"] < 0.05
    assert json.dumps(found)

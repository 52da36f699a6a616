"""Speed as pytest-benchmark tracks it; not part of `make test`.

pytest benchmarks/tracked --benchmark-autosave
pytest benchmarks/tracked --benchmark-compare --benchmark-compare-fail=median:20%
"""

import pytest

import cablefix
from benchmarks.speed.texts import documents
from cablefix.document.reading import read
from cablefix.evaluation.scoring import score_text


@pytest.mark.parametrize("level", ["L1", "L2", "L3", "L4"])
def test_clean(benchmark, level):
    text = documents(level)[0]
    benchmark.pedantic(cablefix.clean, args=(text,), rounds=3, warmup_rounds=1)


def test_read(benchmark):
    benchmark.pedantic(read, args=(documents("L2")[0],), rounds=3, warmup_rounds=1)


def test_score(benchmark):
    text = documents("L3")[0]
    benchmark.pedantic(score_text, args=(text, text, documents("L3")[1]), rounds=3)

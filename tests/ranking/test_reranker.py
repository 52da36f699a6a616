"""The trees that say how sure a proposal is."""

import numpy as np
import pytest

from cablefix.kernel.plain.trees import AT_ONCE
from cablefix.ranking.reranker import trees


def _walk(t, row):
    total = float(t.base[0])
    for node in t.roots.tolist():
        while t.feature[node] >= 0:
            low = row[t.feature[node]] <= t.threshold[node]
            node = int(t.left[node] if low else t.right[node])
        total += float(t.value[node])
    return 1 / (1 + np.exp(-total))


@pytest.mark.parametrize("name", ["words", "fields"])
def test_every_row_comes_to_the_leaves_that_its_measurements_lead_to(name):
    t = trees(name)
    rng = np.random.default_rng(1)
    width = int(t.feature.max()) + 1
    rows = rng.choice(t.threshold[t.feature >= 0], (AT_ONCE + 3, width))
    found = t.probability(rows)
    assert found.tolist() == pytest.approx([_walk(t, row) for row in rows], abs=1e-6)


def test_no_row_is_no_probability():
    assert len(trees("words").probability(np.zeros((0, 30), np.float32))) == 0

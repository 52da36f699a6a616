"""The plots, drawn from the committed figures."""

import json

import pytest

from benchmarks.page import _PLOTS
from benchmarks.run import RESULTS


def test_every_plot_of_the_small_set_is_drawn(tmp_path):
    pytest.importorskip("matplotlib", reason="needs matplotlib: pip install '.[bench]'")
    from benchmarks.drawing import PLOTS, draw

    assert tuple(PLOTS) == _PLOTS
    made = draw([json.loads((RESULTS / "small.json").read_text("utf-8"))], None, tmp_path)
    assert [path.name for path in made] == [f"small_{name}.png" for name in _PLOTS]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in made)

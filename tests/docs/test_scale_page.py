"""docs/scale.md is what the benchmark of scale writes from its figures on file."""

import json
from pathlib import Path

from benchmarks.scale.page import page

ROOT = Path(__file__).parents[2]


def test_the_page_has_the_figures_on_file():
    figures = json.loads((ROOT / "benchmarks" / "scale" / "figures.json").read_text("utf-8"))
    assert (ROOT / "docs" / "scale.md").read_text("utf-8") == page(figures)


def test_its_links_lead_somewhere():
    assert (ROOT / "docs" / "corpus.md").exists()

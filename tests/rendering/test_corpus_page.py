"""The page of a corpus: what it shows, in what order, and that it acts on nothing."""

import re
import xml.etree.ElementTree as ET

from cablefix.rendering.corpus_page import MOST_BARS, PLOTS, write_corpus_page

NOTHING = {
    "records": 0, "failed": 0, "changed": 0, "withheld": 0, **{name: {} for name in PLOTS},
    "copies": {}, "failures": [], "slowest": [],
}  # fmt: skip


def plots(page):
    """The names and numbers of each plot, as they stand in it."""
    found = re.findall(r'<svg class="(\w+)".*?</svg>', page, re.S)
    svgs = [ET.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", page, re.S)]
    return {name: [t.text for t in svg.iter("text")] for name, svg in zip(found, svgs, strict=True)}


def test_an_empty_corpus_has_no_plots():
    page = write_corpus_page(NOTHING, "nothing")
    assert plots(page) == {}
    assert "<table" not in page


def test_plots_are_in_the_order_that_helps():
    counts = {
        "decades": {"1990s": 1, "1970s": 3, "no date": 2}, "kinds": {"airgram": 1, "cable": 999},
        "certainty": {"probable": 9, "certain": 1}, "records": 1000, "failed": 1,
    }  # fmt: skip
    page = write_corpus_page({**NOTHING, **counts}, "some")
    assert plots(page) == {
        "kinds": ["cable", "999 · 100%", "airgram", "1 · <1%"],
        "decades": ["3", "1970s", "1", "1990s", "2", "no date"],
        "certainty": ["certain", "1 · 10%", "probable", "9 · 90%"],
    }
    assert "<strong>1</strong> failed (0.1%)" in page


def test_many_codes_end_in_one_bar():
    codes = {f"B{i:02}": 100 - i for i in range(40)}
    (texts,) = plots(write_corpus_page({**NOTHING, "codes": codes}, "some")).values()
    assert len(texts) == 2 * MOST_BARS
    assert texts[-2:] == ["21 others", f"{sum(100 - i for i in range(19, 40)):,} · 46%"]


def test_what_it_shows_acts_on_nothing():
    evil = "<script>alert(1)</script>"
    page = write_corpus_page({
        **NOTHING, "codes": {evil: 1}, "copies": {evil: [evil, "b"]},
        "failures": [{"id": evil, "error": evil}], "slowest": [{"id": evil, "seconds": 1.0}],
    }, evil)  # fmt: skip
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 8
    assert "default-src 'none'" in page

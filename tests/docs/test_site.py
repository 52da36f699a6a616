"""The site is built without a broken link, and has what is made for it."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from browser import faults

import cablefix
from cablefix.cli import COMMANDS
from cablefix.ranking.rules import gap_kinds, rule_names
from cablefix.rendering.sarif import RULES

pytest.importorskip("mkdocs", reason="needs mkdocs: pip install '.[docs]'")
pytest.importorskip("material", reason="needs mkdocs-material: pip install '.[docs]'")
pytest.importorskip("mkdocstrings", reason="needs mkdocstrings: pip install '.[docs]'")

ROOT = Path(__file__).parents[2]


class Reader(HTMLParser):
    """The anchors and links of a page, and what it loads."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.loads = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids.add(given.get("id"))
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        loaded = given.get("src") or given.get("href")
        named = given.get("rel") in ("canonical", "prev", "next")
        if tag in ("script", "img", "link") and loaded and not named:
            self.loads.append(loaded)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The pages of the site by their path, and the folder."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    names = [p for p in folder.rglob("*.html") if p.name != "404.html"]
    return folder, {p: Reader(p.read_text(encoding="utf-8")) for p in names}


def test_links_and_anchors_lead_somewhere(site):
    folder, pages = site
    count = 0
    for path, page in pages.items():
        for link in (*page.links, *page.loads):
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto"):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), f"{path.relative_to(folder)}: {link}"
            if parts.fragment and target in pages:
                assert unquote(parts.fragment) in pages[target].ids | {"__toc"}, link
            count += 1
    assert count > 1000


def test_nothing_is_loaded_from_elsewhere(site):
    for path, page in site[1].items():
        assert [x for x in page.loads if urlsplit(x).scheme in ("http", "https")] == [], path


def test_every_rule_has_the_place_that_sarif_names(site):
    folder, pages = site
    (page,) = [p for path, p in pages.items() if path.parent == folder / "rules"]
    assert RULES.endswith("/rules/")
    wanted = {*rule_names(), "forced", "by-hand", *(f"gap-{kind}" for kind in gap_kinds())}
    assert wanted <= page.ids


def test_every_command_and_public_name_is_in_the_reference(site):
    folder, pages = site
    ids = {path.parent.relative_to(folder).as_posix(): page.ids for path, page in pages.items()}
    assert {f"cablefix-{name}" for name in COMMANDS} <= ids["commands"]
    names = {f"cablefix.{name}" for name in cablefix.__all__} - {
        "cablefix.Form", "cablefix.Level", "cablefix.__version__",
    }  # fmt: skip
    assert names <= ids["reference/python"]


def test_examples_of_docstrings_are_no_quotations(site):
    folder, _ = site
    page = (folder / "reference" / "python" / "index.html").read_text(encoding="utf-8")
    assert "blockquote" not in re.sub(r"<(?:style|script).*?</", "", page, flags=re.S)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_can_be_read_and_heard(site, reader, scheme):
    axe = pytest.importorskip("axe_core_python.selenium", reason="needs axe-core-python")
    folder, _ = site
    reader.window(scheme=scheme)
    reader.driver.set_script_timeout(120)
    for name in ("index.html", "show/index.html", "reference/python/index.html", "404.html"):
        reader.driver.get((folder / name).as_uri())
        assert faults(axe.Axe().run(reader.driver)) == [], name

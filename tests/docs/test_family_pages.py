"""Each page of docs/families has an example, and the table under it is what is read of it."""

import re
from pathlib import Path

import pytest
from family_fields import differing

import cablefix

FOLDER = Path(__file__).parents[2] / "docs" / "families"
PAGES = sorted(p for p in FOLDER.glob("*.md") if p.name != "README.md")
LISTS = ("addressees", "references", "tags", "cables")


@pytest.mark.parametrize("page", PAGES, ids=[p.stem for p in PAGES])
def test_the_example_is_read_as_the_page_says(page):
    told = page.read_text(encoding="utf-8")
    (example,) = re.findall(r"^````text\n(.*?)^````$", told, re.M | re.S)
    stated = {
        name: _value(name, value)
        for name, value in re.findall(r"^\| `([\w.]+)` \| (.*) \|$", told, re.M)
    }
    assert stated
    result = cablefix.clean(example)
    assert result.text == example
    assert differing(result, stated) == {}


def _value(name, value):
    if value == "none":
        return ""
    return value.split("; ") if name in LISTS else value


def test_the_list_of_pages_names_each():
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\]\(([\w-]+\.md)\)", told)) == {p.name for p in PAGES}

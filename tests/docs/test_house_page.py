"""docs/house.md tells of every room, and its examples are the one row that they say."""

import doctest
import re
import shutil
import subprocess
import sys
from pathlib import Path

import cablefix
from cablefix.language import tables

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "house.md"
PACKAGE = Path(cablefix.__file__).parent

NEW_ORDER = """
from pathlib import Path
from cablefix.language import tables
tables.folder = lambda: Path(".")
import cablefix
cable = cablefix.clean("FM AMEMBASSY NAIROBI\\nE.O. 14999: GDS\\nTAGS: PFOR, KE\\n").cable
print(cable.eo.value)
"""


def test_every_room_is_on_the_page_and_every_name_on_it_is_there():
    page = PAGE.read_text("utf-8")
    rooms = {f.parent.name for f in PACKAGE.glob("*/__init__.py")} - {"wordlists"}
    assert rooms <= set(re.findall(r"(\w+)/", page))
    for name in re.findall(r"`((?:\w+/)*\w+\.(?:py|tsv|md))`", page):
        assert (ROOT / name).exists() or (PACKAGE / name).exists(), name


def test_the_examples_in_python_hold():
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert failed == 0 < tried


def test_the_rows_shown_are_rows():
    assert ("tags", "TAGS: {tag,}+") in tables.load("forms").rows
    assert ("13526", "2010", "") in tables.load("eo_orders").rows


def test_a_row_is_enough_for_a_new_executive_order(tmp_path):
    for file in (ROOT / "wordlists").iterdir():
        if file.name == "eo_orders.tsv":
            shutil.copy(file, tmp_path)
            with (tmp_path / file.name).open("a", encoding="utf-8") as f:
                f.write("14999\t2031\t\n")
        else:
            (tmp_path / file.name).symlink_to(file)
    done = subprocess.run(
        [sys.executable, "-c", NEW_ORDER], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "E.O. 14999: GDS\n"

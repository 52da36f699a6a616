"""The recipes for engines in docs/corpus.md run, where the engine is at hand."""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow")

import pyarrow.parquet as pq  # noqa: E402

ROOT = Path(__file__).parents[2]
RECIPES = dict(
    re.findall(
        r"^```python (\S+)\n(.*?)^```$",
        (ROOT / "docs" / "corpus.md").read_text("utf-8"),
        re.M | re.S,
    )
)
SLIP = "THE AMBASSADOR ASKED WHETHER THE FISHERMEN COULD BE RELEASED BY THE GOVERNMENF.\n"
RIGHT = SLIP.replace("GOVERNMENF", "GOVERNMENT")


@pytest.fixture
def run(tmp_path):
    """Run a recipe as its first line says, on a source in the folder."""

    def run(name, source):
        (tmp_path / name).write_text(RECIPES[name], encoding="utf-8")
        env = os.environ | {
            "PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable,
            "PYSPARK_DRIVER_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1",
            "RAY_USAGE_STATS_ENABLED": "0",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, name, source, "cleaned"], cwd=tmp_path, env=env, capture_output=True,
            text=True, timeout=600,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return tmp_path / "cleaned"

    return run


def test_every_recipe_is_run_here():
    assert set(RECIPES) == {"clean_on_spark.py", "clean_on_ray.py", "clean_in_datatrove.py"}


@pytest.fixture
def cables(tmp_path):
    table = pa.table({"id": ["a", "b", "c"], "text": [SLIP, None, "NODIS\n"]})
    pq.write_table(table, tmp_path / "cables.parquet")
    return "cables.parquet"


def texts_of(folder):
    rows = [r for f in sorted(folder.glob("*.parquet")) for r in pq.read_table(f).to_pylist()]
    return {r["id"]: (r["text"], len(r["corrections"] or ()), r["error"]) for r in rows}


WANTED = {"a": (RIGHT, 1, None), "b": (None, 0, None), "c": ("NODIS\n", 0, None)}


@pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed")
@pytest.mark.skipif(shutil.which("java") is None, reason="Java, which Spark needs, is not here")
def test_spark(run, cables):
    assert texts_of(run("clean_on_spark.py", cables)) == WANTED


@pytest.mark.skipif(find_spec("ray") is None, reason="ray is not installed")
def test_ray(run, cables):
    assert texts_of(run("clean_on_ray.py", cables)) == WANTED


@pytest.mark.skipif(find_spec("datatrove") is None, reason="datatrove is not installed")
@pytest.mark.skipif(find_spec("orjson") is None, reason="orjson, for JSON Lines, is not installed")
def test_datatrove(run, tmp_path):
    (tmp_path / "source").mkdir()
    rows = [{"id": "a", "text": SLIP}, {"id": "c", "text": "NODIS\n"}]
    (tmp_path / "source" / "x.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    folder = run("clean_in_datatrove.py", "source")
    found = [json.loads(x) for f in folder.glob("*.jsonl") for x in f.read_text().splitlines()]
    assert {r["id"]: (r["text"], r["metadata"]["corrections"]) for r in found} == {
        "a": (RIGHT, 1), "c": ("NODIS\n", 0),
    }  # fmt: skip

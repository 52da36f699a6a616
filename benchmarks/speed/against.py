"""`python -m benchmarks.speed --against REV`: how many times as fast as another revision.

The revision is installed in an environment of its own, with the same libraries, and the two clean
the same texts in turn, in processes that have everything loaded. Processor time counts, so that
others on the machine disturb little; of several rounds the least of each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.sets import SETS, SMALL, read_set

ROOT = Path(__file__).parents[2]
CACHE = ROOT / "benchmarks" / ".cache" / "against"
SAME = ("attrs", "numpy", "rapidfuzz", "symspellpy")
"""Libraries that both must have in the same version."""

CLEAN = """
import json, sys, time
import cablefix
groups, others = json.load(sys.stdin)
for text in others:
    cablefix.clean(text)
spent = {}
for name, texts in groups.items():
    begun = time.process_time()
    for text in texts:
        cablefix.clean(text)
    spent[name] = time.process_time() - begun
print(json.dumps(spent))
"""


def install(revision: str) -> tuple[str, Path]:
    """The full name of a revision, and the Python of an environment that has it installed."""
    git = ["git", "-C", str(ROOT)]
    name = subprocess.run(
        [*git, "rev-parse", "--verify", f"{revision}^{{commit}}"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    folder = CACHE / name
    python = folder / "bin" / "python"
    if (folder / "done").is_file():
        return name, python
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "cablefix"
        source.mkdir()
        archive = subprocess.run([*git, "archive", name], capture_output=True, check=True)
        subprocess.run(["tar", "-x", "-C", str(source)], input=archive.stdout, check=True)
        subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
             str(source), *(f"{library}=={version(library)}" for library in SAME)],
            check=True,
        )  # fmt: skip
    (folder / "done").touch()
    return name, python


Groups = dict[str, list[str]]
"""Texts by their kind."""


def groups(levels: tuple[str, ...], most: int) -> tuple[Groups, list[str]]:
    """Texts of the small set by level, and the clean ones behind those of L1; then others.

    The others, one of each kind, are cleaned first, so that everything is loaded.
    """
    (data,) = (one for one in SETS if one.name == "small")
    found = list(read_set(data, SMALL, None))
    texts = {"clean": [d.gold or "" for d in found if d.part == "L1"]}
    for level in levels:
        texts[level] = [d.ocr for d in found if d.part == level]
    chosen = {name: some[: min(most, len(some) - 1)] for name, some in texts.items()}
    return chosen, [some[-1] for some in texts.values()]


def _spend(python: Path, texts: Groups, others: list[str], kernel: str) -> dict[str, float]:
    """Seconds of processor for each group of texts."""
    environment = os.environ | ({"CABLEFIX_KERNEL": kernel} if kernel else {})
    done = subprocess.run(
        [str(python), "-c", CLEAN], input=json.dumps([texts, others]), text=True, check=True,
        capture_output=True, env=environment, cwd=tempfile.gettempdir(),
    )  # fmt: skip
    spent: dict[str, float] = json.loads(done.stdout)
    return spent


def against(revision: str, rounds: int, most: int) -> dict[str, Any]:
    """Kilobytes a second of the revision and of both kernels here, and the ratios.

    `rounds`: how often each is run, in turn; `most`: texts of each level.
    """
    name, python = install(revision)
    texts, others = groups(("L1", "L3"), most)
    here = Path(sys.executable)
    asked = {"revision": (python, ""), "compiled": (here, "compiled"), "python": (here, "python")}
    least: dict[str, dict[str, float]] = {}
    for _ in range(rounds):
        for who, (which, kernel) in asked.items():
            for group, seconds in _spend(which, texts, others, kernel).items():
                known = least.setdefault(who, {})
                known[group] = min(seconds, known.get(group, seconds))
    size = {group: sum(map(len, some)) / 1000 for group, some in texts.items()}
    words = {group: sum(len(t.split()) for t in some) for group, some in texts.items()}
    return {
        "revision": name,
        "texts_of_each_level": most,
        "kilobytes_per_second": {
            who: {g: size[g] / s for g, s in spent.items()} for who, spent in least.items()
        },
        "words_per_second": {
            who: {g: words[g] / s for g, s in spent.items()} for who, spent in least.items()
        },
        "times_as_fast": {
            who: {g: least["revision"][g] / s for g, s in least[who].items()}
            for who in ("compiled", "python")
        },
    }


def as_table(found: dict[str, Any]) -> list[str]:
    """The figures as a Markdown table."""
    rates, ratios = found["kilobytes_per_second"], found["times_as_fast"]
    lines = [
        f"| text | {found['revision'][:7]}, kB/s | compiled | times | python | times |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for group in rates["revision"]:
        lines.append(
            f"| {group} | {rates['revision'][group]:.2f} "
            f"| {rates['compiled'][group]:.2f} | {ratios['compiled'][group]:.2f} "
            f"| {rates['python'][group]:.2f} | {ratios['python'][group]:.2f} |"
        )
    return lines

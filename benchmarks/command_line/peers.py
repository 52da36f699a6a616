"""What cablefix, typos and codespell make of the same folder of rendered cables.

Each writes its corrections into a copy of the folder; token by token it is counted what became
better and what was spoiled, by the truth that is known.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from cablefix.evaluation.judging import Truth
from cablefix.findings import Correction

BIN = Path(sys.executable).parent

PROGRAMS = {
    "cablefix fix": [sys.executable, "-m", "cablefix", "fix", "-q", "."],
    "cablefix fix --level probable": [
        sys.executable, "-m", "cablefix", "fix", "-q", "--level", "probable", ".",
    ],
    "typos -w": [str(BIN / "typos"), "-w", "."],
    "codespell -w": [str(BIN / "codespell"), "-w", "."],
}  # fmt: skip


def compare(rendered: Path, folder: Path) -> None:
    """Run each program on a copy of the cables and print what it mended and spoiled."""
    cables = [json.loads(line) for line in rendered.read_text(encoding="utf-8").splitlines()]
    source = folder / "source"
    source.mkdir()
    for cable in cables:
        (source / f"{cable['id']}.txt").write_text(cable["ocr"], encoding="utf-8")
    words = sum(len(cable["gold"].split()) for cable in cables)
    print(f"{rendered.name}: {len(cables)} cables, {words} tokens")
    print(f"{'':30} changed  better  worse  neither  spoiled in 10,000  CER gain  seconds")
    for name, command in PROGRAMS.items():
        copy = folder / "copy"
        shutil.copytree(source, copy)
        start = time.perf_counter()
        subprocess.run(command, cwd=copy, capture_output=True, check=False)
        seconds = time.perf_counter() - start
        counts = {"better": 0, "worse": 0, "neither": 0}
        before = after = 0
        for cable in cables:
            made = (copy / f"{cable['id']}.txt").read_text(encoding="utf-8")
            for verdict in judge(cable["ocr"], made, cable["gold"]):
                counts[verdict] += 1
            before += Levenshtein.distance(cable["ocr"], cable["gold"])
            after += Levenshtein.distance(made, cable["gold"])
        shutil.rmtree(copy)
        changed = sum(counts.values())
        print(
            f"{name:30} {changed:7}  {counts['better']:6}  {counts['worse']:5}  "
            f"{counts['neither']:7}  {1e4 * counts['worse'] / words:17.1f}  "
            f"{(before - after) / before:8.1%}  {seconds:7.1f}"
        )


def judge(read: str, made: str, gold: str) -> list[str]:
    """For each changed run of tokens: whether it brought the text nearer to the truth."""
    truth = Truth(read, gold)
    verdicts = [truth.judge(change) for change in changes(read, made)]
    return [
        "better" if v.better else "worse" if v.after > v.before else "neither" for v in verdicts
    ]


def changes(read: str, made: str) -> Iterator[Correction]:
    """The runs of tokens that differ, as corrections of `read`.

    Changes with nothing but a blank between them are one, as where `HA- 00` became `HA-00`.
    """
    old, new = (re.findall(r"\S+|\s+", text) for text in (read, made))
    starts = [0, *accumulate(map(len, old))]
    runs: list[tuple[int, int, int, int]] = []
    for op in Levenshtein.opcodes(old, new):
        if op.tag != "equal":
            first, first_new = op.src_start, op.dest_start
            if runs and not "".join(old[runs[-1][1] : first]).strip():
                first, _, first_new, _ = runs.pop()
            runs.append((first, op.src_end, first_new, op.dest_end))
    for first, last, first_new, last_new in runs:
        start, end = starts[first], starts[last]
        yield Correction(
            start, end, read[start:end], "".join(new[first_new:last_new]),
            kind="word", rule="", confidence=1.0, why="",
        )  # fmt: skip

"""Time inside one process that has everything loaded: by noise, length, workers, and by file."""

from __future__ import annotations

import cProfile
import os
import pstats
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import cablefix
from benchmarks.sets import SETS, SMALL, read_set
from benchmarks.speed.texts import documents, text_of

PATIENCE = 90.0  # seconds that one length may take


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _clean_all(texts: Sequence[str]) -> None:
    for text in texts:
        cablefix.clean(text)


def noise(repeat: int) -> dict[str, Any]:
    """kB/s on clean text and on each level, everything loaded."""
    (data,) = (one for one in SETS if one.name == "small")
    found = list(read_set(data, SMALL, None))
    texts = {"clean": [d.gold or "" for d in found if d.part == "L1"]}
    for part in ("L1", "L2", "L3", "L4"):
        texts[part] = [d.ocr for d in found if d.part == part]
    cablefix.clean(texts["L4"][0])
    rates = {}
    for name, some in texts.items():
        size = sum(map(len, some)) / 1000
        work = partial(_clean_all, some)
        rates[name] = size / statistics.median(_seconds(work) for _ in range(repeat))
    return {"kilobytes_per_second": rates}


def length(longest: int) -> list[dict[str, float]]:
    """Seconds against length in kB, four times as long each time; stops when it takes too long."""
    rows = []
    kilobytes = 1
    cablefix.clean(text_of(1))
    while kilobytes <= longest:
        text = text_of(kilobytes)
        seconds = _seconds(partial(cablefix.clean, text))
        rows.append({"kilobytes": kilobytes, "seconds": seconds})
        print(f"{kilobytes} kB: {seconds:.1f} s", file=sys.stderr, flush=True)
        if seconds * 4 > PATIENCE:
            break
        kilobytes *= 4
    return rows


def workers() -> dict[str, float]:
    """Seconds for the same documents in 1, 2 ... warm processes, up to one for each processor."""
    texts = documents("L1") + documents("L2")
    found = {}
    for count in range(1, (os.cpu_count() or 1) + 1):
        with get_context("spawn").Pool(count) as pool:
            pool.map(_length_cleaned, texts[:count], chunksize=1)
            found[str(count)] = _seconds(partial(pool.map, _length_cleaned, texts))
    return found


def _length_cleaned(text: str) -> int:
    return len(cablefix.clean(text).text)


def profile() -> dict[str, float]:
    """Share of the time spent in each file, by its own functions, on good and poor copies."""
    texts = [documents("L2")[0], documents("L4")[0]]
    _clean_all(texts)
    profiler = cProfile.Profile()
    profiler.runcall(_clean_all, texts)
    spent: Counter[str] = Counter()
    for (file, _, _), row in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        spent[_place(file)] += row[2]
    total = sum(spent.values())
    return {name: seconds / total for name, seconds in spent.most_common(15)}


def _place(file: str) -> str:
    if file.startswith("~"):
        return "built-in functions"
    parts = Path(file).parts
    if "cablefix" in parts:
        return "/".join(parts[len(parts) - parts[::-1].index("cablefix") - 1 :])
    return "/".join(parts[-2:])

"""Measure speed and memory and file them in `benchmarks/results/speed.json`.

examples:
  python -m benchmarks.speed                      all parts, about five minutes
  python -m benchmarks.speed --part processes --repeat 5
  python -m benchmarks.speed --part length --longest 1000

Parts: `processes` (every program as a whole process: wall time, peak memory), `noise` (kB/s by
error rate), `length` (time against length, in kB, up to `--longest`), `workers` (in several
processes), `start` (cold start), `profile` (where the time goes). Medians of `--repeat` runs.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import cablefix
from benchmarks.machine import machine
from benchmarks.peers.registry import PEERS
from benchmarks.run import RESULTS, write
from benchmarks.sets import SETS, SMALL, read_set

ROOT = Path(__file__).parent.parent
PROCESS_KB = 24
PATIENCE = 90.0  # seconds that one length may take


def documents(part: str | None = None) -> list[str]:
    """The OCR texts of the small set."""
    (data,) = (one for one in SETS if one.name == "small")
    return [d.ocr for d in read_set(data, SMALL, None) if part in (None, d.part)]


def text_of(kilobytes: int) -> str:
    """Documents of good and poor copies in turn, cut to a length."""
    wanted, parts = kilobytes * 1000, []
    size = 0
    for text in cycle(documents("L2") + documents("L3")):
        parts.append(text)
        size += len(text)
        if size >= wanted:
            return "".join(parts)[:wanted]
    raise ValueError("the small set is empty: render it with python -m benchmarks.small.render")


def whole_process(command: Sequence[str], text: bytes) -> tuple[float, float]:
    """Wall time in seconds and peak memory in MB of a process, its children included."""
    with tempfile.TemporaryFile() as source, open(os.devnull, "wb") as sink:
        source.write(text)
        source.seek(0)
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdin=source, stdout=sink, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def processes(repeat: int) -> dict[str, Any]:
    """Every program on the same text, as a whole process."""
    text = text_of(PROCESS_KB).encode("utf-8")
    found = {}
    for peer in PEERS:
        if peer.missing():
            continue
        command = [sys.executable, "-m", "benchmarks.peers", peer.name]
        runs = [whole_process(command, text) for _ in range(repeat)]
        seconds = statistics.median(s for s, _ in runs)
        found[peer.name] = {
            "seconds": seconds,
            "megabytes": statistics.median(m for _, m in runs),
            "kilobytes_per_second": len(text) / 1000 / seconds,
        }
        print(f"{peer.name:22} {seconds:7.2f} s", file=sys.stderr, flush=True)
    for row in found.values():
        row["times_cablefix"] = row["seconds"] / found["cablefix"]["seconds"]
    return {"kilobytes": PROCESS_KB, "repeat": repeat, "programs": found}


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
        rates[name] = size / statistics.median(
            _seconds(lambda some=some: _clean_all(some))
            for _ in range(repeat)  # type: ignore[misc]
        )
    return {"kilobytes_per_second": rates}


def length(longest: int) -> list[dict[str, float]]:
    """Seconds against length in kB, four times as long each time; stops when it takes too long."""
    rows = []
    kilobytes = 1
    cablefix.clean(text_of(1))
    while kilobytes <= longest:
        text = text_of(kilobytes)
        seconds = _seconds(lambda text=text: cablefix.clean(text))  # type: ignore[misc]
        rows.append({"kilobytes": kilobytes, "seconds": seconds})
        print(f"{kilobytes} kB: {seconds:.1f} s", file=sys.stderr, flush=True)
        if seconds * 4 > PATIENCE:
            break
        kilobytes *= 4
    return rows


def workers() -> dict[str, float]:
    """Documents in 1, 2 ... processes, one for each processor at most: seconds, start included."""
    texts = documents("L1") + documents("L2")
    found = {}
    for count in range(1, (os.cpu_count() or 1) + 1):
        with get_context("spawn").Pool(count) as pool:
            pool.map(_length_cleaned, texts[:count], chunksize=1)
            found[str(count)] = _seconds(lambda pool=pool: pool.map(_length_cleaned, texts))  # type: ignore[misc]
    return found


def _length_cleaned(text: str) -> int:
    return len(cablefix.clean(text).text)


def start(repeat: int) -> dict[str, float]:
    """From nothing to the first result, as whole processes."""
    lines = {
        "python alone": "pass",
        "import cablefix": "import cablefix",
        "a clean line": "import cablefix; cablefix.clean('FM AMEMBASSY BEIJING')",
        "a damaged line": "import cablefix; cablefix.clean('TRE GOVERMENT HAS REFUSFD')",
    }
    return {
        name: statistics.median(
            whole_process([sys.executable, "-c", line], b"")[0] for _ in range(repeat)
        )
        for name, line in lines.items()
    }


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


def main(argv: list[str] | None = None) -> int:
    """Measure the chosen parts; the others stay as they are on file."""
    names = ("processes", "noise", "length", "workers", "start", "profile")
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--part", action="append", choices=names)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--longest", type=int, default=64, help="kB")
    parser.add_argument("--out", type=Path, default=RESULTS)
    args = parser.parse_args(argv)
    file = args.out / "speed.json"
    args.out.mkdir(parents=True, exist_ok=True)
    made = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    measure: dict[str, Callable[[], Any]] = {
        "processes": lambda: processes(args.repeat),
        "noise": lambda: noise(args.repeat),
        "length": lambda: length(args.longest),
        "workers": workers,
        "start": lambda: start(args.repeat),
        "profile": profile,
    }
    for name in args.part or names:
        print(f"{name} ...", file=sys.stderr, flush=True)
        made[name] = measure[name]()
        made["machine"] = machine()
        write(file, made)
    return 0


if __name__ == "__main__":
    sys.exit(main())

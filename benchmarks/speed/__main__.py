"""Measure speed and memory and file them in `benchmarks/results/speed.json`.

examples:
  python -m benchmarks.speed                      all parts, about five minutes
  python -m benchmarks.speed --part processes --repeat 5
  python -m benchmarks.speed --part length --longest 1000
  python -m benchmarks.speed --against HEAD~1     only the ratios to another revision

Parts: `processes` (every program as a whole process: wall time, peak memory), `noise` (kB/s by
error rate), `length` (time against length, in kB, up to `--longest`), `workers` (in several
processes), `start` (cold start), `profile` (where the time goes). Medians of `--repeat` runs.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.machine import machine
from benchmarks.run import RESULTS, write
from benchmarks.speed import cold_start
from benchmarks.speed.against import against, as_table
from benchmarks.speed.inside import length, noise, profile, workers
from benchmarks.speed.processes import processes


def main(argv: list[str] | None = None) -> int:
    """Measure the chosen parts; the others stay as they are on file."""
    names = ("processes", "noise", "length", "workers", "start", "profile")
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--part", action="append", choices=names)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--against", metavar="REV", action="append", default=[])
    parser.add_argument("--texts", type=int, default=3, help="of each level, with --against")
    parser.add_argument("--longest", type=int, default=64, help="kB")
    parser.add_argument("--out", type=Path, default=RESULTS)
    args = parser.parse_args(argv)
    file = args.out / "speed.json"
    args.out.mkdir(parents=True, exist_ok=True)
    made = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    for revision in args.against:
        found = against(revision, args.repeat, args.texts)
        print("\n".join(as_table(found)), flush=True)
        made.setdefault("against", {})[found["revision"]] = found
        made["machine"] = machine()
        write(file, made)
    if args.against and not args.part:
        return 0
    measure: dict[str, Callable[[], Any]] = {
        "processes": lambda: processes(args.repeat),
        "noise": lambda: noise(args.repeat),
        "length": lambda: length(args.longest),
        "workers": workers,
        "start": lambda: cold_start.report(args.repeat),
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

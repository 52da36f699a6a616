"""Measure how long a corpus takes, simulate a large one, and write docs/scale.md.

python -m benchmarks.scale                      all of it: about an hour
python -m benchmarks.scale --records 5000 --whole 200 --memory 0
python -m benchmarks.scale --records 0 --memory 100000 --lines 2
python -m benchmarks.scale --page               only the page, from the figures on file
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.machine import machine
from benchmarks.scale.documents import LINES
from benchmarks.scale.measure import driver_cost, run_corpus
from benchmarks.scale.page import page
from benchmarks.scale.simulate import Cost, simulate

FIGURES = Path(__file__).parent / "figures.json"
PAGE = Path(__file__).parents[2] / "docs" / "scale.md"
CORPUS, CORES, BATCH = 3_000_000, (1, 16, 256), 64


def main() -> None:
    """Measure, file, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)  # fmt: skip
    parser.add_argument("--records", type=int, default=5_000,
                        help="pieces for the rates; 0 keeps the figures on file")  # fmt: skip
    parser.add_argument("--memory", type=int, default=100_000,
                        help="pieces for the memory; 0 keeps the figures on file")  # fmt: skip
    parser.add_argument("--lines", type=int, default=LINES, help="of a piece for the memory")
    parser.add_argument("--whole", type=int, default=500, help="whole documents")
    parser.add_argument("--page", action="store_true", help="only write the page")
    args = parser.parse_args()
    if not args.page:
        figures = json.loads(FIGURES.read_text("utf-8"))
        figures |= _rates(args) if args.records else {}
        figures |= _memory(args) if args.memory else {}
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(json.loads(FIGURES.read_text("utf-8"))), encoding="utf-8")


def _rates(args: argparse.Namespace) -> dict[str, Any]:
    costs = driver_cost(2_000, BATCH)
    _tell(f"driver: {costs}")
    rates = []
    for workers in (1, 2):
        rates.append(run_corpus(args.records, workers, BATCH))
        _tell(f"{workers} workers: {rates[-1]['per_second']} a second, load {rates[-1]['load']}")
    whole = run_corpus(args.whole, 2, 8, whole=True)
    _tell(f"whole documents: {whole['per_second']} a second")
    cost = Cost(**costs)
    models = {
        name: [simulate(_free(run), CORPUS, cores, BATCH, cost) for cores in CORES]
        for name, run in (("pieces", rates[0]), ("whole", whole))
    }
    checks = [simulate(_free(run), args.records, run["workers"], BATCH, cost) for run in rates]
    for run in (*rates, whole):
        run["seconds"] = _shares(_free(run))
    asked = f"--records {args.records} --whole {args.whole} --memory 0"
    return {
        "command": f"python -m benchmarks.scale {asked}",
        "machine": machine(), "corpus": CORPUS, "driver": costs, "rates": rates, "whole": whole,
        "models": models, "checks": checks,
    }  # fmt: skip


def _memory(args: argparse.Namespace) -> dict[str, Any]:
    memory = run_corpus(args.memory, 2, BATCH, lines=args.lines)
    _tell(f"memory: {memory['memory']}")
    command = f"python -m benchmarks.scale --records 0 --memory {args.memory} --lines {args.lines}"
    return {"memory": memory | {"command": command, "seconds": _shares(memory["seconds"])}}


def _free(run: dict[str, Any]) -> list[float]:
    """The times of the records as they would be on processors with nothing else to do."""
    return [s * run["processor_share"] for s in run["seconds"]]


def _shares(seconds: list[float]) -> dict[str, float]:
    """A distribution of times by its mean and some shares."""
    ordered = sorted(seconds)
    at = {
        f"{share:g}": ordered[int(share / 100 * (len(ordered) - 1))] for share in (50, 90, 99, 100)
    }
    return {"mean": sum(ordered) / len(ordered), **at}


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

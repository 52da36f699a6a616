"""Figures of the command line, each by one command.

    python -m benchmarks.command_line cold       20 small cables, beside `python -c pass`
    python -m benchmarks.command_line memory     peak memory over 250 to 10,000 files
    python -m benchmarks.command_line peers RENDERED.jsonl    typos and codespell beside cablefix

RENDERED.jsonl holds rendered cables with their truth (`ocr`, `gold`), as training.synthesis makes
them. The peers come with the extra `bench`.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.command_line.peers import compare

RUNS = 5
CABLE = (
    "PAGE 01 OF 01 VALDOR {number:05} 221412Z C04/09 031877 NOD612\n"
    "ACTION NODS-00\n\nINFO LOG-00 ADS-00 /000W\n\n-----7A10C4 221413Z /38\n\n"
    "O 221350Z OCT 90 ZFF6\n\nFM AMEMBASSY VALDORO\n\nTO SECSTATE WASHDC IMMEDIATE 2107\n\n"
    "E.O. 12356: DECL: OADR\n\nTAGS: PREL, PARM, EFIS, SNAR, VL\n\n"
    "SUBJECT: LUNCH WITH THE MINISTER OF HARBORS\n\n"
    "1. THE MINISTER GAVE THE AMBASSADOR LUNCH ON OCTOBER 21\n"
    "AND SAID THAT THE FERRY TREATY WOULD BE RATIFIED BEFORE\n"
    "CHRISTMAS, PROVIDED THAT THE FISHING QUESTION WAS NOT\n"
    "RAISED IN PUBLIC. HE ASKED FOR PATIENCE.\nHALLORAN\n"
)


def main() -> None:
    """Run one of the measurements and print it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("cold", "memory", "peers"))
    parser.add_argument("rendered", nargs="?", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if args.what == "cold":
            cold(folder)
        elif args.what == "memory":
            memory(folder)
        elif args.rendered:
            compare(args.rendered, folder)
        else:
            parser.error("peers needs a file of rendered cables")


def write_cables(folder: Path, count: int) -> None:
    """As many small invented cables, each with a number of its own."""
    for i in range(count):
        (folder / f"{i:05}.txt").write_text(CABLE.format(number=i + 1), encoding="ascii")


def cold(folder: Path) -> None:
    """The time from process start to end, and the processor time of it, beside an empty Python."""
    write_cables(folder, 20)
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "cablefix --version": [sys.executable, "-m", "cablefix", "--version"],
        "cablefix check, 20 cables": [
            sys.executable, "-m", "cablefix", "check", "--jobs", "1", str(folder),
        ],
    }  # fmt: skip
    print(f"median of {RUNS} runs, seconds: elapsed, processor; ratio of the latter")
    base = 0.0
    for name, command in commands.items():
        times = [_time(command) for _ in range(RUNS)]
        elapsed, used = (statistics.median(t) for t in zip(*times, strict=True))
        base = base or used
        print(f"{name:28} {elapsed:6.2f} {used:6.2f} {used / base:6.1f}")


def _time(command: list[str]) -> tuple[float, float]:
    start = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, used


def memory(folder: Path) -> None:
    """Peak resident memory of the command and of its workers, as the files grow."""
    code = (
        "import multiprocessing, resource, sys; from cablefix.cli import main;"
        "main(sys.argv[1:]); [p.join() for p in multiprocessing.active_children()];"
        "print(*(resource.getrusage(w).ru_maxrss for w in"
        " (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))"
    )
    print("files  peak MB of the command, of the largest of two workers")
    for count in (250, 1000, 4000, 10_000):
        write_cables(folder, count)
        done = subprocess.run(
            [sys.executable, "-c", code, "check", "--jobs", "2", str(folder)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        own, largest = (int(kb) / 1024 for kb in done.stdout.split()[-2:])
        print(f"{count:5}  {own:7.1f} {largest:7.1f}", flush=True)


if __name__ == "__main__":
    main()

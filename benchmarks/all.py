"""Run every set that is there, then speed, then write the page: `make bench`, `make bench-full`.

`--quick` takes a few documents of each part, as many as fit ten minutes on two processors; a
second run finds the peers' texts in the cache and is much faster. Sets that are not there are
named and left out.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from attrs import frozen

from benchmarks import page, run
from benchmarks.speed import __main__ as speed


@frozen
class Step:
    """One set: its folder, and how many documents of each part a quick run takes."""

    name: str
    folder: str
    quick: int | None
    full: int | None = None
    quick_peers: tuple[str, ...] = ()


STEPS = (
    Step("small", "", None),
    Step("rendered", "rendered", 3, quick_peers=("do nothing", "cablefix", "symspellpy", "typos")),
    Step("overproof2", "sources", 6),
    Step("icdar2017", "sources", 6),
    Step("icdar2019", "sources", 6),
    Step("gold", "sources", None),
    Step("clean", "sources", 6, 100),
    Step("wild", "sources", 4, 200),
)


def main(argv: list[str] | None = None) -> int:
    """Run the steps; 1 when one of them failed for another reason than missing data."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.all", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--sources", type=Path, required=True, help="folder of the large sets")
    parser.add_argument("--rendered", type=Path, required=True, help="folder of L1.jsonl and so on")
    parser.add_argument("--quick", action="store_true", help="what fits ten minutes")
    args = parser.parse_args(argv)
    folders = {"": run.RESULTS, "sources": args.sources, "rendered": args.rendered}
    begun = time.monotonic()
    failed = 0
    for step in STEPS:
        folder = folders[step.folder]
        if not folder.is_dir() and step.folder:
            print(f"{step.name}: left out, {folder} is not there", file=sys.stderr)
            continue
        failed |= run.main(arguments(step, folder, args.quick)) != 0
        print(f"== {step.name}: {time.monotonic() - begun:.0f} s so far", file=sys.stderr)
    repeat, longest = ("3", "16") if args.quick else ("7", "100000")
    failed |= speed.main(["--repeat", repeat, "--longest", longest]) != 0
    return int(bool(page.main([]) or failed))


def arguments(step: Step, folder: Path, quick: bool) -> list[str]:
    """What `benchmarks.run` is called with.

    >>> arguments(Step("icdar2017", "sources", 6), Path("data"), quick=True)
    ['--set', 'icdar2017', '--data', 'data', '--count', '6']
    """
    found = ["--set", step.name]
    found += ["--data", str(folder)] if step.folder else []
    count = step.quick if quick else step.full
    found += ["--count", str(count)] if count else []
    for name in step.quick_peers if quick else ():
        found += ["--peer", name]
    return found


if __name__ == "__main__":
    sys.exit(main())

"""Measure the fusion of readings, and what is told of two releases.

examples:
  python -m benchmarks.comparing pages ../shared/data/witness/pages.dev.jsonl.xz
  python -m benchmarks.comparing readings FOLDER/L2.readings.jsonl
  python -m benchmarks.comparing releases FOLDER/L1.releases.jsonl
  python -m benchmarks.comparing speed

The files of the last but one are made by `python -m benchmarks.comparing.render`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.comparing import pages, readings, releases, speed


def main(argv: list[str] | None = None) -> int:
    """Measure what was asked for, and print it."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.comparing", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("what", choices=("pages", "readings", "releases", "speed"))
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--count", type=int, help="so many documents, or kilobytes")
    parser.add_argument("--show", action="store_true", help="every difference from the truth")
    args = parser.parse_args(argv)
    if args.what == "speed":
        for line in speed.measure(args.count):
            print(line, flush=True)
        return 0
    if args.file is None:
        parser.error("name the file to measure")
    measure = {"pages": pages.measure, "readings": readings.measure, "releases": releases.measure}
    for line in measure[args.what](args.file, args.count, show=args.show):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())

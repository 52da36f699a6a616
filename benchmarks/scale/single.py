"""Memory of one process that cleans text after text: `python -m benchmarks.scale.single`.

Anonymous memory is what the process holds of its own: tables that are mapped from files, which all
processes share, do not count. It is read from the kernel (Linux) after every hundred documents;
the first hundred, in which tables are loaded, are left out.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from statistics import median

from benchmarks.scale.documents import documents
from cablefix import Cleaner

LOOK = Path("/proc/self/smaps_rollup")
EVERY, PARTS = 100, 5
"""Documents between two looks, parts of the run that are told."""


def main() -> None:
    """Clean, look, and print the median of each part."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale.single", description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--lines", type=int, default=2, help="of a document")
    args = parser.parse_args()
    cleaner = Cleaner()
    looks: list[float] = []
    begun = time.process_time()
    for number, record in enumerate(documents(args.records, lines=args.lines), 1):
        cleaner.clean(record["text"])
        if number % EVERY == 0:
            looks.append(anonymous())
    spent = time.process_time() - begun
    size = max(1, (len(looks) - 1) // PARTS)
    shares = [looks[1:][i * size : (i + 1) * size] for i in range(PARTS)]
    medians = " ".join(f"{median(part):.0f}" for part in shares if part)
    print(f"{args.records} documents of {args.lines} lines, {args.records / spent:.0f} a second of")
    print(f"processor; anonymous MiB by fifths: {medians}; at the end {looks[-1]:.0f}")


def anonymous() -> float:
    """The anonymous memory of this process in MiB."""
    for line in LOOK.read_text("ascii").splitlines():
        if line.startswith("Anonymous:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()

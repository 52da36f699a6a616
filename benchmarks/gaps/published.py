"""False gaps in published volumes: documents that an editor has marked no excision in.

usage: python -m benchmarks.gaps.published SOURCES [--count 5000] [--every 1] [--seed 7]

SOURCES is a folder with frus.txt.xz: documents of Foreign Relations of the United States
(history.state.gov, public domain), each after a line `### id<TAB>date<TAB>kind<TAB>heading`.
Documents with any square bracket are left out, so that every gap found is a false one, unless the
document itself skips a number; every gap is printed with its evidence.
"""

import argparse
import lzma
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import cablefix

ALLOWED = 1 / 500
"""False gaps in a document that the target allows."""


def read_documents(path: Path) -> Iterator[tuple[str, str]]:
    """The documents of the file as (id, text)."""
    name, lines = "", list[str]()
    with lzma.open(path, "rt", encoding="utf-8") as f:
        for line in f:
            if line.startswith("### "):
                if lines:
                    yield name, "".join(lines)
                name, lines = line[4:].split("\t")[0], []
            else:
                lines.append(line)
    if lines:
        yield name, "".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Clean a sample of documents and print the gaps found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args(argv)
    plain = [d for d in read_documents(args.sources / "frus.txt.xz") if "[" not in d[1]]
    sample = random.Random(args.seed).sample(plain, min(args.count, len(plain)))
    kinds = Counter[str]()
    for name, text in sample:
        for gap in cablefix.clean(text).gaps:
            kinds[gap.kind] += 1
            print(f"{name} {gap.kind} {gap.confidence:.2f} at {gap.start}: {gap.why}")
    found = sum(kinds.values())
    print(f"{found} gaps in {len(sample)} documents without a bracket ({dict(kinds)})")
    return 1 if found > ALLOWED * len(sample) else 0


if __name__ == "__main__":
    sys.exit(main())

"""Names: officials misread that are mended, and names that must stay and do.

examples:
  python -m benchmarks.names
  python -m benchmarks.names --count 50 --seed 7 --show

All texts are invented; the names are those of `wordlists/`, or made up. A name is spoilt if it
stood right, or was misread, and is now a third thing.
"""

from __future__ import annotations

import argparse
import sys

import cablefix
from benchmarks.names.texts import KINDS, Case, cases


def main(argv: list[str] | None = None) -> int:
    """Measure each kind and print a table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.names", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--count", type=int, default=200, help="texts of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="name by name what went wrong")
    args = parser.parse_args(argv)
    for kind in KINDS:
        found = [judge(case) for case in cases(kind, args.count, args.seed)]
        names = [n for one in found for n in one]
        right = sum(now == printed for _, printed, now in names)
        spoilt = [n for n in names if n[2] not in n[:2]]
        print(f"{kind:20} {len(names):5} names  right {right:4} ({right / len(names):.3f})"
              f"  spoilt {len(spoilt)}")  # fmt: skip
        for read, printed, now in names if args.show else ():
            if now != printed:
                print(f"    {read} ({printed}): {now}")
    return 0


def judge(case: Case) -> list[tuple[str, str, str]]:
    """Each name of a text as read, as printed, and as it stands after cleaning."""
    result = cablefix.clean(case.text)
    found = []
    at = 0
    for read, printed in case.names:
        start = case.text.index(read, at)
        at = start + len(read)
        now = result.text[result.to_output(start) : result.to_output(at)]
        found.append((read, printed, now))
    return found


if __name__ == "__main__":
    sys.exit(main())

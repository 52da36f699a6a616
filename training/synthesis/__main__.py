"""Command line of the generator of rendered cables."""

import argparse
import sys
from pathlib import Path

from .fonts import MissingToolError
from .run import FAMILIES, KINDS, run


def main(argv: list[str] | None = None) -> int:
    """Parse the arguments and make the sets."""
    parser = argparse.ArgumentParser(prog="python -m training.synthesis", description=__doc__)
    parser.add_argument("--sources", type=Path, required=True, help="folder of texts and lists")
    parser.add_argument("--out", type=Path, required=True, help="folder for the sets")
    parser.add_argument("--split", action="append", choices=("fit", "dev", "test"))
    parser.add_argument("--level", action="append", choices=tuple(KINDS))
    parser.add_argument("--families", action="store_true", help="the sets of further families")
    parser.add_argument("--count", type=int, help="documents per set, instead of the full size")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--texts", type=Path, help="folder of plain texts to use instead")
    args = parser.parse_args(argv)
    splits = args.split or ["dev", "fit", "test"]
    chosen = [*(args.level or ()), *(FAMILIES if args.families else ())]
    names = chosen or [name for name, kind in KINDS.items() if not kind.check]
    try:
        run(args.sources, args.out, splits, names, args.count, args.seed, args.jobs, args.texts)
    except (MissingToolError, FileNotFoundError) as problem:
        print(f"training.synthesis: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The header fields of rendered cables: right after correction, and none spoilt.

usage: python -m benchmarks.fields FILE.jsonl ... [--count N] [--jobs N] [--examples]

Each file holds the records of one level, as training.synthesis makes them. A value is right when
it is letter for letter what was printed; sections and pages count with their totals. `spoilt` are
values that the OCR had right and the result has not; `harm` are corrections of any copy of such a
field that changed a token that was right.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import cablefix
from benchmarks.fields.tally import FIELDS, Miss, Tally, compare, harmed

Judged = tuple[str, dict[str, Tally], list[Miss], list[str]]
TARGETS = {"L1": 0.98, "L2": 0.95, "L3": 0.85, "L4": 0.65}


def judge(row: dict[str, Any]) -> Judged:
    """What becomes of the fields of one record."""
    result = cablefix.clean(row["ocr"])
    tallies, misses = compare(result.cable, row["fields"])
    return row["id"], tallies, misses, harmed(result, row["gold"])


def table(judged: Sequence[Judged]) -> str:
    """The share right of each field, then of all."""
    rows = {name: sum((j[1][name] for j in judged), Tally()) for name in FIELDS}
    rows["all"] = sum(rows.values(), Tally())
    lines = ["field       known  as read   right     share  extra  spoilt"]
    for name, t in rows.items():
        share = t.right / t.known if t.known else 0.0
        lines.append(
            f"{name:<10} {t.known:6} {t.read:8} {t.right:7} {share:9.1%} {t.extra:6} {t.spoilt:7}"
        )
    lines.append(f"harm: {sum(len(j[3]) for j in judged)} corrections of right tokens")
    return "\n".join(lines) + "\n"


def examples(judged: Sequence[Judged]) -> str:
    """What is not right, one line each."""
    lines = []
    for name, _, misses, harm in judged:
        lines += [
            f"{name} {m.field}: {m.known!r} given {m.given!r} read {m.read!r}" for m in misses
        ]
        lines += [f"{name} harm: {h}" for h in harm]
    return "".join(f"{line}\n" for line in lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Print a table for each file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--count", type=int, help="records of each file, instead of all")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--examples", action="store_true", help="print all that is not right")
    args = parser.parse_args(argv)
    for path in args.files:
        rows = [json.loads(x) for x in path.read_text("utf-8").splitlines()[: args.count]]
        cables = [row for row in rows if row["fields"]["kind"] == "cable"]
        with get_context("fork").Pool(args.jobs) as pool:
            judged = pool.map(judge, cables)
        target = TARGETS.get(path.stem)
        aim = f", aim {target:.0%}" if target else ""
        print(f"{path.name}: {len(cables)} cables{aim}\n{table(judged)}")
        if args.examples:
            print(examples(judged))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

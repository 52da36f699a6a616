"""Keep the small set from getting worse: `python -m benchmarks.guard`.

Runs cablefix over the committed set and compares with `benchmarks/small/baseline.json`. It fails
when harm rises, when more than 1 in 100 certain corrections do not bring the text nearer to the
truth, or when the CER gain drops: by more than 0.02 over the whole set, by more than 0.04 on one
part of it.

When a change is meant to move the figures: `python -m benchmarks.guard --update` files them as
the new baseline, and says what moved.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import WHOLE, figures
from benchmarks.peers.ours import PEER as OURS
from benchmarks.rows import rows
from benchmarks.run import write
from benchmarks.sets import SETS, SMALL, read_set

BASELINE = SMALL / "baseline.json"
CERTAIN_WRONG = 0.01
MARGIN = 0.02
PART_MARGIN = 0.04
HAIR = 1e-6  # the baseline is rounded


def measure(jobs: int = 2) -> dict[str, Any]:
    """The guarded figures of today's cablefix."""
    (data,) = (one for one in SETS if one.name == "small")
    found = figures({OURS.name: rows(OURS, list(read_set(data, SMALL, None)), jobs)})
    return {part: _guarded(f) for part, f in found.items()}


def _guarded(found: dict[str, Any]) -> dict[str, Any]:
    ours, certain = found["systems"][OURS.name], found["findings"]["by_certainty"]["certain"]
    return {
        "cer_gain": ours["cer_gain"],
        "harm": ours["harm"],
        "certain_made": certain["made"],
        "certain_wrong": certain["made"] - certain["better"],
        "gaps_f1": found["gaps_all"]["f1"],
    }


def complaints(now: dict[str, Any], baseline: dict[str, Any]) -> list[str]:
    """What got worse than is allowed, one line each.

    >>> good = {"cer_gain": 0.5, "harm": 1.0, "certain_made": 200, "certain_wrong": 2}
    >>> complaints({"all": good}, {"all": good})
    []
    >>> complaints({"all": good | {"cer_gain": 0.47}}, {"all": good})
    ['all: CER gain fell from 0.500 to 0.470; 0.020 are allowed']
    """
    found = []
    whole, before = now[WHOLE], baseline[WHOLE]
    if whole["harm"] > before["harm"] + HAIR:
        found.append(f"harm rose from {before['harm']:.2f} to {whole['harm']:.2f} in 10,000")
    if whole["certain_wrong"] > CERTAIN_WRONG * whole["certain_made"]:
        made, wrong = whole["certain_made"], whole["certain_wrong"]
        found.append(f"{wrong} of {made} certain corrections are wrong; 1 in 100 is allowed")
    for part, figures_before in baseline.items():
        margin = MARGIN if part == WHOLE else PART_MARGIN
        was, is_now = figures_before["cer_gain"], now[part]["cer_gain"]
        if is_now < was - margin - HAIR:
            found.append(
                f"{part}: CER gain fell from {was:.3f} to {is_now:.3f}; {margin:.3f} are allowed"
            )
    return found


def changes(now: dict[str, Any], baseline: dict[str, Any]) -> list[str]:
    """Every figure that moved."""
    return [
        f"{part}: {name} {before} -> {round(now[part][name], 6)}"
        for part, figures_before in baseline.items()
        for name, before in figures_before.items()
        if round(now[part][name], 6) != before
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """0 when nothing got worse, 1 when something did, 2 without a baseline."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.guard", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--update", action="store_true", help="file the figures as the baseline")
    parser.add_argument("--baseline", type=Path, default=BASELINE, help=argparse.SUPPRESS)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args(argv)
    if not args.update and not args.baseline.is_file():
        print(f"benchmarks.guard: {args.baseline} is missing: make it with --update",
              file=sys.stderr)  # fmt: skip
        return 2
    now = measure(args.jobs)
    baseline = json.loads(args.baseline.read_text("utf-8")) if args.baseline.is_file() else {}
    print("\n".join(changes(now, baseline)) or "guard: the figures are those of the baseline")
    if args.update:
        write(args.baseline, now)
        return 0
    bad = complaints(now, baseline)
    print("\n".join(f"guard: {line}" for line in bad), file=sys.stderr, end="\n" if bad else "")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

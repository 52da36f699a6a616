"""Recall and precision of gaps on rendered cables, by kind and by stated confidence.

usage: python -m benchmarks.gaps.rendered RECORDS.jsonl ... [--examples] [--count N]

Each file holds records of one level, as training.synthesis makes them. A gap found is right when
its kind is that of a known one near it; missing and emptied paragraphs must also agree in their
numbers, missing pages in section and page, written markers must overlap.
"""

import argparse
import json
import sys
from pathlib import Path

import cablefix

from .scores import (
    KEY_KINDS,
    Known,
    Rate,
    Scored,
    by_confidence,
    errors_by_kind,
    rates,
    score,
    total,
)


def read_set(path: Path, count: int | None) -> list[tuple[str, str, list[Known]]]:
    """The records of a file as (id, text as read, known gaps)."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines()[:count]:
        row = json.loads(line)
        out.append((row["id"], row["ocr"], [Known.of(g, "ocr_") for g in row["gaps"]]))
    return out


def share(value: float | None) -> str:
    """A share in three figures."""
    return "    -" if value is None else f"{value:5.3f}"


def show(name: str, rate: Rate) -> str:
    """One row of a table."""
    return (
        f"{name:<20} {rate.matched + rate.missed:6} {rate.matched + rate.extra:6} "
        f"{rate.matched:6}   {share(rate.recall)}      {share(rate.precision)}"
    )


def examples(name: str, text: str, scored: Scored) -> None:
    """Print what was missed and what was found too much, with the text round it."""
    for known in scored.missed:
        round_it = text[max(0, known.start - 40) : known.end + 40]
        print(f"{name} missed {known.kind} {sorted(known.paragraphs)}: {round_it!r:.150}")
    for gap in scored.extra:
        round_it = text[max(0, gap.start - 40) : gap.end + 40]
        print(f"{name} extra {gap.kind} {gap.paragraphs} {gap.confidence:.2f}: {round_it!r:.150}")


def main(argv: list[str] | None = None) -> int:
    """Score every file, then the confidences of all together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path, nargs="+")
    parser.add_argument("--count", type=int, help="records of each file, instead of all")
    parser.add_argument("--examples", action="store_true", help="print every miss and every extra")
    args = parser.parse_args(argv)
    everything: list[Scored] = []
    for path in args.records:
        documents = []
        for name, text, known in read_set(path, args.count):
            scored = score(known, cablefix.clean(text).gaps)
            documents.append(scored)
            if args.examples:
                examples(name, text, scored)
        everything += documents
        found = rates(documents)
        print(f"\n{path} ({len(documents)} documents)")
        print(f"{'kind':<20}  known  found  right   recall   precision")
        for name, rate in found.items():
            print(show(name, rate))
        print(show("the four kinds", total(found[k] for k in KEY_KINDS if k in found)))
    print("\nstated confidence, all files\nfrom           found  right   precision")
    for bound, rate in by_confidence(everything).items():
        print(f"{bound:.2f}          {rate.matched + rate.extra:6} {rate.matched:6}       "
              f"{share(rate.precision)}")  # fmt: skip
    print("\ncalibration, all files\nkind                 found     ECE")
    for kind, (count, error) in errors_by_kind(everything).items():
        print(f"{kind:<20} {count:5}   {error:5.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Render cables that are read several times under different damage, and in two releases.

    python -m benchmarks.comparing.render --sources ../shared/data --out FOLDER --level L2

Writes `FOLDER/LEVEL.readings.jsonl`: `{id, gold, readings}`, and with `--releases`
`FOLDER/LEVEL.releases.jsonl`: `{id, full, cut, full_gold, cut_gold}`, one release with all its text
and one with excisions.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from attrs import evolve

from training.synthesis.chance import dice, weighted
from training.synthesis.choose import Task
from training.synthesis.compose import FAMILIES, Desk, Document, draft, sheets_of
from training.synthesis.golden import gold_of
from training.synthesis.levels import LEVELS
from training.synthesis.lists import Lists, read_lists
from training.synthesis.page import Line
from training.synthesis.read import read_document
from training.synthesis.run import CABLES, KINDS, jobs_of, pools

READINGS = 3
"""How often each document is read."""

SEED = 7


def main() -> None:
    """Render what was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.comparing.render",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sources", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--level", choices=("L1", "L2", "L3", "L4"), default="L2")
    parser.add_argument("--split", choices=("fit", "dev", "test"), default="dev")
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--releases", action="store_true", help="two releases, not readings")
    args = parser.parse_args()
    lists = read_lists(args.sources)
    pool = pools(args.sources, [args.split], mixed=False)[args.split]
    kind = KINDS[args.level]
    todo = [
        job.task for job in jobs_of(kind, args.split, pool, args.sources, CABLES[args.split], SEED)
    ]
    what = "releases" if args.releases else "readings"
    path = args.out / f"{args.level}.{what}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    make = releases if args.releases else readings
    done = path.read_text("utf-8").count("\n") if path.exists() else 0
    with path.open("a", encoding="utf-8") as out:
        for task in todo[done : args.count]:
            out.write(json.dumps(make(task, lists, args.level), ensure_ascii=False) + "\n")
            out.flush()
            print(task.id, file=sys.stderr, flush=True)


def two_releases(task: Task, lists: Lists) -> tuple[Document, Document]:
    """A cable as it was sent, and the same with excisions, their pages set alike."""
    rng = dice(SEED, task.id, "releases")
    first = task.sources[0]
    desk = Desk(rng, lists, first, weighted(rng, FAMILIES))
    facts, habit, flow, cut = draft(desk, list(task.sources), excised=True)

    def document(name: str, lines: list[Line]) -> Document:
        again = evolve(desk, rng=dice(SEED, task.id, "sheets"))
        pages = sheets_of(again, facts, lines, habit)
        return Document(f"{task.id}-{name}", first.volume, desk.family, tuple(flow), tuple(pages),
                        facts, {})  # fmt: skip

    return document("full", flow), document("cut", cut)


def readings(task: Task, lists: Lists, level: str) -> dict[str, Any]:
    """One document, read several times, each time under its own damage."""
    document, _ = two_releases(task, lists)
    texts = [read_document(document, LEVELS[level], lists, SEED + n).text for n in range(READINGS)]
    return {"id": task.id, "gold": gold_of(document.pages).text, "readings": texts}


def releases(task: Task, lists: Lists, level: str) -> dict[str, Any]:
    """Two releases of one document, each read once."""
    full, cut = two_releases(task, lists)
    return {
        "id": task.id,
        "full": read_document(full, LEVELS[level], lists, SEED).text,
        "cut": read_document(cut, LEVELS[level], lists, SEED + 1).text,
        "full_gold": gold_of(full.pages).text,
        "cut_gold": gold_of(cut.pages).text,
    }


if __name__ == "__main__":
    main()

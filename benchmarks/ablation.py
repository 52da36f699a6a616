"""What each kind of evidence is worth: the gain and the harm without it.

usage: python -m benchmarks.ablation FILE.jsonl ... [--count N] [--jobs N]
       python -m benchmarks.ablation --unplug

Each file holds records of one level, as training.synthesis makes them. The table goes to
`benchmarks/results/ablation.md`, from where `python -m benchmarks.page` takes it. One kind of
evidence after the other is switched off, everything else stays as it is, the confidence included,
which was fitted with all of it: what is lost is at least what is shown.

`--unplug` takes each mechanism of `mechanisms.tsv` out and names those that no case and no figure
of the small set misses (`benchmarks.unplug`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from unittest.mock import patch

from benchmarks import unplug
from benchmarks.machine import machine
from benchmarks.page import table
from benchmarks.run import RESULTS
from cablefix import Cleaner
from cablefix.channel import profile as channel
from cablefix.document import reading as document
from cablefix.evaluation.scoring import score_text, summary
from cablefix.ranking import decide
from cablefix.words import adaptation as finding

Switch = Callable[[], AbstractContextManager[object]]


def switches() -> Iterator[tuple[str, Switch]]:
    """The kinds of evidence by name, and how each is switched off."""
    for one in decide.EVIDENCE:
        rest = tuple(e for e in decide.EVIDENCE if e is not one)
        name = one.__name__.removeprefix("propose_").replace("_", " ")
        yield name, partial(patch.object, decide, "EVIDENCE", rest)
    yield "words", partial(patch.object, decide, "propose_words", lambda *_: ())
    yield "header lines by what they follow", partial(patch.object, document, "read_expected", list)
    yield (
        "the channel fitted to the document",
        partial(patch.object, channel.Channel, "fitted", lambda self, *_: self),
    )
    yield (
        "commas in series on a page",
        partial(patch.object, finding, "stop_costs", lambda chunks, channel: ({}, {})),
    )


def clean(text: str) -> str:
    """A text as the default level leaves it."""
    return Cleaner().clean(text).text


def measure(rows: Sequence[dict[str, str]], jobs: int) -> tuple[float, float]:
    """The relative gain in CER, and the harm in 10,000 tokens that were right."""
    with get_context("fork").Pool(jobs) as pool:
        cleaned = pool.map(clean, [r["ocr"] for r in rows], chunksize=1)
    figures = summary(
        [score_text(r["ocr"], text, r["gold"]) for r, text in zip(rows, cleaned, strict=True)]
    )
    return figures["cer_gain"], figures["harm"]


def main(argv: Sequence[str] | None = None) -> int:
    """Write a table: one row for each kind of evidence, one pair of columns for each file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--unplug", action="store_true", help="name what nothing misses")
    parser.add_argument("--count", type=int, help="records of each file, instead of all")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args(argv)
    if args.unplug:
        return unplug_all(args.jobs)
    if not args.files:
        parser.error("name files of records, or give --unplug")
    sets = [
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[: args.count]]
        for path in args.files
    ]
    lines = []
    for name, switch in [("(nothing)", ExitStack), *switches()]:
        with switch():
            found = [measure(rows, args.jobs) for rows in sets]
        cells = [cell for gain, harm in found for cell in (f"{gain:.1%}", f"{harm:.1f}")]
        lines.append([name, *cells])
        print(*lines[-1], flush=True)
    heads = [f"{p.stem} {what}" for p in args.files for what in ("gain", "harm")]
    counts = ", ".join(f"{len(rows)} of {p.stem}" for p, rows in zip(args.files, sets, strict=True))
    about = f"""## What each kind of evidence is worth

`python -m benchmarks.ablation`, {machine()["date"]}: rendered cables, {counts}. One kind
of evidence is left out in each row.

"""
    (RESULTS / "ablation.md").write_text(about + table(["without", *heads], lines), "utf-8")
    return 0


def unplug_all(jobs: int) -> int:
    """Print each mechanism with what misses it; 1 where nothing misses one."""
    idle = []
    for name, who in unplug.run(jobs):
        print(f"{name}: {who or 'NOTHING MISSES IT'}", flush=True)
        idle += [] if who else [name]
    print(f"{len(idle)} of {len(unplug.mechanisms())} mechanisms are missed by nothing")
    return 1 if idle else 0


if __name__ == "__main__":
    raise SystemExit(main())

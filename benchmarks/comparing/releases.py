"""Two releases of one cable: what the one withholds and the other has, by words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import cablefix
from cablefix.comparing.alignment import align
from cablefix.comparing.witness import Witness

_SIGN = re.compile(r"[\[(]")


def measure(path: Path, count: int | None, *, show: bool) -> Iterator[str]:
    """Precision and recall by words; and what is claimed of two readings of the full release."""
    told = right = signed = signed_found = missing = missing_found = 0
    rows = [json.loads(line) for line in islice(path.open(encoding="utf-8"), count)]
    for row in rows:
        full, cut = Witness.of(row["full_gold"]), Witness.of(row["cut_gold"])
        gone, by_sign = withheld_words(full, cut)
        read = Witness.of(row["full"])
        at_gold = {
            i: range(x.b0, x.b1) for x in align(read.keys, full.keys) for i in range(x.a0, x.a1)
        }
        found = cablefix.compare(row["full"], row["cut"])
        claimed: set[int] = set()
        for w in found.withheld:
            words = [i for i in range(len(read)) if w.start <= read.starts[i] < w.end]
            if w.witness == 0:
                claimed.update(j for i in words for j in at_gold.get(i, ()))
                told += sum(not at_gold.get(i) and bool(read.keys[i]) for i in words)
            else:
                told += w.words
            if show:
                yield f"{row['id']} told {w.marks!r} {w.text[:100]!r}"
        claimed = {j for j in claimed if full.keys[j]}
        told += len(claimed)
        right += len(claimed & gone)
        signed, signed_found = signed + len(by_sign), signed_found + len(by_sign & claimed)
        missing, missing_found = missing + len(gone), missing_found + len(gone & claimed)
        if show:
            for run in _runs(by_sign - claimed):
                yield f"{row['id']} NOT TOLD {full.piece(run[0], run[-1] + 1)[:100]!r}"
            for run in _runs(claimed - gone):
                yield f"{row['id']} WRONGLY {full.piece(run[0], run[-1] + 1)[:100]!r}"
    yield (
        f"{path.stem}, {len(rows)} cables: precision {right / max(told, 1):.3f} of {told} words "
        f"told; recall {signed_found / max(signed, 1):.3f} of {signed} words behind a written "
        f"sign, {missing_found / max(missing, 1):.3f} of all {missing} words taken out"
    )


def withheld_words(full: Witness, cut: Witness) -> tuple[set[int], set[int]]:
    """The words that the cut release lacks, and those in whose place it has a written sign."""
    links = align(full.keys, cut.keys)
    kept = {i for x in links for i in range(x.a0, x.a1)
            if full.keys[x.a0 : x.a1] == cut.keys[x.b0 : x.b1]}  # fmt: skip
    partner = {x.a0: x.b0 for x in links if x.a0 in kept}
    gone = {i for i in range(len(full)) if i not in kept and full.keys[i]}
    signed: set[int] = set()
    for run in _runs(gone):
        before = next((partner[i] for i in range(run[0] - 1, -1, -1) if i in partner), -1)
        after = next((partner[i] for i in range(run[-1] + 1, len(full)) if i in partner), len(cut))
        if any(_SIGN.match(cut.words[j]) for j in range(before + 1, after)):
            signed.update(run)
    return gone, signed


def _runs(numbers: set[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for i in sorted(numbers):
        if run and i > run[-1] + 3:
            yield run
            run = []
        run.append(i)
    if run:
        yield run

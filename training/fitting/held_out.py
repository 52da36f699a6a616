"""How good and how sure corrections are on real documents that were not fitted on.

`python -m training.fitting.held_out FOLDS [--witness FILE] [--real FOLDER]` cleans each fifth of
the real documents with the ensembles of FOLDS that were fitted without it (made by
`training.fitting.confidence --folds`), and prints how many findings of each confidence were
right; for typed records also the gain in CER and the harm in 10,000 tokens, by band of damage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import cablefix
from cablefix.evaluation.calibration import Outcome, calibration_error, reliability
from cablefix.evaluation.scoring import Score, score_text, summary
from cablefix.evaluation.tallies import judge_result
from cablefix.ranking import reranker as judgement
from training.fitting.confidence import FOLDS, fold_of, load_real
from training.fitting.gold import is_right
from training.fitting.witness import load_witness

Measured = tuple[list[Outcome], str, Score | None]
"""The outcomes for a text, its band of damage, and its score where its truth is known."""


def measure(item: Mapping[str, Any]) -> Measured:
    """The confidence of each finding for a text, and whether it was right."""
    text = item["ocr"]
    result = cablefix.clean(text)
    if "gold" in item:
        judged = judge_result(result, item["gold"])
        found = [(j.correction.confidence, j.verdict.better) for j in judged]
        return found, item["band"], score_text(text, result.text, item["gold"])
    found = []
    for c in (*result.corrections, *result.suggestions):
        good = is_right(text, item["rows"], c.start, c.end, c.replacement)
        if good is not None:
            found.append((c.confidence, good))
    return found, "", None


def run(folder: Path, items: Iterable[Mapping[str, Any]]) -> list[Measured]:
    """What became of all documents, each cleaned by ensembles that have not seen it."""
    parts: list[list[Mapping[str, Any]]] = [[] for _ in range(FOLDS)]
    for item in items:
        parts[fold_of(item["doc"])].append(item)
    found: list[Measured] = []
    for k, part in enumerate(parts):
        judgement.trees = cache(partial(judgement.Trees.load, folder=folder / str(k)))
        with Pool(2) as pool:
            found += pool.imap(measure, part, chunksize=4)
    return found


def gains(found: Sequence[Measured]) -> str:
    """The gain in CER and the harm in 10,000 tokens, by band and in all."""
    bands = sorted({band for _, band, _ in found})
    lines = []
    for band in (*bands, "all"):
        scores = [s for _, b, s in found if s is not None and band in (b, "all")]
        figures = summary(scores)
        gain, harm = 100 * figures["cer_gain"], figures["harm"]
        lines.append(f"  CER {band} %: gain {gain:.1f}, harm {harm:.1f} ({len(scores)} texts)")
    return "\n".join(lines)


def table(name: str, found: Sequence[Outcome]) -> str:
    """The reliability of the findings, bin by bin."""
    bins = reliability(found, (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99))
    lines = [f"{name}: {len(found)} findings, calibration error {calibration_error(bins):.3f}"]
    lines += [
        f"  {b.low:.2f}: {b.made:5} said {b.confidence:.3f} right {b.accuracy:.3f}" for b in bins
    ]
    for name_, least in cablefix.findings.LEVELS.items():
        applied = [good for c, good in found if c >= least]
        if applied:
            lines.append(f"  {name_}: {sum(applied)} of {len(applied)} right")
    return "\n".join(lines)


def main(argv: list[str]) -> int:
    """Print a table for each set that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folds", type=Path)
    parser.add_argument("--witness", type=Path)
    parser.add_argument("--real", type=Path)
    args = parser.parse_args(argv)
    if args.witness:
        found = run(args.folds, load_witness(args.witness))
        print(table("typed records", [o for some, _, _ in found for o in some]))
        print(gains(found))
    if args.real:
        found = run(args.folds, load_real(args.real))
        print(table("real documents", [o for some, _, _ in found for o in some]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

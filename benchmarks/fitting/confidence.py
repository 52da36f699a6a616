"""Fits how sure each proposal is, from rendered cables whose truth is known.

`python -m benchmarks.fitting.confidence RENDERED WORDLISTS [SPLIT]` runs all evidence over the fit
part, judges every proposal against the truth, and fits two ensembles of trees (scikit-learn), one
for words and one for fields. Writes `rules.tsv` and the `judge_*.npy` arrays.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import attrs
import numpy as np
from rapidfuzz.distance import Levenshtein
from sklearn.ensemble import HistGradientBoostingClassifier

from cablefix.correcting import judgement
from cablefix.correcting.decide import gather
from cablefix.correcting.grounds import WordGrounds
from cablefix.correcting.judgement import Trees, row_of
from cablefix.correcting.proposals import Proposal
from cablefix.evaluation.alignment import normalise
from cablefix.reading.document import read

LEVELS = ("L1", "L2", "L3", "L4", "memo1", "memo3", "gocr", "press", "misread")
LIGHT = ("L1", "L2", "memo1", "gocr")
SHAPES: dict[str, dict[str, Any]] = {
    "words": {"max_iter": 900, "max_leaf_nodes": 31, "learning_rate": 0.05, "l2_regularization": 5},
    "fields": {"max_iter": 250, "max_leaf_nodes": 31, "learning_rate": 0.06},
}
LEAST_IN_LEAF = 30

MISREAD = 0.85
"""The weight of a case from an article that was misread by rule, beside one that an engine read."""


@attrs.frozen
class Case:
    """One proposal and the errors of its whole text, without it and with it alone."""

    doc: str
    level: str
    noise: int
    litter: int
    proposal: Proposal
    before: int
    after: int

    @property
    def good(self) -> bool:
        """Whether the text came nearer to the truth."""
        return self.after < self.before


def load(folder: Path, split: str, levels: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The documents of some levels."""
    for level in levels:
        path = folder / split / f"{level}.jsonl"
        if path.is_file():
            with path.open(encoding="utf-8") as f:
                for line in f:
                    yield {**json.loads(line), "level": level}


def cases_of(item: dict[str, Any]) -> list[Case]:
    """All proposals for one document, each judged by the errors of the text it is made in.

    Judged token by token, a speck beside a lost letter would pass for that letter.
    """
    text, gold = item["ocr"], normalise(item["gold"])
    reading = read(text)
    before = Levenshtein.distance(normalise(text), gold)
    cases = []
    for p in gather(reading):
        if p.replacement != p.original and p.grounds is not None:
            changed = normalise(text[: p.start] + p.replacement + text[p.end :])
            after = Levenshtein.distance(changed, gold, score_hint=before)
            damage = (reading.noise, reading.litter)
            cases.append(Case(item["doc"], item["level"], *damage, p, before, after))
    return cases


def collect(items: Iterable[dict[str, Any]], jobs: int) -> list[Case]:
    """The cases of many documents."""
    with Pool(jobs) as pool:
        found: list[Case] = []
        for n, cases in enumerate(pool.imap(cases_of, items, chunksize=2), 1):
            found += cases
            if n % 50 == 0:
                print(f"{n} documents, {len(found):,} proposals", file=sys.stderr, flush=True)
    return found


def write_rules(cases: Sequence[Case], path: Path) -> None:
    """The record of every rule: how often it proposed, how often that was good."""
    made = Counter(c.proposal.rule for c in cases)
    good = Counter(c.proposal.rule for c in cases if c.good)
    head = (
        "# The record of every rule on the rendered documents (fit part; memoranda of dev too): "
        "how often it proposed\n"
        "# a change, and how often that brought the text nearer to the truth\n"
        "# source: benchmarks.fitting.confidence\n# licence: as cablefix\n# date: 2026-11-22\n"
        "# numbers: proposed good\n"
        "rule\tproposed\tgood\n"
    )
    rows = "".join(f"{rule}\t{made[rule]}\t{good[rule]}\n" for rule in sorted(made))
    path.write_text(head + rows, encoding="utf-8", newline="\n")


def rows_of(cases: Sequence[Case]) -> tuple[np.ndarray, np.ndarray]:
    """The matrix of measurements, and what became of each case."""
    rows = np.array([row_of(c.proposal, c.noise, c.litter) for c in cases], np.float32)
    return rows, np.array([c.good for c in cases])


def fit(cases: Sequence[Case], name: str) -> Trees:
    """The trees of one family."""
    rows, good = rows_of(cases)
    light = np.array([c.level in LIGHT for c in cases])
    share = light.mean()
    # light damage is what most documents have: it must not drown in the many slips of heavy
    weights = np.where(light, 0.5 / max(share, 0.01), 0.5 / max(1 - share, 0.01))
    weights *= np.where([c.level == "misread" for c in cases], MISREAD, 1.0)
    model = HistGradientBoostingClassifier(
        random_state=0, early_stopping=False, min_samples_leaf=LEAST_IN_LEAF, **SHAPES[name]
    ).fit(rows, good, sample_weight=weights)
    return flatten(model)


def flatten(model: HistGradientBoostingClassifier) -> Trees:
    """The fitted trees as plain arrays, side by side."""
    columns: dict[str, list[Any]] = {
        k: [] for k in ("feature", "threshold", "left", "right", "value", "roots")
    }
    for (predictor,) in model._predictors:
        offset = len(columns["feature"])
        columns["roots"].append(offset)
        for node in predictor.nodes:
            leaf = bool(node["is_leaf"])
            columns["feature"].append(-1 if leaf else int(node["feature_idx"]))
            columns["threshold"].append(float(node["num_threshold"]))
            columns["left"].append(offset if leaf else offset + int(node["left"]))
            columns["right"].append(offset if leaf else offset + int(node["right"]))
            columns["value"].append(round(float(node["value"]), 5) if leaf else 0.0)
    return Trees(
        np.array(columns["feature"], np.int16),
        np.array(columns["threshold"], np.float32),
        np.array(columns["left"], np.int32),
        np.array(columns["right"], np.int32),
        np.array(columns["value"], np.float32),
        np.array(columns["roots"], np.int32),
        np.array([float(model._baseline_prediction.ravel()[0])], np.float32),
    )


def main(argv: list[str]) -> int:
    """Fit from the rendered cables in `argv[0]` and write to the wordlists in `argv[1]`."""
    if len(argv) < 2:
        print(
            "usage: python -m benchmarks.fitting.confidence RENDERED WORDLISTS [SPLIT]",
            file=sys.stderr,
        )
        return 2
    folder, wordlists = Path(argv[0]), Path(argv[1])
    split = argv[2] if len(argv) > 2 else "fit"
    cases = collect(load(folder, split, LEVELS), 2)
    write_rules(cases, wordlists / "rules.tsv")
    judgement.tables.load.cache_clear()
    judgement._records.cache_clear()
    for name in SHAPES:
        family = [
            c for c in cases if isinstance(c.proposal.grounds, WordGrounds) == (name == "words")
        ]
        fit(family, name).save(wordlists, name)
        print(f"{name}: {len(family):,} proposals, {sum(c.good for c in family):,} good")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

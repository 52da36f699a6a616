"""Fits how sure each proposal is, from texts whose truth is known.

`python -m training.fitting.confidence RENDERED WORDLISTS [--split fit] [--witness FILE]
[--readings FILE] [--real FOLDER] [--right FILE] [--folds FOLDER]` runs all evidence over rendered
cables, over short pieces with a slip or none, over typed records as engines really read them
(`witness`, `readings`), over real documents with hand-made gold, and over texts that are right as
they stand (`tests/cases/right_print.jsonl`); judges every proposal against the truth, and fits two
ensembles of trees (scikit-learn), one for words and one for fields. Writes `rules.tsv` and the
`judge_*.npy` arrays.
`--folds` also writes, for each fifth of the real documents and records, ensembles that were fitted
without it, with which `training.fitting.held_out` measures.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import attrs
import numpy as np
from rapidfuzz.distance import Levenshtein
from sklearn.ensemble import HistGradientBoostingClassifier

from cablefix.document.reading import read
from cablefix.evaluation.alignment import normalise
from cablefix.proposals import Proposal, WordGrounds
from cablefix.ranking import reranker as judgement
from cablefix.ranking.decide import gather
from cablefix.ranking.reranker import Trees, row_of
from training.fitting.gold import is_right, read_rows
from training.fitting.witness import load_readings, load_witness

LEVELS = ("L1", "L2", "L3", "L4", "memo1", "memo3", "gocr", "press", "misread", "pieces")
LIGHT = ("L1", "L2", "memo1", "gocr")
SHAPES: dict[str, dict[str, Any]] = {
    # few features for each split: of all trees tried, these said most of records not fitted on
    "words": {
        "max_iter": 1100,
        "max_leaf_nodes": 31,
        "learning_rate": 0.05,
        "l2_regularization": 5,
        "max_features": 0.25,
    },
    "fields": {"max_iter": 250, "max_leaf_nodes": 31, "learning_rate": 0.06},
}
LEAST_IN_LEAF = 20

MISREAD = 0.85
"""The weight of a case from an article that was misread by rule, beside one that an engine read."""

PIECES, RIGHT = 1.0, 0.5
"""The weights of a case from a few lines with a slip or none, and from a text that is right. With
the second at 0, .5 and 2, ICDAR 2017 (60 texts) has gains of 17.9, 14.3 and 12.8 in CER, and 4.2, 0
and 0 of 10,000 tokens harmed; typed records have 38.4, 38.3 and 37.8, and 8.4, 8.0 and 8.0."""

REAL, REAL_FIELDS = 4.0, 12.0
"""The weight of a case from a real reading, which are few, beside one from a rendered text."""

FOLDS = 5
"""Parts that the real documents are divided into, to measure on some what was fitted on others."""


@attrs.frozen
class Case:
    """One proposal, the text that it is for, and what became of it."""

    doc: str
    level: str
    noise: int
    litter: int
    words: int
    proposal: Proposal
    good: bool
    """Whether the text came nearer to the truth."""

    @property
    def real(self) -> bool:
        """Whether a scanner really read it so."""
        return self.level in ("witness", "real")


def load(folder: Path, split: str, levels: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The documents of some levels."""
    for level in levels:
        path = folder / split / f"{level}.jsonl"
        if path.is_file():
            with path.open(encoding="utf-8") as f:
                for line in f:
                    yield {**json.loads(line), "level": level}


def load_real(folder: Path) -> Iterator[dict[str, Any]]:
    """The real documents of a folder, with the slips that their gold names."""
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        rows = read_rows(path.with_suffix("") / "corrections.tsv")
        yield {"doc": path.stem, "level": "real", "ocr": text, "rows": rows}


def load_right(path: Path) -> Iterator[dict[str, Any]]:
    """Texts that are right as they stand: of a change in them, nothing is good."""
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        yield {
            "doc": case["name"], "level": "right", "ocr": case["text"], "gold": case["text"],
        }  # fmt: skip


def fold_of(doc: str) -> int:
    """Which part of the real documents one is in."""
    return zlib.crc32(doc.encode()) % FOLDS


def cases_of(item: dict[str, Any]) -> list[Case]:
    """All proposals for one document, each judged by the errors of the text it is made in.

    Judged token by token, a speck beside a lost letter would pass for that letter.
    """
    text = item["ocr"]
    gold = normalise(item["gold"]) if "gold" in item else None
    before = Levenshtein.distance(normalise(text), gold) if gold is not None else 0
    reading = read(text)
    cases = []
    for p in gather(reading):
        if p.replacement == p.original or p.grounds is None:
            continue
        good: bool | None
        if gold is None:
            good = is_right(text, item["rows"], p.start, p.end, p.replacement)
        else:
            changed = normalise(text[: p.start] + p.replacement + text[p.end :])
            good = Levenshtein.distance(changed, gold, score_hint=before) < before
        if good is not None:
            measured = (reading.noise, reading.litter, len(text.split()))
            cases.append(Case(item["doc"], item["level"], *measured, p, good))
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
    made = Counter(c.proposal.rule for c in cases if not c.real)
    good = Counter(c.proposal.rule for c in cases if c.good and not c.real)
    head = (
        "# The record of every rule on the rendered documents (fit part; memoranda of dev too): "
        "how often it proposed\n"
        "# a change, and how often that brought the text nearer to the truth\n"
        "# source: training.fitting.confidence\n# licence: as cablefix\n# date: 2026-11-27\n"
        "# numbers: proposed good\n"
        "rule\tproposed\tgood\n"
    )
    rows = "".join(f"{rule}\t{made[rule]}\t{good[rule]}\n" for rule in sorted(made))
    path.write_text(head + rows, encoding="utf-8", newline="\n")


def rows_of(cases: Sequence[Case]) -> tuple[np.ndarray, np.ndarray]:
    """The matrix of measurements, and what became of each case."""
    rows = np.array([row_of(c.proposal, c.noise, c.litter, c.words) for c in cases], np.float32)
    return rows, np.array([c.good for c in cases])


def fit(cases: Sequence[Case], name: str) -> Trees:
    """The trees of one family."""
    rows, good = rows_of(cases)
    real = np.array([c.real for c in cases])
    light = np.array([c.level in LIGHT for c in cases])
    pieces = np.array([c.level == "pieces" for c in cases])
    right = np.array([c.level == "right" for c in cases])
    # light damage is what most documents have: it must not drown in the many slips of heavy
    share = light.sum() / max((~real & ~pieces & ~right).sum(), 1)
    weights = np.where(light, 0.5 / max(share, 0.01), 0.5 / max(1 - share, 0.01))
    weights *= np.where([c.level == "misread" for c in cases], MISREAD, 1.0)
    weights[pieces], weights[right] = PIECES, RIGHT
    weights[real] = REAL_FIELDS if name == "fields" else REAL
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
    """Fit from the texts that are named, and write to the wordlists."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rendered", type=Path)
    parser.add_argument("wordlists", type=Path)
    parser.add_argument("--split", default="fit")
    parser.add_argument("--witness", type=Path)
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--real", type=Path)
    parser.add_argument("--right", type=Path)
    parser.add_argument("--folds", type=Path)
    args = parser.parse_args(argv)
    items = list(load(args.rendered, args.split, LEVELS))
    items += load_witness(args.witness) if args.witness else []
    items += load_readings(args.readings) if args.readings else []
    items += load_real(args.real) if args.real else []
    items += load_right(args.right) if args.right else []
    cases = collect(items, 2)
    write_rules(cases, args.wordlists / "rules.tsv")
    judgement.tables.load.cache_clear()
    judgement._records.cache_clear()
    for name in SHAPES:
        family = [
            c for c in cases if isinstance(c.proposal.grounds, WordGrounds) == (name == "words")
        ]
        fit(family, name).save(args.wordlists, name)
        print(f"{name}: {len(family):,} proposals, {sum(c.good for c in family):,} good")
        for k in range(FOLDS) if args.folds else ():
            (args.folds / str(k)).mkdir(parents=True, exist_ok=True)
            others = [c for c in family if not (c.real and fold_of(c.doc) == k)]
            fit(others, name).save(args.folds / str(k), name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

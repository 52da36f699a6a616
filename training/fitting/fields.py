"""Fits how sure the value of a field is, from cables whose fields are known.

`python -m training.fitting.fields WORDLISTS RENDERED.jsonl ... [--real FOLDER]`: a logistic model
over the measurements of `cablefix.fields.field_confidence`; writes `field_confidence.tsv`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import attrs
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

import cablefix
from cablefix.cable import Cable, Field
from cablefix.document.reading import read
from cablefix.evaluation.alignment import squeeze
from cablefix.fields.field_confidence import measure_field

Outcome = tuple[dict[str, float], bool]
REAL = {
    "post": "post", "number": "cable_number", "dtg": "dtg", "precedence": "precedence",
    "sender": "from", "caption": "caption", "classification": "classification_original",
    "released_as": "classification_released", "eo": "eo_line", "subject": "subject",
    "signature": "signature", "tags": "tags", "addressees": "to", "references": "references",
}  # fmt: skip
"""The names of the fields in the metadata of real documents."""


def outcomes(item: tuple[str, Mapping[str, Any]]) -> list[Outcome]:
    """The measurements of each field of a text, and whether it is right."""
    text, known = item
    result = cablefix.clean(text)
    noise = read(result.text).noise
    found = []
    for name, field in _fields(result.cable):
        if name in known:
            wanted = known[name] if isinstance(known[name], list) else [known[name]]
            right = _plain(field.value) in [_plain(w) for w in wanted]
            found.append((measure_field(name, field, result.text, noise), right))
    return found


def _plain(value: Any) -> str:
    """A value without what scorers leave out: blanks, marks, leading zeros."""
    if isinstance(value, Mapping):
        value = value["address"]
    return "".join(c for c in squeeze(str(value)).upper() if c.isalnum()).lstrip("0")


def _fields(cable: Cable) -> Iterator[tuple[str, Field[Any]]]:
    for a in attrs.fields(Cable):
        value = getattr(cable, a.name)
        for field in value if isinstance(value, tuple) else [value]:
            if isinstance(field, Field) and a.name != "date":
                yield a.name, field


def rendered(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The texts of a rendered set with their fields."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["fields"]["kind"] == "cable":
            yield row["ocr"], row["fields"]


def real(folder: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The real documents of a folder with their fields."""
    for path in sorted(folder.glob("*/metadata.json")):
        given = json.loads(path.read_text("utf-8"))
        known = {ours: given.get(theirs) for ours, theirs in REAL.items()}
        known["addressees"] = [*(given.get("to") or []), *(given.get("info") or [])]
        yield (folder / f"{path.parent.name}.txt").read_bytes().decode("utf-8"), known


def main(argv: list[str]) -> int:
    """Fit and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wordlists", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--real", type=Path)
    args = parser.parse_args(argv)
    items = [item for path in args.sets for item in rendered(path)]
    own = list(real(args.real)) if args.real else []
    # as many real documents as rendered ones, by weight: they are what is asked about
    weights = [1.0] * len(items) + [len(items) / max(len(own), 1)] * len(own)
    with Pool(2) as pool:
        found = pool.map(outcomes, [*items, *own], chunksize=2)
    vectors = DictVectorizer(sparse=False)
    x = vectors.fit_transform([m for doc in found for m, _ in doc])
    y = np.array([right for doc in found for _, right in doc])
    w = np.array([weight for doc, weight in zip(found, weights, strict=True) for _ in doc])
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000).fit(x, y, sample_weight=w)
    rows = dict(zip(vectors.get_feature_names_out(), model.coef_[0].tolist(), strict=True))
    (args.wordlists / "field_confidence.tsv").write_text(
        "# Weights of the measurements that say how sure the value of a field is\n"
        "# source: training.fitting.fields\n# licence: as cablefix\n# date: 2026-11-27\n"
        "# numbers: weight\nmeasurement\tweight\n"
        + "".join(f"{name}\t{rows[name]:.3f}\n" for name in sorted(rows)),
        encoding="utf-8", newline="\n",
    )  # fmt: skip
    said = model.predict_proba(x)[:, 1]
    for low, high in ((0.0, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 0.97), (0.97, 1.01)):
        at = (said >= low) & (said < high)
        if at.any():
            print(f"{low:.2f}-{high:.2f}: {at.sum():6} fields, {y[at].mean():.3f} right")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

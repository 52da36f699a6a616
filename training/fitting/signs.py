"""Fits how sure a code is a sign, from texts whose withheld places are known.

`python -m training.fitting.signs WORDLISTS [--released FOLDER] [--rendered FILE ...]
[--cases FILE ...] [--clean FILE]`: a logistic model over the measurements of
`cablefix.withheld.confidence`; writes `sign_confidence.tsv`. FOLDER holds `docs/*.txt` and
`gold/*.json`, FILE rendered records, cases of `tests/cases`, and documents in which nothing but
bracketed notes is withheld (`frus.txt.xz`).

There are few documents for the number of measurements, and some shapes are rare in them: weights
that the texts do not decide stay near those of the table (PRIOR). `--held-out` fits on every second
document and measures on the others.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.document.reading import read
from cablefix.evaluation.calibration import calibration_error, reliability
from cablefix.language import tables
from cablefix.withheld.signs import places_of, survey, weigh
from training.fitting.logistic import write

PRIOR = 1.0
"""Weight of the square of a change of the table, beside the loss of one place. Of 0.05, 0.2 and 1
the largest: on documents held out all calibrate alike (ECE .018 to .024)."""

STEPS, RATE = 4000, 0.5
"""Steps of the descent, and their size at first."""

CLEAN = 400
"""Documents without codes of withholding that are looked through."""

Outcome = tuple[dict[str, float], bool]


@attrs.frozen
class Known:
    """A text, where something is withheld in it, and where that is not certain."""

    text: str
    withheld: Sequence[tuple[int, int]]
    doubtful: Sequence[tuple[int, int]] = ()


def released(folder: Path) -> Iterator[Known]:
    """Real releases with gold."""
    for path in sorted(folder.glob("docs/*.txt")):
        gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text("utf-8"))
        spans = [(x["start"], x["end"], x["certain"]) for x in gold["excisions"] if x["sign"]]
        yield Known(
            path.read_bytes().decode("utf-8"),
            [(a, b) for a, b, certain in spans if certain],
            [(a, b) for a, b, certain in spans if not certain],
        )


def rendered(path: Path) -> Iterator[Known]:
    """Rendered cables and memoranda."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        marks = [g for g in row["gaps"] if g["kind"] == "explicit-marker"]
        yield Known(row["ocr"], [(g["ocr_start"], g["ocr_end"]) for g in marks])


def cases(path: Path) -> Iterator[Known]:
    """Invented cases in which nothing is withheld."""
    for line in path.read_text("utf-8").splitlines():
        case = json.loads(line)
        if not case.get("gaps"):
            yield Known(case["text"], ())


def clean(path: Path) -> Iterator[Known]:
    """Published documents, in which codes are only talked of."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        text: list[str] = []
        count = 0
        for line in file:
            if not line.startswith("### "):
                text.append(line)
                continue
            if text:
                yield Known("".join(text), ())
            text, count = [], count + 1
            if count > CLEAN:
                return


def outcomes(known: Known) -> list[Outcome]:
    """The measurements of each place in a text that codes tell of, and whether it is one."""
    reading = read(known.text)
    seen = survey(reading.lines, known.text, is_cable=reading.is_cable)
    out = []
    for found in places_of(reading.lines, seen, reading.text_begins):
        span = found.marks[0].start, found.marks[-1].end
        if _meets(span, known.withheld) or not _meets(span, known.doubtful):
            measured = weigh(found, seen.document)[1]
            out.append((measured, _meets(span, known.withheld)))
    return out


def _meets(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(a <= span[1] and span[0] <= b for a, b in others)


def fit(documents: Sequence[Sequence[Outcome]], before: dict[str, float]) -> dict[str, float]:
    """The weights, by descent along the gradient, held near those of before."""
    names = sorted(before)
    x, y = _arrays(documents, names)
    start = np.array([before[n] for n in names])
    weights = start.copy()
    for step in range(STEPS):
        said = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (said - y) + PRIOR * (weights - start)
        weights -= RATE / (1 + step / 500) * slope / len(documents) ** 0.5
    return dict(zip(names, weights.round(3).tolist(), strict=True))


def _arrays(
    documents: Sequence[Sequence[Outcome]], names: Sequence[str]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    rows = [found for doc in documents for found in doc]
    x = np.array([[m.get(n, 0.0) for n in names] for m, _ in rows])
    return x, np.array([float(right) for _, right in rows])


def report(documents: Sequence[Sequence[Outcome]], weights: dict[str, float]) -> None:
    """Print how well the stated chances agree with what is so."""
    names = sorted(weights)
    x, y = _arrays(documents, names)
    said = 1 / (1 + np.exp(-(x @ np.array([weights[n] for n in names]))))
    told = said >= 0.5
    pairs = zip(said[told].tolist(), (y[told] > 0).tolist(), strict=True)
    error = calibration_error(reliability(pairs))
    wrong = int(((said >= 0.5) != (y > 0)).sum())
    print(f"{len(documents)} documents, {len(y)} places, {int(y.sum())} of them withheld: "
          f"{wrong} on the wrong side of .5; ECE of those told {error:.3f}")  # fmt: skip


def main(argv: list[str]) -> int:
    """Fit, measure and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wordlists", type=Path)
    parser.add_argument("--released", type=Path)
    parser.add_argument("--rendered", type=Path, nargs="*", default=[])
    parser.add_argument("--cases", type=Path, nargs="*", default=[])
    parser.add_argument("--clean", type=Path)
    parser.add_argument("--held-out", action="store_true", help="measure on every second document")
    args = parser.parse_args(argv)
    texts = list(released(args.released)) if args.released else []
    texts += [k for path in args.rendered for k in rendered(path)]
    texts += [k for path in args.cases for k in cases(path)]
    texts += list(clean(args.clean)) if args.clean else []
    documents = [found for known in texts if (found := outcomes(known))]
    before = {name: float(w) for name, w in tables.load("sign_confidence").rows}
    report(documents, before)
    if args.held_out:
        report(documents[1::2], fit(documents[::2], before))
        return 0
    weights = fit(documents, before)
    report(documents, weights)
    write(
        args.wordlists / "sign_confidence.tsv",
        "Weights of the measurements that say how sure a code is a sign that text was withheld",
        "training.fitting.signs", "2026-11-27", weights,
    )  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

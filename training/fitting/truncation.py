"""Fits how sure the last line of a file goes on in what is not here, from whole and cut documents.

`python -m training.fitting.truncation WORDLISTS --telegrams TAR... --published frus.txt.xz
[--rendered FILE ...] [--cases FILE ...]`: writes `truncation_confidence.tsv`. Published documents,
telegrams and rendered cables are taken as they are, which is whole, and cut at a random place;
invented cases are whole. One file in ten is taken to be cut (CUT), which no count of archives
backs. Documents are held apart by five folds for the figures it prints.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import sys
import tarfile
import textwrap
import zlib
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path

import attrs
import numpy as np

from cablefix.document.reading import read
from cablefix.gaps.end_of_file import WEIGHTS, find_text_end, may_go_on, measure
from cablefix.layout.running_text import is_ended
from training.fitting.logistic import Outcome, chances, fit, report, write

CUT = 0.1
"""Share of files that end in the middle: a guess on the side of silence."""

HELD = 0.1
"""Cost of the square of a weight, against the loss of one document."""

LATEST, SHORTEST = 6000, 600
"""Characters of a document that are read, its end among them; of one that is cut."""

LOSSES = frozenset({"truncated-text", "missing-page", "cut-line", "missing-section"})
"""Gaps of rendered cables of which one may be the loss of their end."""

WIDTHS = (0, 45, 60, 66, 72, 80)
"""Columns to which clean text is wrapped; 0: as it is."""

EVERY = {"published": 6, "telegrams": 4}
"""Of the large sets each sixth or fourth document is taken, and each fourth of those is cut."""


@attrs.frozen
class Text:
    """One document, how often it is cut, and for how many of its like it then stands."""

    name: str
    text: str
    clean: bool
    cuts: int
    weight: float
    whole: bool = True
    """Whether it is known that nothing of it is lost."""


def telegrams(path: Path) -> Iterator[Text]:
    """Clean telegrams of an archive."""
    with tarfile.open(path) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            if file is not None:
                yield Text(member.name, file.read().decode("utf-8"), True, 1, 1.0)


def published(path: Path) -> Iterator[Text]:
    """Clean documents of an edition."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        head, lines = "", list[str]()
        for line in file:
            if line.startswith("### "):
                if lines:
                    yield Text(head, "".join(lines), True, 1, 1.0)
                head, lines = line, []
            else:
                lines.append(line)


def records(path: Path) -> Iterator[Text]:
    """Rendered cables as they were read."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        whole = LOSSES.isdisjoint(g["kind"] for g in row["gaps"])
        yield Text(row["id"], row["ocr"], False, 2, 0.5, whole)


def cases(path: Path) -> Iterator[Text]:
    """Invented cases; none of them is cut."""
    for line in path.read_text("utf-8").splitlines():
        case = json.loads(line)
        yield Text(case.get("name", ""), case["text"], False, 0, 1.0)


def thinned(texts: Iterator[Text], every: int) -> Iterator[Text]:
    """One text of several; each fourth of them is cut, and stands for four."""
    for i, text in enumerate(texts):
        if i % every == 0:
            cut = i // every % 4 == 0
            yield attrs.evolve(text, cuts=int(cut), weight=4.0)


def outcomes(text: Text) -> list[tuple[str, Outcome]]:
    """What is measured at the end of a text, and at the ends of what it is cut to."""
    chance = random.Random(text.name)
    whole = text.text[-LATEST:]
    if text.clean:
        width = chance.choice(WIDTHS)
        whole = whole.upper() if chance.random() < 0.4 else whole
        whole = _wrapped(whole, width) if width else whole
    pieces = [(whole, False)] if text.whole and not is_ended(whole) else []
    for _ in range(text.cuts if len(whole) > SHORTEST else 0):
        piece = whole[: chance.randrange(SHORTEST // 2, len(whole) - 20)]
        pieces.append((piece[: piece.rfind(" ")] if chance.random() < 0.5 else piece, True))
    found = []
    for piece, cut in pieces:
        reading = read(piece)
        end = find_text_end(reading.lines)
        if end is None or is_ended(end.last.line.text):
            continue
        measured = measure(end, is_cable=reading.is_cable)
        weight = CUT / (1 - CUT) * text.weight if cut else 1.0
        if may_go_on(measured):
            found.append((text.name, (measured, cut, weight)))
    return found


def _wrapped(text: str, width: int) -> str:
    return "\n".join(
        "\n".join(textwrap.wrap(p, width)) if p.strip() else "" for p in text.split("\n")
    )


def main(argv: list[str]) -> int:
    """Fit, measure and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wordlists", type=Path)
    parser.add_argument("--telegrams", type=Path, nargs="*", default=[])
    parser.add_argument("--published", type=Path)
    parser.add_argument("--rendered", type=Path, nargs="*", default=[])
    parser.add_argument("--cases", type=Path, nargs="*", default=[])
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args(argv)
    texts = [t for p in args.telegrams for t in thinned(telegrams(p), EVERY["telegrams"])]
    texts += thinned(published(args.published), EVERY["published"]) if args.published else []
    texts += [t for p in args.rendered for t in records(p)]
    texts += [t for p in args.cases for t in cases(p)]
    with Pool(args.jobs) as pool:
        named = [x for found in pool.imap(outcomes, texts, chunksize=8) for x in found]
    names = sorted(named[0][1][0])
    folds = np.array([zlib.crc32(name.encode()) % 5 for name, _ in named])
    examples = [example for _, example in named]
    said = np.zeros(len(named))
    for fold in range(5):
        inside = [e for e, f in zip(examples, folds, strict=True) if f != fold]
        weights = fit(inside, names, HELD)
        said[folds == fold] = chances(
            [e for e, f in zip(examples, folds, strict=True) if f == fold], weights
        )
    print(report(examples, said, 0.5))
    write(
        args.wordlists / f"{WEIGHTS}.tsv",
        "Weights of the measurements that say how sure the last line of a file goes on",
        "training.fitting.truncation", "2026-11-27", fit(examples, names, HELD),
    )  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

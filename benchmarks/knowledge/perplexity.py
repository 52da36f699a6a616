"""Perplexity of the language model on held-out texts, beside fewer words of context.

Perplexity is exp of the mean surprise per token (words, marks, ends of paragraphs) of those that
the model counts; the share of the others is given beside it. The unigram baseline is the relative
frequency in the same training volumes (one added to each count).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.language import tables
from cablefix.language.lexicon import BREAK, UNKNOWN, lexicon, model
from cablefix.language.ngram import STEP
from cablefix.language.tokens import fold, shape, show_roles, tokenise
from training.lists.counts import encode
from training.lists.sources import read_frus, read_jfk

Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@attrs.frozen
class Fit:
    """The figures of one held-out text."""

    name: str
    tokens: int
    unknown: float
    unigram: float
    bigram: float
    trigram: float


def _tokens(line: str) -> list[str]:
    return [shape(t) for t in tokenise(show_roles(fold(line)))]


def _ids() -> dict[str, int]:
    words = lexicon()
    ids = {form: i for form, i in words.ids.items() if i < words.counted}
    ids["<unk>"], ids["<p>"] = UNKNOWN, BREAK
    return ids


def measure(sources: Path, split: str = "test") -> list[Fit]:
    """The figures of the held-out FRUS volumes of a split, and of the held-out JFK lines."""
    held = tables.load("held_out").pairs("volume", "split")
    ids, taught = _ids(), Counter[str]()
    kept: list[list[str]] = []
    for document in read_frus(sources):
        use = held.get(document.volume)
        if use not in (None, split):
            continue
        for line in document.text.split("\n"):
            if line.strip():
                if use is None:
                    taught.update(_tokens(line))
                    taught["<p>"] += 1
                else:
                    kept.append(_tokens(line))
    counts = np.ones(len(ids))
    for token, n in taught.items():
        counts[ids.get(token, UNKNOWN)] += n
    unigram: Floats = np.log(counts / counts.sum())
    jfk = (_tokens(line) for line in read_jfk(sources, held_out=True))
    return [
        _fit(f"FRUS, {sum(s == split for s in held.values())} volumes", kept, ids, unigram),
        _fit("JFK lines, 1 in 100", jfk, ids, unigram),
    ]


def _fit(name: str, lines: Iterable[list[str]], ids: dict[str, int], unigram: Floats) -> Fit:
    # two ends before each paragraph, as the corrector sees it
    stream = encode(lines, ids)
    stream = np.repeat(stream, np.where(stream == BREAK, 2, 1))
    first, second, third = stream[:-2], stream[1:-1], stream[2:]
    doubled = (second == BREAK) & (third == BREAK)
    real = (third != UNKNOWN) & ~doubled
    bigram = -STEP * model().pair_costs(second, third)
    trigram = model().score(first, second, third)
    unigrams = unigram[third]
    return Fit(
        name,
        int((~doubled).sum()),
        float((third == UNKNOWN).sum() / (~doubled).sum()),
        *(float(np.exp(-logs[real].mean())) for logs in (unigrams, bigram, trigram)),
    )


def report(sources: Path) -> list[str]:
    """The figures as a Markdown table."""
    lines = [
        "| held out | tokens | unknown | unigram | bigram | trigram |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for f in measure(sources):
        lines.append(
            f"| {f.name} | {f.tokens:,} | {100 * f.unknown:.1f} % | {f.unigram:.0f} | "
            f"{f.bigram:.0f} | {f.trigram:.0f} |"
        )
    return lines

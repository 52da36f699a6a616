"""Counts words and n-grams of the clean corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cablefix.language.tokens import fold, shape, show_roles, tokenise
from training.lists.sources import read_frus, read_prose

UNKNOWN, BREAK = "<unk>", "<p>"
"""The two tokens that are no words: any word out of vocabulary, and the end of a paragraph."""

Ids = npt.NDArray[np.int64]


def paragraphs(folder: Path, held_out: frozenset[str]) -> Iterator[list[str]]:
    """The tokens of every paragraph of the clean corpus but the held-out volumes."""
    return map(_to_tokens, read_lines(folder, held_out))


def read_lines(folder: Path, held_out: frozenset[str]) -> Iterator[str]:
    """The paragraphs themselves, each a line."""
    for document in read_frus(folder):
        if document.volume not in held_out:
            yield from filter(str.strip, document.text.split("\n"))


def prose_paragraphs(folder: Path) -> Iterator[list[str]]:
    """The tokens of every paragraph of the other prose."""
    return map(_to_tokens, read_prose(folder))


def _to_tokens(line: str) -> list[str]:
    return [shape(t) for t in tokenise(show_roles(fold(line)))]


def count_words(lists: Iterable[list[str]]) -> Counter[str]:
    """How often each token occurs."""
    counts: Counter[str] = Counter()
    for tokens in lists:
        counts.update(tokens)
    return counts


def encode(lists: Iterable[list[str]], ids: Mapping[str, int]) -> Ids:
    """All paragraphs as one array of word ids, a break before each and one at the end."""
    unknown, stop = ids[UNKNOWN], ids[BREAK]
    chunks: list[npt.NDArray[np.int32]] = []
    pending: list[int] = []
    for tokens in lists:
        pending.append(stop)
        pending.extend([ids.get(t, unknown) for t in tokens])
        if len(pending) > 1_000_000:
            chunks.append(np.array(pending, np.int32))
            pending = []
    chunks.append(np.array([*pending, stop], np.int32))
    return np.concatenate(chunks).astype(np.int64)


def count_ngrams(stream: Ids, order: int, size: int) -> tuple[Ids, Ids]:
    """Keys and counts of all n-grams; the key of `a b c` is `(a * size + b) * size + c`."""
    n = len(stream) - order + 1
    keys = stream[:n].copy()
    for i in range(1, order):
        keys = keys * size + stream[i : n + i]
    found, counts = np.unique(keys, return_counts=True)
    return found, counts

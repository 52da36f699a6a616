"""What printed books say of English: words and pairs of words, as symspellpy brings them.

FRUS is the prose of diplomats. Books know the rest: which word follows which in letters, articles
and stories. symspellpy's lists are counts of Google Books n-grams over the words of SCOWL.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import resources

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.language.tokens import fold
from training.lists.counts import Ids

Floats = npt.NDArray[np.float64]

MOST = 0.95
"""The largest share of what follows a word that listed pairs may take: the list is not complete."""


@attrs.frozen
class Books:
    """Counts of words and of pairs in printed books."""

    words: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int] = attrs.field(factory=dict)


@attrs.frozen
class Shares:
    """The counts over the ids of a model; a pair's key is `first * size + second`.

    words: the share of each id; keys, pairs: the pairs in order, and the chance of the second
    word after the first; paired: for each first word, the sum of its pairs' chances.
    """

    words: Floats
    keys: Ids
    pairs: Floats
    paired: Floats


def read_books() -> Books:
    """The English words and pairs that symspellpy brings (SCOWL, Google Books n-grams)."""
    words: dict[str, int] = {}
    for word, count in _read_rows("frequency_dictionary_en_82_765.txt"):
        words[fold(word)] = int(count)
    pairs: dict[tuple[str, str], int] = {}
    for first, second, count in _read_rows("frequency_bigramdictionary_en_243_342.txt"):
        pairs[fold(first), fold(second)] = int(count)
    return Books(words, pairs)


def _read_rows(name: str) -> Iterator[list[str]]:
    text = (resources.files("symspellpy") / name).read_text(encoding="utf-8-sig")
    return (line.split() for line in text.splitlines())


def share_out(books: Books, tokens: Sequence[str]) -> Shares:
    """The counts of `books` over the tokens of a model, in the order of their ids."""
    size = len(tokens)
    ids = {token: i for i, token in enumerate(tokens)}
    counts = np.array([books.words.get(t, 0) for t in tokens], np.float64)
    rows = sorted(
        (ids[a] * size + ids[b], n / books.words[a])
        for (a, b), n in books.pairs.items()
        if a in ids and b in ids and a in books.words
    )
    keys = np.array([k for k, _ in rows], np.int64)
    chances = np.array([c for _, c in rows], np.float64)
    paired = np.bincount(keys // size, chances, minlength=size).astype(np.float64)
    too_much = np.maximum(paired / MOST, 1)
    return Shares(
        counts / max(counts.sum(), 1), keys, chances / too_much[keys // size], paired / too_much
    )

"""Turns n-gram counts into an interpolated Kneser-Ney trigram model, quantised to bytes.

Kneser and Ney 1995 (Improved backing-off for m-gram language modeling), interpolated as in Chen
and Goodman 1999, one discount for each order. Rare n-grams are dropped, and their mass goes to
the lower order. A share of words and pairs is as printed books have them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.language.ngram import Arrays, quantise
from training.lists.books import Shares
from training.lists.counts import Ids, count_ngrams

Floats = npt.NDArray[np.float64]
Lower = Callable[[Ids], Floats]
Number = TypeVar("Number", np.int64, np.float64)

DISCOUNT = 0.75

BOOKS = 0.1
"""The share of printed books in what is likely: twice as much made cables of the development part
less likely, and newspapers hardly likelier."""


@attrs.frozen
class _Order:
    """The kept n-grams of one order, their probabilities, and the weight left to the lower one."""

    keys: Ids
    p: Floats
    contexts: Ids
    backoff: Floats


def smooth(stream: Ids, books: Shares, least_bigram: int, least_trigram: int) -> Arrays:
    """The model of an encoded corpus; n-grams seen less often than `least_*` are dropped."""
    size = len(books.words)
    pairs, pair_counts = count_ngrams(stream, 2, size)
    triples, triple_counts = count_ngrams(stream, 3, size)
    # Kneser-Ney: lower orders count in how many different contexts a word follows
    kinds_before = np.bincount(pairs % size, minlength=size).astype(np.float64) + 0.1
    unigram: Floats = kinds_before / kinds_before.sum()
    # what books do not count, such as marks, keeps its share
    listed = unigram[books.words > 0].sum()
    unigram = (1 - BOOKS) * unigram + BOOKS * np.where(
        books.words > 0, listed * books.words, unigram
    )
    kinds, kind_counts = np.unique(triples % (size * size), return_counts=True)
    kept = _look_up(pairs, pair_counts, kinds) >= least_bigram
    totals: Floats = np.bincount(kinds // size, kind_counts, minlength=size).astype(np.float64)
    bigram = _interpolate(
        kinds[kept], kind_counts[kept], size, totals, lambda keys: unigram[keys % size]
    )
    bigram = _mix(bigram, unigram, books, listed)
    kept = triple_counts >= least_trigram
    # a trigram whose own bigram was dropped could not be found again
    kept &= np.isin(triples // size, bigram.keys)
    contexts = bigram.keys
    totals = _look_up(pairs, pair_counts, contexts).astype(float)

    def lower(keys: Ids) -> Floats:
        return _chance(bigram, unigram, keys % (size * size))

    index = np.searchsorted(contexts, triples[kept] // size)
    trigram = _interpolate_by(triples[kept], triple_counts[kept], index, totals, lower)
    return _pack(size, unigram, bigram, trigram)


def _mix(bigram: _Order, unigram: Floats, books: Shares, listed: float) -> _Order:
    """The pairs of the corpus with those of books, where books know what follows a word."""
    size = len(unigram)
    paired = books.paired * listed
    weight = np.where(paired > 0, BOOKS, 0.0)
    keys = np.union1d(bigram.keys, books.keys)
    first = keys // size
    in_books = _look_up(books.keys, books.pairs * listed, keys)
    in_books = in_books + (1 - paired[first]) * unigram[keys % size]
    corpus = _chance(bigram, unigram, keys)
    p = (1 - weight[first]) * corpus + weight[first] * in_books
    backoff = (1 - weight) * bigram.backoff + weight * (1 - paired)
    return _Order(keys, p, first, backoff.clip(1e-4, 1.0))


def _chance(bigram: _Order, unigram: Floats, pairs: Ids) -> Floats:
    """How likely the second word of each pair is after the first."""
    size = len(unigram)
    at = np.searchsorted(bigram.keys, pairs).clip(max=len(bigram.keys) - 1)
    seen = bigram.keys[at] == pairs
    return np.where(seen, bigram.p[at], bigram.backoff[pairs // size] * unigram[pairs % size])


def _interpolate(keys: Ids, counts: Ids, size: int, totals: Floats, lower: Lower) -> _Order:
    return _interpolate_by(keys, counts, keys // size, totals, lower)


def _interpolate_by(keys: Ids, counts: Ids, context: Ids, totals: Floats, lower: Lower) -> _Order:
    """Absolute discounting: what the kept n-grams of a context do not use backs off."""
    kept = counts - DISCOUNT
    used = np.bincount(context, kept, minlength=len(totals))
    safe = np.maximum(totals, 1)
    backoff = np.where(totals > 0, 1 - used / safe, 1.0).clip(1e-4, 1.0)
    p = kept / safe[context] + backoff[context] * lower(keys)
    return _Order(keys, p, context, backoff)


def _look_up(keys: Ids, values: npt.NDArray[Number], wanted: Ids) -> npt.NDArray[Number]:
    """The value of each wanted key, 0 where there is none."""
    if not len(keys):
        return np.zeros(len(wanted), values.dtype)
    at = np.searchsorted(keys, wanted).clip(max=len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], 0)


def _pack(size: int, unigram: Floats, bigram: _Order, trigram: _Order) -> Arrays:
    first = bigram.keys // size
    return Arrays(
        unigram=quantise(unigram),
        unigram_backoff=quantise(bigram.backoff),
        bigram_start=np.searchsorted(first, np.arange(size + 1)).astype(np.uint32),
        bigram_next=(bigram.keys % size).astype(np.uint16),
        bigram=quantise(bigram.p),
        bigram_backoff=quantise(trigram.backoff),
        trigram_start=np.searchsorted(trigram.contexts, np.arange(len(bigram.keys) + 1)).astype(
            np.uint32
        ),
        trigram_next=(trigram.keys % size).astype(np.uint16),
        trigram=quantise(trigram.p),
    )

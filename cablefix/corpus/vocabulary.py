"""The words of a corpus that its own documents vouch for, counted in a first pass.

A word that no list has, and that stands untouched in several documents, is most likely the
drafters' own: a name, a place, a term. The second pass does not change it. That is all: a
misreading is never mended to such a word, since what scanners do alike in many documents would be
counted as one, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from cablefix.by_fields import ByFields
from cablefix.corpus.parts import read_parts
from cablefix.language.lexicon import lexicon
from cablefix.language.user_words import LONGEST, whole_words

LEAST_DOCUMENTS = 3
"""Documents in which a word must stand untouched: two may be two releases of one cable whose
numbers cannot be read, a third is another witness."""

UNTOUCHED = 10
"""As many documents must leave it alone for each that doubts it: what is corrected as `probable` is
right nine times in ten at least, so that fewer would not outweigh the doubt."""

SHORTEST = 4
"""Letters of the shortest word that counts: shorter ones are read out of others too easily."""

MOST_WORDS = 20_000
"""Words that are handed on, those first that were doubted most often; they go with every batch."""

MOST_COUNTED = 2_000_000
"""Words that are counted at a time; beyond them, those of one document are dropped."""

COLUMNS = ("text", "corrections", "suggestions", "fields", "provenance", "error")
HEAD = "word\tdocuments\tdoubted\tsigned\n"


@attrs.frozen
class Secure(ByFields):
    """A word, the documents that leave it alone, those that doubt it, those that it signs."""

    word: str
    documents: int
    doubted: int
    signed: int


def secure_words(rows: Iterable[Mapping[str, Any]]) -> list[Secure]:
    """The secure words of cleaned documents, those that were doubted first, then the frequent ones.

    Of several copies of a document, by its number or its bytes, the first counts.
    """
    kept: Counter[str] = Counter()
    doubted: Counter[str] = Counter()
    signed: Counter[str] = Counter()
    for row in _documents(rows):
        doubts = {
            w for c in (*row["corrections"], *row["suggestions"]) for w in _unknown(c["original"])
        }
        doubted.update(doubts)
        kept.update(_unknown(row["text"]) - doubts)
        signed.update(_unknown(row["fields"]["signature"] or ""))
        for counts in (kept, doubted, signed):
            _limit(counts)
    found = [
        Secure(w, n, doubted[w], signed[w]) for w, n in kept.items()
        if n >= max(LEAST_DOCUMENTS, UNTOUCHED * doubted[w])
    ]  # fmt: skip
    return sorted(found, key=lambda s: (-s.doubted, -s.documents, s.word))


def _documents(rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    seen: set[str] = set()
    for row in rows:
        if row["error"] is not None or row["text"] is None:
            continue
        names = {row["provenance"]["sha256"], row["fields"]["mrn"]} - {None}
        if names.isdisjoint(seen):
            yield row
        seen |= names


def _unknown(text: str) -> set[str]:
    """The words of a text that are in no list."""
    known = lexicon()
    return {
        t for t in whole_words(text)
        if SHORTEST <= len(t) <= LONGEST and t.isalpha() and t not in known
    }  # fmt: skip


def _limit(counts: Counter[str]) -> None:
    if len(counts) > MOST_COUNTED:
        for word in [w for w, n in counts.items() if n == 1]:
            del counts[word]


def learn(folder: Path) -> list[Secure]:
    """The secure words of the corpus that was cleaned into a folder."""
    return secure_words(read_parts(folder, COLUMNS))


def as_table(words: Iterable[Secure]) -> str:
    """The words with their counts, to be looked at."""
    return HEAD + "".join("\t".join(map(str, attrs.astuple(w))) + "\n" for w in words)

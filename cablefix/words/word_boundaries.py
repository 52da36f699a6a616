"""Blanks, hyphens and marks within a chunk: NOT-ON, CASEOF, IS'FOR, CHINAOMFWM."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cablefix.channel.profile import Channel, Op, find_ops
from cablefix.language.candidate_index import FURTHEST, index
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.words.cache_model import OwnWords
from cablefix.words.candidates import commonest_splits, known_words, splits
from cablefix.words.character_set import dress
from cablefix.words.error_profile import Litter

ALONE = ("a", "A", "I")
"""Words of one letter."""

STRANGE, PLAIN_INNER = 2.0, 6.5
"""Cost of an inner mark that is no usual one, and of one that is."""

_INNER = re.compile(r"(?<=[^\W_])((?:[^\w\s'/]|_){1,2})(?=[^\W_])")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])['‘’](?=[A-Za-z])")
_INNER_PRINTED = ((" ", 0.5), ("-", 0.0), (". ", 1.0), (", ", 1.0), ("", 2.0))
_STRANGE_INNER = frozenset("_~+*=—–_°•·^|\\<>")


class CoreChange(NamedTuple):
    """Another core of a chunk, with its confusions and the cost that they do not cover."""

    text: str
    ops: tuple[Op, ...]
    extra: float
    kind: str


def inner_marks(core: str, litter: Litter) -> Iterator[CoreChange]:
    """Marks inside a core that may stand for a blank, a hyphen, or a mark and a lost blank."""
    for m in _INNER.finditer(core):
        before, after = core[: m.start(1)], core[m.end(1) :]
        for printed, cost in _INNER_PRINTED:
            if printed != m[1]:
                known = STRANGE if m[1] in _STRANGE_INNER else PLAIN_INNER
                lost = cost + min(known, litter.inner.get(m[1], known))
                yield CoreChange(f"{before}{printed}{after}", (), lost, "word-boundary")


def lost_blanks(core: str, channel: Channel) -> Iterator[CoreChange]:
    """An apostrophe between two known words, where a blank was printed: IS'FOR."""
    for m in _APOSTROPHE.finditer(core):
        words = core[: m.start()], core[m.end() :]
        if all((len(w) > 1 or w in ALONE) and fold(w) in lexicon() for w in words):
            yield CoreChange(" ".join(words), (), STRANGE + channel.rate("blank-lost") / 2,
                             "word-boundary")  # fmt: skip


def run_together(
    core: str, start: int, end: int, channel: Channel, own: OwnWords
) -> Iterator[CoreChange]:
    """Two words run together at a place of a core, perhaps misread besides."""
    word = fold(core[start:end])
    lost = channel.rate("blank-lost")
    for cut in splits(word) or commonest_splits(word):
        at = start + cut.index(" ")
        yield CoreChange(f"{core[:at]} {core[at:]}", (), lost, "word-boundary")
    for text, ops in _loose_splits(word, own):
        if not core[start:end].isupper():  # the document's words are known folded
            text = dress(text, core[start:end], core)
            ops = tuple((meant.lower(), read.lower()) for meant, read in ops)
        yield CoreChange(core[:start] + text + core[end:], ops, lost, "word-boundary")


def _loose_splits(word: str, own: OwnWords) -> Iterator[tuple[str, tuple[Op, ...]]]:
    """Two of the document's words run together and misread: CHINAOMFWM."""
    if len(word) < 7 or word in lexicon() or _has_near(word):
        return
    for i in range(3, len(word) - 2):
        for a in _near_own(word[:i], own):
            for b in _near_own(word[i:], own):
                yield f"{a} {b}", find_ops(a, word[:i]) + find_ops(b, word[i:])


@lru_cache(maxsize=1 << 14)
def _has_near(word: str) -> bool:
    """Whether a word that no list has is near one that some list has."""
    # figures are taken for letters there
    return bool(known_words(word, FURTHEST) if word.isalpha() else index().near(word))


def _near_own(part: str, own: OwnWords) -> list[str]:
    found = process.extract(part, own.frequent, scorer=OSA.distance, score_cutoff=2, limit=3)
    return [w for w, distance, _ in found if distance < len(w)]

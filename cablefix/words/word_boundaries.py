"""Blanks, hyphens and marks: within a chunk (NOT-ON, CASEOF, IS'FOR), and over a line end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import attrs
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cablefix.channel.profile import Channel, Op, find_ops
from cablefix.language.candidate_index import FURTHEST, index
from cablefix.language.lexicon import UNKNOWN, lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.remembered import TOKENS
from cablefix.words.cache_model import OwnWords
from cablefix.words.candidates import commonest_splits, known_words, splits
from cablefix.words.character_set import dress
from cablefix.words.error_profile import Litter
from cablefix.words.tokens import Chunk, parse

HYPHENS = "-¬\u00ad"
"""Marks that divide a word at the end of a line."""

ALONE = ("a", "A", "I")
"""Words of one letter."""

STRANGE, PLAIN_INNER = 2.0, 6.5
"""Cost of an inner mark that is no usual one, and of one that is."""

_INNER = late_regex(r"(?<=[^\W_])((?:[^\w\s'/]|_){1,2})(?=[^\W_])")
_APOSTROPHE = late_regex(r"(?<=[A-Za-z])['‘’](?=[A-Za-z])")
_INNER_PRINTED = ((" ", 0.5), ("-", 0.0), (". ", 1.0), (", ", 1.0), ("", 2.0))
_STRANGE_INNER = frozenset("_~+*=—–_°•·^|\\<>")


def halves(chunks: Sequence[Chunk], at: int) -> tuple[int, int] | None:
    """The chunks that hold the halves of a word which a hyphen at the line end divides.

    `at`: the chunk with the hyphen; a blank may stand before it, by a slip. None where it ends no
    line, or no word is before it or behind.

    >>> from cablefix.document.reading import read
    >>> from cablefix.words.tokens import read_flow
    >>> halves(read_flow(read("They were fully ac-\\nquainted with the boats then.")), 3)
    (3, 4)
    """
    chunk = chunks[at]
    word = chunk.parse.core
    mark = chunk.parse.tail if word else chunk.span.text
    if len(mark) != 1 or mark not in HYPHENS or at + 1 >= len(chunks):
        return None
    first, behind = at if word else at - 1, chunks[at + 1]
    if first < 0 or behind.line == chunk.line or chunks[first].line != chunk.line or behind.breaks:
        return None
    if not chunks[first].parse.core[-1:].isalpha() or not behind.parse.core[:1].isalpha():
        return None
    return None if behind.parse.lead else (first, at + 1)


def join_halves(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks with known words that go over a line end as one word to the language model.

    Their halves are not to be changed: ac-, quainted.
    """
    joined = list(chunks)
    for at in range(len(chunks)):
        found = halves(chunks, at)
        if found is None:
            continue
        first, last = found
        a, b = chunks[first].parse, chunks[last].parse
        whole = parse(f"{a.lead}{a.core}{b.core}{b.tail}")
        if whole.unknown or UNKNOWN in whole.ids:
            continue
        joined[first] = _fixed(chunks[first], whole.ids)
        for i in range(first + 1, last + 1):
            joined[i] = _fixed(chunks[i], ())
    return joined


def _fixed(chunk: Chunk, ids: tuple[int, ...]) -> Chunk:
    parsed = attrs.evolve(chunk.parse, ids=ids, unknown=(), cost=0.0)
    return attrs.evolve(chunk, parse=parsed, fixed=True)


def makes_no_whole(chunks: Sequence[Chunk], at: int, text: str) -> bool:
    """Whether another text in the place of half a word makes no known word with its other half."""
    for hyphen in range(max(at - 1, 0), min(at + 2, len(chunks))):
        found = halves(chunks, hyphen)
        if found and at in found:
            first, last = (chunks[i].parse.core for i in found)
            if fold(first) in lexicon() and fold(last) in lexicon():
                return False  # two words, with a stray mark between them
            new = parse(text).core
            return fold(new + last if at == found[0] else first + new) not in lexicon()
    return False


class CoreChange(NamedTuple):
    """Another core of a chunk, with its confusions and the cost that they do not cover."""

    text: str
    ops: tuple[Op, ...]
    extra: float
    kind: str


def inner_marks(core: str, litter: Litter) -> Iterator[CoreChange]:
    """Marks inside a core that may stand for a blank, a hyphen, or a mark and a lost blank.

    Or for the apostrophe of a known word: DIDN:T.
    """
    for m in _INNER.finditer(core):
        before, after = core[: m.start(1)], core[m.end(1) :]
        if fold(f"{before}'{after}") in lexicon():
            yield CoreChange(f"{before}'{after}", (), STRANGE, "punctuation")
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


@lru_cache(maxsize=TOKENS)
def _has_near(word: str) -> bool:
    """Whether a word that no list has is near one that some list has."""
    # figures are taken for letters there
    return bool(known_words(word, FURTHEST) if word.isalpha() else index().near(word))


def _near_own(part: str, own: OwnWords) -> list[str]:
    found = process.extract(part, own.frequent, scorer=OSA.distance, score_cutoff=2, limit=3)
    return [w for w, distance, _ in found if distance < len(w)]

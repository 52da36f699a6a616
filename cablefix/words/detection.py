"""Error detection: which chunks of running text are worth a second look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from cablefix.channel.profile import Channel, find_ops
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.remembered import TOKENS
from cablefix.words.candidates import COMMONEST, commonest_splits, known_words, look_up
from cablefix.words.character_set import is_accented
from cablefix.words.error_profile import INNER
from cablefix.words.sentence_case import case_clash, is_mixed
from cablefix.words.tokens import RARE_WORD, Chunk, Floats, Ids, Parse, Stream, find_gains, parse

SURPRISE = -10.0
"""Log probability below which a known word is doubted."""

SURPRISE_AT_MARKS = -5.5
"""The same for a word with a mark inside it, or with several behind it."""

_INSIDE = late_regex(r"(?<=[A-Za-z)])[^\w\s/](?=[A-Za-z(])")

LEAST_GAIN = -1.5
"""What another mark must bring, its cost deducted, for the chunk to be doubted."""

WARINESS = 0.45
"""How much less surprising, per tenth of noise, a word must be to be doubted."""

POSSESSIVE = ("S", "Ss")
"""What is left of a possessive behind its apostrophe."""

APOSTROPHES = ("", "'", "’", "‘")

TRIED = (".", ",")
"""Marks that are tried where none, or another, was read."""

NEVER = 1e9
"""Cost of what is no other mark than the one that was read."""


def find_doubts(
    chunks: Sequence[Chunk], stream: Stream, channel: Channel, capitals: bool
) -> list[bool]:
    """Doubted are unknown words, surprising ones, odd characters, and marks better otherwise."""
    seen = [_look(c.span.text, channel.noise > 0, capitals) for c in chunks]
    odd = np.array([s[0] for s in seen], bool)
    surprises = stream.surprises()
    surprising = surprises < SURPRISE + WARINESS * channel.noise
    if not channel.noise:
        # a word may be at fault for the surprise at the next one: IT HAS INEVITABLE
        surprising |= np.append(surprising[1:], False)
        surprising &= find_rivals(chunks, stream, channel, surprising & ~odd)
    marked = np.array([s[1] for s in seen], bool)
    odd |= marked & (surprises < SURPRISE_AT_MARKS)
    doubts = odd | surprising | _better_marks(chunks, stream, channel)
    before = np.roll(surprising if channel.noise else odd, -1)
    if len(before):
        before[-1] = False
    doubts |= before
    if channel.noise and not capitals:
        doubts[1:] |= np.array([bool(c.parse.unknown) for c in chunks[:-1]], bool)
    if not capitals:
        behind: list[Chunk | None] = [*chunks, None][1:]
        doubts |= np.array(
            [
                case_clash(c.span.text, b) > 0 or _is_wrongly_written(c.parse.core)
                for c, b in zip(chunks, behind, strict=True)
            ],
            bool,
        )
    for i, second in enumerate(chunks):
        if second.parse.core in POSSESSIVE and i and is_possessive(chunks[i - 1], second):
            doubts[i - 1] = doubts[i] = True
    return [bool(d) and not c.fixed for d, c in zip(doubts, chunks, strict=True)]


def is_possessive(first: Chunk, second: Chunk) -> bool:
    """Whether two chunks may be a possessive that lost its apostrophe, or has a blank after it.

    WEST S, KING' S, LATTER' Ss.
    """
    a, b = first.parse, second.parse
    return (
        b.core in POSSESSIVE
        and not b.lead
        and not second.breaks
        and first.place != "end"
        and len(a.core) > 1
        and a.core.isalpha()
        and a.tail in APOSTROPHES
    )


@lru_cache(maxsize=TOKENS)
def _look(text: str, noisy: bool, capitals: bool) -> tuple[bool, bool]:
    """Whether a chunk is odd in itself, and whether it is marked."""
    p = parse(text)
    return _is_odd(text, p, noisy, capitals), _is_marked(p)


def _is_marked(p: Parse) -> bool:
    """Whether several marks follow a word, or one stands inside it: THE END,. or NOT-ON."""
    return len(p.tail) > 1 or bool(_INSIDE.search(p.core))


def _is_odd(text: str, p: Parse, noisy: bool, capitals: bool) -> bool:
    if p.unknown or not p.core or (capitals and not text.isupper()):
        return True
    if INNER.search(p.core) and not p.core.isalpha() and "-" not in p.core:
        return True
    return noisy and p.cost >= RARE_WORD  # a word too rare for the language model


@lru_cache(maxsize=TOKENS)
def _is_wrongly_written(core: str) -> bool:
    """Whether a word that the language model knows is not written as print has it."""
    return (
        is_mixed(core)
        or is_accented(core)
        or is_chained(core)
        or bool(commonest_splits(fold(core)))
    )


@lru_cache(maxsize=TOKENS)
def is_chained(core: str) -> bool:
    """Whether a hyphen stands between two words of which one is of the commonest: why-the."""
    parts = fold(core).split("-")
    words = lexicon()
    if len(parts) != 2 or not all(p.isalpha() and p in words for p in parts):
        return False
    return fold(core) not in words and min(words.ids[p] for p in parts) < COMMONEST


def _better_marks(
    chunks: Sequence[Chunk], stream: Stream, channel: Channel
) -> npt.NDArray[np.bool_]:
    """Chunks that the model likes better with another mark behind them, or with none.

    No text is likelier than certain, so that only what surprises the model can be better otherwise.
    """
    doubts = np.array([bool(c.parse.lead) for c in chunks], bool)
    marked = np.array([len(c.parse.tail) for c in chunks], np.int64)
    core = stream.last - marked - 1  # the token before the mark
    at = np.flatnonzero((marked <= 1) & (core >= stream.first))
    after, logs = stream.last[at], stream.logs
    plain = logs[after] + logs[after + 1]
    with_mark = logs[after - 1] + logs[after] + logs[after + 1]
    here = np.where(marked[at] == 1, with_mark, plain)
    ids = stream.ids
    before, behind = (ids[core[at] - 1], ids[core[at]]), [ids[after], ids[after + 1]]
    for mark, costs in _costs([chunks[i] for i in at.tolist()], channel):
        printed = [np.full(len(at), lexicon().model_id(mark), np.int64)] if mark else []
        better, _ = find_gains(before, [*printed, *behind], here, costs, LEAST_GAIN)
        doubts[at[better]] = True
    return doubts


def _costs(chunks: Sequence[Chunk], channel: Channel) -> Iterator[tuple[str, Floats]]:
    """For each mark that is tried, and for none: what it costs that it was printed there."""
    known: dict[tuple[str, str], int] = {}
    which = [known.setdefault((_place(c), c.parse.tail), len(known)) for c in chunks]
    rows = [dict(channel.marks_meant(place, tail)) for place, tail in known]
    for mark in ("", *TRIED):
        costs = [
            NEVER if tail == mark else row.get(mark, 99.0)
            for (_, tail), row in zip(known, rows, strict=True)
        ]
        yield mark, np.array(costs, np.float64)[which]


def _place(chunk: Chunk) -> str:
    return "end" if chunk.place == "end" else "mid"


LEAST_RIVAL_GAIN = -3.0
"""What a rival must bring, the cost of the misreading deducted, for a word to stay in doubt."""

CHEAPEST = 3.0
"""No confusion of letters costs less, so that a rival that brings less is not looked at."""

Mask = npt.NDArray[np.bool_]


def find_rivals(chunks: Sequence[Chunk], stream: Stream, channel: Channel, asked: Mask) -> Mask:
    """True for the chunks not asked about, and for those that a near word would fit better."""
    kept = np.ones(len(chunks), bool)
    plain = [i for i in np.flatnonzero(asked).tolist() if _is_plain(chunks[i])]
    words = {i: fold(chunks[i].parse.core) for i in plain}
    look_up(list(words.values()), 1)
    owner, rivals = [], []
    for i in plain:
        kept[i] = False
        for c in known_words(words[i], 1):
            owner.append(i)
            rivals.append(c.word)
    if not owner:
        return kept
    for k, gain in zip(*_find_gains(stream, stream.first[owner], rivals), strict=True):
        i = owner[k]
        if not kept[i]:
            cost = channel.cost(find_ops(rivals[k], words[i]))
            kept[i] = gain - cost > LEAST_RIVAL_GAIN
    return kept


def _is_plain(chunk: Chunk) -> bool:
    p = chunk.parse
    return not p.lead and p.core.isalpha() and len(p.ids) == 1 + len(p.tail) and len(p.core) > 1


def _find_gains(stream: Stream, at: Ids, rivals: Sequence[str]) -> tuple[list[int], list[float]]:
    """Which rivals make the text likelier by enough, and by how much."""
    ids, logs = stream.ids, stream.logs
    here = logs[at] + logs[at + 1] + logs[at + 2]
    words = np.array([lexicon().model_id(w) for w in rivals], np.int64)
    before, tokens = (ids[at - 2], ids[at - 1]), (words, ids[at + 1], ids[at + 2])
    places, gains = find_gains(before, tokens, here, np.zeros(len(at)), CHEAPEST + LEAST_RIVAL_GAIN)
    return places.tolist(), gains.tolist()

"""Which chunks of running text are worth a second look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from cablefix.correcting.words.channel import Channel
from cablefix.correcting.words.flow import RARE_WORD, Chunk, Parse, parse
from cablefix.correcting.words.litter import INNER
from cablefix.correcting.words.rivals import find_rivals
from cablefix.correcting.words.stream import Floats, Stream, find_gains
from cablefix.vocabulary.lexicon import lexicon

SURPRISE = -10.0
"""Log probability below which a known word is doubted."""

SURPRISE_AT_MARKS = -5.5
"""The same for a word with a mark inside it, or with several behind it."""

_INSIDE = re.compile(r"(?<=[A-Za-z)])[^\w\s/](?=[A-Za-z(])")

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


@lru_cache(maxsize=1 << 16)
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

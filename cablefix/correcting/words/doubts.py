"""Which chunks of running text are worth a second look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cablefix.correcting.words.channel import Channel
from cablefix.correcting.words.flow import RARE_WORD, Chunk
from cablefix.correcting.words.litter import INNER
from cablefix.correcting.words.rivals import find_rivals
from cablefix.correcting.words.stream import Stream
from cablefix.vocabulary.lexicon import lexicon, model

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


def find_doubts(
    chunks: Sequence[Chunk], stream: Stream, channel: Channel, capitals: bool
) -> list[bool]:
    """Doubted are unknown words, surprising ones, odd characters, and marks better otherwise."""
    odd = np.array([_is_odd(c, channel.noise, capitals) for c in chunks], bool)
    surprising = stream.surprises() < SURPRISE + WARINESS * channel.noise
    if not channel.noise:
        # a word may be at fault for the surprise at the next one: IT HAS INEVITABLE
        surprising |= np.append(surprising[1:], False)
        surprising &= find_rivals(chunks, stream, channel, surprising & ~odd)
    marked = np.array([_is_marked(c) for c in chunks], bool)
    odd |= marked & (stream.surprises() < SURPRISE_AT_MARKS)
    doubts = odd | surprising | _better_marks(chunks, stream, channel)
    before = np.roll(surprising if channel.noise else odd, -1)
    if len(before):
        before[-1] = False
    doubts |= before
    if channel.noise and not capitals:
        doubts |= np.roll(np.array([bool(c.parse.unknown) for c in chunks], bool), 1)
    for i, (first, second) in enumerate(pairwise(chunks)):
        if is_possessive(first, second):
            doubts[i] = doubts[i + 1] = True
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


def _is_marked(chunk: Chunk) -> bool:
    """Whether several marks follow a word, or one stands inside it: THE END,. or NOT-ON."""
    return len(chunk.parse.tail) > 1 or bool(_INSIDE.search(chunk.parse.core))


def _is_odd(chunk: Chunk, noise: int, capitals: bool) -> bool:
    p = chunk.parse
    if p.unknown or not p.core or (capitals and not chunk.span.text.isupper()):
        return True
    if INNER.search(p.core) and not p.core.isalpha() and "-" not in p.core:
        return True
    return noise > 0 and p.cost >= RARE_WORD  # a word too rare for the language model


def _better_marks(
    chunks: Sequence[Chunk], stream: Stream, channel: Channel
) -> npt.NDArray[np.bool_]:
    """Chunks that the model likes better with another mark behind them, or with none."""
    tails = [c.parse.tail for c in chunks]
    doubts = np.array([bool(c.parse.lead) for c in chunks], bool)
    marked = np.array([len(t) for t in tails])
    ids, words = stream.ids, lexicon()
    core = stream.last - marked - 1  # the token before the mark
    usable = (marked <= 1) & (core >= stream.first)
    at = np.flatnonzero(usable)
    if not len(at):
        return doubts
    a, b = ids[core[at] - 1], ids[core[at]]
    after = stream.last[at]
    n1, n2 = ids[after], ids[after + 1]
    score = model().score
    plain = score(a, b, n1) + score(b, n1, n2)
    here = np.where(marked[at] == 0, plain, 0.0)
    with_mark = marked[at] == 1
    if with_mark.any():
        m = ids[after[with_mark] - 1]
        pick = with_mark
        here[pick] = (
            score(a[pick], b[pick], m) + score(b[pick], m, n1[pick]) + score(m, n1[pick], n2[pick])
        )
    best = np.full(len(at), -99.0)
    costs = {
        (place, tail): dict(channel.marks_meant(place, tail))
        for place, tail in {(_place(c), c.parse.tail) for c in chunks}
        if len(tail) <= 1
    }
    rows = [costs[_place(chunks[i]), tails[i]] for i in at.tolist()]
    for mark in ("", *TRIED):
        cost = np.array([row.get(mark, 99.0) for row in rows])
        if mark:
            m = np.full(len(at), words.model_id(mark), np.int64)
            other = score(a, b, m) + score(b, m, n1) + score(m, n1, n2)
        else:
            other = plain
        same = np.array([tails[i] == mark for i in at.tolist()])
        best = np.maximum(best, np.where(same, -99.0, other - here - cost))
    doubts[at] |= best > LEAST_GAIN
    return doubts


def _place(chunk: Chunk) -> str:
    return "end" if chunk.place == "end" else "mid"

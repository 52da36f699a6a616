"""The places decoded together: runs of chunks in doubt, with all ways to read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cablefix import deadline
from cablefix.channel.profile import find_ops
from cablefix.language.lexicon import BREAK
from cablefix.language.tokens import fold
from cablefix.words.cache_model import OwnWords, edge_word
from cablefix.words.character_set import (
    ACCENTED,
    READ_ACCENTED,
    is_accented,
    unprintable,
    without_accents,
)
from cablefix.words.decoder import Alternative, Window
from cablefix.words.detection import is_possessive
from cablefix.words.edge_marks import unpaired
from cablefix.words.edges import Proposer
from cablefix.words.sentence_case import (
    MIXED,
    case_clash,
    is_among_titles,
    is_mixed,
    settle_mixed,
)
from cablefix.words.tokens import Chunk, context, context_behind, parse

LONGEST_WINDOW = 12
CLOSED = (")", '"', "'")
"""Marks behind a word that another mark may follow."""

CLOSING = frozenset({".", ",", ";", ":", ")", ".)", '."', '"'})
"""Marks that close up to the word before them."""


def make_windows(
    chunks: Sequence[Chunk], doubts: Sequence[bool], proposer: Proposer
) -> Iterator[Window]:
    """Runs of chunks in doubt, with all ways to read them."""
    i = 0
    while i < len(chunks):
        if not doubts[i]:
            i += 1
            continue
        j = i
        while (
            j < len(chunks)
            and doubts[j]
            and j - i < LONGEST_WINDOW
            and (j == i or not chunks[j].breaks)
        ):
            j += 1
        yield _window(chunks, i, j, proposer)
        i = j


def _window(chunks: Sequence[Chunk], i: int, j: int, proposer: Proposer) -> Window:
    options = []
    for k in range(i, j):
        deadline.check()
        chunk = chunks[k]
        before = edge_word(chunks, k - 1, -1)
        after_it = edge_word(chunks, k + 1, 0)
        cost = _keep_cost(chunk, proposer.own)
        if proposer.capitals:
            cost += unprintable(chunk.span.text)
        keep = Alternative(chunk.span.text, chunk.parse.ids, cost, "keep")
        between = context(chunks, k)[-1], context_behind(chunks, k)[0]
        # what a figure was read for has no case of its own: Department of 5tate
        small = not proposer.capitals and not chunk.parse.core[:1].isalpha()
        titled = small and is_among_titles(chunks, k)
        here = [keep, *proposer.alternatives(chunk, before, after_it, between, titled)]
        if not proposer.capitals:
            here += _as_printed(chunks, k, keep)
            here[0] = keep._replace(cost=keep.cost + _strangeness(chunks, k))
        if k + 1 < j:
            here += _joins(chunk, chunks[k + 1], proposer)
        options.append(tuple(here) if proposer.capitals else _with_case(here, chunks, k))
    after: list[int] = []
    k = j
    while len(after) < 2 and k < len(chunks) and not chunks[k].breaks:
        after += chunks[k].parse.ids
        k += 1
    if len(after) < 2:
        after.append(BREAK)
    return Window(i, tuple(options), context(chunks, i), tuple(after[:2]))


def _strangeness(chunks: Sequence[Chunk], at: int) -> float:
    """What it costs to believe that a typist printed what the language model does not see."""
    core = chunks[at].parse.core
    cost = unpaired(chunks, at) + MIXED * is_mixed(core)
    return cost + ACCENTED * (is_accented(core) and _is_among_english(chunks, at))


def _is_among_english(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the words beside a chunk are known."""
    return all(c.plain for c in chunks[max(0, at - 1) : at + 2] if c is not chunks[at])


def _as_printed(chunks: Sequence[Chunk], at: int, keep: Alternative) -> Iterator[Alternative]:
    """The same word without the accent or the capitals within that it is not printed with."""
    p = chunks[at].parse
    if is_mixed(p.core):
        for text, cost in settle_mixed(chunks, at):
            yield Alternative(text, keep.ids, keep.cost + cost, "word")
    if is_accented(p.core) and _is_among_english(chunks, at):
        plain = without_accents(p.core)
        ops = find_ops(plain, p.core)
        text = f"{p.lead}{plain}{p.tail}"
        yield Alternative(text, keep.ids, keep.cost + READ_ACCENTED, "word", ops=ops)


def _with_case(
    options: Sequence[Alternative], chunks: Sequence[Chunk], at: int
) -> tuple[Alternative, ...]:
    """The options at a place, with what the case of the word behind says of their marks."""
    out = []
    for option in options:
        after = at + option.consume
        clash = case_clash(option.text, chunks[after] if after < len(chunks) else None)
        out.append(option._replace(cost=option.cost + clash) if clash else option)
    return tuple(out)


def _keep_cost(chunk: Chunk, own: OwnWords) -> float:
    p = chunk.parse
    extra = sum(own.excess(w, True) for w in p.unknown)
    core = fold(p.core)
    return p.cost + extra - (own.boost(core, less=1) if core.isalpha() else 0.0)


def _joins(first: Chunk, second: Chunk, proposer: Proposer) -> Iterator[Alternative]:
    """Two chunks that are one word, broken by a blank, or that have lost their hyphen."""
    a, b = first.parse, second.parse
    channel = proposer.channel
    if is_possessive(first, second):
        text = f"{a.lead}{a.core}'S{b.tail}"
        p = parse(text)
        lost = channel.rate("hyphen-lost")  # a mark lost between two words, whichever it is
        yield Alternative(text, p.ids, lost + p.cost, "word-boundary", 2)
    if first.place == "end" or second.breaks or not a.core:
        return
    if second.span.text in CLOSING and (not a.tail or a.tail in CLOSED):
        text = first.span.text + second.span.text
        p = parse(text)
        yield Alternative(text, p.ids, channel.rate("blank-added") + p.cost, "word-boundary", 2)
    yield from proposer.joined(first, second)
    if a.tail or b.lead or not b.core:
        return
    if a.core.isalpha() and b.core.isalpha():
        text = f"{first.span.text}-{second.span.text}"
        p = parse(text)
        yield Alternative(text, p.ids, channel.rate("hyphen-lost") + p.cost, "word-boundary", 2)

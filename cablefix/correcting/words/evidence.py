"""Proposals for the words and marks of the running text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp

import numpy as np

from cablefix.correcting.proposals import Proposal
from cablefix.correcting.words.alternatives import Proposer
from cablefix.correcting.words.channel import rate
from cablefix.correcting.words.decoder import Alternative, Window, decode, score_ids
from cablefix.correcting.words.flow import (
    Chunk,
    OwnWords,
    context,
    own_words,
    parse,
    read_flow,
)
from cablefix.correcting.words.series import stop_costs
from cablefix.reading.document import Reading
from cablefix.vocabulary.lexicon import BREAK, lexicon, model
from cablefix.vocabulary.tokens import fold, tokenise

LONGEST_WINDOW = 12
SURPRISE = -9.5
LEAST_ODDS = -3.0


def propose_words(reading: Reading) -> Iterator[Proposal]:
    """Proposals for words, word boundaries and marks, by the language model and the channel."""
    chunks = read_flow(reading)
    own = own_words(chunks)
    noise = measure_noise(chunks)
    stops, odds = stop_costs(chunks, noise)
    doubts = find_doubts(chunks, own)
    for i, odd in odds.items():
        doubts[i] = doubts[i] or odd > LEAST_ODDS
    proposer = Proposer(own, noise, stops)
    windows = list(make_windows(chunks, doubts, proposer))
    chosen = decode(windows, model())
    for window, choice in zip(windows, chosen, strict=True):
        yield from _compare(chunks, window, choice)


def measure_noise(chunks: Sequence[Chunk]) -> int:
    """The damage of a text in tenths, by the share of chunks that hold an unknown word."""
    if not chunks:
        return 0
    share = sum(bool(c.parse.unknown) for c in chunks) / len(chunks)
    return round(10 * min(max((share - 0.04) / 0.2, 0.0), 1.0))


def find_doubts(chunks: Sequence[Chunk], own: OwnWords) -> list[bool]:
    """Which chunks are worth a second look: unknown words, and tokens that surprise the model."""
    ids: list[int] = []
    owner: list[int] = []
    for i, c in enumerate(chunks):
        if c.breaks:
            ids += [BREAK, BREAK]
            owner += [-1, -1]
        ids += c.parse.ids
        owner += [i] * len(c.parse.ids)
    doubts = [bool(c.parse.unknown) for c in chunks]
    if len(ids) < 3:
        return doubts
    flat = np.array(ids, np.int64)
    logs = model().score(flat[:-2], flat[1:-1], flat[2:])
    for at in np.flatnonzero(logs < SURPRISE).tolist():
        i = owner[at + 2]
        if i >= 0:
            doubts[i] = True
            if i:
                doubts[i - 1] = True
    return [d and not c.fixed for d, c in zip(doubts, chunks, strict=True)]


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
        while j < len(chunks) and doubts[j] and j - i < LONGEST_WINDOW and (
            j == i or not chunks[j].breaks
        ):
            j += 1
        yield _window(chunks, i, j, proposer)
        i = j


def _window(chunks: Sequence[Chunk], i: int, j: int, proposer: Proposer) -> Window:
    options = []
    for k in range(i, j):
        chunk = chunks[k]
        before = _last_word(chunks[k - 1]) if k else ""
        keep = Alternative(chunk.span.text, chunk.parse.ids, _keep_cost(chunk, proposer.own), "keep")
        here = [keep, *proposer.alternatives(chunk, before)]
        if k + 1 < j and (joined := _join(chunk, chunks[k + 1], proposer.noise)):
            here.append(joined)
        options.append(tuple(here))
    after: list[int] = []
    k = j
    while len(after) < 2 and k < len(chunks) and not chunks[k].breaks:
        after += chunks[k].parse.ids
        k += 1
    if len(after) < 2:
        after.append(BREAK)
    return Window(i, tuple(options), context(chunks, i), tuple(after[:2]))


def _keep_cost(chunk: Chunk, own: OwnWords) -> float:
    p = chunk.parse
    extra = sum(own.cost(w, less=1) - parse(w).cost for w in p.unknown)
    core = fold(p.core)
    return p.cost + extra - (own.boost(core, less=1) if core.isalpha() else 0.0)


def _last_word(chunk: Chunk) -> str:
    words = [t for t in tokenise(fold(chunk.span.text)) if t[0].isalpha()]
    return words[-1] if words else ""


def _join(first: Chunk, second: Chunk, noise: int) -> Alternative | None:
    """Two chunks that are one word, broken by a blank."""
    a, b = first.parse, second.parse
    if a.tail or b.lead or first.place == "end" or second.breaks:
        return None
    word = fold(a.core + b.core)
    if not word.isalpha() or word not in lexicon() or not (a.unknown or b.unknown):
        return None
    text = first.span.text + second.span.text
    p = parse(text)
    return Alternative(text, p.ids, rate("blank-added", noise) + p.cost, "word-boundary", 2)


def _compare(
    chunks: Sequence[Chunk], window: Window, choice: tuple[Alternative, ...]
) -> Iterator[Proposal]:
    """Each change of a window against the same reading without it."""
    at = window.first
    for k, option in enumerate(choice):
        first, last = chunks[at], chunks[at + option.consume - 1]
        position = at - window.first
        at += option.consume
        if option.kind == "keep":
            continue
        kept = [window.options[position + n][0] for n in range(option.consume)]
        margin = _margin(window, choice, k, kept)
        original = _between(first, last)
        yield Proposal(
            first.span.start, last.span.end, original, option.text, option.kind,
            f"channel-{option.kind}", 1 / (1 + exp(-0.35 * margin)) , f"margin {margin:.1f}",
        )  # fmt: skip


def _between(first: Chunk, last: Chunk) -> str:
    if first is last:
        return first.span.text
    return f"{first.span.text} {last.span.text}"


def _margin(
    window: Window, choice: tuple[Alternative, ...], k: int, kept: list[Alternative]
) -> float:
    """How much likelier the reading is with the change than without, in natural logarithms."""
    before = [*window.before, *(i for o in choice[:k] for i in o.ids)][-2:]
    after = [*(i for o in choice[k + 1 :] for i in o.ids), *window.after][:2]
    new = (*choice[k].ids, *after)
    old = (*(i for o in kept for i in o.ids), *after)
    gains = score_ids(model(), [tuple(before)] * 2, [new, old])
    return gains[0] - choice[k].cost - gains[1] + sum(o.cost for o in kept)

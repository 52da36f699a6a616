"""Anchors of an alignment: words, and runs of two and three, that either text has once only.

Chained where they go the same way in both texts, they give the blocks that two texts share, in
whatever order: pages that changed places are two blocks, a passage that one text lacks lies
between two.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

import attrs

SHORTEST, SHORTEST_NUMBER = 4, 3
"""Letters of a word, figures of a number, that is an anchor by itself."""

REACH = 250
"""Words of either text that may lie between two anchors of one block."""

SLIP = 8
"""Words by which one text may have more than the other between neighbouring anchors; one in three
is added where they are farther apart. A word that is once in either text by accident stays out."""

OPEN = 24
"""Blocks that are open at a time: more would be rows of like words, and take for ever."""

WHOLE = 2
"""Anchors of a block that is believed where it stands; lone ones are accidents."""

MOVED, MOVED_WORDS = 4, 5
"""Anchors, and words, of a block that is believed to have changed its place."""

AMID, CLEAR = 0.25, 0.4
"""Anchors in order, for each of its own, that may lie amid a block that changed its place, where
fewer than this share of the words are anchors. With more of them it is print that comes twice:
where each copy is misread in its own way, one is taken for the other."""

NEARBY, FEW, SETTLED = (400, 100, 25), 8, 0.75
"""Words that are near, at most; texts of which not one word in so many is an anchor are searched
anew nearby; the share of these stretches in which the anchors are believed."""

ANEW = 1.25
"""So many times as many anchors must there be nearby to give up those of the whole text, with what
is nearby between them."""

Pair = tuple[int, int]
"""The number of a word in either text."""


@attrs.define
class Block:
    """Anchors that go the same way in both texts."""

    pairs: list[Pair]

    @property
    def weight(self) -> int:
        """How many anchors it has."""
        return len(self.pairs)

    @property
    def first(self) -> Pair:
        """Its first anchor."""
        return self.pairs[0]

    @property
    def last(self) -> Pair:
        """Its last anchor."""
        return self.pairs[-1]


def find_seeds(ours: Sequence[str], theirs: Sequence[str]) -> list[Pair]:
    """The anchors of two texts, given the keys of their words, by place in the first.

    >>> find_seeds("THE TALKS WILL OPEN".split(), "OF TALKS WILL RESUME".split())
    [(1, 1), (2, 2)]
    """
    a = [i for i, key in enumerate(ours) if key]
    b = [i for i, key in enumerate(theirs) if key]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for size in (3, 2, 1):
        once = _once(theirs, b, size)
        for gram, at in _once(ours, a, size).items():
            other = once.get(gram)
            if other is None or (size == 1 and not _tells(gram)):
                continue
            for k in range(size):
                i, j = a[at + k], b[other + k]
                if i not in found and j not in taken:
                    found[i] = j
                    taken.add(j)
    return sorted(found.items())


def _once(keys: Sequence[str], kept: Sequence[int], size: int) -> dict[object, int]:
    """Runs of words that occur once, and where in `kept` they begin."""
    seen: dict[object, int] = {}
    words = [keys[i] for i in kept]
    grams: Sequence[object] = (
        words if size == 1 else list(zip(*(words[k:] for k in range(size)), strict=False))
    )
    for at, gram in enumerate(grams):
        seen[gram] = -1 if gram in seen else at
    return {gram: at for gram, at in seen.items() if at >= 0}


def _tells(word: object) -> bool:
    key = str(word)
    return len(key) >= (SHORTEST_NUMBER if key.isdigit() else SHORTEST)


def find_blocks(seeds: Sequence[Pair]) -> tuple[list[Pair], list[Block]]:
    """The anchors that stand in the same order in both texts; blocks that changed their place.

    >>> find_blocks([(0, 0), (1, 2), (2, 3), (3, 90), (4, 5)])[0]
    [(0, 0), (1, 2), (2, 3), (4, 5)]
    """
    main = _longest_rise(seeds)
    blocks = _chain(main)
    whole = [b for b in blocks if b.weight >= WHOLE] or blocks
    kept = [p for b in whole for p in b.pairs]
    chosen = set(main)
    rest = _chain([p for p in seeds if p not in chosen])
    sides = [p[0] for p in kept], [p[1] for p in kept]
    moved = [
        b
        for b in rest
        if b.weight >= MOVED
        and b.last[0] - b.first[0] >= MOVED_WORDS
        and (
            _is_clear(kept)
            or all(_amid(b, side, at) <= AMID * b.weight for side, at in enumerate(sides))
        )
    ]
    return kept, moved


def _is_clear(anchors: Sequence[Pair]) -> bool:
    """Whether so many words are anchors that the texts are well read."""
    return bool(anchors) and len(anchors) >= CLEAR * (anchors[-1][0] - anchors[0][0] + 1)


def find_anchors(
    ours: Sequence[str], theirs: Sequence[str]
) -> tuple[Sequence[Pair], Sequence[Block]]:
    """The anchors of two texts in order, and blocks that changed their place.

    Of long texts of which hardly a word comes once, a file of telegrams that are all alike, the
    words that come once nearby are anchors: they are found from either end on, step by step.
    """
    main, moved = find_blocks(find_seeds(ours, theirs))
    least = min(len(ours), len(theirs))
    if least <= NEARBY[0] or len(main) * FEW >= least:
        return main, moved
    count = len(main)
    for (i, j), (k, m) in pairwise([(-1, -1), *main, (len(ours), len(theirs))]):
        count += len(_from_both_ends(ours[i + 1 : k], theirs[j + 1 : m]))
    anew = _from_both_ends(ours, theirs)  # what comes once may do so by misreading
    return (anew, []) if len(anew) > ANEW * count else (main, moved)


def _from_both_ends(ours: Sequence[str], theirs: Sequence[str]) -> list[Pair]:
    """Anchors nearby, from the beginning on, and of what is left from the end on."""
    ahead = _in_step(ours, theirs)
    i, j = (ahead[-1][0] + 1, ahead[-1][1] + 1) if ahead else (0, 0)
    back = _in_step(ours[i:][::-1], theirs[j:][::-1])
    last = len(ours) - 1, len(theirs) - 1
    return [*ahead, *((last[0] - x, last[1] - y) for x, y in reversed(back))]


def _in_step(ours: Sequence[str], theirs: Sequence[str]) -> list[Pair]:
    """Anchors from the beginning on, as far as the texts go together."""
    found: list[Pair] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        for size in NEARBY:
            a, b = ours[i : i + size], theirs[j : j + size]
            main, _ = find_blocks(find_seeds(a, b))
            least = min(len(a), len(b))
            if least == size:  # what is near the end may stand against what comes behind it
                main = [p for p in main if max(p) < SETTLED * size]
            if main and len(main) * FEW >= least:
                break
        else:
            break
        found += ((i + x, j + y) for x, y in main)
        i, j = found[-1][0] + 1, found[-1][1] + 1
    return found


def _amid(block: Block, side: int, anchors: Sequence[int]) -> int:
    """How many anchors that stand in order lie amid a block, in one of the texts."""
    first, last = block.first[side], block.last[side]
    return bisect_left(anchors, last) - bisect_left(anchors, first)


def _longest_rise(seeds: Sequence[Pair]) -> list[Pair]:
    """The most anchors that rise in both texts, by patience sorting."""
    tails: list[int] = []
    at: list[int] = []
    before = [-1] * len(seeds)
    for n, (_, b) in enumerate(seeds):
        k = bisect_left(tails, b)
        if k == len(tails):
            tails.append(b)
            at.append(n)
        else:
            tails[k], at[k] = b, n
        before[n] = at[k - 1] if k else -1
    n = at[-1] if at else -1
    rise = []
    while n >= 0:
        rise.append(seeds[n])
        n = before[n]
    return rise[::-1]


def _chain(seeds: Sequence[Pair]) -> list[Block]:
    """Anchors in blocks: each goes on with the open block that it fits best."""
    done: list[Block] = []
    open_: list[Block] = []
    for a, b in seeds:
        best: Block | None = None
        least = REACH + 1
        for block in open_:
            i, j = block.last
            if 0 < b - j <= REACH and a - i <= REACH:
                slip = abs((a - i) - (b - j))
                if slip < least and slip <= SLIP + max(a - i, b - j) // 3:
                    best, least = block, slip
        if best is not None:
            best.pairs.append((a, b))
            continue
        open_ = [x for x in open_ if a - x.last[0] <= REACH][-OPEN + 1 :]
        open_.append(Block([(a, b)]))
        done.append(open_[-1])
    return done

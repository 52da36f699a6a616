"""Aligns two texts word by word, by way of the blocks that they share: in time linear in length.

Insensitive to line ends, to hyphens at line ends, and to the order of pages and columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import attrs
import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from cablefix import deadline
from cablefix.by_fields import ByFields
from cablefix.comparing.seeds import Pair, find_anchors
from cablefix.remembered import TOKENS

GAP, GAP_LETTER = 0.3, 0.34
"""Cost of a word that one text lacks, and of each of its letters: two such words are dearer than
a pair of which up to two thirds of the letters differ."""

UNLIKE = 0.7
"""Share of letters in which a pair of words may differ."""

SPECK = 0.2
"""Cost of marks without a letter that one text lacks."""

DENSE = 40_000
"""Pairs of words that are all weighed against each other: a stretch of 200 against 200."""

SPARSE, COMMON = 1600, 12
"""The same for stretches of which not one word in so many is in both: they are other text."""

MOST_JOINED = 6
"""Words that may have run together."""

DEEPEST = 6
"""How often a long stretch is cut at anchors of its own."""


@attrs.frozen
class Link(ByFields):
    """Words `a0` to `a1` of one text are words `b0` to `b1` of the other (ends exclusive)."""

    a0: int
    a1: int
    b0: int
    b1: int
    moved: bool = False


def align(ours: Sequence[str], theirs: Sequence[str]) -> list[Link]:
    """The words that stand against each other, given the keys of the words, in order of the first.

    >>> [(x.a0, x.a1, x.b0, x.b1) for x in align(["IN", "A", "CAR"], ["IN", "ACAR"])]
    [(0, 1, 0, 1), (1, 3, 1, 2)]
    """
    head, tail = _ends_alike(ours, theirs)
    if head or tail:
        middle = align(ours[head : len(ours) - tail], theirs[head : len(theirs) - tail])
        shifted = [
            Link(x.a0 + head, x.a1 + head, x.b0 + head, x.b1 + head, x.moved) for x in middle
        ]
        size, other = len(ours), len(theirs)
        return [
            *(Link(i, i + 1, i, i + 1) for i in range(head)),
            *shifted,
            *(Link(size - k, size - k + 1, other - k, other - k + 1) for k in range(tail, 0, -1)),
        ]
    main, moved = find_anchors(ours, theirs)
    links: list[Link] = []
    used_a, used_b = set[int](), set[int]()

    def take(found: Iterator[Link]) -> None:
        for link in found:
            links.append(link)
            used_a.update(range(link.a0, link.a1))
            used_b.update(range(link.b0, link.b1))

    for block in moved:  # what they enclose is theirs
        pairs = [p for p in block.pairs if p[0] not in used_a and p[1] not in used_b]
        inner = _between(pairs, ours, theirs, used_a, used_b)
        take(attrs.evolve(link, moved=True) for link in inner)
    pairs = [(-1, -1), *_rising(main, used_a, used_b), (len(ours), len(theirs))]
    take(_between(pairs, ours, theirs, used_a, used_b, closed=False))
    take(_extended([x for x in links if x.moved], ours, theirs, used_a, used_b))
    return sorted(links, key=lambda x: x.a0)


def _extended(
    moved: Sequence[Link], ours: Sequence[str], theirs: Sequence[str], used_a: set[int],
    used_b: set[int],
) -> Iterator[Link]:  # fmt: skip
    """What goes on alike before and behind the blocks that changed their place."""
    for step in (-1, 1):
        for link in moved:
            i, j = (link.a0 - 1, link.b0 - 1) if step < 0 else (link.a1, link.b1)
            while 0 <= i < len(ours) and 0 <= j < len(theirs):
                if i in used_a or j in used_b or ours[i] != theirs[j]:
                    break
                yield Link(i, i + 1, j, j + 1, moved=True)
                i, j = i + step, j + step


def _ends_alike(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """How many words two texts have in common at their beginnings, and at their ends."""
    most = min(len(ours), len(theirs))
    head = next((i for i in range(most) if ours[i] != theirs[i]), most)
    tail = next((i for i in range(most - head) if ours[-1 - i] != theirs[-1 - i]), most - head)
    return head, tail


def _rising(pairs: Sequence[Pair], used_a: set[int], used_b: set[int]) -> Iterator[Pair]:
    last = (-1, -1)
    for pair in pairs:
        if pair[0] > last[0] and pair[1] > last[1] and not (pair[0] in used_a or pair[1] in used_b):
            yield pair
            last = pair


def _between(
    pairs: Sequence[Pair], ours: Sequence[str], theirs: Sequence[str], used_a: set[int],
    used_b: set[int], *, closed: bool = True,
) -> Iterator[Link]:  # fmt: skip
    """The anchors, and what stands between them; not `closed`: the first and last are none."""
    for n, (i, j) in enumerate(pairs):
        if closed or 0 < n < len(pairs) - 1:
            yield Link(i, i + 1, j, j + 1)
        if n + 1 < len(pairs):
            k, m = pairs[n + 1]
            if k - i > 1 and m - j > 1:
                a = [x for x in range(i + 1, k) if x not in used_a]
                b = [x for x in range(j + 1, m) if x not in used_b]
                yield from _stretch(a, b, ours, theirs, 0)


def _stretch(
    a: Sequence[int], b: Sequence[int], ours: Sequence[str], theirs: Sequence[str], depth: int
) -> Iterator[Link]:
    """The pairs of two stretches: all weighed, or, of long ones, between anchors of their own."""
    if not a or not b:
        return
    if len(a) * len(b) <= (DENSE if _have_much_in_common(a, b, ours, theirs) else SPARSE):
        yield from _weigh(a, b, ours, theirs)
        return
    deadline.check()
    cuts: list[Pair] = []
    if depth < DEEPEST:
        main, _ = find_anchors([ours[i] for i in a], [theirs[j] for j in b])
        cuts = list(_rising(main, set(), set()))
    if not cuts:
        yield from _ends(a, b, ours, theirs)
        return
    last = (-1, -1)
    for i, j in [*cuts, (len(a), len(b))]:
        yield from _stretch(a[last[0] + 1 : i], b[last[1] + 1 : j], ours, theirs, depth + 1)
        if i < len(a):
            yield Link(a[i], a[i] + 1, b[j], b[j] + 1)
        last = (i, j)


def _have_much_in_common(
    a: Sequence[int], b: Sequence[int], ours: Sequence[str], theirs: Sequence[str]
) -> bool:
    """Whether two stretches have so many words in common that all pairs are worth weighing."""
    if len(a) * len(b) <= SPARSE:
        return True
    shared = {ours[i] for i in a} & {theirs[j] for j in b}
    return sum(len(key) > 2 for key in shared) * COMMON >= min(len(a), len(b))


def _ends(
    a: Sequence[int], b: Sequence[int], ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[Link]:
    """Only the beginnings and ends of long stretches that share no anchor."""
    size = min(len(a), len(b), round(SPARSE**0.5)) // 2
    if not size:
        return
    yield from _weigh(a[:size], b[:size], ours, theirs)
    yield from _weigh(a[-size:], b[-size:], ours, theirs)


def _weigh(
    a: Sequence[int], b: Sequence[int], ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[Link]:
    """The cheapest alignment of two short stretches; two words may stand against one."""
    words, others = [ours[i] for i in a], [theirs[j] for j in b]
    n, m = len(words), len(others)
    skip_a, skip_b = list(map(_loss, words)), list(map(_loss, others))
    pair = _pair_costs(words, others)
    join = [i for i in range(n - 1) if words[i] and words[i + 1] and a[i] + 1 == a[i + 1]]
    split = [j for j in range(m - 1) if others[j] and others[j + 1] and b[j] + 1 == b[j + 1]]
    joins, splits = set(join), set(split)
    row = [0.0]
    for cost in skip_b:
        row.append(row[-1] + cost)
    rows = [row]
    moves: list[bytearray] = [bytearray([2]) * (m + 1)]
    for i in range(1, n + 1):
        before, own = rows[-1], pair[i - 1]
        above = rows[-2] if i > 1 and i - 2 in joins else None
        row = [before[0] + skip_a[i - 1]]
        move = bytearray(m + 1)
        move[0] = 1
        skip = skip_a[i - 1]
        word = words[i - 1]
        for j in range(1, m + 1):
            best, step = before[j - 1] + own[j - 1], 0
            other = before[j] + skip
            if other < best:
                best, step = other, 1
            other = row[j - 1] + skip_b[j - 1]
            if other < best:
                best, step = other, 2
            if above is not None and above[j - 1] < best:
                other = above[j - 1] + _joined(words[i - 2], word, others[j - 1])
                if other < best:
                    best, step = other, 3
            if j > 1 and j - 2 in splits and before[j - 2] < best:
                other = before[j - 2] + _joined(others[j - 2], others[j - 1], word)
                if other < best:
                    best, step = other, 4
            row.append(best)
            move[j] = step
        rows.append(row)
        moves.append(move)
    found = list(_trace(moves, a, b))
    yield from found
    yield from _run_together(found, a, b, ours, theirs)


def _run_together(
    links: Sequence[Link], a: Sequence[int], b: Sequence[int], ours: Sequence[str],
    theirs: Sequence[str],
) -> Iterator[Link]:  # fmt: skip
    """What is left between two links, if it is the same but for its blanks: three words as one.

    A word between them that has its place elsewhere is none of it.
    """
    free_a, free_b = set(a), set(b)
    at_a, at_b = a[0], b[0]
    for link in [*links, Link(a[-1] + 1, 0, b[-1] + 1, 0)]:
        i, j = link.a0, link.b0
        if 0 < i - at_a <= MOST_JOINED and 0 < j - at_b <= MOST_JOINED:
            one, other = "".join(ours[at_a:i]), "".join(theirs[at_b:j])
            free = free_a.issuperset(range(at_a, i)) and free_b.issuperset(range(at_b, j))
            if free and one and other and Levenshtein.distance(one, other) * 4 <= len(other):
                yield Link(at_a, i, at_b, j)
        at_a, at_b = link.a1, link.b1


def _trace(moves: Sequence[bytearray], a: Sequence[int], b: Sequence[int]) -> Iterator[Link]:
    i, j = len(a), len(b)
    found = []
    while i and j:
        step = moves[i][j]
        if step == 1:
            i -= 1
        elif step == 2:
            j -= 1
        else:
            di, dj = (2 if step == 3 else 1), (2 if step == 4 else 1)
            found.append(Link(a[i - di], a[i - 1] + 1, b[j - dj], b[j - 1] + 1))
            i, j = i - di, j - dj
    yield from reversed(found)


def _loss(word: str) -> float:
    return GAP + GAP_LETTER * len(word) if word else SPECK


def _pair_costs(words: Sequence[str], others: Sequence[str]) -> list[list[float]]:
    """What it costs to hold two words for one: the letters that differ; inf for unlike ones."""
    distance = np.array(cdist(words, others, scorer=Levenshtein.distance), dtype=np.float64)
    ours = np.array(list(map(len, words)), dtype=np.float64)[:, None]
    theirs = np.array(list(map(len, others)), dtype=np.float64)[None, :]
    longest = np.maximum(ours, theirs)
    distance[(distance > UNLIKE * longest) & (longest > 1)] = np.inf
    distance[(ours == 0) != (theirs == 0)] = np.inf
    costs: list[list[float]] = distance.tolist()
    return costs


@lru_cache(maxsize=TOKENS)
def _joined(first: str, second: str, whole: str) -> float:
    """What it costs to hold two words for one that was broken, or run together."""
    both = first + second
    if abs(len(both) - len(whole)) > 1 + len(whole) // 4:
        return float("inf")
    distance = Levenshtein.distance(both, whole)
    return distance + 0.5 if distance <= len(whole) / 3 else float("inf")

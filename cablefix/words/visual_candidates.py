"""Words that look like a read one: a search by what characters are taken for, not by edits.

In a poor print most letters of a word may be misread (CULY for ONLY), yet each by one that it
resembles. All common words of about the same length are compared at once, letter for letter, with
at most one letter lost or added.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import inf

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.by_fields import Shown
from cablefix.channel.confusions import DIGITS, DIGITS_AS_LETTERS, LETTERS, at_noise
from cablefix.channel.marks import letter_signs
from cablefix.kernel.chosen import Trie
from cablefix.language.lexicon import UNKNOWN, lexicon, rough_costs
from cablefix.language.neighbours import Between
from cablefix.language.tokens import fold

COMMON = 30_000
"""How many words, the commonest first, are compared."""

HEAVY = 10
UNSEEN = 7.5
"""Cost of a confusion that no pair shows, at heavy damage."""

LOST = 6.0
"""Cost of a letter lost or added."""

FIGURE = 1.0
"""Cost, beyond that of the letter it resembles, of a figure read for a letter."""

DEAREST = 4.4
"""The most that a letter may cost on average for a word to be worth looking at."""

OTHER_CASE = 1.0
"""Cost of a capital read where a small letter was printed."""

LEAST_NEWS = 0.5
"""By how much a document must show a confusion to be likelier than it is elsewhere."""

_CODES = {c: i for i, c in enumerate(LETTERS + DIGITS + "'")}

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]


@attrs.frozen(eq=False)
class Block(Shown):
    """The common words of one length: their names, and their letters with their rough costs."""

    length: int
    joined: str
    letters: Trie

    def word(self, number: int) -> str:
        """One of the words."""
        return self.joined[number * self.length : (number + 1) * self.length]


@attrs.frozen(eq=False)
class Looks(Shown):
    """What printed letters look like when read: one cost for each pair.

    `changed`: the read characters for which a document has costs of its own.
    """

    costs: Floats
    changed: frozenset[str] = frozenset()

    def fitted(self, own: Mapping[tuple[str, str], float], small: bool) -> Looks:
        """The same with the confusions that a document shows to be likelier in it."""
        costs = self.costs.copy()
        codes = _codes_read()
        changed = set()
        for (meant, read), cost in own.items():
            if meant.upper() in _CODES and read in codes and meant.islower() == small:
                at = (_CODES[meant.upper()], codes[read])
                likely = max(cost - 1.0, 1.0)
                if likely <= costs[at] - LEAST_NEWS:
                    costs[at] = likely
                    changed.add(read)
        return Looks(costs, frozenset(changed))


@cache
def _codes_read() -> dict[str, int]:
    """The number of each character that a letter may be read as."""
    signs = sorted(letter_signs("inside"))
    return {c: i for i, c in enumerate([*LETTERS, *DIGITS, "'", *LETTERS.lower(), *signs])}


@cache
def looks(small: bool) -> Looks:
    """The general table: of capitals, or of small letters."""
    codes = _codes_read()
    costs = np.full((len(_CODES) + 1, len(codes) + 1), UNSEEN, np.float32)
    for char, code in _CODES.items():
        printed = char.lower() if small else char
        costs[code, codes[printed]] = 0.0
        costs[code, codes[char]] = OTHER_CASE if small and char in LETTERS else 0.0
    for (meant, read), cost in at_noise(HEAVY, False).items():
        if read not in codes or len(meant) != 1 or meant.islower() != small:
            continue
        if meant.upper() in _CODES:
            at = (_CODES[meant.upper()], codes[read])
            costs[at] = min(costs[at], max(cost - 1.0, 1.0))
    if not small:  # a small letter is read for a capital as its own capital would be
        for char in LETTERS:
            at_small = codes[char.lower()]
            costs[:, at_small] = np.minimum(costs[:, at_small], costs[:, codes[char]])
    for digit, letter in zip(DIGITS, DIGITS.translate(DIGITS_AS_LETTERS), strict=True):
        through = costs[:, codes[letter]] + FIGURE
        costs[:, codes[digit]] = np.minimum(costs[:, codes[digit]], through)
    return Looks(costs)


@cache
def _lengths() -> Ids:
    """The length in bytes of each of the common words, by its number; 0 of what stands for none."""
    forms = lexicon().ids
    starts = forms.starts[: min(COMMON, len(forms)) + 1].astype(np.int64)
    lengths: Ids = np.diff(starts) - 1
    lengths[:2] = 0  # UNKNOWN and BREAK
    return lengths


@cache
def _table() -> npt.NDArray[np.uint8]:
    """The code of each character in UTF-8."""
    table = np.full(256, len(_CODES), np.uint8)
    table[[ord(c) for c in _CODES]] = list(_CODES.values())
    return table


@cache
def _block(length: int) -> Block | None:
    """The common words of one length, laid out when they are first asked for."""
    if length < 2:
        return None
    ids = np.flatnonzero(_lengths() == length)
    forms = lexicon().ids
    letters = forms.letters[forms.starts[ids].astype(np.int64)[:, None] + np.arange(length)]
    codes = _table()[letters]
    usable = (codes < len(_CODES)).all(axis=1) & (codes[:, :1] < len(LETTERS)).all(axis=1)
    ids, letters, codes = ids[usable], letters[usable], codes[usable]
    if not len(ids):
        return None
    ids[ids >= lexicon().counted] = UNKNOWN
    trie = Trie(codes, rough_costs()[ids].astype(np.float32), ids)
    return Block(length, letters.tobytes().decode("ascii"), trie)


def search(read: str, most: int, table: Looks, expected: Between | None = None) -> tuple[str, ...]:
    """The likeliest words for what was read, its own form left out.

    `read`: folded, if it was printed in capitals; `table`: the general one or that of a document;
    `expected`: what words cost in their place, instead of their rough cost.

    >>> "ONLY" in search("CULY", 8, looks(False))
    True
    >>> "CHEERS" in search("cheors", 8, looks(True))
    True
    """
    own = fold(read)
    known = _codes_read()
    codes = [known.get(c, len(known)) for c in read]
    n = len(codes)
    found: list[tuple[float, str]] = []
    enough = inf
    for length in (n, n - 1, n + 1):
        block = _block(length)
        if block is None or length < 2 or (length != n and n < 4):
            continue
        asked = (codes, table.costs, LOST, DEAREST * length, most, enough)
        if expected is None:
            numbers, scores = block.letters.search(*asked)
        else:
            numbers, scores = block.letters.search_between(*asked, *expected.place())
        found += zip(scores, map(block.word, numbers), strict=True)
        found = sorted(f for f in found if f[1] != own)[:most]
        if len(found) == most:
            enough = found[-1][0]  # a dearer word is none of those asked for
    return tuple(w for _, w in found)

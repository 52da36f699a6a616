"""What each token is likely to be: English, another language, cipher, figures or garble.

Natural logarithms of the chance of a token in each state of the sequence model of `passages`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from math import log

import attrs
import numpy as np
import numpy.typing as npt

from cablefix.by_fields import ByFields, Shown
from cablefix.channel.confusions import DIGITS_AS_LETTERS
from cablefix.language import letter_ngram as spelling
from cablefix.language.language_id import languages, to_capitals
from cablefix.language.lexicon import UNKNOWN, lexicon, model
from cablefix.language.ngram import STEP
from cablefix.late import late_regex
from cablefix.remembered import TOKENS

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

WORD, FIGURE, MIXED = 0, 1, 2
"""What a token is made of: letters, figures, both."""

SHARES = {
    "prose": (0.92, 0.06, 0.02),
    "list": (0.63, 0.22, 0.15),
    "language": (0.95, 0.04, 0.01),
    "cipher": (0.60, 0.32, 0.08),
    "figures": (0.01, 0.98, 0.01),
    "garble": (0.70, 0.12, 0.18),
    "words": (0.95, 0.03, 0.02),
    "script": (0.95, 0.04, 0.01),
}
"""Share of each of these among the tokens in each kind of state.

Counted by eye on released cables; what decides is the size of the ratios, not their digits.
"""

UNKNOWN_WORDS, NAMES = 0.06, 0.03
"""Share of words that no list knows in English prose; of names in a language."""

FREQUENT, STRAY, LOOSE = log(0.002), 0.05, 0.3
"""Chance of the words that make sentences (some sixty: THE, OF, HAS); how much rarer they are among
loose words; and the share of known words among these."""

KNOWN_IN_LISTS, CODES_IN_LISTS = 0.5, 0.1
"""Share of known words, and of codes and acronyms of any letters, among those of lists."""

ACRONYMS = range(2, 7)
"""Letters and figures of the usual code."""

GROUPED = 0.93
"""Share of groups of the cipher's length."""

GROUPS = (5, 4)
"""Letters of a group (Kahn, The Codebreakers: five is the rule of the telegraph companies)."""

RUINED = 0.4
"""Share of garble that is English, misread beyond knowing."""

LONGEST = 12
"""Letters of the longest word of garble."""

EDGE, INNER, STRANGE = log(0.15), log(0.01), log(0.002)
"""A mark before or behind a word; an odd one inside it; a letter of another script."""

FIGURE_IN_WORD = log(0.02)
ANY_MARK, ANY_LETTER = log(1 / 30), log(1 / 40)
"""A mark in garble; a letter of another script among others of it."""

RARE, NEVER = -log(100_000), -99.0
"""Chance of a known word that the language model does not count; of what does not occur."""

_PARTS = late_regex(r"[A-Z]+(?:'[A-Z]+)*")
_CORE = late_regex(r"[\W_]*(.*?)[\W_]*")


@attrs.frozen(eq=False)
class Emissions(Shown):
    """The chances of all tokens of a text; those in prose rest on how much of it is misread.

    `clean`, `misread`: the chances of each token in prose, if it was read right and if it was
    misread; `others`: a column for each other state; `common`: for each language, whether the token
    is one of its common words; `words`, `figures`: whether it is made of letters, or of figures.
    """

    clean: Floats
    misread: Floats
    others: Floats
    common: Flags
    words: Flags
    figures: Flags

    def with_damage(self, share: float) -> Floats:
        """A row a token, a column a state; `share`: of words that are misread."""
        prose = np.logaddexp(log(1 - share) + self.clean, log(share) + self.misread)
        return np.column_stack([prose, self.others])

    def said(self, says: Flags) -> Emissions:
        """The same where some tokens say nothing of what they are."""
        return Emissions(
            np.where(says, self.clean, 0.0), np.where(says, self.misread, 0.0),
            np.where(says[:, None], self.others, 0.0), self.common & says[:, None],
            self.words & says, self.figures & says,
        )  # fmt: skip


@cache
def states() -> tuple[tuple[str, str], ...]:
    """The kind of each state, and its name where there are several of a kind."""
    abroad = (("language", name) for name in languages().names)
    groups = (("cipher", str(n)) for n in GROUPS)
    rest = (("figures", ""), ("garble", ""), ("words", ""), ("script", ""))
    return (("prose", ""), ("list", ""), *abroad, *groups, *rest)


@attrs.frozen
class _Shape(ByFields):
    """A token taken apart: its kind, its words, how many characters of each sort it has."""

    kind: int
    english: tuple[str, ...]
    letters: int
    digits: int
    edge: int
    inner: int
    odd: int
    strange: int


@lru_cache(maxsize=TOKENS)
def _take_apart(token: str) -> _Shape:
    text = to_capitals(token)
    digits = sum(c.isdigit() for c in text)
    letters = sum("A" <= c <= "Z" for c in text)
    strange = sum(c.isalpha() and not "A" <= c <= "Z" for c in text)
    match = _CORE.fullmatch(text)
    core = match[1] if match else text
    marks = [c for c in core if not c.isalnum()]
    kind = WORD if not digits else FIGURE if not letters else MIXED
    spelt = text.translate(DIGITS_AS_LETTERS) if digits else text
    english = tuple(_PARTS.findall(spelt)) if letters >= digits else ()
    odd = sum(c not in "'-/" for c in marks)
    return _Shape(kind, english, letters, digits, len(text) - len(core), len(marks), odd, strange)


def emissions(tokens: Sequence[str]) -> Emissions:
    """The chances of some tokens, none of which is marks alone."""
    known: dict[str, int] = {}
    at = np.array([known.setdefault(t, len(known)) for t in tokens], np.int64)
    found = _of_shapes([_take_apart(t) for t in known])
    return Emissions(
        found.clean[at], found.misread[at], found.others[at], found.common[at], found.words[at],
        found.figures[at],
    )  # fmt: skip


def _of_shapes(shapes: Sequence[_Shape]) -> Emissions:
    kinds = np.array([s.kind for s in shapes], np.int64)
    letters, digits, edge, inner, odd, strange = np.array(
        [(s.letters, s.digits, s.edge, s.inner, s.odd, s.strange) for s in shapes], np.float64
    ).T
    spelt = np.array([bool(s.english) for s in shapes], bool)
    size = letters + digits
    alphabet = np.log(np.choose(kinds, [26.0, 10.0, 36.0]))
    by_chance = -size * alphabet
    marked = EDGE * edge + INNER * odd
    alien = STRANGE * strange

    def words(chances: Floats) -> Floats:
        """The chances of the words of tokens that have some; of the others their letters'."""
        found: Floats = np.where(spelt, chances + FIGURE_IN_WORD * digits, by_chance)
        found += marked + alien
        return found

    def share(name: str) -> Floats:
        shares: Floats = np.log(np.array(SHARES[name]))[kinds]
        return shares

    index, rows = _look_up(shapes)
    own, abroad, common = (_per_token(shapes, index, table) for table in rows)
    lengths = np.where(np.isin(size, ACRONYMS), -log(len(ACRONYMS)), -log(LONGEST))
    codes = log(CODES_IN_LISTS) + by_chance + lengths + marked + alien
    columns = [share("list") + np.logaddexp(words(own[:, 2]), codes)]
    columns += [share("language") + words(column) for column in abroad.T]
    for n in GROUPS:
        grouped = np.where((size == n) & (inner == 0), log(GROUPED), log(1 - GROUPED) - log(n))
        columns.append(share("cipher") + by_chance + grouped + marked + alien)
    any_figure = by_chance + marked + alien
    loose = by_chance - log(LONGEST) + ANY_MARK * (edge + inner + strange)
    columns.append(share("figures") + np.where(kinds == FIGURE, any_figure, loose))
    ruined = np.logaddexp(log(1 - RUINED) + loose, log(RUINED) + words(own[:, 1]))
    columns.append(share("garble") + np.where(kinds == FIGURE, any_figure, ruined))
    columns.append(share("words") + words(own[:, 3]))
    foreign = STRANGE * letters + ANY_LETTER * strange - digits * alphabet + marked
    columns.append(share("script") + foreign)
    prose = share("prose")
    return Emissions(
        prose + words(own[:, 0]), prose + words(own[:, 1]), np.column_stack(columns),
        common > 0, spelt, kinds == FIGURE,
    )  # fmt: skip


def _look_up(shapes: Sequence[_Shape]) -> tuple[dict[str, int], tuple[Floats, Floats, Floats]]:
    """All words of some tokens, numbered, and what they are worth in English and elsewhere."""
    index: dict[str, int] = {}
    for s in shapes:
        for word in s.english:
            index.setdefault(word, len(index))
    words = list(index)
    return index, (_english(words), *_foreign(words))


def _per_token(shapes: Sequence[_Shape], index: dict[str, int], table: Floats) -> Floats:
    """The rows of the words of each token, added up."""
    owner = np.array([n for n, s in enumerate(shapes) for _ in s.english], np.int64)
    words = np.array([index[w] for s in shapes for w in s.english], np.int64)
    out = np.zeros((len(shapes), table.shape[1]))
    np.add.at(out, owner, table[words])
    return out


def _english(words: Sequence[str]) -> Floats:
    """The chance of each word in prose, in prose if misread, in a list, and among loose words.

    Loose words, be they English, invented or misread, lack those that make them sentences.
    """
    spelt, misread = spelling.log_probabilities(words)
    ids = lexicon()
    numbers = np.array([ids.model_id(w) for w in words], np.int64)
    rare = np.array([w in ids for w in words], bool)
    counted: Floats = -STEP * model().arrays.unigram[numbers].astype(np.float64)
    seen = np.where(numbers != UNKNOWN, counted, np.where(rare, RARE, NEVER))
    any_known = np.where(rare, -log(len(ids.ids)), NEVER)
    known = np.logaddexp(any_known, seen) - log(2)
    clean = np.logaddexp(log(1 - UNKNOWN_WORDS) + seen, log(UNKNOWN_WORDS) + spelt)
    others = 1 - KNOWN_IN_LISTS - CODES_IN_LISTS
    listed = np.logaddexp(log(KNOWN_IN_LISTS) + known, log(others) + spelt)
    frequent = seen > FREQUENT
    loose = np.logaddexp(
        np.where(frequent, seen + log(STRAY), seen - log(1 - _share_of_frequent())) + log(LOOSE),
        np.logaddexp(spelt, misread) - log(2) + log(1 - LOOSE),
    )
    return np.column_stack([clean, misread, listed, loose])


@cache
def _share_of_frequent() -> float:
    """The share of English words that are among the frequent ones."""
    chances = np.exp(-STEP * np.arange(256))[model().arrays.unigram]
    return float(chances[chances > np.exp(FREQUENT)].sum())


def _foreign(words: Sequence[str]) -> tuple[Floats, Floats]:
    """The chance of each word in each language, and where it is a common one."""
    parts = [w.split("'") for w in words]
    all_parts = sorted({p for row in parts for p in row})
    at = {p: i for i, p in enumerate(all_parts)}
    known = languages()
    spelt, _ = spelling.log_probabilities(all_parts)
    chances = np.logaddexp(
        log(1 - NAMES) + known.log_probabilities(all_parts), (log(NAMES) + spelt)[:, None]
    )
    common = known.are_common(all_parts) & np.array([len(p) > 1 for p in all_parts], bool)[:, None]
    owner = np.array([n for n, row in enumerate(parts) for _ in row], np.int64)
    which = np.array([at[p] for row in parts for p in row], np.int64)
    sums = [np.zeros((len(words), len(known.names))) for _ in range(2)]
    for total, table in zip(sums, (chances, common), strict=True):
        np.add.at(total, owner, table[which])
    return sums[0], sums[1]


BRIDGED, BRIDGES, DENSE, WEAKEST, MOST_EDGE = 2, {3: 12, 10: 40}, 0.75, 35.0, 20
"""Tokens between two runs that are taken along; the most of them, if of so many times as many
tokens on either side that share is none of ours; the evidence for English below which the runs need
only be as long as what is between; how many times longer a run is than the rest at a text's ends.

What is quoted in English, or only looks so, within another language is none of our business.
"""


def join_runs(apart: Flags, gains: Floats) -> list[tuple[int, int]]:
    """First and behind the last of each run of tokens, gaps taken along.

    `gains`: how much likelier each token is as something else than as English.

    >>> apart = np.array([True] * 6 + [False] + [True] * 6 + [False] * 9)
    >>> join_runs(apart, np.zeros(22))
    [(0, 13)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], apart.astype(np.int8), [0])))).tolist()
    runs: list[tuple[int, int]] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if runs and start - runs[-1][1] <= BRIDGED:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    counts = np.concatenate(([0], np.cumsum(apart)))

    def is_dense(at: int, to: int) -> bool:
        return at >= 0 and to <= len(apart) and counts[to] - counts[at] >= DENSE * (to - at)

    joined: list[tuple[int, int]] = []
    for start, end in runs:
        first, last = joined[-1] if joined else (0, 0)
        gap = start - last
        weak = min(last - first, end - start) >= gap and -gains[last:start].sum() <= WEAKEST
        if joined and (
            weak
            or any(
                gap <= most and is_dense(last - n * gap, last) and is_dense(start, start + n * gap)
                for n, most in BRIDGES.items()
            )
        ):
            joined[-1] = (first, end)
        else:
            joined.append((start, end))
    return [_to_the_edge(run, len(apart)) for run in joined]


def _to_the_edge(run: tuple[int, int], size: int) -> tuple[int, int]:
    start, end = run
    most = (end - start) // MOST_EDGE
    return 0 if start <= most else start, size if size - end <= most else end

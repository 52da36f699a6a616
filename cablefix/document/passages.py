"""Which stretches of a text are not ours to correct: another language, cipher, figures, garble.

One sequence model over the tokens: its states are English prose, lists of names and codes, each
language, groups of a cipher, figures, garble, and other scripts. Words of two or three languages in
a sentence are no passage: a run of tokens needs its length and its evidence, and what is in a
language has common words of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

import attrs
import numpy as np

from cablefix.by_fields import ByFields
from cablefix.document.forward_backward import Chain, could_gain, posteriors
from cablefix.document.token_classes import Emissions, Floats, emissions, join_runs, states
from cablefix.language.language_id import languages
from cablefix.late import late_regex
from cablefix.layout.figures_shift import find_shifted
from cablefix.layout.line_labels import ReadLine

PROSE, LIST, LANGUAGE = 0, 1, 2
"""The first states: English sentences, lists of names and codes, and from here on what is not ours.
"""

LEAVES = 2e-3
"""Chance that English is left after a token."""

STAYS = 0.97
"""Chance that what is not English goes on after a token."""

SHARES = {
    "language": 0.55,
    "cipher": 0.1,
    "figures": 0.1,
    "garble": 0.15,
    "words": 0.05,
    "script": 0.05,
}
"""What follows where English is left."""

BETWEEN = 0.02
"""Chance that a list follows prose after a token, and the other way round."""

DAMAGE, MOST_DAMAGE, ROUNDS = 0.15, 0.6, 2
"""Share of misread words that is assumed at first; the most; how often it is estimated anew."""

RUNNING = frozenset({"text", "paragraph", "point", "figures"})
"""Forms of lines that are judged by their words."""

KNOWN = 0.5
"""Cost of a line, for each part found, up to which its form is beyond doubt."""

_HAS_SIGN = late_regex(r"[^\W_]")

SPACED = 3
"""Single letters in a row that are one word, spaced out."""

LEAST = {"language": 5, "cipher": 4, "figures": 8, "garble": 12, "words": 40, "script": 4}
"""Tokens of the shortest run that is a passage."""

EVIDENCE = {
    "language": 9.0,
    "cipher": 10.0,
    "figures": 12.0,
    "garble": 20.0,
    "words": 20.0,
    "script": 10.0,
}
"""How much likelier (logarithm) a run must be as what it is taken for than as English."""

IN_DAMAGE = 20.0
"""How much more is needed if all words are misread: what is misread looks like anything."""

FEW = {1: 25.0, 0: 40.0}
"""The evidence needed for a passage with one common word of its language, or with none.

Names alone are no text.
"""

TORN, VOWELS = 3, "AEIOUYaeiouy"
"""Mean length up to which words with a lone consonant among them are pieces: MI N IS TER."""

TABLE = 0.8
"""Share of figures among the tokens of a table; among codes of offices there are fewer."""

LONG = 30
"""Tokens of a passage that takes lines of doubtful form along."""


@attrs.frozen
class Passage(ByFields):
    """A stretch of text that is left as it is.

    `kind`: language, cipher, figures, garble or script; `name`: of the language; `pieces`: where it
    stands, line by line, known lines of the apparatus left out; `chance`: that it is no English, on
    average over its tokens; `gain`: how much likelier it is as what it is than as English
    (logarithm).
    """

    kind: str
    name: str
    pieces: tuple[tuple[int, int], ...]
    tokens: int
    chance: float
    gain: float

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.pieces[-1][1]


class _Token(NamedTuple):
    """A token with something to say, or that goes with its neighbours; the number of its line.

    `start`, `end` take in the lone marks up to the next token, and at the ends of the line.
    """

    text: str
    start: int
    end: int
    line: int
    says: bool


def find_passages(lines: Sequence[ReadLine]) -> list[Passage]:
    """The passages of a text, in order.

    Lines of known form are none; those whose form is doubtful say nothing and go with what stands
    around them.
    """
    tokens = [t for n, line in enumerate(lines) if not _is_known(line) for t in _tokens(n, line)]
    says = np.array([t.says for t in tokens], bool)
    if not says.any():
        return []
    seen = emissions([t.text for t in tokens]).said(says)
    found = list(_cut(tokens, seen, *estimate(seen)))
    if all(p.kind == "language" for p in found):
        return found
    shifted = _shifted(lines)
    return [p for p in found if p.kind == "language" or not _is_shifted(p, shifted)]


def _shifted(lines: Sequence[ReadLine]) -> list[tuple[int, int]]:
    """Where words were printed in figures, which is English for those who know the keys."""
    tokens = [t for r in lines for t in r.line.tokens()]
    return [(tokens[a].start, tokens[b - 1].end) for a, b in find_shifted(tokens)]


def _is_shifted(passage: Passage, shifted: Sequence[tuple[int, int]]) -> bool:
    """Whether most of a passage are words printed in figures."""
    common = sum(
        max(0, min(end, b) - max(start, a)) for start, end in passage.pieces for a, b in shifted
    )
    return 2 * common > sum(end - start for start, end in passage.pieces)


def _is_known(line: ReadLine) -> bool:
    """Whether a line is so plainly of its form that nothing around it speaks against that."""
    if line.form in RUNNING or line.form == "blank":
        return False
    return line.cost <= KNOWN * max(len(line.parts), 1)


def _tokens(number: int, line: ReadLine) -> Iterator[_Token]:
    """The tokens of a line but for lone marks; spaced-out words are one."""
    if line.form == "blank":
        return
    text, offset = line.line.text, line.line.start
    found = [t for t in line.line.tokens() if t.text.isalnum() or _HAS_SIGN.search(t.text)]
    words = [(t.text, t.start) for t in found]
    if sum(len(t.text) == 1 for t in found) >= SPACED:
        words = list(_joined(words))
    if not words:
        words = [("", offset)]  # marks alone go with their neighbours
    starts = [offset, *(start for _, start in words[1:])]
    ends = [*starts[1:], line.line.end]
    for (word, _), start, end in zip(words, starts, ends, strict=True):
        stop = start + len(text[start - offset : end - offset].rstrip())
        yield _Token(word, start, stop, number, bool(word) and line.form in RUNNING)


def _joined(words: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Words with their starts, those that are spaced out in one piece."""
    for single, group in groupby(words, key=lambda w: len(w[0]) == 1):
        row = list(group)
        if single and len(row) >= SPACED:
            yield "".join(w for w, _ in row), row[0][1]
        else:
            yield from row


def estimate(seen: Emissions) -> tuple[Floats, Floats, float]:
    """What each token says, the posterior of each state, and the share of misread words, fitted."""
    damage = DAMAGE
    for n in range(ROUNDS + 1):
        rows = seen.with_damage(damage)
        gains = rows[:, LANGUAGE:].max(axis=1) - rows[:, :LANGUAGE].max(axis=1)
        chances = posteriors(rows, _chain(), could_gain(gains, min(EVIDENCE.values())))
        if n == ROUNDS:
            break
        prose = chances[:, PROSE] * seen.words
        odds = np.log(damage) + seen.misread - np.log(1 - damage) - seen.clean
        misread = prose / (1 + np.exp(-np.clip(odds, -50, 50)))
        damage = min(float((misread.sum() + 1) / (prose.sum() + 10)), MOST_DAMAGE)
    return rows, chances, damage


@cache
def _chain() -> Chain:
    """The chances of the sequence of states."""
    kinds = [kind for kind, _ in states()]
    apart = np.array([SHARES.get(kind, 0.0) / kinds.count(kind) for kind in kinds])
    ours = np.array([0.5, 0.5] + [0.0] * (len(kinds) - 2))
    stays = np.where(np.arange(len(kinds)) < LANGUAGE, 1 - LEAVES - BETWEEN, STAYS)
    from_ours = (LEAVES * apart + BETWEEN * ours) / (LEAVES + BETWEEN)
    return Chain(0.9 * ours + 0.1 * apart, stays, LANGUAGE, (from_ours, 0.7 * ours + 0.3 * apart))


def _cut(
    tokens: Sequence[_Token], seen: Emissions, rows: Floats, chances: Floats, damage: float
) -> Iterator[Passage]:
    """The runs that are passages; `rows`: what each token says, `chances`: of each state.

    `damage`: share of misread words of the text.
    """
    apart = 1 - chances[:, :LANGUAGE].sum(axis=1)
    kinds = np.array([kind for kind, _ in states()])
    gains = rows[:, LANGUAGE:].max(axis=1) - rows[:, :LANGUAGE].max(axis=1)
    for first, last in join_runs(apart > 0.5, gains):
        here = chances[first:last].sum(axis=0)
        table = seen.figures[first:last].mean() >= TABLE
        kind = max(
            (k for k in SHARES if k != "figures" or table),
            key=lambda k: float(here[kinds == k].sum()),
        )
        state = int(np.where(kinds == kind, here, -1.0).argmax())
        mine = [state] if kind == "language" else np.flatnonzero(kinds == kind)
        there = rows[first:last]
        gain = float((there[:, mine].max(axis=1) - there[:, :LANGUAGE].max(axis=1)).sum())
        told = [t for t in tokens[first:last] if t.says]
        if len(told) < LEAST[kind] or gain < EVIDENCE[kind] + IN_DAMAGE * damage:
            continue
        if kind == "language" and not _is_text(tokens, seen, first, last, state - LANGUAGE, gain):
            continue
        taken = tokens[first:last] if len(told) >= LONG else told
        yield Passage(
            kind, states()[state][1] if kind == "language" else "", tuple(_pieces(taken)),
            len(told), float(apart[first:last].mean()), gain,
        )  # fmt: skip


def _is_text(
    tokens: Sequence[_Token], seen: Emissions, first: int, last: int, language: int, gain: float
) -> bool:
    """Whether a run has enough common words of a language to be a text in it."""
    known = languages()
    at = first + np.flatnonzero(seen.common[first:last, language])
    if _is_torn([t.text for t in tokens[first:last] if t.says]):
        return False
    if len(at) < known.least[language] * int(seen.words[first:last].sum()) - 1:
        return False
    different = len({tokens[i].text.upper() for i in at.tolist()})
    if not different and known.surnames[language]:
        return False
    return gain >= FEW.get(different, 0.0)


def _is_torn(words: Sequence[str]) -> bool:
    """Whether words are rather the pieces of letter-spaced ones: so short, and lone consonants."""
    lone = any(len(w) == 1 and w.isalpha() and w not in VOWELS for w in words)
    return lone and sum(map(len, words)) <= TORN * len(words)


def _pieces(tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """The stretches of the text that some tokens take, line by line."""
    for _, group in groupby(tokens, key=lambda t: t.line):
        row = list(group)
        yield row[0].start, row[-1].end

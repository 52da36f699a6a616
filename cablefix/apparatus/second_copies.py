"""Passages that stand twice: a telegram that was filed twice was scanned twice, and each scan mends
what the other lost.

Copies are found by runs of words that are alike, whatever the line breaks, and they must be copies
indeed: two telegrams of one wording whose figures differ say nothing of each other. What both
copies may well have printed stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import attrs

from cablefix.channel.confusions import DIGITS, best, cost
from cablefix.channel.shapes import log_likelihood
from cablefix.document.reading import Reading
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.lines import Span
from cablefix.layout.running_text import BODY
from cablefix.proposals import Proposal, propose

SEED, ANCHOR = 4, 2
"""Words in a row that are alike in both copies; at the ends, those behind one that differs."""

MOST_COPIES = 4
"""Runs that stand oftener are phrases."""

FARTHEST, MOST_SHIFT = 20, 3
"""Words between two runs of one copy; by how many more there may be in one than in the other."""

LEAST_ALIKE, LEAST_SHARE = 20, 0.75
"""Words that copies have alike, and their share of those that stand against one another."""

ENOUGH_FOR_SIGNS, MISREAD_BESIDE = 8, 1
"""The words alike where just a sign among figures, which is never print, is brought to a figure;
the figures beside such a sign that may be misread, too."""

MOST_FOREIGN = 0.02
"""The share of words that cannot be read for what the other copy has; with more it is no copy."""

FROM_COPY = 0.97
"""How sure the other copy is. Set: no rendered document has its text twice."""

LOOSER = 0.5
"""The cost by which a figure may look less like a letter than the one that does most."""

FARTHEST_READ = -9.0
"""The least log likelihood, for three letters, with which one word is read for another."""

LEAST_LETTERS = 4
"""Letters of a word that is brought to that of the other copy."""

_FIGURES = late_regex(r"\(?\$?\d+(?:[.,:/-]\d+)*%?\)?[.,;:]?")
_WORD = late_regex(r"\(?([A-Z]+|[A-Z]?[a-z]+)('[A-Za-z]{1,2})?\)?[.,;:]?")
_BESIDE_FIGURES = frozenset("()$.,:/-%;#&'\"")


def propose_from_second_copy(reading: Reading) -> Iterator[Proposal]:
    """Words and figures that cannot be print as they stand, where a copy has what can."""
    tokens = [t for r in reading.lines if r.form in BODY for t in r.line.tokens()]
    against: dict[int, set[int]] = defaultdict(set)
    alike: dict[int, int] = defaultdict(int)
    words = [t.text for t in tokens]
    for chain in _chains(words):
        places = list(chain.places(words))
        if _are_copies(chain, [(tokens[i].text, tokens[j].text) for i, j in places], reading.noise):
            for i, j in places:
                against[i].add(j)
                against[j].add(i)
                alike[i], alike[j] = max(alike[i], chain.alike), max(alike[j], chain.alike)
    for i, others in against.items():
        proposal = _bring(tokens[i], [words[j] for j in sorted(others)], reading.noise)
        if proposal is not None and (alike[i] >= LEAST_ALIKE or _has_sign(tokens[i].text)):
            yield proposal


def _has_sign(figures: str) -> bool:
    return any(not c.isalnum() and c not in _BESIDE_FIGURES for c in figures)


@attrs.define
class _Chain:
    """Runs that follow one another in two places of a text: pairs of where each begins."""

    runs: list[tuple[int, int]]

    @property
    def alike(self) -> int:
        """How many words both places have."""
        return len({i + k for i, _ in self.runs for k in range(SEED)})

    def takes(self, i: int, j: int) -> bool:
        """Whether a run goes on where the last one ended, and the first copy is not at its end."""
        if i + SEED > self.runs[0][1]:
            return False
        a, b = i - self.runs[-1][0], j - self.runs[-1][1]
        return 0 < a <= FARTHEST and 0 < b <= FARTHEST and abs(a - b) <= MOST_SHIFT

    def places(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The words that stand against one another: between two runs of equal distance, and beyond
        the runs, where like words follow.
        """
        yield from _beyond(words, *self.runs[0], step=-1)
        for (i, j), (k, m) in zip(self.runs, self.runs[1:], strict=False):
            if k - i == m - j:
                yield from zip(range(i + SEED, k), range(j + SEED, m), strict=True)
        i, j = self.runs[-1]
        yield from _beyond(words, i + SEED - 1, j + SEED - 1, step=1)


def _beyond(words: Sequence[str], i: int, j: int, *, step: int) -> Iterator[tuple[int, int]]:
    """The words beyond a run that differ one by one, as long as like words follow each."""
    first, last = i if step < 0 else j, len(words) - 1
    while True:
        i, j = i + step, j + step
        if min(i, j) < ANCHOR or max(i, j) >= last or (step > 0 and i >= first - 1):
            return
        if words[i] != words[j]:
            most = min(ANCHOR, last - max(i, j)) if step > 0 else ANCHOR
            behind = range(step, (most + 1) * step, step)
            if any(words[i + n] != words[j + n] for n in behind):
                return
            yield i, j


def _chains(words: Sequence[str]) -> Iterator[_Chain]:
    """The places of a text that have many runs of words alike, in one order."""
    seeds: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(words) - SEED + 1):
        seeds[tuple(words[i : i + SEED])].append(i)
    pairs = sorted(
        (i, j)
        for at in seeds.values()
        if 1 < len(at) <= MOST_COPIES
        for n, i in enumerate(at)
        for j in at[n + 1 :]
    )
    open_: list[_Chain] = []
    for i, j in pairs:
        chain = next((c for c in open_ if c.takes(i, j)), None)
        if chain is not None:
            chain.runs.append((i, j))
            continue
        ended = [c for c in open_ if i - c.runs[-1][0] > FARTHEST]
        yield from ended
        open_ = [c for c in open_ if i - c.runs[-1][0] <= FARTHEST]
        open_.append(_Chain([(i, j)]))
    yield from open_


def _are_copies(chain: _Chain, differing: Sequence[tuple[str, str]], noise: int) -> bool:
    """Whether two places have one text: no figures that differ, hardly a word of another kind."""
    alike = chain.alike
    if alike < ENOUGH_FOR_SIGNS or alike < LEAST_SHARE * (alike + len(differing)):
        return False
    if any(_FIGURES.fullmatch(a) and _FIGURES.fullmatch(b) and a != b for a, b in differing):
        return False
    foreign = sum(
        not (_near(a, b, noise) or _is_spoilt_figure(a, b) or _is_spoilt_figure(b, a))
        for a, b in differing
    )
    return foreign <= MOST_FOREIGN * alike


def _near(printed: str, read: str, noise: int) -> bool:
    """Whether one may be read for the other, or the other for it."""
    likely = max(
        log_likelihood(*pair, max(noise, 1)) for pair in ((printed, read), (read, printed))
    )
    return likely >= FARTHEST_READ * max(1, len(printed) // 3)


def _bring(token: Span, others: Sequence[str], noise: int) -> Proposal | None:
    """A token that cannot be print brought to what the other copies have, if they agree."""
    sound = {o for o in others if _FIGURES.fullmatch(o) or _WORD.fullmatch(o)} - {token.text}
    if len(sound) != 1 or token.text in others:
        return None
    (printed,) = sound
    copies = "the other copy has" if len(others) == 1 else f"{others.count(printed)} copies have"
    kind = "ocr-digit" if _FIGURES.fullmatch(printed) else "word"
    if kind == "ocr-digit":
        spoilt = _is_spoilt_figure(token.text, printed)
    else:
        near = _near(printed, token.text, noise)
        spoilt = near and _is_spoilt_word(token.text, printed, others.count(printed))
    if not spoilt:
        return None
    return propose(
        token, printed, kind=kind, rule="second-copy", score=FROM_COPY, grounds=None,
        why=f"{copies} {printed} in this passage",
    )  # fmt: skip


def _is_spoilt_figure(read: str, printed: str) -> bool:
    """Whether figures have a sign among them, or a letter that looks like the figure printed."""
    if len(read) != len(printed) or not any(map(str.isdigit, read)):
        return False
    differing = [(p, r) for p, r in zip(printed, read, strict=True) if p != r]
    if _has_sign(read):
        beside = [(p, r) for p, r in differing if r.isdigit()]
        if len(beside) <= MISREAD_BESIDE:
            differing = [d for d in differing if d not in beside]
    return all(
        p.isdigit() and not r.isdigit() and r not in _BESIDE_FIGURES and _looks_like(p, r)
        for p, r in differing
    )


def _looks_like(figure: str, read: str) -> bool:
    return not read.isalpha() or cost(figure, read) <= best(read, DIGITS)[0] + LOOSER


def _is_spoilt_word(read: str, printed: str, copies: int) -> bool:
    """Whether figures, signs or letters of another case stand in a word that else is that of the
    copy; or it is an unknown word, and two other copies have one and the same.
    """
    if len(printed) < LEAST_LETTERS or read.casefold() == printed.casefold():
        return False
    if not any(map(str.isalpha, read)) or _strip(read) in lexicon():
        return False
    if _WORD.fullmatch(read) is not None:
        return copies > 1
    return len(read) == len(printed) and all(
        not r.isalpha() or r.isupper() != p.isupper()
        for p, r in zip(printed, read, strict=True)
        if p != r
    )


def _strip(word: str) -> str:
    return fold(word.strip("().,;:"))

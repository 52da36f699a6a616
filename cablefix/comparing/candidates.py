"""What may have been printed at a place where the witnesses differ, and what each says of it.

A candidate is what a witness reads, or the marks of one around the letters of another, or nothing,
or, where no witness reads a word, a known word near to all. What it costs is the price of the
misreadings that it takes: those of `correcting.words.channel`, no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product

import attrs

from cablefix.by_fields import ByFields, Shown
from cablefix.channel.marks import bullets
from cablefix.channel.profile import LETTER, Channel, find_ops, straighten
from cablefix.language.lexicon import UNKNOWN, lexicon
from cablefix.language.tokens import fold
from cablefix.language.truecase import CAPITAL, SMALL, usual_case
from cablefix.remembered import TOKENS
from cablefix.words.candidates import known_words
from cablefix.words.character_set import dress
from cablefix.words.tokens import LONGEST, Parse, cut_marks, parse

MOST = 16
"""Candidates that are weighed at a place."""

NEAR = 3
"""Known words that are weighed where no witness reads one."""

LOST, LOST_AGAIN = 5.5, 0.7
"""Cost of a word that a witness lost, and of each further one beside it: an engine that loses a
piece of a line loses all of it."""

LOST_MARK = 3.5
"""Cost of a lone mark that a witness lost."""

STRAY_MARK = 5.0
"""Cost of a lone mark that was read where nothing was printed."""

OWN_WORD = 2.0
"""Cost of a known word of three letters or more that was read where nothing was printed, for each
letter, beside what its letters cost: dirt makes no words."""

ODD_CASE = 2.5
"""Cost of a capital within a word, or of a small letter that its word is not written with."""


LONGEST_PLACE, UNLIKE = 200, 12.0
"""Characters of what is no longer taken for words, and the cost of another such thing."""

ACCENT = 3.0
"""Cost of a letter that no English is printed with."""

CURLY = 0.6
"""Cost of a curly quote: typewriters have none."""

ALONE = 6.0
"""Cost of a mark that stands by itself and is no dash, bullet or sign: none is printed so."""

SMALL_LETTERS = 2.0
"""Cost of small letters in a document that is in capitals."""

RULE = 4
"""Marks from which they are a row of dashes, which no dirt makes."""

ODD_RULE = 8.0
"""Cost of a row of dashes with other marks in it."""

LOST_RULE, FALSE_RULE = 6.0, 30.0
"""Cost of a row of dashes that was lost, and of one that was read where none was printed."""

_DASH_LIKE = frozenset("-—–−~_=")

MENDED = 0.5
"""Cost of a word that was read as cleaning its witness has it."""

TRUST, MOST_ODDS = 0.7, 6.0
"""How much of the odds of such a correction counts: the language that speaks for it is heard here
a second time."""


@attrs.frozen
class Said(ByFields):
    """What a witness reads at a place; `lost`: what it costs that it reads nothing there."""

    witness: int
    text: str
    lost: float = LOST
    mended: str | None = None
    """What cleaning this witness by itself makes of it."""
    odds: float = 0.0
    """How sure that is, as the logarithm of odds."""


@attrs.frozen
class Candidate(ByFields):
    """What may have been printed: its text, its tokens, the cost of spelling unknown words."""

    text: str
    ids: tuple[int, ...]
    spelling: float


def find_candidates(said: Sequence[Said], *, capitals: bool) -> list[Candidate]:
    """The candidates of a place; the readings themselves come first.

    >>> [c.text for c in find_candidates([Said(0, "talks."), Said(1, "ta1ks")], capitals=False)][:4]
    ['ta1ks', 'talks.', 'ta1ks.', 'talks']
    """
    readings = sorted({s.text for s in said})  # of two that are as likely, none is the first
    found = dict.fromkeys(readings)
    found |= dict.fromkeys(s.mended for s in said if s.mended is not None)
    if max(map(len, readings)) > LONGEST_PLACE:
        return [_candidate(t, capitals) for t in list(found)[:MOST]]
    if not any(any(map(str.isalnum, t)) for t in readings):
        found[""] = None
    found |= dict.fromkeys(map(_with_rule, readings))
    found |= dict.fromkeys(_recombined(list(map(_with_rule, filter(None, readings)))))
    if len(list(filter(None, readings))) > 1:
        # what one alone has is its own: a name that no list has must not become a word
        found |= dict.fromkeys(_near(readings, capitals=capitals))
    return [_candidate(t, capitals) for t in list(found)[:MOST]]


@lru_cache(maxsize=TOKENS)
def _candidate(text: str, capitals: bool) -> Candidate:
    ids: list[int] = []
    cost = 0.0
    for chunk in text.split():
        p = parsed(chunk)
        ids += p.ids
        cost += p.cost + _case_cost(p.core)
        if not p.core and chunk not in printed_alone() and not _is_rule(chunk):
            cost += ALONE
    if _is_rule(text) and set(text) != {"-"}:
        cost += ODD_RULE
    if not text.isascii():
        cost += CURLY if straighten(text).isascii() else ACCENT
    if capitals and any(map(str.islower, text)):
        cost += SMALL_LETTERS
    return Candidate(text, tuple(ids), cost)


@cache
def printed_alone() -> frozenset[str]:
    """Marks that stand by themselves in print: dashes, bullets, signs of sums."""
    return frozenset({*bullets("sure"), *DASHES})


DASHES = ("-", "--", "---", "—", "–", "...", "*", "&", "+", "=", "/", "$", "#", "%", '"')


def parsed(chunk: str) -> Parse:
    """A chunk as the language model sees it; one too long to be a word is unknown."""
    if len(chunk) > LONGEST:
        return Parse((UNKNOWN,), (), 0.0, *cut_marks(chunk))
    return parse(chunk)


def _case_cost(core: str) -> float:
    """What the case of a word speaks against it: iNto, cuba, THe."""
    letters = [c for c in core if c.isalpha()]
    if len(letters) < 2 or core.isupper():
        return 0.0
    rest = "".join(letters[1:])
    if not rest.islower() and "'" not in core and "-" not in core and not core.startswith("Mc"):
        return ODD_CASE
    usual = usual_case(core) if core.isalpha() else 0
    if usual == CAPITAL and core[0].islower():
        return ODD_CASE
    return ODD_CASE / 3 if usual == SMALL and core[0].isupper() else 0.0


def _with_rule(text: str) -> str:
    """A reading with its row of dashes, of which some were misread, as dashes.

    >>> _with_rule("---—-—--~--97552A"), _with_rule("non-aid")
    ('-----------97552A', 'non-aid')
    """
    lead, core, tail = cut_marks(text)
    if sum(c in _DASH_LIKE for c in text) * 5 >= len(text) * 3 and len(text) >= RULE:
        return "-" * len(text) if len(core) < RULE else "-" * len(lead) + core + tail
    return "-" * len(lead) + core + tail if _is_rule(lead) else text


def _is_rule(marks: str) -> bool:
    """Whether marks are a row of dashes."""
    return len(marks) >= RULE and sum(c in _DASH_LIKE for c in marks) * 5 >= len(marks) * 3


def _recombined(readings: Sequence[str]) -> Iterator[str]:
    """The marks of one reading around the letters of another."""
    parts = [cut_marks(t) for t in readings]
    parts = [p for p in parts if p[1]]
    sizes = {len(p[1].split()) for p in parts}
    if not parts or (len(sizes) > 1 and len(parts) > 4):
        return
    leads, cores, tails = (list(dict.fromkeys(p[i] for p in parts)) for i in range(3))
    for core, tail, lead in product(cores, tails, leads):
        yield f"{lead}{core}{tail}"


def _near(readings: Sequence[str], *, capitals: bool) -> Iterator[str]:
    """Known words near to what all witnesses read, where none of them reads a known word."""
    parts = [cut_marks(t) for t in readings]
    cores = [p[1] for p in parts if p[1]]
    if not cores or any(not c.isalpha() or len(c) < 4 for c in cores):
        return
    if any(fold(c) in lexicon() for c in cores):
        return
    seen: dict[str, int] = {}
    for core in cores:
        for c in known_words(fold(core), 2)[:6]:
            seen[c.word] = seen.get(c.word, 0) + 1
    best = sorted(seen, key=lambda w: -seen[w])[:NEAR]
    for word in best:
        printed = word if capitals else dress(word, cores[0], cores[0])
        for lead, _, tail in parts[:2]:
            yield f"{lead}{printed}{tail}"


@attrs.frozen(eq=False)
class Hearing(Shown):
    """What the witness of a place says of its candidates: its channel, and how good it is."""

    channel: Channel
    letters: float = 0.0
    """How much dearer, in logarithms, its misread letters are than those of all witnesses."""
    marks: float = 0.0
    weight: float = 1.0
    """Less than one for a witness that is a copy of another."""

    def cost(self, said: Said, candidate: str) -> float:
        """What it costs that this witness reads what it reads where a candidate was printed."""
        cost = self._cost(said.text, candidate, said.lost)
        if said.mended is not None:
            if candidate == said.mended:
                cost = min(cost, MENDED)
            elif said.odds > 0:
                cost += TRUST * min(said.odds, MOST_ODDS)
        return self.weight * cost

    def _cost(self, read: str, meant: str, lost: float) -> float:
        if read == meant or straighten(read) == straighten(meant):
            return 0.0
        if not read:
            return lost
        if not meant:
            return max(0.5, _stray(read) + self.marks)
        if max(len(read), len(meant)) > LONGEST_PLACE:
            return UNLIKE
        a, b = cut_marks(meant), cut_marks(read)
        cost = 0.0
        if a[1] != b[1]:
            cost += max(1.0, self._letters(a[1], b[1]) + self.letters)
        for place, meant_marks, read_marks in (("lead", a[0], b[0]), ("mid", a[2], b[2])):
            if straighten(meant_marks) != straighten(read_marks):
                cost += max(0.7, self._marks(place, meant_marks, read_marks) + self.marks)
        return cost

    def _letters(self, meant: str, read: str) -> float:
        """The cost of the misread letters of one or several words."""
        cost = 0.0
        for op in find_ops(straighten(meant), straighten(read)):
            cost += self._blank(op) if " " in op[0] + op[1] else self.channel.op_cost(op)
        return cost

    def _blank(self, op: tuple[str, str]) -> float:
        """The cost of a blank that was lost, added, or read as a mark."""
        meant, read = op
        event = "blank-lost" if " " in meant else "blank-added"
        rest = (meant.replace(" ", ""), read.replace(" ", ""))
        cost = self.channel.rate(event)
        if rest[0] != rest[1]:
            marks = not any(map(str.isalnum, rest[0] + rest[1]))
            cost += STRAY_MARK / 2 if marks else self.channel.op_cost(rest)
        return cost

    def _marks(self, place: str, meant: str, read: str) -> float:
        if _is_rule(meant) or _is_rule(read):
            if _is_rule(meant) and _is_rule(read):
                return 1.0 if set(meant) == {"-"} else 4.0
            return LOST_RULE if _is_rule(meant) else FALSE_RULE
        known = dict(self.channel.marks_meant(place, read))
        return known.get(meant, STRAY_MARK + 2.0 * max(len(meant), len(read)))


@lru_cache(maxsize=TOKENS)
def _stray(read: str) -> float:
    """The cost of what was read where nothing was printed."""
    letters = sum(map(str.isalnum, read))
    if _is_rule(read):
        return FALSE_RULE
    if not letters:
        return STRAY_MARK + 0.5 * (len(read) - 1)
    known = sum(len(w) for w in fold(read).split() if len(w) > 2 and w.strip(".,;:") in lexicon())
    return STRAY_MARK + LETTER * len(read) + OWN_WORD * known

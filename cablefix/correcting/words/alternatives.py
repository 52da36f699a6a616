"""What may have been printed where a chunk was read: words, splits, marks, or nothing at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import attrs
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cablefix.correcting.words.candidates import (
    Candidate,
    far_words,
    known_words,
    own_candidates,
    splits,
    unigram_costs,
)
from cablefix.correcting.words.channel import Channel, Op, find_ops
from cablefix.correcting.words.decoder import Alternative
from cablefix.correcting.words.flow import Chunk, OwnWords, parse
from cablefix.vocabulary import tables
from cablefix.vocabulary.candidates import index
from cablefix.vocabulary.lexicon import lexicon
from cablefix.vocabulary.tokens import fold

MOST = 8
BOND = 2.0
"""What it speaks for a word that the document has it twice or more after the same word."""

UNPRINTABLE = 14.0
"""Cost, in a cable, of each character that no teleprinter prints."""

STRANGE, PLAIN_INNER = 2.0, 6.5
"""Cost of an inner mark that is no usual one, and of one that is."""

_INNER = re.compile(r"(?<=\w)([^\w\s'/]{1,2})(?=\w)")
_INNER_PRINTED = ((" ", 0.5), ("-", 0.0), (". ", 1.0), (", ", 1.0), ("", 2.0))
_STRANGE_INNER = frozenset("~+*=—–_°•·^|\\<>")
_PLAIN_MARKS = str.maketrans("‘’“”`´", "''\"\"''")

_WORDLIKE = re.compile(r"[A-Z0-9']*[A-Z][A-Z0-9']*")


@attrs.frozen
class CoreChange:
    """Another core of a chunk, with its confusions and the cost that they do not cover."""

    text: str
    ops: tuple[Op, ...]
    extra: float
    kind: str


@attrs.frozen
class Proposer:
    """Makes the alternatives of one document: by its channel, its own words, its noise."""

    own: OwnWords
    channel: Channel
    stops: Mapping[int, float]
    """For each page, the cost of a comma read as a full stop."""
    capitals: bool

    def alternatives(self, chunk: Chunk, before: str) -> list[Alternative]:
        """Other ways to read a chunk, the likeliest first; the chunk itself is not among them."""
        found: dict[str, Alternative] = {}
        for option in self._changes(chunk, before):
            known = found.get(option.text)
            if known is None or option.cost < known.cost:
                found[option.text] = option
        found.pop(chunk.span.text, None)
        if self.capitals:
            found = {t: attrs.evolve(a, cost=a.cost + unprintable(t)) for t, a in found.items()}
        return sorted(found.values(), key=lambda a: (a.cost + _prior(a.ids), a.text))[:MOST]

    def _changes(self, chunk: Chunk, before: str) -> Iterator[Alternative]:
        p = chunk.parse
        stray = self.channel.stray_cost(chunk.place, chunk.span.text)
        if stray is not None:
            yield Alternative("", (), stray, "punctuation")
        if not p.core:
            return
        marks = self._mark_changes(chunk)
        for (lead, tail), cost in marks:
            yield self._alternative(f"{lead}{p.core}{tail}", chunk, cost, "punctuation", ())
        cores = [
            (self.channel.cost(c.ops) + c.extra, c)
            for c in self._core_changes(p.core, chunk.plain, before)
        ]
        cores.sort(key=lambda c: (c[0] + _prior(parse(c[1].text).ids), c[1].text))
        for n, (cost, c) in enumerate(cores[:MOST]):
            yield self._alternative(f"{p.lead}{c.text}{p.tail}", chunk, cost, c.kind, c.ops)
            for (lead, tail), more in marks[:2] if n < 3 else ():
                yield self._alternative(f"{lead}{c.text}{tail}", chunk, cost + more, c.kind, c.ops)

    def _alternative(
        self, text: str, chunk: Chunk, cost: float, kind: str, ops: tuple[Op, ...]
    ) -> Alternative:
        p = parse(text)
        spelled = p.cost
        for w in p.unknown:
            spelled += self.own.cost(w, less=w in chunk.parse.unknown) - parse(w).cost
        return Alternative(text, p.ids, cost + spelled, kind, ops=ops)

    def _mark_changes(self, chunk: Chunk) -> list[tuple[tuple[str, str], float]]:
        """Other marks before and after the core, the cheapest first."""
        p = chunk.parse
        leads = self.channel.marks_meant("lead", p.lead)[:4]
        tails = self.channel.marks_meant("end" if chunk.place == "end" else "mid", p.tail)[:6]
        if p.tail == "." and chunk.page in self.stops:
            own = self.stops[chunk.page]
            tails = tuple((t, own if t == "," else cost) for t, cost in tails)
        both = [
            ((lead, tail), lead_cost + tail_cost)
            for lead, lead_cost in leads
            for tail, tail_cost in tails
            if (lead, tail) != (p.lead, p.tail)
        ]
        return sorted(both, key=lambda b: (b[1], b[0]))[:MOST]

    def _core_changes(self, core: str, plain: bool, before: str) -> Iterator[CoreChange]:
        """Other cores; `plain`: the words are known, so that only near ones are looked for."""
        folded = fold(core)
        if self.capitals and unprintable(core):
            printed = core.upper().translate(_PLAIN_MARKS)
            ops = tuple((a, b) for a, b in zip(printed, core, strict=True) if a != b and b.isalpha())
            yield CoreChange(printed, ops, 0.0, "word" if ops else "punctuation")
        yield from self._inner_marks(core)
        for m in _WORDLIKE.finditer(folded):
            start, end, word = m.start(), m.end(), m.group()
            read = core[start:end]
            for c in self._candidates(word, plain):
                printed = dress(c.word, read, core)
                extra = -self.own.boost(c.word)
                if self.own.pairs[before, c.word] >= 2:
                    extra -= BOND
                yield CoreChange(
                    core[:start] + printed + core[end:], find_ops(printed, read), extra, "word"
                )
            if not plain:
                yield from self._split(core, start, end, word)

    def _inner_marks(self, core: str) -> Iterator[CoreChange]:
        """Marks inside a core that may stand for a blank, a hyphen, or a mark and a lost blank."""
        for m in _INNER.finditer(core):
            before, after = core[: m.start(1)], core[m.end(1) :]
            for printed, cost in _INNER_PRINTED:
                if printed != m[1]:
                    lost = cost + (STRANGE if m[1] in _STRANGE_INNER else PLAIN_INNER)
                    yield CoreChange(f"{before}{printed}{after}", (), lost, "word-boundary")

    def _split(self, core: str, start: int, end: int, word: str) -> Iterator[CoreChange]:
        lost = self.channel.rate("blank-lost")
        for cut in splits(word):
            at = start + cut.index(" ")
            yield CoreChange(f"{core[:at]} {core[at:]}", (), lost, "word-boundary")
        for text, ops in self._loose_splits(word):
            yield CoreChange(core[:start] + text + core[end:], ops, lost, "word-boundary")

    def _loose_splits(self, word: str) -> Iterator[tuple[str, tuple[Op, ...]]]:
        """Two of the document's words run together and misread: CHINAOMFWM."""
        if len(word) < 7 or word in lexicon() or index().near(word):
            return
        for i in range(3, len(word) - 2):
            for a in self._near_own(word[:i]):
                for b in self._near_own(word[i:]):
                    yield f"{a} {b}", find_ops(a, word[:i]) + find_ops(b, word[i:])

    def _near_own(self, part: str) -> list[str]:
        found = process.extract(
            part, self.own.frequent, scorer=OSA.distance, score_cutoff=2, limit=3
        )
        return [w for w, distance, _ in found if distance < len(w)]

    def _candidates(self, word: str, plain: bool) -> list[Candidate]:
        """Known words, and words of the document itself, that are near a read one."""
        if plain:
            return list(known_words(word, 1))
        furthest = 2 if len(word) >= 5 else 1
        found = list(known_words(word, furthest))
        if self.channel.noise >= 3 and len(word) >= 7 and len(found) < 3:
            found += far_words(word)
        known = {c.word for c in found}
        return found + [c for c in own_candidates(word, self.own) if c.word not in known]


@lru_cache(maxsize=1 << 16)
def unprintable(text: str) -> float:
    """What it costs to believe that a teleprinter printed this.

    >>> unprintable("NATO") == 0.0 < unprintable("NaTO")
    True
    """
    marks = tables.load("teleprinter").column("mark")
    strange = sum(
        not (c.isdigit() or "A" <= c <= "Z" or c in marks or c.isspace()) for c in text
    )
    return UNPRINTABLE * strange


def _prior(ids: tuple[int, ...]) -> float:
    """A rough cost of some tokens without their context."""
    costs = unigram_costs()
    return 0.6 * sum([costs[i] for i in ids])


def dress(word: str, read: str, around: str) -> str:
    """A folded word in the case of the text that it replaces.

    >>> dress("THE", "tbe", "tbe"), dress("THE", "Tbe", "Tbe"), dress("THE", "TBE", "TBE")
    ('the', 'The', 'THE')
    """
    upper = sum(c.isupper() for c in around)
    lower = sum(c.islower() for c in around)
    if upper > lower or not lower:
        return word
    return word.capitalize() if read[:1].isupper() else word.lower()

"""What may have been printed where a chunk was read: words, splits, marks, or nothing at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

import attrs
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cablefix.correcting.words.channel import edit_cost, marks_meant, rate, stray_cost
from cablefix.correcting.words.decoder import Alternative
from cablefix.correcting.words.flow import Chunk, OwnWords, parse
from cablefix.vocabulary.candidates import index
from cablefix.vocabulary.language import STEP
from cablefix.vocabulary.lexicon import UNKNOWN, lexicon, model
from cablefix.vocabulary.tokens import fold

MOST = 8
_WORDLIKE = re.compile(r"[A-Z0-9']*[A-Z][A-Z0-9']*")
_DIGITS_AS_LETTERS = str.maketrans("0158623", "OISBGZE")


@attrs.frozen
class Candidate:
    """A word that may stand behind a read one, with the cost of the misreading."""

    word: str
    cost: float


@attrs.frozen
class Proposer:
    """Makes the alternatives of one document: its own words, its noise."""

    own: OwnWords
    noise: int
    stops: Mapping[int, float]
    """For each page, the cost of a comma read as a full stop."""

    def alternatives(self, chunk: Chunk, before: str) -> list[Alternative]:
        """Other ways to read a chunk, the likeliest first; the chunk itself is not among them."""
        found: dict[str, Alternative] = {}
        for text, cost, kind in self._changes(chunk, before):
            p = parse(text)
            spelled = p.cost
            for w in p.unknown:
                spelled += self.own.cost(w, less=w in chunk.parse.unknown) - parse(w).cost
            option = Alternative(text, p.ids, cost + spelled, kind)
            if text not in found or option.cost < found[text].cost:
                found[text] = option
        ranked = sorted(found.values(), key=lambda a: (a.cost + _prior(a.ids), a.text))
        return ranked[:MOST]

    def _changes(self, chunk: Chunk, before: str) -> Iterator[tuple[str, float, str]]:
        """Changed texts with their channel cost and kind; an empty text drops the chunk."""
        p = chunk.parse
        stray = stray_cost(chunk.place, chunk.span.text, self.noise)
        if stray is not None:
            yield "", stray, "punctuation"
        if not p.core:
            return
        marks = self._mark_changes(chunk)
        cores = sorted(
            self._core_changes(p.core, before),
            key=lambda c: (c[1] + _prior(parse(c[0]).ids), c[0]),
        )[:MOST]
        for (lead, tail), cost in marks:
            yield f"{lead}{p.core}{tail}", cost, "punctuation"
        for n, (core, cost, kind) in enumerate(cores):
            yield f"{p.lead}{core}{p.tail}", cost, kind
            for (lead, tail), mark_cost in marks[:2] if n < 3 else ():
                yield f"{lead}{core}{tail}", cost + mark_cost, kind

    def _mark_changes(self, chunk: Chunk) -> list[tuple[tuple[str, str], float]]:
        """Other marks before and after the core, the cheapest first."""
        p = chunk.parse
        leads = marks_meant("lead", p.lead, self.noise)[:4]
        tails = marks_meant("end" if chunk.place == "end" else "mid", p.tail, self.noise)[:6]
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

    def _core_changes(self, core: str, before: str) -> Iterator[tuple[str, float, str]]:
        folded = fold(core)
        for m in _WORDLIKE.finditer(folded):
            read = core[m.start() : m.end()]
            for c in self._candidates(m.group()):
                word = dress(c.word, read, core)
                cost = edit_cost(word, read, self.noise)
                if self.own.pairs[before, c.word] >= 2:
                    cost -= 2.0
                cost -= self.own.boost(c.word)
                yield core[: m.start()] + word + core[m.end() :], cost, "word"
            for text, cost in self._loose_splits(m.group()):
                yield core[: m.start()] + text + core[m.end() :], cost, "word-boundary"
            for left, _ in splits(m.group()):
                cut = m.start() + len(left)
                yield (
                    f"{core[:cut]} {core[cut:]}",
                    rate("blank-lost", self.noise),
                    "word-boundary",
                )

    def _loose_splits(self, word: str) -> Iterator[tuple[str, float]]:
        """Two of the document's words run together and misread: CHINAOMFWM."""
        if len(word) < 7 or word in lexicon() or index().near(word):
            return
        frequent = self.own.frequent
        for i in range(3, len(word) - 2):
            left, right = word[:i], word[i:]
            for a, _, _ in process.extract(
                left, frequent, scorer=OSA.distance, score_cutoff=2, limit=3
            ):
                for b, _, _ in process.extract(
                    right, frequent, scorer=OSA.distance, score_cutoff=2, limit=3
                ):
                    cost = edit_cost(a, left, self.noise) + edit_cost(b, right, self.noise)
                    yield f"{a} {b}", cost + rate("blank-lost", self.noise)

    def _candidates(self, word: str) -> list[Candidate]:
        """Known words, and words of the document itself, that are near a read one."""
        found = list(_known(word, self.noise))
        known = {c.word for c in found}
        for name, distance, _ in process.extract(
            word, self.own.frequent, scorer=OSA.distance, score_cutoff=2, limit=5
        ):
            enough = 2 if distance == 1 or len(name) > 4 else 5
            if name not in known and name != word and self.own.counts[name] >= enough:
                found.append(Candidate(name, edit_cost(name, word, self.noise)))
        return found


@cache
def _unigram_costs() -> list[float]:
    return [STEP * int(q) for q in model().arrays.unigram]


def _prior(ids: tuple[int, ...]) -> float:
    """A rough cost of some tokens without their context."""
    costs = _unigram_costs()
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


@lru_cache(maxsize=1 << 16)
def _known(word: str, noise: int) -> tuple[Candidate, ...]:
    """The likeliest known words near a read one: first by frequency and distance, then by cost."""
    plain = word.translate(_DIGITS_AS_LETTERS)
    furthest = 2 if len(word) >= 5 else 1
    costs = _unigram_costs()
    ids = lexicon()
    rough = []
    for w, distance in index().near(plain, furthest):
        if w != word:
            i = ids.model_id(w)
            prior = 0.6 * costs[i] + (6.0 if i == UNKNOWN else 0.0)
            rough.append((7.0 * distance + prior, prior, w))
    rough.sort()
    ranked = sorted(
        (edit_cost(w, word, noise) + prior, w) for _, prior, w in rough[: 2 * MOST]
    )
    return tuple(Candidate(w, edit_cost(w, word, noise)) for _, w in ranked[:MOST])


@lru_cache(maxsize=1 << 16)
def splits(word: str) -> tuple[tuple[str, str], ...]:
    """Ways to cut an unknown word into two common ones."""
    ids = lexicon()
    if word in ids or len(word) < 4:
        return ()
    cuts = ((word[:i], word[i:]) for i in range(1, len(word)))
    return tuple(cut for cut in cuts if _common(cut[0]) and _common(cut[1]))[:3]


def _common(word: str) -> bool:
    i = lexicon().ids.get(word, 1 << 30)
    if len(word) == 1:
        return word in ("A", "I")
    return i < (1500 if len(word) == 2 else 4000 if len(word) == 3 else 20000)

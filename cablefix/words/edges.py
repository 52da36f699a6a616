"""What may have been printed where a chunk was read: words, splits, marks, or nothing at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

import attrs

from cablefix.by_fields import ByFields
from cablefix.channel.marks import BARS, letter_signs
from cablefix.channel.profile import Channel, Op, find_ops, straighten
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.language.truecase import in_capitals
from cablefix.late import late_regex
from cablefix.words.cache_model import OwnWords
from cablefix.words.candidates import (
    Alike,
    Candidate,
    commonest_splits,
    known_words,
    look_up,
    own_candidates,
)
from cablefix.words.character_set import dress, small_runs, unprintable
from cablefix.words.decoder import Alternative
from cablefix.words.edge_marks import complete, other_marks, prior
from cablefix.words.error_profile import Litter
from cablefix.words.sentence_case import is_titled, opens_sentence, settle_case
from cablefix.words.tokens import Chunk, parse
from cablefix.words.word_boundaries import CoreChange, inner_marks, lost_blanks, run_together

MOST, MOST_IN_NOISE = 8, 14
"""How many other readings of a word are weighed, in light and in heavier noise."""

EXPECTED, LONGEST_EXPECTED = 4, 14
"""How many words are weighed because their place asks for them; letters of the longest misread."""

BOND = 2.0
"""What it speaks for a word that the document has it twice or more beside the same word."""

SHORTEST_BROKEN = 5
"""Letters of a word that is sought when broken and misread."""

SHORT = 3
"""Letters of a known word that is more likely a piece of a broken one, among small letters."""

POOR = 3
"""Noise in tenths from which words of any length are sought by their looks."""

_ODD_INSIDE = late_regex(r"(?<=\w)[^\w\s'/.-]+(?=\w)|\d")
_PLAIN_MARKS = str.maketrans("‘’“”`´", "''\"\"''")

_WORDLIKE = late_regex(r"[A-Z0-9']*[A-Z][A-Z0-9']*")


@cache
def _sign_inside() -> re.Pattern[str]:
    """A sign that a letter may be read as, between small letters."""
    signs = re.escape("".join(sorted(letter_signs("edge"))))
    return re.compile(rf"(?<=[a-z])[{signs}](?=[a-z])")


@cache
def _unprinted_inside() -> re.Pattern[str]:
    """A sign between letters that print does not have there."""
    signs = re.escape("".join(sorted(letter_signs("unprinted"))))
    return re.compile(rf"(?<=[A-Za-z])[{signs}](?=[A-Za-z])")


@attrs.frozen
class Proposer(ByFields):
    """Makes the alternatives of one document: by its channel, its own words, its noise."""

    own: OwnWords
    channel: Channel
    stops: Mapping[int, float]
    """For each page, the cost of a comma read as a full stop."""
    litter: Litter
    capitals: bool
    _looks: Alike = attrs.field(init=False, repr=False)
    _kept: dict[tuple[object, ...], list[Alternative]] = attrs.field(
        factory=dict, init=False, repr=False
    )
    """What was found for each chunk among its neighbours, for the next reading of the text."""

    @_looks.default
    def _by_own_confusions(self) -> Alike:
        return Alike.of(self.channel.own)

    def _alike(self, read: str, most: int) -> tuple[Candidate, ...]:
        return self._looks.find(read, most, self.capitals)

    def prepare(self, chunks: Sequence[Chunk]) -> None:
        """Look up the words of many chunks at once, which is faster than one by one."""
        near: list[str] = []
        nearest: list[str] = []
        for chunk in chunks:
            for word in _WORDLIKE.findall(fold(chunk.parse.core)):
                (nearest if chunk.plain or len(word) < 4 else near).append(word)
        broken = (self._unbroken(a, b) for a, b in pairwise(chunks))
        near += [w for w in broken if len(w) >= SHORTEST_BROKEN and w not in lexicon()]
        look_up(near, 2)
        look_up(nearest, 1)

    def alternatives(
        self, chunk: Chunk, before: str, after: str, between: tuple[int, int], titled: bool
    ) -> list[Alternative]:
        """Other ways to read a chunk, the likeliest first; the chunk itself is not among them.

        `before`, `after`: the words on either side; `between`: the tokens of the language model;
        `titled`: whether its first letter was read as none, among the words of a title.
        """
        page = self.stops.get(chunk.page)
        key = (chunk.span.text, chunk.place, page, before, after, between, titled)
        known = self._kept.get(key)
        if known is None:
            known = self._kept[key] = self._find_alternatives(chunk, before, after, between, titled)
        return known

    def _find_alternatives(
        self, chunk: Chunk, before: str, after: str, between: tuple[int, int], titled: bool
    ) -> list[Alternative]:
        found: dict[str, Alternative] = {}
        same = straighten(chunk.span.text)
        label = chunk.place == "start" and chunk.parse.tail == ":"
        opens = label or opens_sentence(between[0], before, chunk.parse.lead)
        for option in self._changes(chunk, before, after):
            if not self.capitals and option.kind == "word":
                in_title = titled and is_titled(option.text)
                option = self._settle(option, chunk, True if in_title else opens)
            if straighten(option.text) == same:
                continue  # the curl of a quotation mark is no error
            known = found.get(option.text)
            if known is None or option.cost < known.cost:
                found[option.text] = option
        keyed = sorted([(a.cost + prior(a.ids), a.text, a) for a in found.values()])
        ranked = [a for _, _, a in keyed]
        most = MOST if not self.channel.noise else MOST_IN_NOISE
        words = [a for a in ranked if a.kind != "punctuation"][:most]
        expected = self._expected(chunk, between)
        if not self.capitals:
            expected = (self._settle(a, chunk, opens) for a in expected)
        words += [a for a in expected if a.text not in found]
        return words + [a for a in ranked if a.kind == "punctuation"][:MOST]

    def _settle(self, option: Alternative, chunk: Chunk, opens: bool | None) -> Alternative:
        """The option in the case that is asked for, at the cost of its confusions in that case."""
        settled = settle_case(option, chunk.parse, opens)
        if settled.ops == option.ops:
            return settled
        more = self.channel.cost(settled.ops) - self.channel.cost(option.ops)
        return settled._replace(cost=settled.cost + more)

    def _expected(self, chunk: Chunk, between: tuple[int, int]) -> Iterator[Alternative]:
        """Words that are likely in this very place, and look like what was read."""
        p = chunk.parse
        enough = 1 if p.unknown or p.core.isdigit() else POOR
        if self.channel.noise < enough or not (1 < len(p.core) <= LONGEST_EXPECTED):
            return
        before = lexicon().model_id(p.lead[-1]) if p.lead else between[0]
        after = lexicon().model_id(p.tail[0]) if p.tail else between[1]
        for c in self._looks.find_between(p.core, EXPECTED, self.capitals, before, after):
            printed = self._dress(c.word, p.core, p.core)
            ops = find_ops(printed, p.core)
            cost = self.channel.cost(ops) - self.own.boost(c.word)
            yield self._alternative(f"{p.lead}{printed}{p.tail}", chunk, cost, "word", ops)

    def _changes(self, chunk: Chunk, before: str, after: str) -> Iterator[Alternative]:
        p = chunk.parse
        stray = self.channel.stray_cost(chunk.place, chunk.span.text)
        if stray is not None:
            yield Alternative("", (), stray, "punctuation")
        yield from self._lone_letters(chunk)
        if not p.core:
            return
        marks = other_marks(chunk, self.channel, self.litter, self.stops)
        for (lead, tail), cost in marks:
            yield self._alternative(f"{lead}{p.core}{tail}", chunk, cost, "punctuation", ())
        yield from self._marks_as_letters(chunk)
        cores = []
        for n, c in enumerate(self._core_changes(p.core, chunk.plain, before, after)):
            cost = self.channel.cost(c.ops) + c.extra
            cores.append((cost + prior(parse(c.text).ids), c.text, n, cost, c))
        cores.sort()
        for n, (_, _, _, cost, c) in enumerate(cores[:MOST_IN_NOISE]):
            yield self._alternative(f"{p.lead}{c.text}{p.tail}", chunk, cost, c.kind, c.ops)
            for (lead, tail), more in marks[:2] if n < 2 else ():
                yield self._alternative(f"{lead}{c.text}{tail}", chunk, cost + more, c.kind, c.ops)

    def _lone_letters(self, chunk: Chunk) -> Iterator[Alternative]:
        """Words of one letter that were read as a sign: @ plan, 1 suggested."""
        read = chunk.span.text
        if not self.capitals:
            for word, cost in self.channel.letters_meant(read):
                yield self._alternative(word, chunk, cost, "word", ())
        if read in BARS:
            op = ("I", read)
            yield self._alternative("I", chunk, self.channel.op_cost(op), "word", (op,))

    def _marks_as_letters(self, chunk: Chunk) -> Iterator[Alternative]:
        """Words whose first or last letter was read as a sign: cit\\, »tood, plac€."""
        p = chunk.parse
        for text, op in complete(p):
            yield self._alternative(text, chunk, self.channel.op_cost(op), "word", (op,))
        if self.capitals or not self.channel.noise or (chunk.plain and len(p.core) < 3):
            return
        signs = letter_signs("edge")
        start = len(p.lead) - (p.lead[-1:] in signs)
        end = p.tail[:1] in signs
        if start == len(p.lead) and not end:
            return
        read = p.lead[start:] + p.core + p.tail[:end]
        for c in self._alike(read, 4):
            printed = self._dress(c.word, p.core, p.core)
            ops = find_ops(printed, read)
            text = f"{p.lead[:start]}{printed}{p.tail[end:]}"
            yield self._alternative(text, chunk, self.channel.cost(ops), "word", ops)

    def _alternative(
        self, text: str, chunk: Chunk, cost: float, kind: str, ops: tuple[Op, ...]
    ) -> Alternative:
        p = parse(text)
        spelled = p.cost
        for w in p.unknown:
            spelled += self.own.excess(w, w in chunk.parse.unknown)
        if self.capitals:
            spelled += unprintable(text)
        return Alternative(text, p.ids, cost + spelled, kind, ops=ops)

    def _core_changes(
        self, core: str, plain: bool, before: str, after: str
    ) -> Iterator[CoreChange]:
        """Other cores; `plain`: the words are known, so that only near ones are looked for."""
        folded = fold(core)
        if self.capitals and unprintable(core):
            printed = in_capitals(core).translate(_PLAIN_MARKS)
            ops = small_runs(printed, core)
            yield CoreChange(printed, ops, 0.0, "word" if ops else "punctuation")
        yield from inner_marks(core, self.litter)
        if not plain:
            yield from lost_blanks(core, self.channel)
        if core.isdigit() and len(core) <= 3:
            for c in self._alike(core, 4):
                printed = self._dress(c.word, core, core)
                yield CoreChange(printed, find_ops(printed, core), 0.0, "word")
        least = 5 if self.capitals else 3
        strange = _ODD_INSIDE.search(core) and (not plain or _sign_inside().search(core))
        sought = bool(strange) and self.channel.noise > 0 and len(core) >= least
        if sought or _unprinted_inside().search(core):
            near = known_words(folded, 2)[:4]
            for c in near if near and self.capitals else (*near, *self._alike(core, 4)):
                printed = self._dress(c.word, core, core)
                yield CoreChange(printed, find_ops(printed, core), 0.0, "word")
        pairs = self.own.pairs
        for m in _WORDLIKE.finditer(folded):
            start, end, word = m.start(), m.end(), m.group()
            if word in self.own.given:
                continue
            read = core[start:end]
            for c in self._candidates(word, read, plain):
                printed = self._dress(c.word, read, core)
                extra = -self.own.boost(c.word)
                if len(c.word) > 2:
                    if pairs.get((before, c.word), 0) >= 2:
                        extra -= BOND
                    if pairs.get((c.word, after), 0) >= 2:
                        extra -= BOND
                yield CoreChange(
                    core[:start] + printed + core[end:], find_ops(printed, read), extra, "word"
                )
            if not plain or commonest_splits(word):
                yield from run_together(core, start, end, self.channel, self.own)

    def _dress(self, word: str, read: str, around: str) -> str:
        if self.capitals:
            return word
        # figures have no case: in a text of small letters the word has them
        return dress(word, read, around) if any(map(str.isalpha, around)) else word.lower()

    def _candidates(self, word: str, read: str, plain: bool) -> list[Candidate]:
        """Known words, and words of the document itself, that are near a read one.

        `word`: what was read, folded.
        """
        if plain:
            found = list(known_words(word, 1))
            if self.channel.noise and (len(word) <= 3 or self.channel.noise >= POOR):
                found += self._alike(read, 4)
            return list(dict.fromkeys(found))
        found = list(known_words(word, 2 if len(word) >= 4 else 1))
        if self.channel.noise:
            found += self._alike(read, 8)
        found = list(dict.fromkeys(found))
        known = {c.word for c in found}
        return found + [c for c in own_candidates(word, self.own) if c.word not in known]

    def joined(self, first: Chunk, second: Chunk) -> Iterator[Alternative]:
        """Two chunks that are one word, broken by a blank and perhaps misread besides."""
        word = self._unbroken(first, second)
        if not word:
            return
        a, b = first.parse, second.parse
        read = a.core + a.tail + b.core
        added = self.channel.rate("blank-added")
        if word in lexicon():
            yield self._joined(f"{a.lead}{read}{b.tail}", added, ())
            return
        if not self.channel.noise or len(word) < SHORTEST_BROKEN or not (word.isalpha() or a.tail):
            return
        near = known_words(word, 2)[:4] or (self._alike(read, 3) if len(word) >= 6 else ())
        for c in near:
            printed = self._dress(c.word, read, read)
            ops = find_ops(printed, read)
            yield self._joined(f"{a.lead}{printed}{b.tail}", added + self.channel.cost(ops), ops)

    def _unbroken(self, first: Chunk, second: Chunk) -> str:
        """Two chunks as one word, folded, if they may be one; else nothing.

        One of them is no known word, or so short that among small letters it is rather a piece, or
        the last letter of the first was read as a sign.
        """
        a, b = first.parse, second.parse
        if not a.core or not b.core or b.lead or second.breaks or first.place == "end":
            return ""
        sign = bool(a.tail) and not self.capitals and a.tail in letter_signs("edge")
        if a.tail and not sign:
            return ""
        small = self.channel.noise > 0 and not self.capitals
        piece = small and min(len(a.core), len(b.core)) <= SHORT
        return fold(a.core + a.tail + b.core) if a.unknown or b.unknown or sign or piece else ""

    def _joined(self, text: str, cost: float, ops: tuple[Op, ...]) -> Alternative:
        p = parse(text)
        spelled = p.cost + (unprintable(text) if self.capitals else 0.0)
        return Alternative(text, p.ids, cost + spelled, "word-boundary", 2, ops)

"""Marks at the edges of words: other marks that may have been printed, letters read as signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from cablefix.channel.confusions import LETTERS
from cablefix.channel.marks import letter_signs
from cablefix.channel.profile import Channel, Op, straighten
from cablefix.language.lexicon import lexicon, unigram_cost
from cablefix.language.tokens import fold
from cablefix.remembered import READINGS, TOKENS
from cablefix.words.error_profile import Litter
from cablefix.words.tokens import Chunk, Parse, parse


def complete(read: Parse) -> Iterator[tuple[str, Op]]:
    """Known words that lack only the letter read as a sign that print does not have there.

    >>> from cablefix.words.tokens import parse
    >>> [text for text, _ in complete(parse("measure»,"))]
    ['measured,', 'measurer,', 'measures,']
    >>> ("it", ("i", "!")) in complete(parse("!t"))
    True
    """
    before, behind = read.lead[-1:], read.tail[:1]
    word = fold(read.core)
    opened = before in letter_signs("unprinted") and read.core in (word, word.lower())
    closed = behind in letter_signs("foreign")
    if not word or not (opened or closed):
        return
    for letter in LETTERS:
        if opened and letter + word in lexicon():
            first = letter.lower() if read.core.islower() else letter
            yield f"{read.lead[:-1]}{first}{read.core}{read.tail}", (first, before)
        if closed and word + letter in lexicon():
            last = letter.lower() if read.core[-1].islower() else letter
            yield f"{read.lead}{read.core}{last}{read.tail[1:]}", (last, behind)


SIGNS = ("-", "$", "£", "+", "#", ".")
"""Marks that belong to the number behind them; a stop is the point of a decimal fraction."""

Marks = tuple[str, str]
"""The marks before a core and behind it."""

Costs = tuple[tuple[str, float], ...]
"""Marks that may have been printed, with what each costs."""


def other_marks(
    chunk: Chunk, channel: Channel, litter: Litter, stops: Mapping[int, float]
) -> tuple[tuple[Marks, float], ...]:
    """Other marks before and after the core, the cheapest first.

    `stops`: for each page, the cost of a comma read as a full stop.
    """
    p = chunk.parse
    signed = p.core[:1].isdigit() and p.lead.endswith(SIGNS)
    sign = p.lead[-1:] if signed else ""
    before = _leads(p.lead[: len(p.lead) - len(sign)], channel, litter)
    leads = tuple((f"{marks}{sign}", cost) for marks, cost in before)
    tails = channel.marks_meant("end" if chunk.place == "end" else "mid", p.tail)
    if p.tail == "." and chunk.page in stops:
        own = stops[chunk.page]
        tails = tuple((t, own if t == "," else cost) for t, cost in tails)
    return _combine(p.lead, p.tail, leads, tails)


@lru_cache(maxsize=1 << 12)
def _combine(
    lead_read: str, tail_read: str, leads: Costs, tails: Costs
) -> tuple[tuple[Marks, float], ...]:
    """The marks on both sides, the cheapest first: few are read, and again and again."""
    both = [((lead_read, tail), cost) for tail, cost in _shortlist(tails, tail_read)]
    both += [((lead, tail_read), cost) for lead, cost in _shortlist(leads, lead_read)]
    if lead_read and tail_read:
        both.append((("", ""), dict(leads).get("", 16.0) + dict(tails).get("", 16.0)))
    both.sort(key=lambda b: (b[1] + _mark_prior(b[0][0]) + _mark_prior(b[0][1]), b[0]))
    return tuple(both)


def _leads(read: str, channel: Channel, litter: Litter) -> Costs:
    found = channel.marks_meant("lead", read)
    own = litter.leads.get(read)
    if own is None:
        return found
    return tuple((m, min(own, cost) if not m else cost) for m, cost in found)


def _shortlist(options: Costs, read: str) -> list[tuple[str, float]]:
    """The likeliest other marks: without any, or some of those read, or a few that were lost."""
    others = sorted(
        ((marks, cost) for marks, cost in options if marks != read),
        key=lambda o: (o[1] + _mark_prior(o[0]), o[0]),
    )
    less = [o for o in others if len(o[0]) < len(read)][:3]
    same = [o for o in others if o not in less][:4]
    return less + same


@lru_cache(maxsize=TOKENS)
def _mark_prior(marks: str) -> float:
    return prior(parse(marks).ids)


@lru_cache(maxsize=READINGS)
def prior(ids: tuple[int, ...]) -> float:
    """A rough cost of some tokens without their context."""
    return 0.6 * sum([unigram_cost(i) for i in ids])


QUOTES = "\"'"
SPAN_OF_QUOTE = 40
"""Chunks within which a quotation mark has its fellow."""

UNPAIRED = {"'": 2.0}
"""What a single quotation mark that opens without a fellow costs: minus log of the share of such,
38 of 271 (FRUS, one document in four). A double one may have its fellow in another paragraph."""


def has_fellow(chunks: Sequence[Chunk], place: int, fellow: str, *, opens: bool) -> bool:
    """Whether a mark that opens, or closes, a quotation at a place has its fellow near by."""
    if opens:
        after = chunks[place : place + SPAN_OF_QUOTE]
        return any(fellow in straighten(c.parse.tail) for c in after)
    before = chunks[max(0, place - SPAN_OF_QUOTE) : place + 1]
    return any(fellow in straighten(c.parse.lead) for c in before)


def unpaired(chunks: Sequence[Chunk], place: int) -> float:
    """The cost of a quotation mark before a word that nothing closes near by."""
    chunk = chunks[place]
    mark = chunk.parse.lead
    if (
        mark not in UNPAIRED
        or chunk.place == "start"
        or has_fellow(chunks, place, mark, opens=True)
    ):
        return 0.0
    return UNPAIRED[mark]

"""Measures what speaks for a change, and says it in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from rapidfuzz.distance import Levenshtein

from cablefix.channel.marks import BARS
from cablefix.channel.profile import Channel, Op, straighten
from cablefix.language import letter_ngram as spelling
from cablefix.language import tables
from cablefix.language.code_lists import affixes
from cablefix.language.lexicon import UNKNOWN, lexicon, model, rough_cost, unigram_cost
from cablefix.language.ngram import STEP
from cablefix.language.tokens import fold
from cablefix.language.truecase import CAPITAL, SMALL, usual_case
from cablefix.proposals import WordGrounds
from cablefix.words.cache_model import edge_word
from cablefix.words.character_set import count_strange
from cablefix.words.decoded_changes import Change, Findings
from cablefix.words.edge_marks import QUOTES, has_fellow
from cablefix.words.sentence_case import case_clash, opens_sentence
from cablefix.words.tokens import Chunk, context, context_behind, parse

KINDS = ("word", "punctuation", "word-boundary")
PLACES = ("start", "mid", "end")
SHORTEST_NAME = 4
AROUND = 5
"""Chunks on each side that tell how damaged the place is."""


def measure(change: Change, found: Findings) -> WordGrounds:
    """The measurements of one change."""
    option, chunk = change.option, change.first
    old, new = chunk.parse, parse(option.text)
    core_old, core_new = fold(old.core), fold(new.core)
    channel = found.channel.cost(option.ops)
    before = context(found.chunks, change.place)[-1:]
    after = context_behind(found.chunks, change.place + option.consume - 1)
    row = found.rows[chunk.line]
    around = found.chunks[max(0, change.place - AROUND) : change.place + AROUND + 1]
    return WordGrounds(
        margin=change.margin,
        rival=min(change.rival, 40.0),
        channel=channel,
        spelling=option.cost - channel,
        confusions=len(option.ops),
        surprise=found.surprises[change.place],
        known=float(core_old in lexicon()),
        rarity_old=rough_cost(core_old) if core_old.isalpha() else -1.0,
        rarity_new=rough_cost(core_new) if core_new.isalpha() else -1.0,
        own_old=found.own.counts[core_old],
        own_new=found.own.counts[core_new],
        series=max((found.seen[op] for op in option.ops), default=0.0),
        local=sum(not c.plain for c in around) / len(around),
        stop_odds=found.stop_odds.get(change.place, -20.0),
        kind=KINDS.index(option.kind),
        consumed=option.consume,
        dropped=float(not option.text),
        place=PLACES.index(chunk.place),
        tail_old=_code(old.tail),
        tail_new=_code(new.tail),
        lead_old=_code(old.lead),
        lead_new=_code(new.lead),
        small=float(any(c.islower() for c in chunk.span.text)),
        digit=float(any(c.isdigit() for c in chunk.span.text)),
        typist=float(is_typists(core_new, core_old)),
        capitals=float(found.capitals),
        strange_old=float(count_strange(chunk.span.text)),
        strange_new=float(count_strange(option.text)),
        page_stops=found.stops.get(chunk.page, 12.0),
        habit=found.litter.habit(chunk),
        quote=_pair_quote(found.chunks, change.place),
        crowd=change.crowd,
        case=_case(old.core),
        drawn_before=_draw(before, new.ids[:1]),
        drawn_after=_draw(new.ids[-1:], after),
        parted_before=_draw(before, old.ids[:1]),
        parted_after=_draw(change.last.parse.ids[-1:], after),
        alike=Levenshtein.normalized_similarity(core_old, core_new),
        small_around=_count_small(around) / len(around),
        case_before=_case_of(found.chunks, change.place - 1),
        case_after=_case_of(found.chunks, change.place + option.consume),
        tail_before=_code(found.chunks[change.place - 1].parse.tail) if change.place else -1.0,
        row_tokens=row.tokens,
        row_junk=row.junk,
        row_known=row.known,
        spelt_old=_spelt(core_old),
        spelt_new=_spelt(core_new),
        usual_old=float(usual_case(core_old)),
        usual_new=float(usual_case(core_new)),
        opens=_opens(found.chunks, change.place),
        clash=_count_clash(change, found.chunks),
        row_surprise=row.surprise,
        usual_behind=_usual_behind(found.chunks, change.place + option.consume),
    )


def _count_small(chunks: Sequence[Chunk]) -> int:
    return sum(any(c.islower() for c in chunk.span.text) for chunk in chunks)


def _spelt(core: str) -> float:
    """What a letter of a word costs on average, were it one that no list has."""
    return -spelling.log_probability(core) / (len(core) + 1) if core.isalpha() else 0.0


def _opens(chunks: Sequence[Chunk], at: int) -> float:
    """1 where a word opens a sentence, 0 where it does not, -1 where nothing tells."""
    before = context(chunks, at)[-1]
    found = opens_sentence(before, edge_word(chunks, at - 1, -1), chunks[at].parse.lead)
    return -1.0 if found is None else float(found)


def _count_clash(change: Change, chunks: Sequence[Chunk]) -> float:
    """How much better the marks go with the case of the word behind than those that were read."""
    after = change.place + change.option.consume
    behind = chunks[after] if after < len(chunks) else None
    return case_clash(change.last.span.text, behind) - case_clash(change.option.text, behind)


def _usual_behind(chunks: Sequence[Chunk], at: int) -> float:
    """How the word behind is written within sentences; -1 where there is none."""
    if at >= len(chunks) or chunks[at].breaks:
        return -1.0
    return float(usual_case(chunks[at].parse.core))


def _case_of(chunks: Sequence[Chunk], at: int) -> float:
    """How the word at a place is written; -1 beyond the text or where a paragraph parts them."""
    if not 0 <= at < len(chunks):
        return -1.0
    return _case(chunks[at].parse.core)


def _case(core: str) -> float:
    """How a word is written: without letters, small, capitalised, capitals, mixed."""
    if core.upper() == core:
        return 3.0 if core.lower() != core else 0.0
    if core.lower() == core:
        return 1.0
    return 2.0 if core[1:].lower() == core[1:] else 4.0


def _draw(first: Sequence[int], second: Sequence[int]) -> float:
    """How much likelier a token is behind another than anywhere; 0 where one is unknown."""
    if not first or not second or UNKNOWN in (first[0], second[0]):
        return 0.0
    cost = model().pair_costs(np.array(first[:1]), np.array(second[:1]))
    return unigram_cost(second[0]) - STEP * float(cost[0])


def _pair_quote(chunks: Sequence[Chunk], place: int) -> float:
    """1 where the quotation mark of a chunk has its fellow, -1 where it has none, 0 without one."""
    lead, tail = straighten(chunks[place].parse.lead), straighten(chunks[place].parse.tail)
    for mark in QUOTES:
        if mark in lead or mark in tail:
            return 1.0 if has_fellow(chunks, place, mark, opens=mark in lead) else -1.0
    return 0.0


def _code(marks: str) -> float:
    """Marks as a number: none, the usual ones apart, the rest together."""
    return float(".,;:-\"')(".find(marks) + 2) if len(marks) == 1 else 0.0 if not marks else 1.0


def is_typists(meant: str, read: str) -> bool:
    """Whether a slip is one that typists make and readers of print do not.

    A letter doubled or halved, or two neighbours exchanged.

    >>> is_typists("SEPTEL", "SEPTTEL"), is_typists("THE", "TEH"), is_typists("AMNESTY", "AGNESTY")
    (True, True, False)
    """
    if abs(len(meant) - len(read)) == 1:
        longer, shorter = sorted((meant, read), key=len, reverse=True)
        doubles = (i for i in range(1, len(longer)) if longer[i] == longer[i - 1])
        return any(longer[:i] + longer[i + 1 :] == shorter for i in doubles)
    if len(meant) == len(read):
        apart = [i for i, (a, b) in enumerate(zip(meant, read, strict=True)) if a != b]
        return (
            len(apart) == 2
            and apart[1] == apart[0] + 1
            and meant[apart[0]] == read[apart[1]]
            and meant[apart[1]] == read[apart[0]]
        )
    return False


def is_inflection_of_a_name(change: Change) -> bool:
    """Whether a change only lengthens or shortens a name, or takes a figure away.

    KARSIA and KARSIAN are two words, whatever the lists know of either; and no figure is lost by
    likeness alone.
    """
    if any(not meant and any(c.isdigit() for c in read) for meant, read in change.option.ops):
        return True
    old, new = fold(change.first.parse.core), fold(parse(change.option.text).core)
    shorter, longer = sorted((old, new), key=len)
    return (
        len(shorter) >= SHORTEST_NAME
        and longer.startswith(shorter)
        and longer != shorter
        and new not in lexicon()
    )


def loses_an_ending(change: Change) -> bool:
    """Whether a word made of a name is made that name: Lankan, Lanka."""
    old, new = fold(change.first.parse.core), fold(parse(change.option.text).core)
    made = len(new) >= SHORTEST_NAME and old.startswith(new) and old[len(new) :] in affixes("name")
    return made and usual_case(new) == CAPITAL


def exchanges_names(change: Change) -> bool:
    """Whether a known name is made into another one: likeness alone does not tell them apart."""
    old, new = fold(change.first.parse.core), fold(parse(change.option.text).core)
    return (
        old != new
        and min(len(old), len(new)) >= SHORTEST_NAME
        and usual_case(old) == usual_case(new) == CAPITAL
    )


def loses_a_forename(change: Change) -> bool:
    """Whether a forename that is no other word is made into one: Luke, like."""
    core, new = change.first.parse.core, fold(parse(change.option.text).core)
    return (
        core.istitle()
        and len(core) >= SHORTEST_NAME
        and fold(core) != new
        and usual_case(core) != SMALL
        and fold(core) in tables.load("forenames").column("name")
    )


def is_variant(ops: Sequence[Op]) -> bool:
    """Whether some confusions only bring an older or another spelling up to date.

    >>> is_variant((("", "E"),)), is_variant((("M", "RN"),)), is_variant(())
    (True, False, False)
    """
    plain = [(meant.upper(), read.upper()) for meant, read in ops]
    return bool(plain) and all(op in _variants() for op in plain)


def updates_spelling(ops: Sequence[Op], channel: Channel) -> bool:
    """Whether a change only brings a spelling up to date, and no reader of print is known to make
    its confusions: coveragc, presenca are misread, publick and doore are not.

    A letter more or less is what older spellings have; readers take letters for others. What the
    document itself shows does not count: an old text has its spellings often.
    """
    general = _general(channel.noise, channel.typed)
    as_many = all(len(meant) == len(read) for meant, read in ops)
    return is_variant(ops) and not (as_many and all(map(general.is_usual, ops)))


@lru_cache(maxsize=64)
def _general(noise: int, typed: bool) -> Channel:
    return Channel(noise, typed=typed)


@cache
def _variants() -> frozenset[Op]:
    return frozenset((newer, older) for newer, older in tables.load("variants").rows)


def explain(change: Change, found: Findings) -> str:
    """One line that a historian can read: what is wrong, and what speaks for the change."""
    chunk, option = change.first, change.option
    core, new = fold(chunk.parse.core), parse(option.text)
    if not option.text:
        return "a stray mark: nothing was printed here that makes sense with the words around it"
    if fold(new.core) == core:
        if option.text.upper() == chunk.span.text:
            return "the words are in capitals throughout"
        return "the words around it ask for these marks"
    reasons = []
    if chunk.parse.unknown:
        reasons.append(f"{chunk.parse.unknown[0]} is no known word")
    n = found.own.counts[fold(new.core)]
    if n:
        times = "once" if n == 1 else f"{n} times"
        reasons.append(f"the document has {fold(new.core)} {times}")
    if option.ops:
        meant, read = option.ops[0]
        series = round(found.seen[option.ops[0]])
        often = f", {series} times here" if series > 1 else ""
        reasons.append(f"{meant or 'nothing'} is read as {read or 'nothing'}{often}")
    reasons.append("the words around it agree")
    return "; ".join(reasons)


def takes_in_a_neighbour(change: Change, found: Findings) -> bool:
    """Whether a piece of a word becomes the whole of it, though the rest stands beside it.

    NO IN FLUENCE, where INFLUENCE would leave IN IN twice.
    """
    at, consumed = change.place, change.option.consume
    cores = [c.parse.core for c in found.chunks[at : at + consumed]]
    before = _core_before(found, at)
    behind = found.chunks[at + consumed].parse.core if at + consumed < len(found.chunks) else ""
    read, new = fold("".join(cores)), fold(parse(change.option.text).core)
    return new != read and new in (fold(before) + read, read + fold(behind))


def _core_before(found: Findings, at: int) -> str:
    """The core of the chunk before a place; a lone 1 or bar is an I."""
    if not at:
        return ""
    chunk = found.chunks[at - 1]
    return "I" if chunk.span.text in BARS else chunk.parse.core

"""Case at the head of sentences: of a word misread there, and what it says of the mark before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import log

from cablefix.language import tables
from cablefix.language.lexicon import BREAK, lexicon
from cablefix.language.tokens import fold
from cablefix.language.truecase import CAPITAL, SMALL, usual_case
from cablefix.remembered import TOKENS
from cablefix.words.decoder import Alternative
from cablefix.words.tokens import Chunk, Parse, cut_marks

SENTENCE_ENDS = (".", "?", "!")
MAY_END = (*SENTENCE_ENDS, ",", ";")
"""Marks that may have been a stop: poor print turns one into a comma."""

OPENERS = ('"', "'", "(", ")", "[", "]", ":", "-")
"""Marks behind which a sentence may open or go on."""

CAPITAL_BEHIND = {"": 4.9, ",": 5.4, ";": 3.8}
"""What a capital costs, in natural logarithms, on a word that is written small within sentences,
behind a word without a mark and behind these marks: 1 in 136 and 1 in 216 (329,778 and 12,316 such
places of FRUS, one document in 30). Behind other marks it says nothing."""

SMALL_BEHIND_STOP = 6.0
"""The same for a small letter behind the end of a sentence: 22 of 9,193 there."""

UNSEEN = 0.5
"""What a capital counts for that was not seen (Jeffreys)."""

CLOSING = "\"')”’"
"""Marks behind the stop of a sentence."""

OPENING = " \"'(“‘"
"""What may stand before the first word of a sentence."""

_WORD = re.compile(r"[^\W\d_]+")
_LOW = re.compile(r"[acemnorsuvwxz]+")


def is_at_start(before: str) -> bool:
    """Whether what follows some text opens a sentence, and has a capital anyway.

    >>> is_at_start("He left. "), is_at_start("he left "), is_at_start("")
    (True, False, True)
    """
    return before.rstrip(OPENING)[-1:] in ("", ":", *SENTENCE_ENDS)


def opens_sentence(before: int, word: str, lead: str) -> bool | None:
    """Whether a word opens a sentence; None where it may.

    `before`: the token of the language model before it; `word`: the last word before it, folded;
    `lead`: the marks before the word itself.
    """
    if lead or before in _tokens(OPENERS):
        return None
    if before == BREAK:
        return True
    if before not in _tokens(SENTENCE_ENDS):
        return False
    # a stop behind an abbreviation or an initial ends no sentence, or it may
    return None if _is_abbreviated(word) else True


def _is_abbreviated(word: str) -> bool:
    """Whether a folded word is an initial or a known abbreviation."""
    return len(word) < 2 or is_abbreviation(word)


def is_abbreviation(word: str) -> bool:
    """Whether a folded word is a listed abbreviation."""
    return word in tables.load("abbreviations").column("abbreviation")


@cache
def _tokens(marks: tuple[str, ...]) -> frozenset[int]:
    return frozenset(lexicon().model_id(mark) for mark in marks)


def settle_case(option: Alternative, read: Parse, opens: bool | None) -> Alternative:
    """The same option in the case that its place and its word ask for.

    Only where the first letter is another than the one read, which says nothing of the case then:
    Bhort is short within a sentence, lhe is The at the head of one, bydney is Sydney. Letters of
    small height are read for none but a small one: rninistry is no Ministry.
    """
    lead, core, _ = cut_marks(option.text)
    word = _WORD.match(core)
    if word and word.group() == "i" and read.core != "i":
        return _with_first(option, lead, core, "I")
    # one letter on, the first may have been read well, behind a speck
    if not word or not read.core or fold(core[0]) in fold(read.core[:2]) or word.end() == 1:
        return option
    usual = usual_case(word.group())
    if word.group().isupper() or (not opens and usual not in (SMALL, CAPITAL)):
        return option
    if opens is None and usual == SMALL:
        return option
    if not opens and _is_read_for_a_small_letter(option, word.group()):
        return option
    first = core[0].upper() if opens or usual == CAPITAL else core[0].lower()
    return option if first == core[0] else _with_first(option, lead, core, first)


def _is_read_for_a_small_letter(option: Alternative, word: str) -> bool:
    """Whether two letters of small height stand for the first of a word that may be small."""
    meant, read = option.ops[0] if option.ops else ("", "")
    low = len(read) > 1 and word.startswith(meant or " ") and _LOW.fullmatch(read)
    return bool(low) and fold(word) in tables.load("also_small").column("word")


def _with_first(option: Alternative, lead: str, core: str, first: str) -> Alternative:
    text = lead + first + option.text[len(lead) + 1 :]
    ops = option.ops
    if ops and ops[0][0].startswith(core[0]):
        ops = ((first + ops[0][0][1:], ops[0][1]), *ops[1:])
    return option._replace(text=text, ops=ops)


def is_titled(text: str) -> bool:
    """Whether a word has a capital within titles.

    >>> is_titled("State"), is_titled("of")
    (True, False)
    """
    return fold(text) not in tables.load("small_in_titles").column("word")


def is_among_titles(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the word before, but for those that titles have small, is one with a capital that
    opens no sentence: the United, the Department of. A comma before it may have been a stop."""
    before = at - 1
    while before > 0 and not is_titled(chunks[before].parse.core):
        before -= 1
    if before < 1 or chunks[at].breaks or not chunks[before].parse.core.istitle():
        return False
    p, ahead = chunks[before].parse, chunks[before - 1].parse
    return not p.tail and not p.lead and bool(ahead.core) and ahead.tail[:1] not in MAY_END


def case_clash(text: str, behind: Chunk | None) -> float:
    """How badly the marks at the end of a chunk go with the case of the next word, as a cost.

    It tells a comma from a full stop, which the language model, blind to case, cannot: `killed, As
    for myself`, `a dark room. under the floor`. An abbreviation, a number or a letter ends no
    sentence by its stop, and may.

    >>> from cablefix.layout.lines import Span
    >>> from cablefix.words.tokens import parse
    >>> behind = Chunk(Span(8, 10, "As"), parse("As"), "mid")
    >>> case_clash("killed,", behind) > case_clash("killed.", behind) == 0.0
    True
    >>> case_clash("Geneva,", behind) > case_clash("Geneva.", behind) == 0.0
    True
    """
    if behind is None or behind.breaks or behind.apart or behind.parse.lead:
        return 0.0
    word = behind.parse.core.partition("'")[0]
    if len(word) < 2 or not word.isalpha() or usual_case(word) != SMALL:
        return 0.0
    _, core, tail = cut_marks(text)
    mark = tail.rstrip(CLOSING)[-1:]
    if not core or _is_short(core):
        return 0.0
    if word.istitle():
        # behind a capital it may be a title, or one of a list: the Treasury, The Secretary of State
        general = CAPITAL_BEHIND.get(mark, 0.0) if core.islower() else 0.0
        return max(general, _small_behind_comma().get(fold(word), 0.0)) if mark == "," else general
    return SMALL_BEHIND_STOP if mark in SENTENCE_ENDS and word.islower() else 0.0


@cache
def _small_behind_comma() -> Mapping[str, float]:
    """What a capital costs on each word that is hardly ever written so behind a comma.

    It is counted behind words in small letters and with a capital alike.
    """
    rows = tables.load("small_behind_comma").rows
    return {word: log((int(small) + 1) / (int(capital) + UNSEEN)) for word, small, capital in rows}


def _is_short(core: str) -> bool:
    """Whether a stop behind a word may be that of an abbreviation, an initial or a number."""
    word = fold(core)
    return _is_abbreviated(word) or "." in word or not any(c.isalpha() for c in word)


MIXED = 6.0
"""Cost of printing a common word in mixed case: oF, HiS, THaT. It is set, as the next two are; the
reranker weighs what comes of it."""

AS_AROUND, NOT_AS_AROUND = 2.0, 5.0
"""Cost of the misread case where the words beside it are in the case that is put, or are not."""


@lru_cache(maxsize=TOKENS)
def is_mixed(core: str) -> bool:
    """Whether a word that is written small within sentences is neither small, nor capitalised, nor
    in capitals.

    >>> is_mixed("oF"), is_mixed("HiS"), is_mixed("McCone"), is_mixed("Of")
    (True, True, False, False)
    """
    if not core.isalpha() or core.islower() or core.isupper() or core.istitle():
        return False
    return usual_case(core) == SMALL


def settle_mixed(chunks: Sequence[Chunk], at: int) -> Iterator[tuple[str, float]]:
    """A word in mixed case as it may have been printed, with the cost of each."""
    p = chunks[at].parse
    beside = [c.parse.core for c in chunks[max(0, at - 1) : at + 2] if c is not chunks[at]]
    capitals = any(len(core) > 1 and core.isupper() for core in beside)
    for core, fits in ((p.core.upper(), capitals), (p.core.lower(), not capitals)):
        yield f"{p.lead}{core}{p.tail}", AS_AROUND if fits else NOT_AS_AROUND

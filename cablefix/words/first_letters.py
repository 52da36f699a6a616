"""The case of a word whose first letter was misread: it is not known from what was read."""

from __future__ import annotations

import re
from functools import cache

from cablefix.language import tables
from cablefix.language.lexicon import BREAK, lexicon
from cablefix.language.tokens import fold
from cablefix.language.truecase import CAPITAL, SMALL, usual_case
from cablefix.words.decoder import Alternative
from cablefix.words.tokens import Parse, cut_marks

SENTENCE_ENDS = (".", "?", "!")

OPENERS = ('"', "'", "(", ")", "[", "]", ":", "-")
"""Marks behind which a sentence may open or go on."""

_WORD = re.compile(r"[^\W\d_]+")


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
    short = len(word) < 2 or word in tables.load("abbreviations").column("abbreviation")
    return None if short else True


@cache
def _tokens(marks: tuple[str, ...]) -> frozenset[int]:
    return frozenset(lexicon().model_id(mark) for mark in marks)


def settle_case(option: Alternative, read: Parse, opens: bool | None) -> Alternative:
    """The same option in the case that its place and its word ask for.

    Only where the first letter is another than the one read, which says nothing of the case then:
    Bhort is short within a sentence, lhe is The at the head of one, bydney is Sydney.
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
    first = core[0].upper() if opens or usual == CAPITAL else core[0].lower()
    return option if first == core[0] else _with_first(option, lead, core, first)


def _with_first(option: Alternative, lead: str, core: str, first: str) -> Alternative:
    text = lead + first + option.text[len(lead) + 1 :]
    ops = option.ops
    if ops and ops[0][0].startswith(core[0]):
        ops = ((first + ops[0][0][1:], ops[0][1]), *ops[1:])
    return option._replace(text=text, ops=ops)

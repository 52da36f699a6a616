"""The case of a word whose first letter was misread: it is not known from what was read."""

from __future__ import annotations

import re

from cablefix.correcting.words.decoder import Alternative
from cablefix.correcting.words.flow import Parse, cut_marks
from cablefix.vocabulary.case import CAPITAL, SMALL, usual_case
from cablefix.vocabulary.lexicon import BREAK, lexicon
from cablefix.vocabulary.tokens import fold

SENTENCE_ENDS = (".", "?", "!")

_WORD = re.compile(r"[^\W\d_]+")


def opens_sentence(before: int) -> bool:
    """Whether a word opens a sentence, by the token of the language model before it."""
    return before == BREAK or before in (lexicon().model_id(m) for m in SENTENCE_ENDS)


def settle_case(option: Alternative, read: Parse, opens: bool) -> Alternative:
    """The same option in the case that its place and its word ask for.

    Only where the first letter is another than the one read, which says nothing of the case then:
    Bhort is short within a sentence, lhe is The at the head of one, bydney is Sydney.
    """
    lead, core, _ = cut_marks(option.text)
    word = _WORD.match(core)
    if not word or not read.core or fold(core[0]) == fold(read.core[0]) or word.end() == 1:
        return option
    usual = usual_case(word.group())
    if word.group().isupper() or not (opens or usual in (SMALL, CAPITAL)):
        return option
    first = core[0].upper() if opens or usual == CAPITAL else core[0].lower()
    if first == core[0]:
        return option
    text = lead + first + option.text[len(lead) + 1 :]
    ops = option.ops
    if ops and ops[0][0].startswith(core[0]):
        ops = ((first + ops[0][0][1:], ops[0][1]), *ops[1:])
    return option._replace(text=text, ops=ops)

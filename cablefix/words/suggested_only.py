"""Changes that are suggested at most: right of the word, but perhaps not what was printed.

What a person would look at before it is made: a lone letter that may be all that is left of a word,
two words made one, a mark of light print that has a use of its own.
"""

from __future__ import annotations

from cablefix.channel.profile import straighten
from cablefix.language import tables
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.proposals import Proposal, WordGrounds
from cablefix.words.decoded_changes import Change, Findings
from cablefix.words.detection import is_chained
from cablefix.words.printed_words import SOUND, is_far_fetched, is_typed_so
from cablefix.words.tokens import parse
from cablefix.words.word_boundaries import ALONE

LITTERED = 2
"""How full of stray marks the lines of a text are, in tenths, for some of them to be ruined."""

READ_FOR_LETTERS, READ_FOR_MARKS = 0.6, 0.5
"""Share of a line's tokens that are known words, from which letters or marks in it are specks.

On the 17 real documents they spare 6 tokens that would be spoilt, at the price of 13 of 261 that
would be mended.
"""

WORD_BY_ITSELF = 4
"""Letters of a known word that is one by itself, and no piece of a broken one."""

LONGEST_LINE = 300
"""Characters of the longest line that is a printed one, not a text whose line ends are lost."""


def is_for_a_reader(p: Proposal, change: Change, found: Findings, litter: int) -> bool:
    """Whether a change is right of the word, but may not be wanted by who made the text."""
    littered = litter >= LITTERED and drops_from_an_unread_line(p)
    dropped = "" if p.replacement else p.original.strip()
    # specks have no capitals; among capitals they are read as small letters
    lettered = any(c.isupper() for c in dropped) or (dropped in ALONE and not found.capitals)
    lost = {c for c in p.original if c not in p.replacement}
    asks = "?" in lost and parse(change.option.text).core == change.first.parse.core
    broken_off = dropped.isalpha() and not found.text[change.last.span.end :].strip()
    opens = p.original[0] in lost and change.first.place == "start"
    noted = opens and p.original[0] == "*" and not found.capitals
    typed = _joins_at_a_lost_line_end(change, found) or _joins_two_words(change)
    typed = typed or is_typed_so(change, found) or _is_sound(change, found)
    doubted = littered or lettered or broken_off or asks or noted or typed
    return doubted or _drops_a_label(change, found) or is_far_fetched(change, found)


def _drops_a_label(change: Change, found: Findings) -> bool:
    """Whether the sign before a word is the label of a point: BTHE, after a line that opens A."""
    first, core = change.first, change.first.parse.core
    if first.span.start != first.line or not core[:1].isalpha():
        return False
    if core[1:] != parse(change.option.text).core:
        return False
    figures = tables.load("letter_figures").groups("letter", "figure")
    labels = (core[0], *figures.get(core[0].upper(), ()))
    beside = (f"\n{chr(ord(label) + step)}. " for label in labels for step in (-1, 1))
    return any(opener in f"\n{found.text}" for opener in beside)


def _joins_at_a_lost_line_end(change: Change, found: Findings) -> bool:
    """Whether the halves of a well read word are joined in a text whose line ends are lost.

    There the blank is where the line ended, and words broken at line ends are left as they are.
    """
    option, old = change.option, change.first.parse
    closed = "-" in old.core and old.core.replace("-", "") == parse(option.text).core
    joined = option.consume == 2 or closed
    if found.capitals or option.kind != "word-boundary" or not joined or option.ops:
        return False
    start, end = change.first.span.start, change.last.span.end
    behind = found.text.find("\n", end)
    length = (len(found.text) if behind < 0 else behind) - found.text.rfind("\n", 0, start)
    return length > LONGEST_LINE and "-" not in option.text


def _is_sound(change: Change, found: Findings) -> bool:
    """Whether light print loses a mark that has a use of its own, or a word its inflection.

    A double quotation mark may have its fellow in another paragraph, a colon may stand before what
    it opens, a hyphen may be a dash set close, and both forms of a word are words.
    """
    if found.channel.noise > SOUND or found.channel.litter > SOUND:
        return False
    if change.option.kind == "word-boundary" and is_chained(change.first.parse.core):
        return True
    old, new = change.last.parse, parse(change.option.text)
    if fold(old.core) == fold(new.core):
        lead = straighten(change.first.parse.lead)
        opened = any(mark in lead and mark not in straighten(new.lead) for mark in '"…')
        return opened or (":" in old.tail and not new.tail)
    shorter, longer = sorted((fold(old.core), fold(new.core)), key=len)
    return longer == f"{shorter}S" and shorter in lexicon() and longer in lexicon()


def _joins_two_words(change: Change) -> bool:
    """Whether two words are joined that are words each, as typists write them: BREAK THROUGHS."""
    option, halves = change.option, (change.first.parse, change.last.parse)
    if option.kind != "word-boundary" or option.consume != 2 or option.ops or "-" in option.text:
        return False
    return all(len(p.core) >= WORD_BY_ITSELF and _is_word(fold(p.core)) for p in halves)


def _is_word(core: str) -> bool:
    """Whether a folded word is known, or is one with an s."""
    return core in lexicon() or core.removesuffix("S") in lexicon()


def drops_from_an_unread_line(p: Proposal) -> bool:
    """Whether a token is dropped from a line most of which is not read.

    Beside well read words it is a speck; here it may be all that is left of what was printed.
    """
    if p.replacement.strip() or not isinstance(p.grounds, WordGrounds):
        return False
    letters = any(c.isalnum() for c in p.original)
    return p.grounds.row_known < (READ_FOR_LETTERS if letters else READ_FOR_MARKS)

"""Unknown words that one confusion makes a word that fits its place: foliowing, YFARS, lhe.

A noisy channel for words of which one letter, or two run together, was taken for another: what
letters are taken for says which words may have been printed; the language model says how well each
fits between its neighbours, and how well an unknown word would with just these letters, a name
perhaps. A word is read only where it is much likelier than that, and than any other near it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from cablefix.channel.confusions import undo_one
from cablefix.kernel.shapes import Run
from cablefix.language import letter_ngram, tables
from cablefix.language.code_lists import known_posts
from cablefix.language.lexicon import BREAK, UNKNOWN, lexicon, model
from cablefix.language.tokens import fold
from cablefix.language.truecase import CAPITAL, SMALL, usual_case
from cablefix.remembered import TOKENS
from cablefix.words.candidates import is_made, known_words
from cablefix.words.sentence_case import is_at_start
from cablefix.words.tokens import parse

GAIN, GAIN_OF_NAME, MARGIN = 10.0, 16.0, 3.0
"""How much likelier, in natural logarithms, a word must be than an unknown one of the letters read;
the same of a name, and of a short one in capitals that may be one, as what is like a name may be
another; and how much likelier than any other known word that is one letter away. Set."""

SHORTEST, LONG = 3, 7
"""Letters of such a word; and those from which on one in capitals is no name, nor stands for other
words though it is among small letters, nor is one with a capital within a sentence a name."""

RAREST, RAREST_NAME, RAREST_TITLE = 20_000, 5_000, 1_000
"""Ranks of the rarest words that are read so; with a capital; and where the capital itself is the
letter misread: Minister, but Festing for Testing."""

LONG_NAME, LONG_POST = 9, 8
"""Letters from which on a name is hardly another's: Hoidridge, but Benyamin and Francia; and from
which on a post is told though few texts name it: COPENHACEN."""


def read_confusion(word: str, before: str, after: str) -> str:
    """The word that an unknown one is by one confusion, where it fits, or nothing.

    `before`, `after`: the text on each side; of it two words and one are weighed.

    >>> read_confusion("foliowing", "in the", "days"), read_confusion("lhe", "visit to", "region")
    ('following', 'the')
    >>> read_confusion("YFARS", "NUMBER OF", "AND"), read_confusion("Losi", "said Mr.", "to")
    ('YEARS', '')
    >>> read_confusion("Uttel", "", "204"), read_confusion("Mattel", "", "204")
    ('Urtel', '')
    >>> read_confusion("existance", "the", "of"), read_confusion("following", "the", "days")
    ('', '')
    """
    spelt = _spell(word)
    if len(listed := [w for w in spelt if _is_listed(w)]) == 1:
        return listed[0]
    if len(word) < LONG and _may_be_name(word, before, after):
        spelt = tuple(w for w in spelt if not w.isupper() and usual_case(fold(w)) != SMALL)
    if word.islower() and is_at_start(before):
        spelt = tuple(w for w in spelt if w[0] == word[0])  # a capital, perhaps: him. lhe minister
    if not spelt:
        return ""
    near = (c.word for c in known_words(fold(word), 1))
    return _in_its_case(choose_word(spelt, near, word, before, after), word, before)


def _in_its_case(found: str, read: str, before: str) -> str:
    """A word with the capital I that was read as a small l, where names have one.

    Behind another word with a capital it cannot be said: Rubber Research lnstitute.

    >>> _in_its_case("iraq", "lraq", "and"), _in_its_case("issue", "lssue", "the")
    ('Iraq', 'issue')
    """
    if read[0] != "l" or found[:1] != "i":
        return found
    if usual_case(found) == CAPITAL:
        return found.capitalize()
    return "" if any(w.istitle() for w in before.split()[-1:]) else found


@lru_cache(maxsize=TOKENS)
def _spell(word: str) -> tuple[str, ...]:
    """The words in use that an unknown one is by one confusion, in its case."""
    folded, form = fold(word), _form(word)
    if len(word) < SHORTEST or not any(form) or folded in lexicon() or is_made(folded):
        return ()
    return tuple(sorted(w for w in undo_one(word) if _form(w) == form and _is_in_use(w, word)))


def _form(word: str) -> tuple[bool, bool, bool]:
    return word.islower(), word.isupper(), word.istitle()


def _is_in_use(word: str, read: str) -> bool:
    """Whether a word is common enough to be meant by what was read."""
    if _is_listed(word):
        return True
    rarest = RAREST
    if word.istitle() and len(word) < LONG_NAME:
        rarest = RAREST_TITLE if word[0] != read[0] else RAREST_NAME
    return _id(word) != UNKNOWN and lexicon().ids[fold(word)] < rarest


def _is_listed(word: str) -> bool:
    """Whether a word is one for telegrams, or a post with a long name, however rare."""
    return word in _telegrams() or (len(word) >= LONG_POST and word.upper() in known_posts())


@cache
def _telegrams() -> frozenset[str]:
    """The words for telegrams between a post and the Department: Urtel."""
    rows = tables.load("family_signs").pairs("label", "shape").items()
    return frozenset(label for label, shape in rows if shape == "urtel")


def _may_be_name(word: str, before: str, after: str) -> bool:
    """Whether a short word may be a name, or stand for others: Julian Kole, the (USIP)."""
    if word.isupper():
        beside = (*before.split()[-1:], *after.split()[:1])
        return any(not w.isupper() for w in beside if w.isalpha())
    return word.istitle() and not is_at_start(before)


def choose_word(
    spelt: Sequence[str], rivals: Iterable[str], read: str, before: str, after: str
) -> str:
    """The one of some words that fits its place much better than an unknown one, and than rivals.

    `rivals`: other words, folded, that may stand there though letters are not taken for theirs.
    """
    lead, behind = _ids(before.split()[-2:])[-2:], _ids(after.split()[:1])[:1]
    first, second = (*(BREAK,) * (2 - len(lead)), *lead)

    def score(ids: Iterable[int]) -> list[float]:
        runs: list[Run] = [((first, second), (i, *behind)) for i in ids]
        return model().score_runs(runs)

    folded = [fold(w) for w in spelt]
    *scores, unknown = score([*map(_id, folded), UNKNOWN])
    unknown += letter_ngram.log_probability(fold(read))
    best = max(range(len(spelt)), key=scores.__getitem__)
    short = read.isupper() and len(read) < LONG
    gain = GAIN_OF_NAME if short or usual_case(folded[best]) == CAPITAL else GAIN
    if scores[best] < unknown + gain:
        return ""
    others = [s for n, s in enumerate(scores) if n != best]
    others += score(i for w in rivals if w not in folded and (i := _id(w)) != UNKNOWN)
    return spelt[best] if scores[best] >= max(others, default=unknown) + MARGIN else ""


def _ids(pieces: Sequence[str]) -> tuple[int, ...]:
    return tuple(i for piece in pieces for i in parse(piece).ids)


def _id(word: str) -> int:
    return lexicon().model_id(fold(word))

"""Figures and signs read for letters inside words: DELEGATI0N, be1ieves, MI55ION, o£, stil].

A code has figures, a word has none; and a word of capitals has no small l, which is read for I.
In 22.6 million words of FRUS 16 tokens with figures, 9 with a small l among capitals (IlAF, HAlG)
and 7 of two signs with a nought (0F, T0) are read as a word here, and all of them are slips
of the edition (counted with `read_as_word` on what `_TOKEN` finds).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import product

from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.language.truecase import CAPITAL, SMALL, usual_case
from cablefix.late import late_regex
from cablefix.layout.lines import Span
from cablefix.proposals import Proposal, propose
from cablefix.remembered import TOKENS
from cablefix.words.character_set import dress
from cablefix.words.sentence_case import is_at_start
from cablefix.words.single_confusions import choose_word

SURE = 0.97
"""How sure such a word is. It is set: 15 of 15 in the corpora were slips, and 7 of 7 in the cases
that the reranker is fitted on, which have few, since their engines know words by their letters."""

SHORTEST, COMMON_SHORT, SHORT_RANK, RARE_REST = 4, 3, 300, 20_000
"""Letters of such a word; of one of the commonest words, and their rank; and from which rank on
what is left of one without its figure is no word: WA5, but not US1."""

KNOWN_RANK, CLEAR = 40_000, 20
"""Rank up to which a word is one in use; how many times commoner it must be than another that the
figures could make."""

LEAST_LETTERS, MOST_FIGURES = 2, 4
"""Letters and figures of such a token."""

HALF_RANK, NOUGHT_RANK = 2000, 100
"""Rank of the rarest word that is half figures, wi11, and of one of two letters, 0F. Only a nought
is read for a letter there: 1F and A5 are numbers of paragraphs."""

DESIGNATOR_RANK = 20_000
"""Rank of the rarest word of four letters in capitals: HU1A is a helicopter, and no HULA."""

BOTH_WAYS = "l"
"""The small letter that I and L are read as among capitals."""

SHORTEST_OWN = 5
"""Letters of a word that only the document knows. In 22.1 million words of FRUS four tokens with
figures are read as one, and all are slips of the edition."""

LONGEST_HALF = 40
"""Characters before a token in which the first half of its word is sought."""

NOUGHT, LIKE_CAPITALS, LIKE_NO_SMALL = "0", "2468", "46"
"""The figure that is read for O; those that are like a capital, and those like no small letter."""

LINE_STARTS = ("", "\n", "\r", "\f")

CODE = 3
"""Occurrences from which a token is a name or code of the document's own."""

_WORD = late_regex(r"[^\W\d_]+")
_OVER_LINE_END = late_regex(r"(?<![^\W_])([^\W\d_]+)-[ \t]*\r?\n[ \t]*\Z")
_TOKEN = late_regex(
    r"(?<![^\s(\"'])(?:[^\W\d_]*\d[^\W_]*|(?=[A-Z]*l)[A-Zl]{4,})(?=[.,;:!?)\"']*(?:\s|\Z))"
)
_OPEN_BRACKET = late_regex(r"\[[^\]]*\Z")
POUND = "£"
"""The one sign that stands for a letter even where a word is left without it: neither a speck nor a
note's mark is read so, and as money it stands before figures."""

FAR = 400
"""Characters in which the opening bracket of a closing one is sought, and the case of a line."""


def propose_figures(reading: Reading) -> Iterator[Proposal]:
    """Proposals for words with figures, or with a sign, in the place of letters."""
    text = reading.text
    yield from _propose_signs(text)
    found = list(_TOKEN.finditer(text))
    times = Counter(m.group() for m in found)
    found = [m for m in found if times[m.group()] < CODE]
    own = Counter(_WORD.findall(text)) if found else Counter()
    for m in found:
        token = _with_figures(m.group())
        label = (
            text[m.end() : m.end() + 1] == ":" and text[m.start() - 1 : m.start()] in LINE_STARTS
        )
        if len(token) < COMMON_SHORT and (
            text[m.end() : m.end() + 1] == ":" or not _is_in_capitals(text, m.start(), m.end())
        ):
            continue  # N0. 4 is number 4, and a label has a case of its own
        word = read_as_word(token, label) or _read_as_second_half(token, m.start(), text)
        word = word or _read_in_place(token, text, m.start(), m.end())
        why = "words have no figures: with letters in their place it is"
        if not word:
            word = _read_as_own_word(token, own)
            why = "the document has elsewhere, with letters for the figures,"
        if word:
            yield propose(
                Span(m.start(), m.end(), m.group()), word, kind="ocr-digit",
                rule="figure-in-word", score=SURE, grounds=None, why=f"{why} {word}",
            )  # fmt: skip


def _is_in_capitals(text: str, start: int, end: int) -> bool:
    """Whether a place stands among capitals alone, in as much of its line as is looked at."""
    before = text[max(0, start - FAR) : start].rsplit("\n", 1)[-1]
    return f"{before}{text[end : end + FAR]}".split("\n", 1)[0].isupper()


def _propose_signs(text: str) -> Iterator[Proposal]:
    for m in _sign_token().finditer(text):
        before = max(0, m.start() - FAR)
        if "]" in m.group() and _OPEN_BRACKET.search(text, before, m.end() - 1):
            continue
        word = read_sign_as_letter(m.group())
        if word:
            around = text[text.rfind("\n", 0, m.start()) + 1 : m.end() + FAR].split("\n")[0]
            word = dress(word, m.group(), around) if word.isupper() else word
            yield propose(
                Span(m.start(), m.end(), m.group()), word, kind="word",
                rule="sign-in-word", score=SURE, grounds=None,
                why=f"words have no such sign: with the letter that it looks like it is {word}",
            )  # fmt: skip


@lru_cache(maxsize=TOKENS)
def read_sign_as_letter(token: str) -> str:
    """The known word that a token with one sign in it stands for; nothing if there is none.

    >>> read_sign_as_letter("o£"), read_sign_as_letter("stil]"), read_sign_as_letter("Staf£")
    ('of', 'still', 'Staff')
    >>> read_sign_as_letter("US£"), read_sign_as_letter("Army§"), read_sign_as_letter("LE£")
    ('', '', '')
    """
    rest = "".join(filter(str.isalpha, token))
    if POUND not in token and (_rank(rest) < RARE_REST or len(rest) < LEAST_LETTERS):
        return ""  # a word and a mark behind it
    ranked = sorted((_rank(word), word) for word in spell(token))
    least = SHORT_RANK if len(rest) < COMMON_SHORT else KNOWN_RANK
    ranked = [(rank, word) for rank, word in ranked if rank < least]
    if not ranked or (len(ranked) > 1 and ranked[1][0] < CLEAR * (ranked[0][0] + 1)):
        return ""
    return ranked[0][1]


@cache
def _sign_token() -> re.Pattern[str]:
    signs = re.escape("".join(c for c in _letters() if not c.isdigit()))
    return re.compile(
        rf"(?<![^\s(\"'])[A-Za-z]*[{signs}][A-Za-z]*(?=[.,;:!?)\"']*(?:\s|\Z))(?<=..)"
    )


def _with_figures(token: str) -> str:
    """A token as it is, or with a figure for the small l that stands among its capitals."""
    return token.replace(BOTH_WAYS, "1") if token.isalpha() else token


@lru_cache(maxsize=TOKENS)
def read_as_word(token: str, label: bool = False) -> str:
    """The known word that a token with figures in it stands for; nothing if there is none, or two.

    `label`: it is one, and its first letter a capital.

    >>> read_as_word("DELEGATI0N"), read_as_word("be1ieves"), read_as_word("Apri1")
    ('DELEGATION', 'believes', 'April')
    >>> read_as_word("level5"), read_as_word("5AND"), read_as_word("US1"), read_as_word("1ST")
    ('', '', '', '')
    >>> read_as_word("P1LOTS"), read_as_word("SA1D"), read_as_word("PLOTS1")
    ('PILOTS', 'SAID', '')
    >>> read_as_word("WA5"), read_as_word("1onger"), read_as_word("0ctober"), read_as_word("0pened")
    ('WAS', 'longer', 'October', '')
    >>> read_as_word("0F"), read_as_word("1F"), read_as_word("wi11"), read_as_word("80th")
    ('OF', '', 'will', '')
    >>> read_as_word("5ubject", label=True), read_as_word("8oard"), read_as_word("80ard")
    ('Subject', 'Board', 'Board')
    >>> read_as_word("4uthority"), read_as_word("ST4TE"), read_as_word("st4te")
    ('Authority', 'STATE', '')
    """
    if not _may_be_word(token):
        return ""
    ranked = sorted((_rank(w), w) for w in spell(token, label) if _rank(w) < _rarest(token))
    if not ranked:
        return ""
    rank, word = ranked[0]
    common = rank < SHORT_RANK
    if len(token) < SHORTEST and not common:
        return ""
    rest = token.strip("0123456789")
    if len(rest) > 1 and rest.isalpha() and _rank(rest) < (RARE_REST if common else KNOWN_RANK):
        return ""  # a word and its number, or a footnote's
    if len(ranked) > 1 and ranked[1][0] < CLEAR * (rank + 1):
        return ""
    return word


def _rarest(token: str) -> int:
    """The rank up to which a token of so many letters and figures may be a word."""
    if len(token) < COMMON_SHORT:
        return NOUGHT_RANK
    if len(token) == SHORTEST and token.isupper():
        return DESIGNATOR_RANK
    letters = sum(c.isalpha() for c in token)
    return KNOWN_RANK if letters > len(token) - letters else HALF_RANK


def _read_as_second_half(token: str, start: int, text: str) -> str:
    """The second half of a known word that a token at the head of a line stands for.

    Nothing if it is none, or may be two.
    """
    before = _OVER_LINE_END.search(text, max(0, start - LONGEST_HALF), start)
    if not before or not _may_be_word(token):
        return ""
    halves = [h for h in spell(token) if _rank(before[1] + h) < KNOWN_RANK]
    return halves[0] if len(halves) == 1 else ""


def _read_in_place(token: str, text: str, start: int, end: int) -> str:
    """The word that a token with one figure stands for, where it fits its place.

    It must fit better than what is left without the figure, a word and its note's number perhaps.
    """
    letters = "".join(filter(str.isalpha, token))
    if len(letters) != len(token) - 1 or len(token) < SHORTEST:
        return ""
    before, after = text[max(0, start - FAR) : start], text[end : end + FAR]
    spelt = [w for w in spell(token, label=True) if _rank(w) < RARE_REST]
    if letters == token[1:].lower() and not is_at_start(before):
        small = [w.lower() for w in spelt if usual_case(w) == SMALL]
        spelt = small + [w for w in spelt if usual_case(w) == CAPITAL]
    return choose_word(spelt, [fold(letters)], token, before, after) if spelt else ""


def _read_as_own_word(token: str, own: Mapping[str, int]) -> str:
    """The word that the document itself has elsewhere, if a token stands for one."""
    if len(token) < SHORTEST_OWN or not _may_be_word(token):
        return ""
    there = [word for word in spell(token) if own.get(word)]
    return there[0] if len(there) == 1 else ""


def _may_be_word(token: str) -> bool:
    """Whether most of a token are letters, and few enough figures: each doubles what it may be.

    Half of it may be figures behind a small letter (wi11, but not 80th), and in a nought and a
    capital.
    """
    letters = sum(c.isalpha() for c in token)
    figures = len(token) - letters
    if not token.isascii() or figures > MOST_FIGURES:
        return False
    if len(token) < COMMON_SHORT:
        return token.isupper() and letters == figures == 1 and NOUGHT in token
    halved = figures == letters and token.islower() and token[0].isalpha()
    return letters >= LEAST_LETTERS and (figures < letters or halved)


def _rank(word: str) -> int:
    return lexicon().ids.get(fold(word), KNOWN_RANK)


def spell(token: str, label: bool = False) -> Iterator[str]:
    """The token with each figure and sign as each letter that it looks like, in the case around it.

    A figure that opens a word in small letters is a small l, or the capital of a name or label;
    some are like a capital alone. Whether any other word has a capital there is not known.
    """
    small = any(c.islower() for c in token)
    choices = [
        [c] if c.isalpha()
        else [
            x.lower() if small and (i or x == "L" or not c.isdigit()) else x
            for x in _letters().get(c, "")
            if not (small and i and c in LIKE_NO_SMALL)
        ]
        for i, c in enumerate(token)
    ]  # fmt: skip
    for word in map("".join, product(*choices)):
        if small and not token[0].isalnum() and usual_case(word) == CAPITAL:
            word = word[0].upper() + word[1:]
        opens = small and token[0].isdigit() and word[0].isupper() and token[0] not in LIKE_CAPITALS
        if not opens or label or usual_case(word) == CAPITAL:
            yield word


@cache
def _letters() -> Mapping[str, str]:
    """For each figure, and each sign, the letters that it looks like."""
    signs = tables.load("letter_signs").pairs("sign", "letters")
    return {
        **tables.load("letter_figures").groups("figure", "letter"),
        **{sign: letters for sign, letters in signs.items() if letters},
    }

"""Letters read for figures inside numbers: May 2O, $l,2OO, 1O:30, the l0th, in I963.

Only where the form of a number says that it is one: money, thousands, a time, an ordinal, a day in
figures, a day or a year beside its month, a small l, O or I among figures. What else mixes letters
and figures in running text is a code: room 6O7; a line of the apparatus has numbers. In 22.5
million words of FRUS 13 tokens are read so here, and all of them are slips of the edition (counted
with `read_as_number` and `_is_dated`, before days in figures were read); 18 more have letters among
figures (l950, I960, counted with `_AMONG_FIGURES`), slips as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from cablefix.channel.confusions import LETTERS_AS_DIGITS
from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.language.code_lists import month_names
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.lines import Line, Span
from cablefix.layout.running_text import BODY
from cablefix.proposals import Proposal, propose

SURE = 0.97
"""How sure such a number is. It is set: 13 of 13 in the corpus were slips, and the cases that the
reranker is fitted on have too few."""

LAST_DAY = 31

_MIXED = late_regex(
    r"[$OolIZSGB\d][OolIZSGB\d,.:/]*(?:th|st|nd|rd|TH|ST|ND|RD)?(?=[.,;:!?)\"']*\Z)"
)
_AMONG_FIGURES = late_regex(r"\d+l[\dl]*\d|l\d{2,}|(?=(?:\D*\d){3})\d+[OI][\dOI]*\d|I[89]\d\d")
"""A small l among two figures and more, O or I among three and more, and I before a year."""

_O_AMONG_FIGURES = late_regex(r"\d+O[\dO]*\d|\d{2,}O")
_LIKE_FIGURES = late_regex(r"(?=[OolI]*\d)(?=\d*[OolI])(?!o)[\dOolI]{2,6}")
_RECORD = late_regex(r"(?=(?:[OolI-]*\d){9})[\dOolI]{3}-[\dOolI]{5}-[\dOolI]{5}")
"""The number of a record in the JFK collection: 124-10099-10211."""

_HOURS = late_regex(r"(?=(?:[OlI]*\d){2})(?P<time>[\dOlI]{4})(?P<zone>H|HRS|hrs)")
_CLOCK = late_regex(r"(?:[01]\d|2[0-4])[0-5]\d")
"""A time of the day as soldiers write it: 0915H."""

_SMALL = late_regex(r"(?=\d*[lo])[\dlo]{2,5}\d")
_EDGES = ".,;:!?()\"'"
_NUMBER = late_regex(
    r"\$?\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\$\d+(?:\.\d\d)?|\d{1,2}:[0-5]\d"
    r"|(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/(?:(?:19|20)?\d\d)"
    r"|(?:19|20)\d\d/(?:0[1-9]|1[0-2])/(?:0[1-9]|[12]\d|3[01])"
)
_ORDINAL = late_regex(r"(\d{1,3})(th|st|nd|rd|TH|ST|ND|RD)")
_YEAR = late_regex(r"1[789]\d\d|20[0-4]\d")


def propose_numbers(reading: Reading) -> Iterator[Proposal]:
    """Proposals for numbers with letters in the place of figures."""
    for r in reading.lines:
        if r.form == "figures" or not _may_have_number(r.line.text):
            continue
        tokens = r.line.tokens()
        if r.form not in BODY or (len(tokens) == 1 and r.line.end < reading.text_begins):
            yield from _propose_in_apparatus(r.line)
            continue
        for at, token in enumerate(tokens):
            core = token.text.strip(_EDGES)
            number = read_as_number(core)
            if not number and (
                _is_dated(core, tokens, at)
                or _is_counted(core, token, tokens[at + 1 : at + 2])
                or _AMONG_FIGURES.fullmatch(core)
                or _is_small_among_capitals(core, r.line.text)
            ):
                number = core.translate(LETTERS_AS_DIGITS)
            if number:
                yield _as_number(token, core, number)


def _propose_in_apparatus(line: Line) -> Iterator[Proposal]:
    """Days in figures and numbers on lines of the apparatus: of declassification, of a banner."""
    for token in line.tokens():
        core = token.text.strip(_EDGES)
        number = read_as_number(core) if "/" in core or "-" in core else ""
        if _AMONG_FIGURES.fullmatch(core) or _O_AMONG_FIGURES.fullmatch(core):
            number = core.translate(LETTERS_AS_DIGITS)
        if number:
            yield _as_number(token, core, number)


def _as_number(token: Span, core: str, number: str) -> Proposal:
    """The proposal for what a token has between its marks."""
    start = token.start + token.text.index(core)
    return propose(
        Span(start, start + len(core), core), number, kind="ocr-digit",
        rule="letter-in-number", score=SURE, grounds=None,
        why=f"numbers have no letters: with figures in their place it is {number}",
    )  # fmt: skip


_HINT = late_regex(r"\d/?[OolIZSGB]|[OolIZSGB][,.:]?\d|(?<!\w)l[OlIZSGB]?(?:st|th)(?!\w)")


def _may_have_number(text: str) -> bool:
    """Whether a line has a letter that looks like a figure beside a figure, or as an ordinal."""
    return _HINT.search(text) is not None


def read_as_number(token: str) -> str:
    """The number that a token with letters in it stands for by its form alone; nothing if none.

    >>> read_as_number("$l,2OO"), read_as_number("1O:30"), read_as_number("2OTH")
    ('$1,200', '10:30', '20TH')
    >>> read_as_number("5O"), read_as_number("B5O"), read_as_number("1,200"), read_as_number("2Ond")
    ('', '', '', '')
    >>> read_as_number("lst"), read_as_number("lOth"), read_as_number("loth"), read_as_number("lth")
    ('1st', '10th', '', '')
    >>> read_as_number("124-10099-lO211"), read_as_number("O915H"), read_as_number("O975H")
    ('124-10099-10211', '0915H', '')
    """
    if _RECORD.fullmatch(token):
        number = token.translate(LETTERS_AS_DIGITS)
        return number if number != token else ""
    hours = _HOURS.fullmatch(token)
    if hours:
        clock = hours["time"].translate(LETTERS_AS_DIGITS)
        known = _CLOCK.fullmatch(clock) and clock != hours["time"]
        return clock + hours["zone"] if known else ""
    if not _MIXED.fullmatch(token) or (token[0] == "$" and token[-1] == "B"):
        return ""  # billions: $1.6B
    ordinal = _ORDINAL.fullmatch(_with_figures(token))
    number = ordinal[1] + ordinal[2] if ordinal else token.translate(LETTERS_AS_DIGITS)
    # no other word than lost and loth begins so: a 1 was read, or typed, as a small l
    opened = bool(ordinal) and token.startswith("l") and token[1] != "o"
    if number == token or not (opened or any(c.isdigit() for c in token)):
        return ""
    if ordinal:
        return number if ordinal[2].lower() == _suffix(int(ordinal[1])) else ""
    return number if _NUMBER.fullmatch(number) else ""


def _with_figures(token: str) -> str:
    """A token with figures for its letters, but for the two of an ordinal's end."""
    return token[:-2].translate(LETTERS_AS_DIGITS) + token[-2:]


def _suffix(number: int) -> str:
    """The end of an ordinal.

    >>> [_suffix(n) for n in (1, 2, 3, 4, 11, 21, 112)]
    ['st', 'nd', 'rd', 'th', 'th', 'st', 'th']
    """
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _is_small_among_capitals(core: str, line: str) -> bool:
    """Whether a figure was read as a small letter on a line in capitals: KM l04, 2o5 TRUCKS.

    One at the end may be a unit or a sign: 500l, 10o.
    """
    if not _SMALL.fullmatch(core) or sum(c.isdigit() for c in core) < LEAST_FIGURES:
        return False
    rest = line.replace(core, "", 1)
    return sum(c.isupper() for c in rest) >= CAPITALS and not any(c.islower() for c in rest)


LEAST_FIGURES, CAPITALS = 2, 8
"""Figures that must be left of a number; capitals of a line that was printed in none but them."""


def _is_counted(core: str, token: Span, behind: Sequence[Span]) -> bool:
    """Whether a word of measure stands right behind a token of figures and letters like them.

    In 22.1 million words of FRUS there is one, I00 PERCENT, a slip of the edition.
    """
    if not _LIKE_FIGURES.fullmatch(core) or not behind or not token.text.endswith(core):
        return False
    return fold(behind[0].text.strip(_EDGES)) in _counted_words()


@cache
def _counted_words() -> frozenset[str]:
    return frozenset(map(fold, tables.load("counted_words").column("word")))


def _is_dated(core: str, tokens: Sequence[Span], at: int) -> bool:
    """Whether a token is a day right beside its month, or a year behind a month."""
    number = core.translate(LETTERS_AS_DIGITS)
    if number == core or not number.isdecimal() or not any(c.isdigit() for c in core):
        return False
    beside = [fold(t.text.strip(_EDGES)) for t in tokens[max(0, at - 1) : at + 2]]
    before = [fold(t.text.strip(_EDGES)) for t in tokens[max(0, at - 2) : at]]
    if len(number) <= 2:
        return 0 < int(number) <= LAST_DAY and not month_names().isdisjoint(beside)
    return bool(_YEAR.fullmatch(number)) and not month_names().isdisjoint(before)

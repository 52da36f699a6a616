"""What cannot stand in a code: letters in M-11, a figure in U.S., a tilde in TDCS-3/547,646."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from cablefix.channel.confusions import DIGITS_AS_LETTERS, LETTERS, cost
from cablefix.document.reading import Reading
from cablefix.language import letter_ngram as spelling
from cablefix.language import tables
from cablefix.language.code_lists import affixes, column_offices, usual_offices
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.lines import COLUMN, Line, Span
from cablefix.proposals import Proposal, propose
from cablefix.remembered import TOKENS

_DESIGNATOR = late_regex(r"(?<![\w'-])([A-Z]{1,3}-)([lIO]*l[lIO]*)(?![\w'-])")
_FIGURES = str.maketrans("lIO", "110")


def propose_designators(reading: Reading) -> Iterator[Proposal]:
    """Proposals for small l behind a capital and a hyphen, where no word can stand."""
    for m in _DESIGNATOR.finditer(reading.text):
        if len(m[2]) <= 2:
            printed = m[1] + m[2].translate(_FIGURES)
            yield propose(
                Span(m.start(), m.end(), m.group()), printed, kind="ocr-digit",
                rule="designator-figures", score=0.95, grounds=None,
                why=f"{m[2]!r} after {m[1]!r} is no word; designators have figures there",
            )  # fmt: skip


SURE_HYPHEN, SURE_INITIAL, SURE_SMALL = 0.97, 0.95, 0.95
"""How sure a hyphen is behind a series of reports, a letter between stops, and a small letter
between small letters: nothing else can stand there."""

LONGEST_OFFICE = 5
"""Letters of an office on a line of its own."""

DEAREST_INITIAL, RARER_INITIAL, OUTLINE = 4.0, 1.45, "ABCDEFGHIJ1"
"""What the misreading of an initial may cost, and how much more than that of another letter: S is
read as 8, U hardly as 0; letters and the figure that number the points of an outline: A.1."""

SHORTEST_FIGURED = 3
"""Characters of an office that may have a figure among them: S5 is an office and its copies."""

SHORT_HEAD = 4
"""Letters of a word that may be written together with another: ExImbank."""

CLEARLY = 2.0
"""By how much a spelling must be likelier than the other, in logarithms, if no list has either."""

_INITIALS = late_regex(
    r"(?<![\w.])(?:[A-Z]\.)*[A-Z0-9$§]\.(?:[A-Z]\.)*[A-Z0-9$§]\.(?:[A-Z]\.)*(?!\w)"
)
_WITHIN = late_regex(
    r"(?<![\w'’-])(?P<head>[A-Z]?[a-z]+)I(?P<tail>[a-z]{2,})(?=['’]s\b|(?![\w'’]))"
)
_AT_THE_END = late_regex(
    r"(?<![\w'’-])(?P<head>[A-Z]?[a-z]{3,24})(?P<last>[ICKOPSUVWXZ])(?=['’]s\b|(?![\w'’-]))"
)


@cache
def _series() -> re.Pattern[str]:
    names = "|".join(sorted(tables.load("report_series").column("series"), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?P<series>{names})(?P<mark>[~=_])(?=\d{{1,3}}/\d)")


def propose_codes(reading: Reading) -> Iterator[Proposal]:
    """Proposals for hyphens of report numbers, figures between initials, capitals within names."""
    for m in _series().finditer(reading.text):
        yield propose(
            Span(m.start(), m.end(), m.group()), f"{m['series']}-", kind="cable-number",
            rule="report-series", score=SURE_HYPHEN, grounds=None,
            why=f"a hyphen stands between {m['series']} and the number of a report",
        )  # fmt: skip
    for m in _INITIALS.finditer(reading.text):
        printed = _initials(m.group())
        if printed:
            yield propose(
                Span(m.start(), m.end(), m.group()), printed, kind="ocr-digit",
                rule="initials", score=SURE_INITIAL, grounds=None,
                why=f"no figure stands between initials; {printed} is an abbreviation so read",
            )  # fmt: skip
    yield from _propose_offices(reading)
    yield from _propose_exemptions(reading)
    yield from _propose_specked(reading)
    for m in _WITHIN.finditer(reading.text):
        letter = _small(m["head"], m["tail"])
        if letter:
            yield _propose_small(m, m["head"] + letter + m["tail"])
    for m in _AT_THE_END.finditer(reading.text):
        word = _ended(m["head"], m["last"], reading.text)
        if word:
            yield _propose_small(m, word)


def _propose_small(m: re.Match[str], word: str) -> Proposal:
    return propose(
        Span(m.start(), m.end(), m.group()), word, rule="small-letter", score=SURE_SMALL,
        kind="person" if word[0].isupper() else "word", grounds=None,
        why="no capital stands within a word of small letters, or ends one",
    )  # fmt: skip


def _ended(head: str, last: str, text: str) -> str:
    """The word that ends in l where a capital I was read, or in a small letter like its capital:
    tropicaI, docK. FRUS has two, both slips; the word is known, or the document's own, what is left
    is none, and with an i it is none."""
    small = "l" if last == "I" else last.lower()
    if fold(head) in lexicon() or (last == "I" and fold(f"{head}i") in lexicon()):
        return ""
    word = f"{head}{small}"
    own = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    return word if own or fold(word) in lexicon() else ""


CODES_BESIDE = 2
"""Codes of exemption on a line from which on all that stands between its commas are codes."""

_CODE = late_regex(r"(?<![\w.])1\.[45]\(?0\)(?!\w)")


def _propose_exemptions(reading: Reading) -> Iterator[Proposal]:
    """`B1, 1.40), B3`: a section has letters in brackets, and D alone is read as 0."""
    codes = tables.load("exemptions").column("code")
    for line in reading.lines:
        for m in _CODE.finditer(line.line.text):
            beside = [t.text.strip(",.;") for t in line.line.tokens()]
            if sum(t in codes for t in beside) >= CODES_BESIDE:
                start = line.line.start + m.start()
                yield propose(
                    Span(start, start + len(m[0]), m[0]), f"{m[0][:3]}(D)", kind="acronym",
                    rule="exemption-code", score=SURE_HYPHEN, grounds=None,
                    why=f"a list of exemptions; {m[0]} is none, and D is read as 0",
                )  # fmt: skip


_SPECKED = late_regex(r"[‘’“”'\"`*|~_.,;:-]{1,2}(?P<office>[A-Z]{2,5})")


def _propose_specked(reading: Reading) -> Iterator[Proposal]:
    """An office with specks before it, in a column of offices each on its line."""
    written = [r for r in reading.lines if not r.line.blank]
    for before, line, after in zip(written, written[1:], written[2:], strict=False):
        m = _SPECKED.fullmatch(line.line.text.strip())
        beside = {x.line.text.strip() for x in (before, after)}
        if m and m["office"] in column_offices() and beside <= column_offices():
            at = line.line.start + line.line.text.index(m[0])
            yield propose(
                Span(at, at + len(m[0]), m[0]), m["office"], kind="distribution",
                rule="office-column", score=SURE_HYPHEN, grounds=None,
                why=f"offices stand over and under {m['office']}, each alone on its line",
            )  # fmt: skip


def _propose_offices(reading: Reading) -> Iterator[Proposal]:
    """An office alone on its line, or in a column of them, with a letter read as one like it: cIA,
    and lNR over CIA."""
    written = [r.line for r in reading.lines if not r.line.blank]
    for i, line in enumerate(written):
        first = next(iter(line.tokens()))
        behind = line.text[first.end - line.start :]
        alone = not behind.strip()
        if not alone and (
            len(behind) - len(behind.lstrip()) < COLUMN or not _is_column(written, i)
        ):
            continue
        office = _read_office(first.text, alone)
        if office:
            yield propose(
                first, office, kind="distribution", rule="office-case", score=SURE_HYPHEN,
                why=f"{office} is an office, in capitals; {first.text} looks like it", grounds=None,
            )  # fmt: skip


def _is_column(lines: Sequence[Line], at: int) -> bool:
    """Whether the lines over and under one open with an office."""
    beside = [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]]
    return all(next(iter(x.tokens())).text in column_offices() for x in beside)


@lru_cache(maxsize=TOKENS)
def _read_office(read: str, alone: bool) -> str | None:
    """The one office that a token is, with small letters, and in a column figures, for capitals.

    >>> _read_office("cIA", alone=True), _read_office("lNR", alone=False), _read_office("In", True)
    ('CIA', 'INR', None)
    """
    if not 2 <= len(read) <= LONGEST_OFFICE or (read.isupper() and read.isalpha()):
        return None
    if not read.isalnum() or read[1:].islower() or read.islower() or read.isdigit():
        return None
    if not read.isalpha() and (alone or len(read) < SHORTEST_FIGURED):
        return None
    small = {c for c in read if c.islower()}
    if not small <= set(tables.load("like_capitals").column("letter")):
        return None
    plain = read.translate(DIGITS_AS_LETTERS)
    offices = usual_offices() if alone else column_offices()
    found = {x for x in (plain.upper(), plain.replace("l", "I").upper()) if x in offices}
    return found.pop() if len(found) == 1 else None


def _initials(read: str) -> str | None:
    """The listed abbreviation of initials that has a letter where a figure stands.

    None where another letter is much more like the figure: 0.K. is a person's O.K., and no U.K.
    """
    wrong = [i for i, c in enumerate(read) if not c.isalpha() and c != "."]
    if len(wrong) != 1 or read[0] in OUTLINE or read[wrong[0]] in OUTLINE:
        return None
    at = wrong[0]
    known = tables.load("terms").column("term")
    near = sorted(
        (cost(term[at], read[at]), term)
        for term in known
        if len(term) == len(read) and term[:at] == read[:at] and term[at + 1 :] == read[at + 1 :]
    )
    likest = min(cost(c, read[at]) for c in LETTERS)
    if not near or near[0][0] > min(DEAREST_INITIAL, likest + RARER_INITIAL):
        return None
    return near[0][1]


def _small(head: str, tail: str) -> str | None:
    """The small letter that a capital I stands for, i or l; None where a capital may stand."""
    if head in affixes("surname"):
        return None  # a name
    known = [c for c in "il" if fold(head + c + tail) in lexicon()]
    joined = fold(f"I{tail}") in lexicon() or (head.istitle() and len(head) <= SHORT_HEAD)
    if known == ["l"] or (known == ["i"] and not (joined and fold(head) in lexicon())):
        return known[0]
    if known or fold(f"I{tail}") in lexicon():
        return None  # either, or two words run together: MinInfo, ExImbank
    ranked = sorted((-spelling.log_probability(fold(head + c + tail)), c) for c in "il")
    return ranked[0][1] if ranked[1][0] - ranked[0][0] >= CLEARLY else None

"""Reads the signs that an editor or a reviewer wrote in place of text: `[1 line not declassified]`.

Brackets are no mark of a teleprinter: what stands in them in a cable was written later. A sign may
be damaged (`[REOACTED]`, `RED ACTED]`, `{ DELETED)`); a damaged one is known by its capitals, for
the notes of an editor are typeset, and in brackets only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import attrs
from rapidfuzz.distance import OSA

from cablefix.by_fields import ByFields
from cablefix.cable import Exemption
from cablefix.findings import Extent
from cablefix.language import tables
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.withheld.codes import code_of, codes_in
from cablefix.withheld.extents import read_extent

LONGEST = 600
"""Characters: a longer stretch in brackets is text."""

LONG = 10
"""Letters of a sign that is known again though a third of them is damaged."""

SHORTEST_DAMAGED = 6
"""Letters: a shorter word is not known again when it is damaged."""

_WHOLE = late_regex(rf"\[([^\[\]]{{1,{LONGEST}}})\]")
_DAMAGED = late_regex(r"(?<!\$)[\[({][^\[\](){}\n]{2,60}[\])}?|/\\]+")
_SLASHED = late_regex(r"/[^/\[\](){}\n]{5,60}/")
_CLOSING = late_regex(r"[\]}]+")
_HALF = late_regex(r"(?<![\w(\[{])[CG][A-Z]{6,14}\)")
"""A sign in round brackets, the first of which was read as a letter."""

_BREAK = late_regex(r"[].,:;[(){}\n]")
_WORD = late_regex(r"\S+")
OPENING, CLOSERS = frozenset("[({"), frozenset("])}")
_LIKE_OPENING = "CG"
"""Letters that an opening round bracket is read as."""

_MOST_WORDS, REACH = 6, 60
"""Words and characters, at most, of a sign whose opening bracket is lost, or that has none."""

_SQUARE = frozenset("[]{}")
PLURAL = late_regex(r"\(S\)")


@attrs.frozen
class Sign(ByFields):
    """A sign read: what kind of gap it tells, where, how sure, how much, and on what ground."""

    kind: str
    start: int
    end: int
    confidence: float
    extent: Extent | None = None
    exemptions: tuple[Exemption, ...] = ()
    parts: tuple[tuple[int, int], ...] = ()
    """The span of each code, where they stand apart."""


def find_signs(text: str) -> Iterator[Sign]:
    """The signs of a text in square brackets, and damaged ones in whatever brackets were read."""
    if "[" in text:
        for m in _WHOLE.finditer(text):
            found = read_statement(m[1])
            if found:
                yield attrs.evolve(found, start=m.start(), end=m.end())
    for m in (*_DAMAGED.finditer(text), *_SLASHED.finditer(text), *_HALF.finditer(text)):
        damaged = read_damaged(m.group())
        if damaged:
            yield attrs.evolve(damaged, start=m.start(), end=m.end())
    for m in _CLOSING.finditer(text):
        if sum(map(str.isalnum, text[max(0, m.start() - SHORTEST_DAMAGED) : m.start()])) < 4:
            continue
        signs = [
            attrs.evolve(found, start=start, end=m.end())
            for start in _starts(text, m.start())
            if text[max(0, start - 1) : start] not in OPENING
            if (found := read_damaged(text[start : m.end()]))
        ]
        if signs:
            yield max(signs, key=lambda s: s.confidence)


def _starts(text: str, end: int) -> list[int]:
    """Where a sign whose opening bracket is lost may begin: the last words before `end`."""
    first = max(0, end - REACH)
    for mark in _BREAK.finditer(text, first, end):
        first = mark.end()
    words = list(_WORD.finditer(text, first, end))
    return [w.start() for w in words[-_MOST_WORDS:]]


def read_statement(content: str) -> Sign | None:
    """What stands between square brackets, read as a sign; None if it is none.

    >>> read_statement("less than 1 line not declassified").extent.quantity
    1.0
    >>> read_statement("sic") is None
    True
    """
    words = " ".join(content.upper().split())
    codes = tuple(code_of(c) for c in dict.fromkeys(c.code for c in codes_in(words)))
    if codes and not re.sub(r"[\W\d_]|\bAND\b", "", without_codes(words)):
        return Sign("explicit-marker", 0, 0, 0.97, exemptions=codes)
    kind = _kind_of(words)
    if kind is None:
        return None
    extent = read_extent(PLURAL.sub("S", words)) if kind == "explicit-marker" else None
    return Sign(kind, 0, 0, 0.99, extent, codes)


def is_sign(text: str) -> bool:
    """Whether a text is an undamaged sign and nothing else.

    >>> is_sign("[REDACTED]"), is_sign("[RELATED]"), is_sign("REDACTED")
    (True, False, False)
    """
    m = _WHOLE.fullmatch(text.strip())
    return m is not None and read_statement(m[1]) is not None


def without_codes(words: str) -> str:
    """A text without the codes in it."""
    for code in reversed(list(codes_in(words))):
        words = words[: code.start] + words[code.end :]
    return words


def _kind_of(words: str) -> str | None:
    """The kind of gap that undamaged words tell."""
    rows = tables.load("excisions").rows
    spelt = re.sub(r"[^\w ]+", " ", words)
    padded = f" {' '.join(spelt.split())} "
    for wanted in ("any", "start", "whole"):
        for _, phrase, place, gap in rows:
            if place != wanted or phrase not in padded:
                continue
            if place == "any" and f" {phrase} " in padded:
                return gap
            if place == "start" and padded.startswith(f" {phrase} "):
                return gap
            if place == "whole" and not rest_of(without_codes(words), phrase):
                return gap
    return None


def rest_of(words: str, phrase: str) -> str:
    """What a sign says besides its phrase, quantities and their units left out."""
    if phrase not in words:
        return words
    rest = words.replace(phrase, " ", 1)
    return "" if rest.isspace() else _fillers().sub("", rest)


@cache
def _fillers() -> re.Pattern[str]:
    """Quantities, the things that are counted, and small words, which say nothing of their own."""
    units = tables.load("withheld_units")
    things = sorted({*units.column("unit"), *units.column("plural")}, key=len, reverse=True)
    named = "|".join(re.escape(t.upper()) for t in things)
    return re.compile(
        rf"\b(?:{named}|LESS TH\w{{1,2}}|\d[\d/½¼¾–-]*|[LI]|OF|SOURCE|TEXT|HERE|AND|MATERIAL|"
        r"PORTIONS?|EX|EXEMPTIONS?|FOIA|UNDER|PER|S(?=\)))\b|[^A-Z]"
    )


def read_damaged(read: str) -> Sign | None:
    """A sign in capitals whose letters or brackets the reading has damaged.

    >>> read_damaged("RED ACTED]").kind, read_damaged("(RELATED)")
    ('explicit-marker', None)
    """
    letters = "".join(c for c in read if c.isalnum())
    capitals = sum(c.isupper() or c.isdigit() for c in letters)
    if len(letters) < SHORTEST_DAMAGED or capitals * 2 < len(letters):
        return None
    best = min(_distances(letters.upper()), default=None)
    if best is None:
        return None
    share, kind, phrase = best
    if share and read[0] in _LIKE_OPENING and read[-1] in CLOSERS and letters[1:] == phrase:
        return Sign(kind, 0, 0, 0.9)
    if share > _most(read, len(phrase)) or (share and fold(letters) in lexicon()):
        return None
    return Sign(kind, 0, 0, 0.98 - share, read_extent(read))


def _most(read: str, length: int) -> float:
    """The share of letters that may be damaged: the more, the plainer the brackets are."""
    square = bool(_SQUARE & {read[0], read[-1]})
    if length >= LONG and (square or read[0] == read[-1] == "/"):
        return 0.34 if square else 0.25
    if square:
        return 0.29 if read[0] in OPENING and read[-1] in CLOSERS else 0.26
    return 0.13


def _distances(letters: str) -> Iterator[tuple[float, str, str]]:
    """The share of letters in which a damaged sign differs from each known one."""
    count = len(letters) - len(letters.lstrip("0123456789"))
    bare = letters[count:] if count <= 3 else letters
    for phrase, kind in _printed():
        if abs(len(phrase) - len(bare)) * 3 <= len(phrase):
            distance = OSA.distance(phrase, bare, score_cutoff=len(phrase) // 3)
            yield distance / len(phrase), kind, phrase


@cache
def _printed() -> tuple[tuple[str, str], ...]:
    """The signs of one or two words without blanks, and those that state lines."""
    rows = [
        (words.replace(" ", ""), gap) for _, words, place, gap in tables.load("excisions").rows
        if gap == "explicit-marker" or place == "whole" or words in ("ILLEGIBLE", "GARBLED")
    ]  # fmt: skip
    lines = [
        (f"{unit}{of}{phrase}", kind)
        for phrase, kind in rows
        if kind == "explicit-marker"
        for unit in ("LINE", "LINES")
        for of in ("", "OFTEXT")
    ]
    return tuple(dict.fromkeys(rows + lines))

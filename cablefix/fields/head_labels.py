"""Finds the labels, titles and printed notes by which a family of documents is known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from operator import itemgetter

import attrs
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cablefix.by_fields import ByFields
from cablefix.channel.confusions import (
    alike_letters,
    by_read,
    cost_of_one,
    respellings,
    usual_confusions,
)
from cablefix.language import tables
from cablefix.language.code_lists import column_offices
from cablefix.late import late_regex
from cablefix.layout.lines import COLUMN, Line, Span
from cablefix.remembered import TOKENS

MOST_LINES = 400
"""Written lines of a document in which its signs are looked for."""

LONGEST_LINE = 220
"""Characters of a line that may have a label."""

SHORT = 7
"""Letters of a label up to which it opens its line: elsewhere it is a word."""

WEIGHTY = 1.0
"""Weight of a label from which on its value tells whether it is one, wherever it stands."""

EXACT, CLOSE, FAR = 4, 7, 11
"""Letters of a label up to which it is read exactly, with one letter wrong, with two."""

SHORTEST, TELLING = 3, frozenset({"stations", "mrns", "date"})
"""Letters of a label of which one may be wrong where its value tells what it is; such values."""

DEAREST, BELOW, ABOVE = 4.5, 3, 2
"""What the misread letter of a short label may cost; lines under the last label, and over the
first, for another."""

IN_TEXT = frozenset({"word", "urtel"})
"""Shapes of signs that are words of the running text."""

SPECK = 3
"""Letters of a token that may be a speck before a label."""

SPECKS = "‘’“”'\"`*|~_.,;:=-–—{}[]\\<>#»«°• "

_SHORT_LABEL = late_regex(r"[^\w\n]{0,12}(?P<label>[\w.]{2,6}) {0,8}[:;]")
_TILDE = late_regex(r"(?<=\w)~(?=\w)|(?<=\s)(?:~-?|-~)(?=\s)")
_APART = late_regex(r"(?:\s+[^\w\s)\]]{1,2})+$")
"""Marks behind a blank at the end of a value: specks, whatever they are."""

_IN_COLUMN = late_regex(r"\s{3}(?P<label>[\w.]{2,6})[:;]")


@attrs.frozen
class Sign(ByFields):
    """A row of the list of signs; `key`: the letters and figures of its label."""

    family: str
    label: str
    weight: float
    field: str
    shape: str
    lines: int
    key: str


@attrs.frozen
class Seen(ByFields):
    """A sign where it stands: the number of its line, its place, and what follows on the line."""

    sign: Sign
    line: int
    span: Span
    after: Span


@cache
def signs() -> dict[int, tuple[Sign, ...]]:
    """All signs, by the length of their keys."""
    found: dict[int, list[Sign]] = defaultdict(list)
    for family, label, weight, field, shape, lines in tables.load("family_signs").rows:
        sign = Sign(family, label, float(weight), field, shape, int(lines), key_of(label))
        found[len(sign.key)].append(sign)
    return {n: tuple(rows) for n, rows in found.items()}


def key_of(text: str) -> str:
    """The letters and figures of a label, in capitals.

    >>> key_of("Rec'd:")
    'RECD'
    """
    return "".join(c for c in text.upper() if c.isalnum())


def find_signs(lines: Sequence[Line]) -> list[Seen]:
    """The signs of all families in the order of the text; the longest of those in one place."""
    found: list[Seen] = []
    written = 0
    for i, line in enumerate(lines):
        if line.blank or written >= MOST_LINES:
            continue
        written += 1
        if len(line.text) <= LONGEST_LINE:
            found += _signs_of(line, i)
    return found


def _signs_of(line: Line, number: int) -> Iterator[Seen]:
    for sign, start, begin, until in _places(line.text):
        span = Span(line.start + start, line.start + begin, line.text[start:begin])
        after = Span(line.start + begin, line.start + until, line.text[begin:until])
        yield Seen(sign, number, span, trim(after))


@lru_cache(maxsize=TOKENS)
def _places(text: str) -> tuple[tuple[Sign, int, int, int], ...]:
    """The signs on a line: where each begins and ends, and where the next begins."""
    line = Line(0, len(text), text)
    tokens = line.tokens()
    taken: list[tuple[Sign, int, int]] = []
    keys = [key_of(t.text) for t in tokens]
    longest_key = max(signs())
    specks = True
    for first in range(len(tokens)):
        specks = specks and (not first or _may_go_before(keys[first - 1]))
        opens = specks or tokens[first].start - tokens[first - 1].end >= COLUMN
        small = tokens[first].text[:1].islower()
        key = ""
        for last in range(first, len(tokens)):
            key += keys[last]
            if len(key) > longest_key + 2:
                break
            colon = _has_colon(tokens, last)
            if small and not colon:
                continue  # labels without a colon are printed with capitals
            taken += [
                (sign, first, last + 1 + (colon and tokens[last].text[-1] not in ":;"))
                for sign in _near(key, colon, opens, tokens[first].text)
            ]
    longest = [
        t for t in taken
        if not any(
            o[0].family == t[0].family and o[1] < t[2] and t[1] < o[2] and _is_better(o, t)
            for o in taken
        )
    ]  # fmt: skip
    found = []
    for sign, first, end in longest:
        stops = [f for s, f, _ in longest if s.family == sign.family and f >= end]
        until = tokens[min(stops)].start if stops else len(text)
        found.append((sign, tokens[first].start, min(tokens[end - 1].end, until), until))
    return tuple(found)


def _may_go_before(key: str) -> bool:
    """Whether a token may stand before a label at the start of a line: a speck, or an office of
    the column at the left, ARMY FROM: Lagos"""
    return len(key) <= SPECK or key in column_offices()


def _is_better(one: tuple[Sign, int, int], other: tuple[Sign, int, int]) -> bool:
    """Whether one sign takes the place of another: the longer one, or of equals the exact one."""
    if one[0] is other[0]:
        return one[1] > other[1]
    return (len(one[0].key), one[0].label) > (len(other[0].key), other[0].label)


def _has_colon(tokens: Sequence[Span], last: int) -> bool:
    if tokens[last].text[-1] in ":;":
        return True
    return last + 1 < len(tokens) and tokens[last + 1].text in (":", ";")


def _near(key: str, colon: bool, opens: bool, first: str) -> Iterator[Sign]:
    """The signs that a run of tokens may be."""
    if len(key) < 2:
        return
    exact, others, short = _asked(len(key), colon, opens, first.islower())
    found = exact.get(key, ())
    if others and first[:1] not in "(":
        most = _most_wrong(len(key) + 2)
        near = process.extract(key, others, scorer=OSA.distance, score_cutoff=most, limit=None)
        for other, distance, _ in near:
            if 0 < distance <= _most_wrong(len(other)):
                found += exact[other]
    if short and opens and colon:
        for other, numbered in short:
            if OSA.distance(other, key, score_cutoff=1) == 1:
                found += (numbered,)
    for _, sign in sorted(found, key=_BY_NUMBER):
        yield sign


def _most_wrong(length: int) -> int:
    """The letters of a label of more than four that may be wrong."""
    return 1 if length <= CLOSE else 2 if length <= FAR else length // 5


_BY_NUMBER = itemgetter(0)

Numbered = tuple[tuple[int, int], Sign]
"""A sign with its place among all: the length of its key, and its row."""


@cache
def _asked(
    length: int, colon: bool, opens: bool, small: bool
) -> tuple[dict[str, tuple[Numbered, ...]], tuple[str, ...], tuple[tuple[str, Numbered], ...]]:
    """The signs that a run of so many letters may be in such a place, with two more or less.

    By their keys; then those keys that may be read with a letter wrong; then the short ones of
    which one letter may be wrong where the value tells.
    """
    found: dict[str, tuple[Numbered, ...]] = {}
    short: list[tuple[str, Numbered]] = []
    for n in range(length - 2, length + 3):
        for row, sign in enumerate(signs().get(n, ())):
            labelled = sign.label.endswith(":")
            told = sign.weight >= WEIGHTY and (labelled or sign.shape != "-")
            stands = opens or told or sign.shape in IN_TEXT
            if n <= SHORT and not stands:
                continue
            if colon if labelled else not (sign.label.isupper() and small):
                numbered = ((n, row), sign)
                found[sign.key] = (*found.get(sign.key, ()), numbered)
                if SHORTEST <= n <= EXACT and n == length and sign.shape in TELLING:
                    short.append((sign.key, numbered))
    return found, tuple(key for key in found if len(key) > EXACT), tuple(short)


def find_damaged(family: str, seen: Sequence[Seen], lines: Sequence[Line]) -> Iterator[Seen]:
    """Short labels of a family that was recognised, with one letter misread: EROM:, N0:, T4GS:

    They are too short to tell the family themselves, so that only a line that opens with a word and
    a colon among the others is one, where a scanner may have read one label so.
    """
    present = {s.sign.key for s in seen}
    missing = [
        sign for n in range(2, EXACT + 1) for sign in signs().get(n, ())
        if sign.family == family and sign.label.endswith(":") and sign.key not in present
    ]  # fmt: skip
    if not missing or not seen:
        return
    taken = {s.line for s in seen}
    for i in range(max(min(taken) - ABOVE, 0), min(max(taken) + BELOW, len(lines))):
        search = _SHORT_LABEL.match if i not in taken else _IN_COLUMN.search
        m = search(lines[i].text)
        if m is None:
            continue
        near = [sign for sign in missing if is_one_off(sign.key, m["label"])]
        if len(near) == 1:
            text, start = lines[i].text, lines[i].start
            span = Span(start + m.start("label"), start + m.end(), text[m.start("label") : m.end()])
            after = Span(span.end, start + len(text), text[m.end() :])
            yield Seen(near[0], i, span, trim(after))


def is_one_off(key: str, read: str) -> bool:
    """Whether a label may have been read so by one confusion: EROM, T4GS, Frorn.

    >>> is_one_off("FROM", "EROM"), is_one_off("FROM", "Frorn"), is_one_off("FROM", "Farm")
    (True, True, False)
    """
    if cost_of_one(key, key_of(read)) <= DEAREST:
        return True
    return any(key_of(meant) == key for meant in respellings(read.lower(), _meant_by_small()))


@cache
def _meant_by_small() -> dict[str, list[str]]:
    """What small letters may be read for: a label in capitals has its own costs."""
    return by_read(pair for pair in usual_confusions() | alike_letters() if pair[1].islower())


def span_of(piece: Span, m: re.Match[str]) -> Span:
    """Where in the text a match in a piece stands."""
    return Span(piece.start + m.start(), piece.start + m.end(), m.group())


def typed_dashes(text: str) -> str:
    """A text in which no tilde stands, and in capitals no printer's dash: no typewriter has them.

    >>> typed_dashes("CEASE~FIRE — NEXT STEPS"), typed_dashes("Seeds — Fields")
    ('CEASE-FIRE - NEXT STEPS', 'Seeds — Fields')
    """
    text = _TILDE.sub("-", text)
    return text.replace(" — ", " - ") if text.isupper() else text


def trim(span: Span, specks: str = SPECKS) -> Span:
    """A span without the specks at its ends; an apostrophe or full stop at the end is print.

    >>> trim(Span(0, 12, " = Mr. Lund.|")).text
    'Mr. Lund.'
    """
    left = len(span.text) - len(span.text.lstrip(specks))
    text = span.text[left:].rstrip(specks.replace("'", "").replace(".", "")).rstrip()
    text = _APART.sub("", text)
    return Span(span.start + left, span.start + left + len(text), text)

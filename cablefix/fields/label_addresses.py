"""Reads addressees behind the labels of a head: in lines, with precedence, behind indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from rapidfuzz.distance import OSA

from cablefix.channel.alignment import ClosedList, nearest
from cablefix.channel.confusions import DIGITS_AS_LETTERS
from cablefix.fields.fusion import Vote
from cablefix.fields.head_labels import EXACT, SPECKS, span_of, trim
from cablefix.language import tables
from cablefix.language.code_lists import address_kinds, known_posts, short_names
from cablefix.late import late_regex
from cablefix.layout.lines import Span

_SERIAL = late_regex(r"[\d/-]+|(?=[OolI|]{0,5}\d)[\dOolI|]{2,6}")
_FIGURES = late_regex(r"\d{2,5}")
_POSTED = late_regex(r"(?P<name>[^;]+?)[ ,]+(?P<word>FLASH|IMMEDIATE|PRIORITY|ROUTINE)\b")
_INDICATOR = r"\b(?:R[A-Z]|K[UHCK])[A-Z0-9]{1,2} ?[A-Z0-9]{2,4}"  # K: an R misread
_ROUTED = late_regex(rf"(?:{_INDICATOR}|\bZEN) ?/ ?(?P<name>[A-Z0-9].*)")
_CUT_OFF = late_regex(r"^([A-Z0-9]) ([A-Z]{2})\b")


def read_addresses(pieces: Sequence[Span]) -> Iterator[Vote]:
    """Several addressees in a line, parted by semicolons or commas."""
    for piece in pieces:
        for m in re.finditer(r"[^;,]+", piece.text):
            name = trim(span_of(piece, m))
            bare = _without_precedence(name.text)
            if sum(c.isalpha() for c in bare) >= 3:
                yield Vote(Span(name.start, name.start + len(bare), bare), bare)


@cache
def _precedence_words() -> frozenset[str]:
    return frozenset(
        word
        for name in ("precedence", "typed_precedence")
        for word in tables.load(name).column("word")
    )


def _without_precedence(text: str) -> str:
    """An address without the precedence and the serials behind it, and what was scribbled there.

    >>> _without_precedence("Amembassy VIENNA 3120 NIACT."), _without_precedence("Amembassy WIEN")
    ('Amembassy VIENNA', 'Amembassy WIEN')
    """
    words = list(re.finditer(r"\S+", text))
    behind = next((i for i, w in enumerate(words[1:], 1) if _FIGURES.fullmatch(w.group())), None)
    if behind and all(_is_behind_a_serial(w.group()) for w in words[behind:]):
        del words[behind:]
    while words and (
        _SERIAL.fullmatch(words[-1].group())
        or (len(words) > 1 and words[-1].group().strip(SPECKS).upper() in _precedence_words())
    ):
        words.pop()
    return text[: words[-1].end()] if words else ""


def _is_behind_a_serial(word: str) -> bool:
    """Whether a word behind the serial of an address is a precedence, nearly one, or a scribble."""
    bare = word.strip(SPECKS)
    near = any(OSA.distance(w, bare.upper()) <= 1 for w in _precedence_words() if len(w) > EXACT)
    return near or len(bare) <= SCRIBBLE or bool(_SERIAL.fullmatch(bare))


SCRIBBLE = 2
"""Letters of what may be no word."""


def read_posted(pieces: Sequence[Span]) -> Iterator[Vote]:
    """Addressees each with its precedence; names of persons are none."""
    begun = ""
    for piece in pieces:
        end = 0
        for m in _POSTED.finditer(piece.text):
            name = trim(Span(piece.start + m.start("name"), piece.start + m.end("name"), m["name"]))
            if name.text.isupper():
                yield Vote(name, _parted(f"{begun} {name.text}".strip()))
            begun, end = "", m.end()
        begun = trim(Span(0, 0, piece.text[end:])).text
        begun = begun if begun.isupper() and len(begun.split()) <= SCRIBBLE else ""


def _parted(address: str) -> str:
    """A post and its kind with the comma between them that the form prints: WASHDC. SECSTATE"""
    post, _, kind = address.rpartition(" ")
    if kind not in address_kinds() or not post:
        return address
    return f"{post.rstrip('.,')}, {kind}"


def read_routed(pieces: Sequence[Span]) -> Iterator[Vote]:
    """Addressees of a military message, each behind the indicator of its circuit."""
    for piece in pieces:
        m = _ROUTED.search(piece.text)
        if m is None or m.group().partition("/")[0].strip() in known_posts():
            continue  # KUWAIT/BAHRAIN
        start = piece.start + m.start("name")
        words = []
        text = _CUT_OFF.sub(r"\1\2", m["name"])
        for token in text.split():
            bare = token.strip(SPECKS)
            if (
                (len(bare) < 2 and bare != "I")
                or not bare.isalnum()
                or bare.isdigit()
                or not bare.isupper()
            ):
                break
            words.append(_station_word(bare))
            if bare != token.rstrip(",;"):
                break  # a full stop ends it
        if words:
            yield Vote(Span(start, piece.end, m["name"]), " ".join(words))


@cache
def _station_words() -> ClosedList:
    posts = [word for post in short_names() for word in post.split()]
    return ClosedList.of((*tables.load("military_addresses").column("word"), *posts))


def _station_word(read: str) -> str:
    """The word of an address that was read, if it is one misread."""
    plain = read.translate(DIGITS_AS_LETTERS)
    found = nearest(plain, _station_words()) if len(plain) > SHORT_WORD else None
    return found.value if found and found.value and found.cost <= NEAR_WORD else plain


SHORT_WORD, NEAR_WORD = 4, 3.0
"""Letters of a word of an address that is never taken for another; the cost up to which one is."""

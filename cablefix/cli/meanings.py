"""What the terms of a cable mean, for those who do not handle cables every day."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from functools import cache

from cablefix.cable import Cable
from cablefix.findings import Gap
from cablefix.language import tables

TITLE = "what the terms mean"


def plain(kind: str) -> str:
    """A kind of gap in plain words.

    >>> plain("interpolated-page")
    'page of another cable'
    """
    return tables.load("gap_kinds").pairs("kind", "plain").get(kind, kind)


def write_meanings(cables: Sequence[Cable], gaps: Sequence[Gap], width: int) -> str:
    """The terms that cables and gaps bear, each with what it means; empty where they bear none.

    >>> from cablefix.cable import Field
    >>> cable = Cable("cable", 0, 9, precedence=Field("O", "O", 0, 1))
    >>> print(write_meanings([cable], (), 60), end="")
    what the terms mean
    O, IMMEDIATE (precedence): at once, within the hour
    """
    terms = dict([*_of_cables(cables), *_of_gaps(gaps)])
    if not terms:
        return ""
    lines = [TITLE]
    for term, what in terms.items():
        lines += textwrap.wrap(f"{term}: {what}", width, subsequent_indent="  ")
    return "".join(f"{line}\n" for line in lines)


def _of_cables(cables: Sequence[Cable]) -> Iterator[tuple[str, str]]:
    meanings = tables.load("mark_meanings").pairs("mark", "what")
    words = tables.load("precedence").pairs("letter", "word")
    for cable in cables:
        for letter in cable.precedence.value.split() if cable.precedence else ():
            word = words.get(letter)
            if word in meanings:
                yield f"{letter}, {word} (precedence)", meanings[word]
        if cable.caption:
            for mark in _marks().findall(cable.caption.value):
                yield f"{mark} (caption)", meanings[mark]


def _of_gaps(gaps: Sequence[Gap]) -> Iterator[tuple[str, str]]:
    meanings = tables.load("gap_kinds").pairs("kind", "what")
    for kind in sorted({g.kind for g in gaps}):
        yield f"{plain(kind)} [{kind}]", meanings.get(kind, "")


@cache
def _marks() -> re.Pattern[str]:
    """Captions and channels as whole words, the longest first."""
    named = sorted(tables.load("mark_meanings").column("mark"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, named))})\b")

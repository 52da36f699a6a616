"""Aligns a reading with the truth, token by token, by way of their characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs
from rapidfuzz.distance import Levenshtein

_BLANKS = re.compile(r"\s+")


@attrs.frozen
class Block:
    """The smallest run of tokens whose two ends stand at a blank in both texts."""

    read: tuple[str, ...]
    meant: tuple[str, ...]
    start: int
    end: int


def squeeze(text: str) -> str:
    """White space runs as one blank, none at the ends."""
    return _BLANKS.sub(" ", text).strip()


def align_tokens(read: str, meant: str) -> Iterator[Block]:
    """The blocks of two texts whose white space is squeezed.

    `start` and `end` are code points of `read`.

    >>> [(b.read, b.meant) for b in align_tokens("TRE CASEOF . IT", "THE CASE OF IT")]
    [(('TRE',), ('THE',)), (('CASEOF', '.'), ('CASE', 'OF')), (('IT',), ('IT',))]
    """
    last_read = last_meant = 0
    for at_read, at_meant in _common_blanks(read, meant):
        yield _block(read, meant, last_read, at_read, last_meant, at_meant)
        last_read, last_meant = at_read + 1, at_meant + 1
    if last_read < len(read) or last_meant < len(meant):
        yield _block(read, meant, last_read, len(read), last_meant, len(meant))


def _common_blanks(read: str, meant: str) -> Iterator[tuple[int, int]]:
    """Where a blank of one text is aligned with a blank of the other."""
    for op in Levenshtein.opcodes(read, meant):
        if op.tag == "equal":
            for i in range(op.src_start, op.src_end):
                if read[i] == " ":
                    yield i, i - op.src_start + op.dest_start


def _block(read: str, meant: str, a: int, b: int, c: int, d: int) -> Block:
    return Block(tuple(read[a:b].split()), tuple(meant[c:d].split()), a, b)

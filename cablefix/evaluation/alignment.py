"""Aligns a reading with the truth, token by token, by way of their characters."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from rapidfuzz.distance import Levenshtein

from cablefix.by_fields import ByFields
from cablefix.late import late_regex

_BLANKS = late_regex(r"\s+")
_SPACED = late_regex(r"(?<!\S)(?:[A-Z] ){4,}[A-Z](?!\S)")
_BROKEN = late_regex(r"(?<=[^\W\d_])[-\u00ac]\s+(?=[^\W\d_])")


@attrs.frozen
class Block(ByFields):
    """The smallest run of tokens whose two ends stand at a blank in both texts."""

    read: tuple[str, ...]
    meant: tuple[str, ...]
    start: int
    end: int


def squeeze(text: str) -> str:
    """White space runs as one blank, none at the ends."""
    return _BLANKS.sub(" ", text).strip()


def normalise(text: str, *, dehyphenate: bool = False) -> str:
    """The text as it is compared: blanks squeezed, spaced-out marks closed up.

    A mark of five letters or more, `S E C R E T`, counts as one word. `dehyphenate` joins the
    words that are broken at a line end.

    >>> normalise("S E C R E T\\n\\nTHE  END")
    'SECRET THE END'
    """
    if dehyphenate:
        text = _BROKEN.sub("", text)
    return close_marks(squeeze(text))


def close_marks(text: str) -> str:
    """Spaced-out marks of a squeezed text closed up.

    >>> close_marks("S E C R E T SECTION 01")
    'SECRET SECTION 01'
    """
    return _SPACED.sub(lambda mark: mark[0].replace(" ", ""), text)


def find_marks(text: str) -> Iterator[tuple[int, int]]:
    """The spaced-out marks of a squeezed text."""
    return (m.span() for m in _SPACED.finditer(text))


class Counterparts:
    """Looks up what stands in one text against a span of another, widened to whole tokens.

    Both texts are to be squeezed.

    >>> Counterparts("TRE CASEOF IT", "THE CASE OF IT").of(4, 10)
    'CASE OF'
    """

    def __init__(self, read: str, meant: str) -> None:
        self.read, self.meant = read, meant
        n = len(read)
        self.first, self.last = [0] * n, [0] * n
        for op in Levenshtein.opcodes(read, meant):
            for k in range(op.src_start, op.src_end):
                if op.tag == "delete":
                    self.first[k] = self.last[k] = op.dest_start
                else:
                    self.first[k] = op.dest_start + k - op.src_start
                    self.last[k] = self.first[k] + 1

    def of(self, start: int, end: int) -> str:
        """What stands against a span of tokens of `read`."""
        if start >= end:
            return ""
        meant = self.meant
        lo, hi = self.first[start], self.last[end - 1]
        while 0 < lo < len(meant) and meant[lo] != " " and meant[lo - 1] != " ":
            lo -= 1
        while 0 < hi < len(meant) and meant[hi - 1] != " " and meant[hi] != " ":
            hi += 1
        return meant[lo:hi].strip() if hi > lo else ""

    def between(self, start: int, end: int) -> str:
        """What stands between the counterparts of the tokens before and after a span."""
        if not self.read:
            return self.meant
        meant = self.meant
        lo = self.last[start - 2] if start >= 2 else 0
        hi = self.first[end + 1] if end + 1 < len(self.read) else len(meant)
        while 0 < lo < len(meant) and meant[lo] != " ":
            lo += 1
        while 0 < hi < len(meant) and meant[hi - 1] != " ":
            hi -= 1
        return meant[lo:hi].strip() if hi > lo else ""

    def tokens(self) -> Iterator[tuple[int, int, str]]:
        """Each token of `read`: where it starts and ends, and its counterpart."""
        at = 0
        for token in self.read.split(" ") if self.read else ():
            yield at, at + len(token), self.of(at, at + len(token))
            at += len(token) + 1


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

"""Reads the codes that name the ground of an excision: `B1`, `(b)(1)`, `1.4(D)`, `25X1`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cablefix.cable import Exemption
from cablefix.reading.likeness import likeness
from cablefix.vocabulary import tables

_SHAPES = re.compile(
    r"(?<![\w.])(?:"
    r"\([Bb]\) ?\([1-9]\)(?: ?\([A-Fa-f]\))?"
    r"|1\.[45] ?[({][A-Ha-h][)}]"
    r"|3\.[34] ?\([Bb]\) ?\([1-9]\)"
    r"|(?:25|50)X[1-9](?:-[A-Z]{3,5})?"
    r"|[AB][1-9](?:\([A-F]\))?"
    r")(?![\w(]|-\d)"
)
_BRACES = str.maketrans("{}", "()")
_PIECES = re.compile(r"[-(\[{]{0,2}[B8][)\]}]?[(\[{]?[\w)(\]}]{0,3}[)\]}]")
"""What is left of `(B)(1)` when a character of it is lost."""

_BRACKETED_B1 = re.compile(
    r"[\[({/][B8][1Iil|t!8]{1,2}[\])}/]{1,2}|\[[B8][1Iil|t!]{2}|['‘’\"“”]?B[li]"
)

_INSIDE = re.compile(r"\W")


def codes_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Exemption codes of the list, as (start, end, code as in the list).

    >>> [code for _, _, code in codes_in("WITHHELD UNDER (b)(1) AND 1.4 (D)")]
    ['(B)(1)', '1.4(D)']
    """
    known = _authorities()
    for m in _SHAPES.finditer(text):
        code = m.group().upper().replace(" ", "").translate(_BRACES)
        if code in known:
            yield m.start(), m.end(), code


@cache
def _authorities() -> dict[str, str]:
    return tables.load("exemptions").pairs("code", "authority")


def code_of(code: str, scope: str = "here") -> Exemption:
    """A code of the list as an exemption, with the authority that the list names."""
    return Exemption(code, _authorities()[code], scope)


def nearest_code(token: str, codes: Sequence[str]) -> str | None:
    """The one of a document's own codes that a damaged token stands for: `Bi`, `(By`, `1.4{D)`.

    >>> nearest_code("[Bl]", ("B1", "1.4(D)")), nearest_code("BY", ("B1",))
    ('B1', None)
    """
    bracketed = token[:1] in "([{|/" or token[-1:] in ")]}|/"
    bare = token.strip("[]{}()|/.,:;'\"‘’“”") if bracketed else token.strip(".,:;'\"‘’“”")
    for code in codes:
        printed = _INSIDE.sub("", code)
        read = _INSIDE.sub("", bare)
        if read.upper() == printed:
            return code
        if len(read) == len(printed) and _close(printed, read, bracketed):
            return code
        if code.startswith("(B)(") and _PIECES.fullmatch(token):
            return code
    return None


def unstated_code(token: str, *, lonely: bool) -> str | None:
    """The commonest codes, damaged, where the document does not state its own.

    >>> unstated_code("[Bi]", lonely=False), unstated_code("(B)()", lonely=True)
    ('B1', '(B)(1)')
    """
    if _BRACKETED_B1.fullmatch(token):
        return "B1"
    return "(B)(1)" if lonely and _PIECES.fullmatch(token) and token[-2] in "()Q1lI" else None


def _close(printed: str, read: str, bracketed: bool) -> bool:
    differing = sum(a != b for a, b in zip(printed, read, strict=True))
    if len(printed) == 2:
        return read[0] in "B8" and read[1] in ("Iil|t!1" if bracketed else "Iil|1")
    return differing <= 1 and likeness(printed, read) <= 3.0

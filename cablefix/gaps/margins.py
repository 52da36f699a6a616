"""Finds exemption codes that stand in place of text, at the end of a line or in a margin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cablefix.gaps.codes import code_of, codes_in, nearest_code, unstated_code
from cablefix.gaps.signs import Sign
from cablefix.reading.recognise import ReadLine
from cablefix.vocabulary import tables

_BODY = frozenset({"text", "paragraph", "point", "codes"})
_NUMBER = re.compile(r"\s*\W?[\dlIOSB]{1,3}[.,:;]{0,2}\s+")
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_TOKEN = re.compile(r"\S+")


def find_codes(lines: Sequence[ReadLine], stated: Sequence[str], begins: int) -> Iterator[Sign]:
    """Codes on the lines of the body; `stated` are those that head the document.

    `begins` is the offset from which the lines are text, and no header.

    A code in brackets of its own shape is plain; `B1` and its like could be a word of the text,
    and count where the document states them or where they stand alone.
    """
    for r in lines:
        if r.form not in _BODY or r.line.start < begins or not _may_hold_code(r):
            continue
        found = list(_on_line(r, stated))
        for start, end, code, sure in found:
            yield Sign(
                "explicit-marker", r.line.start + start, r.line.start + end, sure,
                exemptions=(code_of(code),),
            )  # fmt: skip


def _may_hold_code(r: ReadLine) -> bool:
    """Lines that give the ground of a classification name codes without withholding anything."""
    words = set(re.findall(r"[A-Z.]{2,}", r.line.text.upper()))
    return not words & set(tables.load("classification_words").column("word"))


def _on_line(r: ReadLine, stated: Sequence[str]) -> Iterator[tuple[int, int, str, float]]:
    text = r.line.text
    number = _NUMBER.match(text) if r.form in ("paragraph", "text") else None
    body = number.end() if number else 0
    alone = not _LETTERS.search(_blanked(text, body))
    plain = list(codes_in(text))
    for start, end, code in plain:
        if start < body or _is_cited(text[:start], text[end:]):
            continue
        if len(code) > 2 or code in stated:
            yield start, end, code, 0.95
        elif alone or text[start - 1 : start] in ("[", "("):
            yield start, end, code, 0.85
        elif code[0] == "B":
            yield start, end, code, 0.65
    if plain:
        return
    tokens = [m for m in _TOKEN.finditer(text, body) if any(c.isalnum() for c in m.group())]
    for m in tokens:
        bracketed = m.group()[0] in "([{/"
        lonely = len(tokens) == 1 and (bool(number) or bracketed)
        if len(m.group()) <= 9 and (lonely or m is tokens[-1] or bracketed):
            near = nearest_code(m.group(), stated) or unstated_code(m.group(), lonely=lonely)
            if near:
                yield m.start(), m.end(), near, 0.8 if lonely or bracketed else 0.7


def _blanked(text: str, body: int) -> str:
    """The rest of a line after its number, with the codes taken out."""
    rest = text[body:]
    for start, end, _ in reversed(list(codes_in(rest))):
        rest = rest[:start] + rest[end:]
    return rest


def _is_cited(before: str, after: str) -> bool:
    """Whether the words beside a code make it the number of a rule, a room or a kind of visa."""
    citing = tables.load("citing_words").column("word")
    beside = before.split()[-1:] + after.split()[:1]
    return any(word.strip("(),.;:") in citing for word in beside)

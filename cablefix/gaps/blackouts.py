"""Runs of one character that stand for text made unreadable: XXXXXX, blocks, dashes, blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cablefix.gaps.signs import Sign
from cablefix.reading.recognise import ReadLine

_BODY = frozenset({"text", "paragraph", "point"})
_RUN = re.compile(
    r"(?<![\w.-])(?P<x>[Xx]{4,}(?: [Xx]{4,})*)(?![\w-])"
    r"|(?P<block>[\u2580-\u259f\u25a0\u25ac\u25ae](?:[ \t]{0,3}[\u2580-\u259f\u25a0\u25ac\u25ae])+)"
    r"|(?P<dash>(?<![\S])(?:[-_\u2013\u2014] ?){8,}(?!\S))"
)
_BLANKS = re.compile(r"(?<=\S) {12,}(?=\S)")
_NUMBER_ONLY = re.compile(r"\s*\d{1,3}[.,]\s*$")
_ENDED = re.compile(r"[.?!:;\")\]]\s*$")


def find_blackouts(lines: Sequence[ReadLine], *, in_cable: bool) -> Iterator[Sign]:
    """Runs of characters in the body that are no ruled line and no table.

    Runs of X and of block characters are looked for in any document; dashes and blanks have other
    uses, and count inside a paragraph of a cable only.
    """
    begun = False
    for i, r in enumerate(lines):
        begun = begun or r.form == "paragraph"
        if r.form not in _BODY:
            continue
        for m in _RUN.finditer(r.line.text):
            kind = str(m.lastgroup)
            if kind == "dash" and not (in_cable and begun and _inside_paragraph(lines, i, m)):
                continue
            sure = {"x": 0.85, "block": 0.95, "dash": 0.7}[kind]
            yield Sign("explicit-marker", r.line.start + m.start(), r.line.start + m.end(), sure)
        if in_cable and begun and "            " in r.line.text:
            yield from _blanks(lines, i)


def _inside_paragraph(lines: Sequence[ReadLine], i: int, m: re.Match[str]) -> bool:
    """Whether a run of dashes stands where the text of a paragraph would go on."""
    before, after = _text(lines[i])[: m.start()], _text(lines[i])[m.end() :]
    if before.strip():
        return not _NUMBER_ONLY.match(before) or not after.strip()
    above = lines[i - 1] if i else None
    if above is None or above.form not in _BODY:
        return False
    return not _ENDED.search(_text(above))


def _text(line: ReadLine) -> str:
    """The text of a line."""
    return line.line.text


def _blanks(lines: Sequence[ReadLine], i: int) -> Iterator[Sign]:
    """One wide blank in a line of prose, the like of which the lines round it have not."""
    found = list(_BLANKS.finditer(_text(lines[i])))
    near = [_text(lines[k]) for k in (i - 1, i + 1) if 0 <= k < len(lines)]
    if len(found) != 1 or any(_BLANKS.search(text) or "\t" in text for text in near):
        return
    words = [t for t in near if len(t.split()) >= 5]
    m = found[0]
    left, right = _text(lines[i])[: m.start()], _text(lines[i])[m.end() :]
    if words and len(left.split()) >= 2 and len(right.split()) >= 2:
        start = lines[i].line.start
        yield Sign("explicit-marker", start + m.start(), start + m.end(), 0.6)

"""Finds who signed: the surname alone on the last line of a cable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cablefix.reading.frames import Frame
from cablefix.reading.lines import Span
from cablefix.reading.recognise import ReadLine
from cablefix.reading.votes import Vote
from cablefix.vocabulary import tables
from cablefix.vocabulary.tokens import fold

PROSE = 4
"""Words from which on a line is running text, under which nobody has signed."""

_SURNAME = re.compile(
    r"(?:\W{0,3}|\W{0,2}\w \W{0,2})([A-Z][A-Z'-]{2,19})(?:[\s\W]{1,3}\w{0,2})?\W{0,3}"
)
_ENDED = re.compile(r"[.?!:;,\")\]]\W{0,3}$")
_PASSED = frozenset({"blank", "mark", "footer", "stamp", "released", "codes", "serial"})
_BODY = ("text", "paragraph", "point")
_CLOSING = re.compile(r"\W*N{3,4}\W*|<<.{1,30}>>")


def find_signature(frames: Sequence[Frame]) -> Vote | None:
    """The surname alone on its line after the last paragraph, or none.

    It ends the text: the line before it ends a sentence, or the message ends under it, or it is a
    surname that is listed. What stands further below are marks, sheets and scraps.
    """
    written = [r for f in frames for r in f.lines if r.form not in _PASSED]
    last = max((i for i, r in enumerate(written) if r.form == "paragraph"), default=None)
    if last is None:
        return None
    found = None
    for i in range(last + 1, len(written)):
        line = written[i]
        m = _SURNAME.fullmatch(line.line.text.strip()) if line.form == "text" else None
        if m and not _CLOSING.fullmatch(m[1]) and _ends_text(m[1], written, i):
            at = line.line.start + line.line.text.index(m[1])
            found = Vote(Span(at, at + len(m[1]), m[1]), m[1])
    return found


def _ends_text(word: str, lines: Sequence[ReadLine], i: int) -> bool:
    before = lines[i - 1]
    after = next((r for r in lines[i + 1 :] if len(r.line.text.strip()) > 3), None)
    if after and after.form in _BODY and len(after.line.text.split()) >= PROSE:
        return False
    if before.form not in (*_BODY, "closing"):
        return False
    return (
        before.form == "closing"
        or bool(_ENDED.search(before.line.text.rstrip()))
        or (after is not None and bool(_CLOSING.fullmatch(after.line.text.strip())))
        or fold(word) in surnames()
    )


@cache
def surnames() -> frozenset[str]:
    """The surnames that are listed, folded."""
    return frozenset(fold(name) for name in tables.load("surnames").column("name"))

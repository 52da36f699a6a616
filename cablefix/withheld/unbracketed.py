"""Signs without brackets: a word or a phrase on a line of its own, or in place of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cablefix.findings import Extent
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.withheld.extents import read_extent
from cablefix.withheld.segments import Rows, Segment
from cablefix.withheld.statements import OPENING, PLURAL, REACH, Sign, rest_of, without_codes

_COUNTED = late_regex(r"\W{0,3}\d{1,4} {1,3}PAGES?(?:\(S\))? {1,2}(?=[A-Z])", re.I)
_TOKEN = late_regex(r"(?<![\w/-])(?P<word>[A-Z]{3,8})(?: (?P=word))*(?![\w/-])")
_LABELLED = late_regex(r"\s*\d{1,3}[.)]\s+")
_COMMAS = late_regex(r",\s*$"), late_regex(r"\s*,")

_PROSE = 4
"""Words of a line that is text, and no stamp."""


def find_bare(rows: Rows) -> Iterator[Sign]:
    """Signs that stand on a line of their own without brackets: `SANITIZED`, `Page Denied`.

    A word that a stamp may bear, too, counts below text only, or behind a number.
    """
    phrases = [(words, gap, place) for _, words, place, gap in tables.load("excisions").rows
               if place in ("line", "pages")]  # fmt: skip
    below = False
    for row, pieces in enumerate(rows.pieces):
        if len(pieces) == 1 or (len(pieces) == 2 and pieces[0].text[-1:] in ".)"):
            found = _bare(pieces[-1], phrases, below=below or len(pieces) == 2)
            if found:
                yield found
        below = below or len(rows.lines[row].line.text.split()) >= _PROSE


def _bare(piece: Segment, phrases: Sequence[tuple[str, str, str]], *, below: bool) -> Sign | None:
    """A piece of a line that is nothing but a sign, or begins with the count of pages withheld."""
    number = _LABELLED.match(piece.text)
    at = number.end() if number else 0
    text = piece.text[at:].upper()
    counted = _COUNTED.match(text)
    if (len(text) > REACH and not counted) or text[:1] in OPENING:
        return None
    if len(text) != len(piece.text) - at:
        return None  # letters that have no single capital
    for phrase, gap, place in phrases:
        if phrase not in text:
            continue
        if counted and text.startswith(phrase, counted.end()):
            end = piece.start + at + counted.end() + len(phrase)
            return Sign(gap, piece.start + at, end, 0.95, read_extent(PLURAL.sub("S", text)))
        named = "PAGE" in phrase
        plain = (below or number or named) and (named or piece.text[at:].isupper())
        plain = plain and place == "line"
        if plain and not rest_of(without_codes(" ".join(text.split())), phrase):
            extent = Extent(1.0, "page") if phrase.startswith("PAGE ") else read_extent(text)
            return Sign(gap, piece.start + at, piece.end, 0.9, extent)
    return None


def find_tokens(rows: Rows, *, is_released: bool) -> Iterator[Sign]:
    """Words that stand in place of a name or an address: `PII PII`, `STATINTL`."""
    places = {words: place for _, words, place, _ in tables.load("excisions").rows
              if place in ("token", "capital", "margin")}  # fmt: skip
    for pieces in rows.pieces:
        for piece in pieces:
            for m in _TOKEN.finditer(piece.text):
                sure = _token_belief(places.get(m["word"]), m, piece, is_released=is_released)
                if sure:
                    yield Sign(
                        "explicit-marker", piece.start + m.start(), piece.start + m.end(), sure
                    )


def _token_belief(
    place: str | None, m: re.Match[str], piece: Segment, *, is_released: bool
) -> float:
    """How sure a word is a sign: repeated, between commas, or by itself."""
    if place is None:
        return 0.0
    whole = m.group() == piece.text.strip(" .,;")
    if place == "margin":
        return 0.8 if whole and (is_released or not piece.is_first) else 0.0
    before, after = piece.text[: m.start()], piece.text[m.end() :]
    apposed = _COMMAS[0].search(before) and _COMMAS[1].match(after)
    if len(m.group()) > len(m["word"]) or apposed or before.rstrip().endswith(":"):
        return 0.8
    if place == "capital":
        return 0.8 if before.rstrip()[-1:].islower() and not after.strip()[:1].isupper() else 0.0
    return 0.8 if whole else 0.75 if is_released else 0.0

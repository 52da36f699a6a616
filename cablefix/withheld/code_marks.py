"""Finds the codes that stand in place of text: in a margin, behind a label, in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import attrs

from cablefix.by_fields import ByFields
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.withheld.cited_codes import is_cited, states_ground
from cablefix.withheld.codes import Code, codes_in, ruined_in
from cablefix.withheld.segments import Rows, Segment

_NUMBER = late_regex(r"\s*\W?[\dlIOSB]{1,3}[.,:;)]{1,2}(?:\s+|$)|\s*\d{1,2}\s*$")
_JOINT = late_regex(r"(?:[\s,;/&()\[\]+|~-]|\b[Aa][Nn][Dd]\b)*")
_STATUTE = late_regex(r" ?[A-Z][A-Z0-9/]{1,15}(?: [A-Z0-9][A-Z0-9/().-]{0,14}){0,3}(?![\w-])")
_SPECKS = late_regex(r"[^\W_]")
_WORDS, _AND, _OPERATORS = (
    late_regex(r"\w+"),
    late_regex(r"\b[Aa][Nn][Dd]\b"),
    late_regex(r"[=+*<>]"),
)
_PLACED = late_regex(r"[.?!]\W{0,2}$")

SPECKS = 2
"""Letters and figures that may stand beside a code which is else alone: specks of the scanner."""

MARGIN = 6
"""Blanks that part a margin from the text beside it."""

NEAR_COLUMN = 12
"""Columns by which the next line of a sentence may be shifted."""

WINDOW = 300
"""Characters on either side of a code that are looked at."""

COLUMNS = 40
"""Pieces of a line, at most, in which a sentence is looked for."""


@attrs.frozen
class Mark(ByFields):
    """One code or several side by side, the place that they take, and what tells about them."""

    row: int
    column: int
    start: int
    end: int
    place: str
    codes: tuple[str, ...]
    parts: tuple[tuple[int, int], ...]
    strong: bool
    cited: bool
    doubled: bool = False
    prose: bool = False
    ruined: bool = False
    is_last: bool = False
    opens: bool = False
    """Whether it is the first thing on its line."""

    @property
    def is_set_off(self) -> bool:
        """Whether nothing but codes stands in this piece of the line."""
        return self.place in ("alone", "margin")


def find_marks(rows: Rows) -> Iterator[Mark]:
    """The codes of a text, cited or not, row by row."""
    for row, pieces in enumerate(rows.pieces):
        for piece in pieces:
            codes = list(codes_in(piece.text))
            yield from _in_piece(rows, row, piece, codes)


def _in_piece(rows: Rows, row: int, piece: Segment, codes: Sequence[Code]) -> Iterator[Mark]:
    text = piece.text
    number = _NUMBER.match(text) if piece.is_first else None
    body = number.end() if number and (not codes or number.end() <= codes[0].start) else 0
    codes = [c for c in codes if c.start >= body]
    if not codes and len(text) - body <= 12:
        codes = [c for c in ruined_in(text) if c.start >= body]
        if codes and _rest(text[body:], codes, body):
            return
        if codes:
            yield _mark(rows, piece, codes, _set_off(rows, piece, body), ruined=True)
        return
    if not codes:
        return
    codes = _with_statutes(text, codes)
    if not _rest(text[body:], codes, body):
        yield _mark(rows, piece, codes, _set_off(rows, piece, body))
        return
    label = _label().match(text)
    if (
        label
        and label.end() <= codes[0].start
        and not _rest(text[label.end() :], codes, label.end())
    ):
        yield _mark(rows, piece, codes, "value")
        return
    for run in _runs(text, codes):
        yield _inline(rows, piece, run)


def _set_off(rows: Rows, piece: Segment, body: int) -> str:
    """How codes stand that have a piece of a line to themselves."""
    if rows.written[piece.row] <= 1:
        return "alone"
    if piece.is_first and not body:
        return "margin" if rows.pieces[piece.row][1].before >= MARGIN else "inline"
    return "margin"


def _rest(text: str, codes: Sequence[Code], shift: int) -> str:
    """What stands beside the codes, but for specks."""
    out, at = "", 0
    for c in codes:
        out += text[at : c.start - shift]
        at = c.end - shift
    rest = _AND.sub(" ", out + " " + text[at:])
    words = _WORDS.findall(rest)
    is_speckle = len(words) <= SPECKS and all(len(w) == 1 for w in words)
    return "" if is_speckle and not _OPERATORS.search(rest) else rest


def _with_statutes(text: str, codes: Sequence[Code]) -> list[Code]:
    """The codes, each B3 with the statute that is named behind it: `B3 CIA PERS/ORG`."""
    known = tables.load("withholding_statutes").column("word")
    out: list[Code] = []
    for i, c in enumerate(codes):
        after = codes[i + 1].start if i + 1 < len(codes) else len(text)
        m = _STATUTE.match(text, c.end, after) if c.code in ("B3", "(B)(3)") else None
        if m and (m.group().split()[0] in known or m.end() == len(text)):
            c = attrs.evolve(c, end=m.end(), strong=True)
        out.append(c)
    return out


def _runs(text: str, codes: Sequence[Code]) -> Iterator[list[Code]]:
    """Codes with nothing between them but marks: they are of one place."""
    run: list[Code] = []
    for c in codes:
        if run and not _JOINT.fullmatch(text, run[-1].end, c.start):
            yield run
            run = []
        run.append(c)
    if run:
        yield run


def _inline(rows: Rows, piece: Segment, run: Sequence[Code]) -> Mark:
    """Codes within a piece of text."""
    text = piece.text
    start, end = run[0].start, run[-1].end
    before, after = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    is_bracketed = before.rstrip()[-1:] in ("[", "{") and after.lstrip()[:1] in ("]", "}", "l", "|")
    place = "bracketed" if is_bracketed else "inline"
    if place == "inline" and not _SPECKS.search(after):
        place = "end"
    return _mark(rows, piece, run, place)


def _mark(
    rows: Rows, piece: Segment, run: Sequence[Code], place: str, *, ruined: bool = False
) -> Mark:
    text = piece.text
    start, end = run[0].start, run[-1].end
    before, after = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    codes = tuple(dict.fromkeys(c.code for c in run))
    return Mark(
        piece.row, piece.column + start, piece.start + start, piece.start + end, place, codes,
        tuple((piece.start + c.start, piece.start + c.end) for c in run),
        any(c.strong and not _is_provision(text, c, place) for c in run),
        _cited(rows, piece, place, before, after),
        doubled=len(codes) < len(run), prose=_amid_prose(rows, piece.row), ruined=ruined,
        is_last=piece.is_last, opens=piece.is_first and not _SPECKS.search(before),
    )  # fmt: skip


def _is_provision(text: str, code: Code, place: str) -> bool:
    """Whether a code in a sentence is written as the provisions of any contract are: `1.4(b)`."""
    written = text[code.start : code.end]
    return place in ("inline", "end") and written[0].isdigit() and written != written.upper()


def _cited(rows: Rows, piece: Segment, place: str, before: str, after: str) -> bool:
    """Whether the text speaks of the code, or numbers something by it."""
    if place == "margin" and piece.before >= MARGIN:
        return False
    own = before + " " + after
    if place != "bracketed" and states_ground(own):
        return True
    above = _line_above(rows, piece) if not _SPECKS.search(_unnumbered(before)) else ""
    if above and states_ground(above) and not _PLACED.search(above):
        return True
    if is_cited(f"{above} {before}", after):
        return True
    opens = place == "inline" and not _SPECKS.search(before)
    # a code that opens a line of text numbers it, unless the sentence above goes on
    return opens and not (above and not _PLACED.search(above))


def _unnumbered(text: str) -> str:
    m = _NUMBER.match(text)
    return text[m.end() :] if m else text


def _line_above(rows: Rows, piece: Segment) -> str:
    """The piece of text that goes on in this one; empty if the two are parted."""
    if rows.parted(piece.row) or len(rows.pieces[piece.row - 1]) > COLUMNS:
        return ""
    above = [
        p for p in rows.pieces[piece.row - 1]
        if p.column - NEAR_COLUMN <= piece.column <= p.column + max(len(p.text), NEAR_COLUMN)
    ]  # fmt: skip
    return above[-1].text if above else ""


def _amid_prose(rows: Rows, row: int) -> bool:
    """Whether a sentence stands on the row, above it or below it."""
    return any(rows.prose[max(0, row - 1) : row + 2])


@cache
def _label() -> re.Pattern[str]:
    """A label at the head of a letter or an e-mail, and the mark behind it."""
    labels = sorted(tables.load("address_labels").column("label"), key=len, reverse=True)
    return re.compile(rf"\W{{0,3}}(?:{'|'.join(map(re.escape, labels))})\s?[:;.]\s*", re.I)

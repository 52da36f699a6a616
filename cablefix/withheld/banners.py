"""Reads the banners of release, `RELEASE IN PART B5,B6`, which speak of the whole document."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs
from rapidfuzz.distance import OSA

from cablefix.by_fields import ByFields
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.field_types import judge_code
from cablefix.withheld.codes import codes_in
from cablefix.withheld.segments import Rows, Segment

_BANNER = late_regex(
    r"\W{0,3}(?:(?:DECLASSIFIED|SANITIZED) (?:AND|&) )?RELEASED? ?IN"
    r"(?: ?(?P<status>PART|FULL))?(?![a-z])(?P<rest>.*)", re.I
)  # fmt: skip
_DENIED = late_regex(r"\W{0,3}(?:DENIED|WITHHELD) IN FULL\b(?P<rest>.*)", re.I)
_STATUS = late_regex(r"\W{0,3}(?P<status>PART|FULL)(?![a-z])(?P<rest>.*)", re.I)
_CODE = late_regex(r"[^\s,;]+")
_RUN_ON = late_regex(r"(?<=[\dA-Z)])\.(?=[1AB]\.?\d)")
"""A full stop that was read for the comma between two codes."""

_DAMAGED = late_regex(r"[B8AbR][IilL|!][,.;]?")
"""`B1` without its figure."""

_RUIN = late_regex(r"\([A-Z0-9()]{2,4}\)?[.,;]?")
"""What is left of a code in brackets: `(BN3)`."""

_OPEN = late_regex(r"[,;&]\s*$|\bB3$")

_WHOLE = ("RELEASED IN FULL", "RELEASED IN PART")
MOST_RUINED = 3
"""Letters of a banner that may be misread; of one in small letters all are compared as capitals."""

REACH = 3
"""How many written lines may lie between RELEASED IN PART and its list of exemptions."""

ALIGNED = 12
"""Columns by which two lines of one banner may be shifted."""

_LONGEST = 12
"""Characters of the longest code, the mark after it included."""

_DEAREST = 3.0
"""The cost up to which a damaged token is believed to be a code."""

_LONGEST_LINE = 400
"""Code points of the longest line that a banner has."""


@attrs.frozen
class Banner(ByFields):
    """A banner: what it says was done, the codes that it lists, and the pieces that it takes."""

    status: str
    codes: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    rows: tuple[int, ...] = ()
    """The written lines on which it stands."""


def find_banners(rows: Rows) -> Iterator[Banner]:
    """The banners of a text, each with the lists under it."""
    for row, pieces in enumerate(rows.pieces):
        if len(rows.lines[row].line.text) > _LONGEST_LINE:
            continue
        for piece in pieces:
            found = _read(rows, row, piece)
            if found:
                yield found


def _read(rows: Rows, row: int, piece: Segment) -> Banner | None:
    denied = _DENIED.match(piece.text)
    m = denied or _BANNER.match(_as_printed(piece.text))
    if m is None:
        return None
    spans = [(piece.start, piece.end)]
    first = row
    status = "denied" if denied else m["status"]
    rest = m["rest"]
    if status is None:
        below = _beneath(rows, row + 1, piece)
        broken = below and _STATUS.match(below.text)
        if not below or not broken or rest.strip(" ."):
            return None
        row, status, rest = row + 1, broken["status"], broken["rest"]
        spans.append((below.start, below.end))
    codes = read_codes(rest)
    if codes is None:
        return None
    more, under = _listed(rows, row, piece, rest, bool(codes))
    said = status if denied else f"in {status.lower()}"
    taken = tuple(range(first, row + 1 + (REACH if under else 0)))
    return Banner(said, tuple(dict.fromkeys((*codes, *more))), (*spans, *under), taken)


def _as_printed(text: str) -> str:
    """The banner that a short line is a ruin of, or the line as it is.

    >>> _as_printed("RELEASRDIKPART"), _as_printed(": RELEASED IN PAHT :"), _as_printed("RELATED")
    ('RELEASED IN PART', 'RELEASED IN PART', 'RELATED')
    """
    letters = "".join(filter(str.isalnum, text)).upper()
    m = _BANNER.match(text)
    if not 11 <= len(letters) <= 17 or (m and (m["status"] or not m["rest"].strip(" ."))):
        return text
    costs = [(OSA.distance(letters, b.replace(" ", "")), b) for b in _WHOLE]
    cost, banner = min(costs)
    return banner if cost <= MOST_RUINED else text


def is_banner(text: str) -> bool:
    """Whether a text is an undamaged banner and nothing else.

    >>> is_banner("RELEASED IN PART"), is_banner("RELEASED")
    (True, False)
    """
    m = _BANNER.fullmatch(text.strip())
    return m is not None and m["status"] is not None and not m["rest"]


def _beneath(rows: Rows, row: int, piece: Segment) -> Segment | None:
    """The only piece of a row, if it stands under another piece."""
    if row >= len(rows.pieces) or len(rows.pieces[row]) != 1:
        return None
    found = rows.pieces[row][0]
    return found if abs(found.column - piece.column) <= ALIGNED else None


def _listed(
    rows: Rows, row: int, piece: Segment, rest: str, has_codes: bool
) -> tuple[list[str], list[tuple[int, int]]]:
    """The codes listed in the lines under a banner, and where they stand."""
    codes: list[str] = []
    spans: list[tuple[int, int]] = []
    for below in range(row + 1, min(row + 1 + REACH, len(rows.pieces))):
        if (has_codes or codes) and rows.parted(below) and not _OPEN.search(rest.rstrip()):
            break
        found = _beneath(rows, below, piece)
        listed = read_codes(found.text) if found else None
        if found and listed:
            codes += listed
            spans.append((found.start, found.end))
            rest = found.text
        elif has_codes or codes:
            break
    return codes, spans


def read_codes(text: str) -> list[str] | None:
    """The codes of a text that is nothing but codes; None if it is anything else.

    >>> read_codes("B5,B3 NATSECACT1947, 1.4(D)"), read_codes("of the library"), read_codes(" ")
    (['B5', 'B3', '1.4(D)'], None, [])
    """
    found: list[str] = []
    text = _RUN_ON.sub(",", text)
    statutes = tables.load("withholding_statutes").column("word")
    for token in _tokens(text):
        if token.upper() in ("AND", "&") or token.upper().strip(".") in statutes:
            continue
        if not any(map(str.isalnum, token)):
            continue
        fit = judge_code(token.upper()) if len(token) <= _LONGEST else None
        if fit is None or fit.value is None or fit.cost > _DEAREST:
            if found and _RUIN.fullmatch(token):
                continue  # beside a code that is plain, what is left of another
            return None
        if not (any(c.isdigit() or c in "()" for c in token) or _DAMAGED.fullmatch(token)):
            return None
        found.append(fit.value)
    # ruins of codes are believed beside a code that is whole
    return found if not found or any(map(str.isdigit, text)) else None


def _tokens(text: str) -> Iterator[str]:
    """The tokens of a list of codes; codes that are printed apart or run together are cut right."""
    at = 0
    for code in codes_in(text):
        yield from _CODE.findall(text[at : code.start])
        yield code.code
        at = code.end
    yield from _CODE.findall(text[at:])

"""Reads the codes that name the ground of an excision: `B1`, `(b)(1)`, `1.4(D)`, `25X1`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import attrs

from cablefix.by_fields import ByFields
from cablefix.cable import Exemption
from cablefix.channel.alignment import likeness
from cablefix.language import tables
from cablefix.late import late_regex

_SPECIAL = r"(?:5|6|1[01]) ?\([\da-g]\)(?: ?\([\dA-Ga-g]\)){0,2} ?[1-5]?(?![\w(])"
_ORDER = r"E\.?[O0]\.? ?1\d{4}"


@cache
def _shapes() -> re.Pattern[str]:
    """Strong shapes are codes wherever they stand, uncited; weak ones may be other things too.

    Before a code may be printed, as part of the sign, whose it is and under which law: `CIA`,
    `EO 13526`, `5 U.S.C. 552`; behind it the order.
    """
    agencies = "|".join(map(re.escape, tables.load("withholding_agencies").column("agency")))
    return re.compile(
        rf"(?<![\w.])(?:(?i:{agencies})[,:]? )?"
        rf"(?P<law>(?:{_ORDER}|EXECUTIVE ORDER 1\d{{4}}|(?:5 )?U\.?S\.?C\.?(?: ?§)? ?552[ab]?|FOIA"
        r"|EX)[,.:;-]? ?(?:[Ss][Ee][Cc](?:\.|tion|TION)? ?)?)?(?:"
        r"(?P<strong>\([Bb]\) ?\( ?[1-9] ?\)(?: ?\([A-Fa-f]\))?"
        r"|1\.[45] ?[({][A-Ha-h][)}]"
        r"|3\.[34] ?\([BbHh]\) ?\([1-9]\)(?: ?> ?25 ?[Yy][Rr][Ss]?)?"
        r"|3\.5 ?\([Cc]\)|6\.2 ?\([A-Da-d]\)"
        r"|(?:25|50)X[1-9](?:-[A-Z]{3,5}|[A-Z]\d?)?"
        r"|[Bb]7\(?[A-F]\)?(?:-\d)?|b7[a-f]"
        rf"|(?P<jfk>\bJ[A-Z]K [AK][a-z]{{2}} ?{_SPECIAL}|\bJFK ACT ?{_SPECIAL}))"
        r"|(?P<weak>[AB]-?[1-9](?:\([A-F]\))?|b[1-9]|[Bb] ?\([1-9]\)(?: ?\([A-Fa-f]\))?"
        rf"|{_SPECIAL})"
        r"|(?P<bare>1\.[45] ?[A-Ha-h])"
        rf")(?:, ?{_ORDER})?(?![\w(]|[-.]\d|%)"
    )


_RUINED = late_regex(
    r"(?<![\w.])(?:[1Il|]?[., ]?[45] ?[({\[][A-H][)}\]]|[1Il][., ][45]\(?[A-H]\)?)(?![\w(])"
)
"""`1.4(D)` that lost its first figure, its point or a bracket: `1 4(E)`, `.4(D)`."""

_PRINTED = str.maketrans("{}[]", "()()")
_PIECES = late_regex(r"[-(\[{]{0,2}[B8][)\]}]?[(\[{]?[\w)(\]}]{0,3}[)\]}]")
"""What is left of `(B)(1)` when a character of it is lost."""

_BRACKETED_B1 = late_regex(
    r"[\[({]B1[3J]|[\[({/][B8][1Iil|t!8]{1,2}[\])}/]{1,2}|\[[B8][1Iil|t!]{2}|['‘’\"“”]?B[li]"
)

_INSIDE = late_regex(r"\W")

_MAY_HOLD = late_regex(
    r"\d ?\)|[ABX][1-9]|[AB]-[1-9]|b[1-9]|[45] ?[({][A-Ha-h][)}]|\.[45] ?[A-Ha-h]|[26] ?\([A-Da-d]"
)
"""What every code has some of; a line without it is not searched."""


@attrs.frozen
class Code(ByFields):
    """A code as it is written: where, which of the list, and whether its shape leaves no doubt."""

    start: int
    end: int
    code: str
    strong: bool


def codes_in(text: str) -> Iterator[Code]:
    """Exemption codes of the list, undamaged.

    >>> [c.code for c in codes_in("WITHHELD UNDER (b)(1) AND 1.4 (D), JFK Act 5 (g) (2)(D)")]
    ['(B)(1)', '1.4(D)', '5(g)(2)(D)']
    >>> [c.code for c in codes_in("CIA 3.5(c); EO 13526 1.4c; b7c; 25X1, E.0.12958")]
    ['3.5(C)', '1.4(C)', 'B7(C)', '25X1']
    """
    if not _MAY_HOLD.search(text):
        return
    for m in _shapes().finditer(text):
        code = _canonical(m)
        if code is not None:
            yield Code(m.start(), m.end(), code, m["weak"] is None)


def ruined_in(text: str) -> Iterator[Code]:
    """Codes of an executive order that lost a character, where nothing but a code may stand.

    >>> [c.code for c in ruined_in("1 4(E)  .4(D)")]
    ['1.4(E)', '1.4(D)']
    """
    for m in _RUINED.finditer(text):
        letter = next(c for c in reversed(m.group()) if c.isalpha())
        figure = next(c for c in reversed(m.group()) if c in "45")
        code = f"1.{figure}({letter})"
        if code in authorities():
            yield Code(m.start(), m.end(), code, strong=False)


def _canonical(m: re.Match[str]) -> str | None:
    """The code as the list has it; None if the list has nothing like it."""
    known = authorities()
    if m["jfk"] or (m["weak"] and m["weak"][0] in "156"):
        inner = re.sub(r"^\D*", "", m["jfk"] or m["weak"]).replace(" ", "")
        figure = re.fullmatch(r"(.*\([a-g]\))([1-5])", inner)
        inner = f"{figure[1]}({figure[2]})" if figure else inner
        return inner if inner in known or m["jfk"] else None
    if m["bare"]:  # its brackets are lost, so that only the order says what it is
        return f"{m['bare'][:3]}({m['bare'][-1].upper()})" if m["law"] else None
    code = (m["strong"] or m["weak"]).upper().split(">")[0].replace(" ", "").translate(_PRINTED)
    seventh = re.fullmatch(r"B-?7\(?([A-F])\)?(?:-\d)?", code)
    if seventh:
        code = f"B7({seventh[1]})"
    code = re.sub(r"^B\((\d)\)", r"B\1", re.sub(r"^([AB])-(?=\d)", r"\1", code))
    if code not in known and code[:3] in ("25X", "50X"):
        code = code[:4]
    if code not in known and code.startswith("(B)("):
        code = code[: len("(B)(1)")]
    return code if code in known else None


@cache
def authorities() -> dict[str, str]:
    """The authority of each code of the list."""
    return tables.load("exemptions").pairs("code", "authority")


def code_of(code: str, scope: str = "here") -> Exemption:
    """A code as an exemption, with its authority; what the list has not is of the JFK Act."""
    return Exemption(code, authorities().get(code, "JFK Act"), scope)


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
        return read[0] in "B8" and read[1] in ("Iil|t!1" if bracketed else "Iil|t1")
    return differing <= 1 and likeness(printed, read) <= 3.0

"""Tokens that were printed as they stand, whatever words say of them.

Mark-up, addresses of mail and of the Web, signs of withholding, office symbols, bullets, and the
colon of a label with nothing behind it: no language model knows them, and none may touch them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import attrs

from cablefix.by_fields import ByFields
from cablefix.channel.marks import bullets, stray_marks
from cablefix.language import tables
from cablefix.language.code_lists import column_offices
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.figures_shift import find_shifted
from cablefix.layout.line_forms import forms
from cablefix.layout.lines import COLUMN, Line, Span

LONGEST_LABEL = 5
"""Words of a label before its colon, at most."""

SHORT_WORD = 3
"""Letters of the small words in a label: of, by, and."""

LEAST_OPENED, MOST_LITTER = 2, 1
"""Lines that must open with a mark for it to be a bullet of the text, and the litter of the lines,
in tenths, up to which they are counted."""

_TAG = late_regex(
    r"<[/!?]?[A-Za-z][^<>]{0,400}>?|[a-z-]{2,20}=(?:'[^']{0,200}'|\"[^\"]{0,200}\")>?"
)
_ADDRESS = late_regex(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|\w{2,8}://\S|\bwww\.\w")
_MASK = late_regex(r"[^\w\s]*(?:X{4,}|x{5,}|/{4,}|_{3,}|\*{4,}|[\u2580-\u25ff]+)[^\w\s]*")
_SYMBOL = late_regex(r"\W*[A-Z0-9&]{1,6}(?:/[A-Z0-9&-]{1,6})+(?::[A-Z]{1,16}){0,2}\W*|/[sS]/")
_DESIGNATOR = late_regex(r"\W?[A-Z]{1,3}-\d{2,5}[A-Z]?\W{0,2}")
_ROUTED = late_regex(r"R[A-Z]{4,6}/\S+")
_ROUTING = late_regex(r"\s*(?:DE|([OPRZ])\1) R[A-Z]{4,6}\b")
_MONEY = late_regex(r"\W{0,2}[A-Z]{0,3}[$£¥€]\d[\d.,]*\W{0,2}")
_LIGATURE = late_regex("[æœÆŒ]")
_WIDE_BLANK = late_regex(r"\s{2,}")

IN_A_ROW, SPACED = 3, 4
"""One mark so often between blanks of a line is a leader, an ellipsis or a table's rules; so many
single letters side by side are a word with its letters spaced."""


@attrs.frozen
class Habits(ByFields):
    """What the lines of a text show of its print.

    `bullets`: the marks that open its lists; `separators`: those that part what its lines have.
    """

    bullets: frozenset[str]
    separators: frozenset[str] = frozenset()

    @classmethod
    def of(cls, lines: Iterable[Line], litter: int) -> Habits:
        """Count the marks that open and part lines; `litter`: how full of stray marks they are.

        In a littered text nothing tells a bullet from a speck.
        """
        if litter > MOST_LITTER:
            return cls(frozenset())
        opened: Counter[str] = Counter()
        parting: Counter[str] = Counter()
        for line in lines:
            opened.update([_opening(line)])
            words = [t.text for t in line.tokens()]
            parting.update({w for w in words[1:-1] if _is_mark(w)})
            if len(words) > 1 and words[0] == words[-1] == "|":
                parting["|"] += LEAST_OPENED  # a box is drawn on both sides
        return cls(
            frozenset(m for m, n in opened.items() if m and (n >= LEAST_OPENED or not litter)),
            frozenset(m for m, n in parting.items() if n >= LEAST_OPENED),
        )


def _opening(line: Line) -> str:
    """The mark that may be a bullet at the head of a line, alone or before a capital."""
    text = line.text.lstrip()
    mark, rest = text[:1], text[1:]
    if mark not in bullets("often") and mark not in bullets("sure"):
        return ""
    alone = rest[:1].isspace() and rest.lstrip()[:1].isalpha()
    return mark if alone or (rest[:1].isupper() and not mark.isalpha()) else ""


def protect(line: Line, tokens: Sequence[Span], habits: Habits) -> set[int]:
    """The numbers of the tokens of a line that stay as they are.

    >>> from cablefix.layout.lines import split_lines
    >>> line = split_lines("RECORD SERIES : see <b>writer@state.gov</b> and S/HSC")[0]
    >>> sorted(protect(line, line.tokens(), Habits(frozenset())))
    [2, 4, 6]
    """
    if tokens and tokens[0].text == forms()["tags"].elements[0].text:
        return set(range(len(tokens)))  # codes, which no word is like
    text, start = line.text, line.start
    if _ROUTING.match(text):
        return set(range(len(tokens)))  # the stations by which a message goes: RR RUEHC
    spans = [m.span() for m in _TAG.finditer(text)] if "<" in text or "=" in text else []
    kept = {
        i
        for i, t in enumerate(tokens)
        if any(a < t.end - start and t.start - start < b for a, b in spans)
        or _ADDRESS.search(t.text)
        or _MASK.fullmatch(t.text)
        or (_SYMBOL.fullmatch(t.text) and not t.text.isdigit())
        or _ROUTED.fullmatch(t.text)
        or _DESIGNATOR.fullmatch(t.text)
        or _MONEY.fullmatch(t.text)
        or _LIGATURE.search(t.text)
        or t.text in habits.separators
        or _is_sign(t.text)
    }
    kept.update(_rows(tokens))
    kept.update(i for first, last in find_shifted(tokens) for i in range(first, last))
    kept.update(_colons(tokens))
    if tokens and (_is_bullet(line, tokens[0], habits) or _is_in_office_column(line, tokens[0])):
        kept.add(0)
    return kept


def _is_mark(text: str) -> bool:
    return not any(c.isalnum() for c in text)


def _is_sign(text: str) -> bool:
    """Whether marks make a sign that no speck is read as: ✓ :-) +/-"""
    if not _is_mark(text):
        return False
    marks = set(text)
    return marks.isdisjoint(stray_marks()) or (len(marks) > 1 and len(text) > 2)


def _rows(tokens: Sequence[Span]) -> Iterable[int]:
    """Leaders, ellipses, rules of a table; boxes to be ticked; words with their letters spaced."""
    often = Counter(t.text for t in tokens if _is_mark(t.text))
    yield from (i for i, t in enumerate(tokens) if often[t.text] >= IN_A_ROW)
    for i, (one, two) in enumerate(pairwise(tokens)):
        if (one.text, two.text) == ("(", ")"):
            yield from (i, i + 1)
    run: list[int] = []
    for i, token in enumerate(tokens):
        run = [*run, i] if len(token.text) == 1 and token.text.isupper() else []
        if len(run) >= SPACED:
            yield from run


def _colons(tokens: Sequence[Span]) -> Iterable[int]:
    """The colon that stands apart behind a label at the head of a line."""
    for i, token in enumerate(tokens[: LONGEST_LABEL + 1]):
        if token.text == ":":
            return [i] if i else []
        small = not token.text[0].isupper() and len(token.text) > SHORT_WORD
        bare = token.text.removesuffix(".")
        short = fold(bare) in tables.load("abbreviations").column("abbreviation")
        if small or not (token.text[-1].isalnum() or short):
            return []
    return []


def _is_in_office_column(line: Line, first: Span) -> bool:
    """Whether an office stands in the column left of the text of a telegram typed on a form."""
    behind = line.text[first.end - line.start :]
    return first.text in column_offices() and len(behind) - len(behind.lstrip()) >= COLUMN


def _is_bullet(line: Line, first: Span, habits: Habits) -> bool:
    """Whether the first token of a line is a bullet, or begins with one."""
    mark = first.text[0]
    if mark in bullets("sure"):
        return True
    if mark not in bullets("often") or not _opening(line):
        return False
    behind = line.text[first.end - line.start :]
    return mark in habits.bullets or (len(first.text) == 1 and bool(_WIDE_BLANK.match(behind)))

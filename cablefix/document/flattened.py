"""Text without line ends: the words that open the lines of a head tell where its lines began.

The blank before such a word is read as a line end, and that behind the number of a paragraph as its
full stop. All offsets stay, so that what is read of the unfolded text stands where it stood: its
fields, its gaps, and its tokens that were misread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import inf

import attrs

from cablefix.by_fields import ByFields
from cablefix.channel.confusions import cost_of_one
from cablefix.document.reading import Reading, read
from cablefix.fields.head_labels import key_of
from cablefix.language import tables
from cablefix.language.code_lists import address_kinds, surnames
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.line_forms import Element, forms, judge
from cablefix.layout.lines import Span, split_lines

SHORTEST = 200
"""Characters of a line that may be the whole of a head."""

NEEDED = frozenset({"from", "to", "dtg"})
"""Lines of a head that must be there for a text to be taken for one."""

_SENT = late_regex(r"[\dOlI]{6}Z [A-Z]{3} \d\d\b.{0,60} FM [A-Z]")
"""The date-time group and the sender, without which no head of teletype is looked for."""

_MARKED = late_regex(r"\bSIPDIS\b.{0,200}E\.?O\.? 1[23]\d{3}\b.{0,80}TAGS\b.{0,120}SUBJECT\b")
MARKED = frozenset({"eo", "tags", "subject"})
"""The lines of a head of 1998-2010 that opens with its section line; forms that must be there."""

BODY, TEXT = 99, 11
"""The rank of the text, and that of the line after which it may begin."""

MOST_LABEL = 2
"""Tokens that a label may have been parted into: `E O`."""


@attrs.frozen
class Opening(ByFields):
    """A line of a head that begins at a token: its form, and the tokens that show it."""

    form: str
    tokens: int


def read_flattened(reading: Reading) -> Reading:
    """The reading of the same text unfolded, if that makes a cable of it."""
    if reading.is_cable:
        return reading
    unfolded = unfold(reading.text)
    if unfolded == reading.text:
        return reading
    again = read(unfolded, reading.words)
    return again if again.is_cable else reading


def unfold(text: str) -> str:
    """The same text with line ends for the blanks before the lines of a head.

    >>> head = "R 071729Z JUN 75 FM SECSTATE WASHDC TO AMEMBASSY BONN UNCLAS STATE 133602 "
    >>> unfold(head + "SUBJECT SEEDS 1 " + "THEY ARE HERE. " * 9).split(chr(10))[1:3]
    ['FM SECSTATE WASHDC', 'TO AMEMBASSY BONN']
    """
    cuts: list[int] = []
    stops: list[int] = []
    for line in split_lines(text):
        sent = _SENT.search(line.text)
        if len(line.text) >= SHORTEST and (sent or _MARKED.search(line.text)):
            tokens = line.tokens()
            found = list(_openings(tokens))
            if {form for _, form in found} >= (NEEDED if sent else MARKED):
                cuts += [tokens[i].start for i, _ in found if i]
                numbers = (tokens[i] for i, form in found if form == "paragraph")
                stops += [t.end for t in numbers if t.text.isdigit()]
    marks = {cut - 1: "\n" for cut in cuts} | dict.fromkeys(stops, ".")
    return "".join(marks.get(i, c) if c == " " else c for i, c in enumerate(text))


def _openings(tokens: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """The tokens with which lines begin, with the forms of these, in the order of a head."""
    ranks = {form: int(rank) for form, rank in tables.load("head_ranks").rows}
    rank, number, i = 0, 1, 0
    while i < len(tokens):
        opening = _opening(tokens, i, rank, ranks)
        if opening:
            yield i, opening.form
            rank = rank if opening.form in ("page", "mark") else ranks[opening.form]
            i += opening.tokens
            if opening.form in ("page", "mark", "eo", "section") and i < len(tokens):
                yield i, "text"
            continue
        numbered = rank >= TEXT and tokens[i].text.rstrip(".") == str(number)
        if numbered and i + 1 < len(tokens) and tokens[i + 1].text[:1].isupper():
            yield i, "paragraph"
            rank, number = BODY, number + 1
        elif rank == BODY and _closes(tokens, i):
            yield i, "signature"
            yield i + 1, "mark"
            end = i + 1 + _mark_at(tokens, i + 1)
            if end < len(tokens):
                yield end, "text"
        i += 1


def _opening(tokens: Sequence[Span], i: int, rank: int, ranks: dict[str, int]) -> Opening | None:
    """The form of the line that begins at a token, if one may stand there."""
    mark = _mark_at(tokens, i)
    if mark and (i + mark == len(tokens) or tokens[i + mark].text in ("PAGE", *_marks())):
        return Opening("mark", mark)
    if mark == 1 and tokens[i].text in _captions() and TEXT - 2 <= rank < BODY:
        return Opening("mark", 1)
    for name, form in forms().items():
        of = "section" if name == "single" else _SAME.get(name, name)
        if of not in ranks or not (of == "page" or rank <= ranks[of] < BODY) or of == "mark":
            continue
        used = _fits(form.elements, tokens, i, mark)
        if used and (of != "address" or tokens[i].text in address_kinds()):
            return Opening(of, used)
    return None


_SAME = {"origin": "action", "subj": "subject", "references": "reference", "page-outgoing": "page"}


def _fits(elements: Sequence[Element], tokens: Sequence[Span], i: int, mark: int) -> int:
    """How many tokens show that a form begins here; 0 if they do not."""
    at = i
    for element in elements[:MOST_SHOWN]:
        if element.rest:
            break
        used = _used(element, tokens, at, mark)
        if not used and not element.optional:
            return 0
        at += used
        while (
            used
            and element.repeated
            and at < len(tokens)
            and tokens[at].text not in address_kinds()
        ):
            used = _used(element, tokens, at, 0)
            at += used
    return at - i


def _used(element: Element, tokens: Sequence[Span], at: int, mark: int) -> int:
    """How many tokens are an element of a form."""
    if at >= len(tokens):
        return 0
    if element.slot == "classification":
        return mark
    if element.slot is None:
        return _label_at(element.text, tokens, at)
    text = tokens[at].text
    fit = judge(element, text)
    dearest = DEAREST_GROUP if element.slot == "dtg" else 0.0
    known = fit is not None and fit.value is not None and fit.cost <= dearest
    return int(known or (element.slot in COUNTED and bool(_FIGURES.fullmatch(text))))


COUNTED = frozenset({"section", "sections", "number"})
"""Fields that are numbers, with or without a nought before them."""

_FIGURES = late_regex(r"(?=[OlI]*\d)[\dOlI]+")
DEAREST_GROUP = 2.5
"""What one letter read for a figure may cost in a date-time group."""

MOST_SHOWN = 14
"""Elements of a form that are looked at."""


def _label_at(label: str, tokens: Sequence[Span], at: int) -> int:
    """How many tokens are a printed word of a form, its marks left out."""
    for count in range(1, MOST_LABEL + 1):
        read = "".join(t.text for t in tokens[at : at + count])
        if key_of(read) == key_of(label) and read[:1].isupper():
            return count
        if count == 1 and read.isupper() and read.endswith(":") and _is_misread(label, read):
            return count
    return 0


def _is_misread(label: str, read: str) -> bool:
    """Whether one letter of a label with its colon was misread: SUBJECI: for SUBJECT:"""
    return len(label) > SHORT_LABEL and cost_of_one(label, read) < inf


SHORT_LABEL = 4
"""Characters of a label, with its colon, that is read only as it stands: REF:"""


@cache
def _marks() -> frozenset[str]:
    return frozenset(
        word for c in tables.load("classifications").column("classification") for word in c.split()
    )


@cache
def _captions() -> frozenset[str]:
    return frozenset(m for m, kind in tables.load("marks").rows if kind == "caption")


def _mark_at(tokens: Sequence[Span], i: int) -> int:
    """How many tokens are a classification, plain or with its letters spaced, or a caption."""
    if tokens[i].text in _captions():
        return 1
    for mark, spaced in tables.load("classifications").rows:
        for words in (mark.split(), spaced.split()):
            if words and [t.text for t in tokens[i : i + len(words)]] == words:
                return len(words)
    return 0


def _closes(tokens: Sequence[Span], i: int) -> bool:
    """Whether a surname stands here with nothing but a mark under it."""
    rest = [t.text for t in tokens[i + 1 : i + 6]]
    mark = _mark_at(tokens, i + 1) if i + 1 < len(tokens) else 0
    ended = not rest[mark:] or set(rest[mark]) == {"N"}
    return bool(mark) and ended and tokens[i].text.isupper() and fold(tokens[i].text) in surnames()

"""What was printed as it stands, though another reading of it is likelier.

Words and marks that print has by right: abbreviations, labels, bullets, older words, the slips of
typists. A change that would lose them is none, or is left to the reader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from cablefix.channel.profile import straighten
from cablefix.language import tables
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.line_forms import forms
from cablefix.layout.line_labels import ReadLine
from cablefix.proposals import Proposal, WordGrounds
from cablefix.words.decoded_changes import Change, Findings
from cablefix.words.detection import is_chained
from cablefix.words.edge_marks import QUOTES, has_fellow
from cablefix.words.edges import POOR
from cablefix.words.error_profile import is_label
from cablefix.words.printed_words import (
    SOUND,
    is_right_word,
)
from cablefix.words.sentence_case import is_abbreviation
from cablefix.words.suggested_only import LITTERED, drops_from_an_unread_line
from cablefix.words.tokens import parse

WORDS_OF_LABEL = 2
"""Words of a label in capitals, at most: RPTD INFO:"""

GUILLEMETS = ("»", "«")

SET_ALONE = (":", ";", "*")
"""Marks that older print sets between blanks, or in rows."""

OFTEN = 4
"""How often a text has a mark that was set in it, and was not read for another."""

_DOTTED = late_regex(r"(?:[A-Z]\.)+[A-Z]")
"""Initials with stops between them, the last of which may end a sentence, too."""

_POINT = late_regex(r"[A-Z]\.|\([A-Za-z0-9]{1,2}\)|[A-Za-z0-9]{1,2}\)")
"""The letter of a point in a list; a figure with a stop is told by its series."""


def is_right_print(
    p: Proposal, change: Change, found: Findings, expected: Mapping[int, int], litter: int
) -> bool:
    """Whether a word or mark is changed, or a mark gained, that was printed as it stands.

    `expected`: the numbers of the next paragraphs, by place; `litter`: how full of stray marks the
    lines are, in tenths.
    """
    lettered = any(c.isalnum() for c in p.original)
    if found.capitals and p.original.strip().islower():
        lettered = False  # no teleprinter has printed it
    if litter < LITTERED and lettered and drops_from_an_unread_line(p):
        return True
    if _drops_all_of_a_line(p, change, found) or _parts_at_a_mark(p):
        return True
    return is_right_word(change, found) or _loses_print(p, change, found, expected)


def _loses_print(p: Proposal, change: Change, found: Findings, expected: Mapping[int, int]) -> bool:
    """Whether a mark, a number or a line end is lost, or a mark gained, of which none is a slip."""
    return (
        _loses_a_label_mark(change, found)
        or _loses_a_printed_mark(p, found)
        or _loses_a_bracket(change, found)
        or _is_among_letters(change, found)
        or _opens_a_paragraph(p, change, found)
        or _loses_a_number(p, expected)
        or _loses_the_letter_of_a_point(p, found)
        or _loses_a_stop(change, found)
        or _loses_the_stop_before_a_label(change, found)
        or _loses_a_colon_before_a_figure(change, found)
        or _stops_a_line_of_verse(change, found)
        or _is_set_alone(change, found)
        or _loses_a_guillemet(change, found)
        or _adds_a_stop(change, found)
        or ((not found.capitals or found.channel.noise <= SOUND) and _parts_a_compound(p))
        or _loses_the_stop_of_an_abbreviation(change, found)
    )


def _loses_a_label_mark(change: Change, found: Findings) -> bool:
    """Whether the label at the head of a line loses its colon.

    Among capitals a label is told by the wide blank behind it, or by its small letters.
    """
    p, new = change.first.parse, parse(change.option.text)
    if p.tail == ":" and ":" not in new.tail and fold(p.core) in _label_words():
        head = found.text[change.first.line : change.first.span.start]
        return len(head.split()) < WORDS_OF_LABEL
    if p.tail != ":" or change.first.place != "start" or new.tail or not p.core[:1].isupper():
        return False
    behind = found.text[change.last.span.end : change.last.span.end + 2]
    return not (found.capitals and p.core.isupper()) or behind.isspace() or not behind


@cache
def _label_words() -> frozenset[str]:
    """The words that lines of known form open with, or have before a colon, folded."""
    words = {form.elements[0].text for form in forms().values()}
    words |= {e.text for f in forms().values() for e in f.elements if e.text.endswith(":")}
    return frozenset(fold(bare) for w in words if (bare := w.rstrip(":")).isalpha())


def _loses_a_printed_mark(p: Proposal, found: Findings) -> bool:
    """Whether a quotation mark with its fellow is dropped, or a dash that the text has often."""
    paired = isinstance(p.grounds, WordGrounds) and p.grounds.quote > 0
    quotes = sum(straighten(p.original).count(q) for q in QUOTES)
    if paired and sum(straighten(p.replacement).count(q) for q in QUOTES) < quotes:
        return True
    if not found.capitals and any(_loses_often(mark, p, found.text) for mark in set(p.original)):
        return True
    hyphens = p.original.count("-") - p.replacement.count("-")
    return hyphens > 0 and not found.capitals and found.dashes >= OFTEN


def _is_among_letters(change: Change, found: Findings) -> bool:
    """Whether the comma behind a letter goes that stands in a row of letters: O, U, Y"""
    p, new = change.first.parse, parse(change.option.text)
    if len(p.core) != 1 or not p.core.isalpha() or p.tail != "," or new.tail == ",":
        return False
    beside = found.chunks[max(0, change.place - 1) : change.place + 2]
    return sum(len(c.parse.core) == 1 and c.parse.core.isalpha() for c in beside) > 1


def _loses_a_bracket(change: Change, found: Findings) -> bool:
    """Whether a bracket goes that closes one which stands open."""
    p, new = change.first.parse, parse(change.option.text)
    if ")" not in p.tail or ")" in new.tail or p.core != new.core:
        return False
    before = found.chunks[max(0, change.place - IN_BRACKETS) : change.place + 1]
    text = " ".join(c.span.text for c in before)
    return text.count("(") >= text.count(")") > 0


IN_BRACKETS = 6
"""Tokens before a closing bracket among which the opening one stands."""


def _loses_often(mark: str, p: Proposal, text: str) -> bool:
    """Whether a mark that only typesetters have is dropped, though the text has it often.

    Between two words it need not be often: a dash is read for a typed one, a blank hardly ever.
    """
    if mark not in _typeset_marks() or mark in p.replacement or "-" in p.replacement:
        return False
    before, _, after = p.original.partition(mark)
    return text.count(mark) >= OFTEN or (before[-1:].isalpha() and after[:1].isalpha())


def _typeset_marks() -> tuple[str, ...]:
    return tables.load("typeset_marks").column("mark")


def _opens_a_paragraph(p: Proposal, change: Change, found: Findings) -> bool:
    """Whether the quotation mark is dropped that opens a paragraph of a quotation, or its dash.

    Each paragraph of a quotation opens with a mark, and the last alone closes; a dash opens the
    points of a list.
    """
    read = change.first.parse
    if not read.lead:
        return False
    quoted = straighten(read.lead[0]) in QUOTES and not read.core[:1].islower()
    opens = quoted or read.lead[0] in _typeset_marks()
    lost = change.option.text[:1] == read.core[:1] and change.option.text != p.original
    return opens and lost and change.first.breaks and not found.capitals


def _loses_a_guillemet(change: Change, found: Findings) -> bool:
    """Whether a guillemet with its fellow is taken for a speck or a letter, in light print.

    In poor print letters are read as either of them, on both sides of words.
    """
    lead, tail = change.first.parse.lead, change.first.parse.tail
    if found.channel.noise >= POOR or found.capitals:
        return False
    for near, far in (GUILLEMETS, GUILLEMETS[::-1]):
        if near in lead + tail and near not in change.option.text:
            return has_fellow(found.chunks, change.place, far, opens=near in lead)
    return False


def _is_set_alone(change: Change, found: Findings) -> bool:
    """Whether a mark is dropped that older print sets between blanks, or in rows.

    Specks stand at the edges of lines; what stands alone within them again and again was printed.
    """
    mark = change.first.span.text
    if change.option.text or found.capitals or mark not in SET_ALONE:
        return False
    beside = found.chunks[max(change.place - 1, 0) : change.place + 2]
    if sum(c.span.text == mark for c in beside) > 1:
        return True
    return change.first.place == "mid" and found.alone[mark] >= OFTEN


def _loses_a_stop(change: Change, found: Findings) -> bool:
    """Whether the number of an entry in a list, or who speaks, loses the stop behind it."""
    old, new = change.first.parse, parse(change.option.text)
    same = old.core == new.core and old.tail == "." != new.tail
    return same and is_label(found.chunks, change.place)


def _loses_the_stop_before_a_label(change: Change, found: Findings) -> bool:
    """Whether a line loses the stop at its end, though a label opens the next: ABSTAIN:"""
    p, new = change.first.parse, parse(change.option.text)
    after = found.chunks[change.place + 1 : change.place + 2]
    labelled = bool(after) and after[0].place == "start" and after[0].parse.tail == ":"
    return change.first.place == "end" and p.tail == "." != new.tail[:1] and labelled


def _loses_the_stop_of_an_abbreviation(change: Change, found: Findings) -> bool:
    """Whether the stop behind an abbreviation is dropped, or made another mark: (Ref. B)."""
    old, new = change.first.parse, parse(change.option.text)
    same = old.core == new.core and old.tail[:1] == "." != new.tail[:1]
    if same and (_DOTTED.fullmatch(old.core) or _is_before_a_number(change, found)):
        return True  # C.A.R., no. one
    return same and not found.capitals and is_abbreviation(fold(old.core))


def _stops_a_line_of_verse(change: Change, found: Findings) -> bool:
    """Whether a comma is made a stop for the capital behind it, in verse without its line ends."""
    old, new = change.first.parse, parse(change.option.text)
    return old.tail[:1] == "," and new.tail[:1] == "." and old.core == new.core and found.has_verse


def _is_before_a_number(change: Change, found: Findings) -> bool:
    """Whether `no.` stands before a number, in figures or in words."""
    behind = found.chunks[change.place + 1 : change.place + 2]
    numerals = tables.load("numerals").column("word")
    return fold(change.first.parse.core) == "NO" and any(
        c.parse.core[:1].isdigit() or c.parse.core.lower() in numerals for c in behind
    )


def _adds_a_stop(change: Change, found: Findings) -> bool:
    """Whether a stop is put behind an abbreviation that the text writes without one: Mr."""
    core = change.first.parse.core
    if found.capitals or change.option.text != f"{change.first.parse.lead}{core}.":
        return False
    if not is_abbreviation(fold(core)):
        return False
    return found.stopped[core, False] - 1 > found.stopped[core, True]


def _parts_a_compound(p: Proposal) -> bool:
    """Whether a hyphen between words is made a blank: one-year's, radio-television-film.

    Among small letters compounds are printed; teleprinters set dashes, and specks look like them.
    One of the commonest words is part of hardly any: Moscow-and.
    """
    if p.kind != "word-boundary" or is_chained(p.original):
        return False
    old, new = (straighten(x).removesuffix("'s") for x in (p.original, p.replacement))
    parts, now = old.split("-"), new.replace("-", " ").split()
    return len(parts) > 1 and now == parts and all(map(str.isalpha, parts))


def _drops_all_of_a_line(p: Proposal, change: Change, found: Findings) -> bool:
    """Whether nothing else stands on the line: lines of dirt are told by other evidence."""
    first, last = change.first.span.start, change.last.span.end
    before = found.text[found.text.rfind("\n", 0, first) + 1 : first]
    end = found.text.find("\n", last)
    behind = found.text[last : end if end >= 0 else len(found.text)]
    return not (p.replacement.strip() or before.strip() or behind.strip())


def _parts_at_a_mark(p: Proposal) -> bool:
    """Whether a colon or a typeset dash between two words is lost: Section:Office."""
    marks = (":", *_typeset_marks())
    lost = any(p.original.count(m) > p.replacement.count(m) for m in marks)
    return p.kind == "word-boundary" and lost


def _loses_a_colon_before_a_figure(change: Change, found: Findings) -> bool:
    """Whether the colon behind a word goes that announces the figure behind it: CREW: 22"""
    p, new = change.first.parse, parse(change.option.text)
    after = found.chunks[change.place + 1 : change.place + 2]
    announces = bool(after) and after[0].parse.core[:1].isdigit() and p.core[-1:].isalnum()
    return p.tail == ":" != new.tail and p.core == new.core and announces


def _loses_a_number(p: Proposal, expected: Mapping[int, int]) -> bool:
    """Whether a figure at the head of a line is dropped that is the next paragraph's number."""
    figure = p.original.strip().rstrip(".,")
    if p.replacement or not figure.isdecimal() or len(figure) > 2:
        return False
    return expected.get(p.start) == int(figure)


def _loses_the_letter_of_a_point(p: Proposal, found: Findings) -> bool:
    """Whether a line loses the letter or figure with its stop that it opens with: B. (2)"""
    head = found.text[found.text.rfind("\n", 0, p.start) + 1 : p.start]
    return not p.replacement and not head.strip() and bool(_POINT.fullmatch(p.original.strip()))


def expected_numbers(lines: Sequence[ReadLine]) -> dict[int, int]:
    """Where a number would be that of the next paragraph, and which it would be.

    Such a number is set in, or stands behind a blank line. Made once for a text: looking back from
    each figure would go through all its lines each time.
    """
    expected: dict[int, int] = {}
    last: int | None = None
    blank = False
    for line in lines:
        text = line.line.text
        indent = len(text) - len(text.lstrip())
        if last is not None and (indent or blank):
            expected[line.line.start + indent] = last + 1
        blank = line.line.blank
        number = line.field("paragraph")
        last = int(number.text) if number else last
    return expected

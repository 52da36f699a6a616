"""Lines of known form are written as their form has them: printed words, marks, blanks.

The fields of such a line are judged by their copies and by arithmetic elsewhere; here everything
else in it is restored: a misread TAGS:, a speck before PAGE, two fields run together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import attrs

from cablefix.correcting.grounds import FieldGrounds
from cablefix.correcting.proposals import Proposal, propose
from cablefix.reading.document import Reading
from cablefix.reading.forms import Part
from cablefix.reading.lines import Span
from cablefix.reading.recognise import ReadLine
from cablefix.vocabulary import tables

_LISTED = frozenset(
    {"month", "precedence_word", "post", "address", "eo", "eo_word", "signal", "item"}
)
"""Fields of closed lists: what is near one entry and no other is that entry."""

_VARIED = frozenset({"from", "to", "reference", "closing", "cover"})
"""Lines whose printed word stands with a colon or stop behind it, or without."""


@attrs.frozen
class Style:
    """How this document prints what may be printed in two ways."""

    commas: bool
    """TAGS are parted by commas."""
    dashes: int
    """How many hyphens open a reception line."""
    marks: Counter[str]
    """How often each mark stands whole on a line of its own."""
    damaged: bool = True
    """Whether a scanner may have lost a row of hyphens; who types a text leaves them out."""


_SPECKS = "-~—–_=.+'’‘*|"
"""What the hyphens before a number are read as, where they run into it."""

_COPY_NOTE = re.compile(r"\s*(C ?O ?R ?R ?E ?C ?T ?E ?D\s+C ?O ?P ?Y)\b")
_COPY_PRINTED, _COPY_PLAIN = "C O R R E C T E D C O P Y", "CORRECTED COPY"


def propose_restoration(reading: Reading) -> Iterator[Proposal]:
    """Proposals for the printed words, stray marks and blanks of lines of known form."""
    if not reading.is_cable:
        return
    style = find_style(reading)
    for r in reading.lines:
        m = _COPY_NOTE.match(r.line.text) if r.form == "corrected-copy" else None
        if m and m[1].replace("  ", " ") not in (_COPY_PRINTED, _COPY_PLAIN):
            span = Span(r.line.start + m.start(1), r.line.start + m.end(1), m[1])
            yield propose(
                span, _COPY_PRINTED, kind="letterspacing", rule="corrected-copy", score=0.97,
                why="the note is printed with its letters spaced",
            )  # fmt: skip
    for line in reading.lines:
        if line.parts and line.form != "stub":
            yield from _restore(line, style)


def find_style(reading: Reading) -> Style:
    """What the well-read lines of a document show of its habits."""
    parted = bare = 0
    marks: Counter[str] = Counter()
    for r in reading.lines:
        if r.form == "tags":
            tags = [p for p in r.parts if p.slot == "tag,"][:-1]
            parted += sum(p.span.text[-1:] in ",.;" for p in tags)
            bare += sum(p.span.text[-1:].isalnum() for p in tags)
        elif r.form == "mark" and r.cost == 0:
            marks.update(p.value for p in r.parts if p.value)
    return Style(parted >= bare, _count_dashes(reading), marks, reading.noise > 0)


INCOMING, OUTGOING, COUNTER = 5, 18, 21
"""Hyphens before a reception number: on S/S prints, on outgoing cables, before the 1974 counter."""


def _count_dashes(reading: Reading) -> int:
    """As many as the kind of cable has, unless two well-read lines have another number."""
    seen = Counter(
        len(p.span.text)
        for r in reading.lines
        if r.form in ("reception", "dashes")
        for p in r.parts
        if p.slot == "dashes" and p.value and len(p.value) >= INCOMING
    )
    if seen and seen.most_common(1)[0][1] >= 2:
        return seen.most_common(1)[0][0]
    if any(r.form == "dashes" for r in reading.lines):
        return COUNTER
    heads = [r for r in reading.lines if r.form in ("page", "page-rest")]
    outgoing = any(p.value == "STATE" for r in heads for p in r.parts)
    return OUTGOING if outgoing else INCOMING


def _restore(line: ReadLine, style: Style) -> Iterator[Proposal]:
    parts = line.parts
    doubt = line.cost / max(sum(p.slot != "stray" for p in parts), 1)
    last = max((i for i, p in enumerate(parts) if p.slot != "stray"), default=0)
    if parts[0].slot == "serial_74" and style.damaged:
        yield propose(
            parts[0].span, "-" * style.dashes + " " + parts[0].span.text, kind="punctuation",
            rule=f"{line.form}-dashes", score=_score(1.0, doubt),
            why="a reception line opens with hyphens", grounds=FieldGrounds(1.0, doubt),
        )  # fmt: skip
    if line.form == "reception":
        yield from _restore_dashes(line, style, doubt)
    number = next((i for i, p in enumerate(parts) if p.slot == "reception"), 0)
    for i, part in enumerate(parts):
        if part.slot == "stray":
            if line.form == "reception" and i < number:
                continue  # a remnant of the hyphens
            if _is_speck(part, i in (0, len(parts) - 1)):
                yield _drop(line, part, doubt)
            continue
        if part.slot == "phrase":
            continue  # see banners
        printed = _printed(line, part, i == last, style)
        if part.slot == "dashes" and line.form == "reception":
            continue
        if part.slot != "dashes" and line.is_glued(part):
            printed = (printed or _without_specks(part)) + " "
        if part.slot == "address" and _is_drafters(part.span.text, printed):
            continue
        if printed and printed != part.span.text:
            name = part.slot.strip(",").removeprefix("mark-")
            span, printed = _without_comma(part.span, printed)
            yield propose(
                span, printed, kind=_kind(part), rule=f"{line.form}-{name}",
                score=_score(part.cost, doubt), why=_why(line, part, printed, style),
                grounds=FieldGrounds(part.cost, doubt, style.marks[printed]),
            )  # fmt: skip


def _without_comma(span: Span, printed: str) -> tuple[Span, str]:
    """The two without the comma that both end in: it is no part of the change."""
    if len(printed) > 1 and printed[-1] == span.text[-1] == ",":
        return Span(span.start, span.end - 1, span.text[:-1]), printed[:-1]
    return span, printed


def _is_drafters(read: str, printed: str | None) -> bool:
    """Whether an address differs only by a mark that lists have, or by its case: it stays."""
    bare = (printed or "").strip()
    return read != bare and (read.rstrip(",/:") == bare or read.upper() == bare)


def _restore_dashes(line: ReadLine, style: Style, doubt: float) -> Iterator[Proposal]:
    """The hyphens before a reception number: as many as usual, and no blank behind them.

    A correction is never empty: where nothing is left of the hyphens, the number is in it.
    """
    number, dashes = line.part("reception"), line.part("dashes")
    if number is None:
        return
    first = line.line.tokens()[0].start
    specks = len(number.span.text) - len(number.span.text.lstrip(_SPECKS))
    end = number.span.start + specks
    text = line.line.text[first - line.line.start : end - line.line.start]
    if text == "-" * style.dashes:
        return
    printed = "-" * style.dashes
    if not text:
        end, printed = number.span.end, printed + number.span.text
        text = number.span.text
    cost = dashes.cost if dashes else 1.0
    yield propose(
        Span(first, end, text), printed, kind="punctuation", rule="reception-dashes",
        score=_score(cost, doubt), why=f"a reception line opens with {style.dashes} hyphens",
        grounds=FieldGrounds(cost, doubt),
    )  # fmt: skip


def _without_specks(part: Part) -> str:
    """A field as read, but for marks at its edges that its form does not have."""
    bare = part.span.text.strip("".join(c for c in part.span.text if not c.isalnum()))
    return bare if bare == part.value else part.span.text


def _printed(line: ReadLine, part: Part, last: bool, style: Style) -> str | None:
    """How a part of the line was printed, as far as its form tells."""
    if part.slot == "word" and line.form in _VARIED and _differs_in_marks(part):
        return None  # offices differ in the mark behind this word
    if line.form == "mark" or part.slot == "word" or part.slot in _LISTED:
        return part.value
    if part.slot == "code,":
        if part.value is None or part.span.text.rstrip(",.;") == part.value:
            return None  # a comma at the end says that another code was blacked out
        return f"{part.value}{'' if last else ','}"
    if part.slot == "tag,":
        code = part.value or part.span.text.strip(",.;:")
        return f"{code}{',' if style.commas and not last else ''}"
    if part.slot == "dashes" and line.form == "dashes":
        return "-" * style.dashes
    if part.slot == "classification" and part.value:
        return _print_classification(part.value, part.span.text)
    return None


def _differs_in_marks(part: Part) -> bool:
    return part.value is not None and part.value.strip(":.") == part.span.text.strip(":.")


def _print_classification(value: str, read: str) -> str:
    """Plain or with its letters spaced, as what was read shows; a line through it goes."""
    spaced = tables.load("classifications").pairs("classification", "spaced")[value]
    words = read.split()
    plain = len(words) == len(value.split()) and all(w.isalpha() and w.isupper() for w in words)
    if not spaced or plain:
        return value
    return read if read.split() == spaced.split() else spaced


def _kind(part: Part) -> str:
    slot = part.slot.removeprefix("mark-")
    if slot in ("caption", "classification", "precedence", "post"):
        return slot
    return {"tag,": "tags", "item": "distribution", "address": "distribution"}.get(
        part.slot, "word"
    )


def _why(line: ReadLine, part: Part, printed: str, style: Style) -> str:
    if line.form == "mark":
        n = style.marks[printed]
        seen = f"; it stands whole on {n} other lines" if n else ""
        return f"{printed} is a mark, {part.span.text} is none{seen}"
    if part.slot in _LISTED:
        return f"{part.value} is the only entry of its list that is near {part.span.text}"
    return f"a line of this form has {printed.strip()} here"


def _score(cost: float, doubt: float) -> float:
    return max(0.3, 0.995 - 0.03 * cost - 0.05 * doubt)


def _is_speck(part: Part, outermost: bool) -> bool:
    """Marks, and single characters in the margin; anything longer may be a damaged field."""
    text = part.span.text
    if not any(c.isalnum() for c in text):
        return True
    return outermost and (len(text) == 1 or (len(text) == 2 and not text.isupper()))


def _drop(line: ReadLine, part: Part, doubt: float) -> Proposal:
    """Leave out a stray token, with the blank before or after it."""
    text, start = line.line.text, line.line.start
    first, last = part.span.start - start, part.span.end - start
    while last < len(text) and text[last] == " ":
        last += 1
    if last == len(text):
        last = part.span.end - start
        while first and text[first - 1] == " ":
            first -= 1
    span = Span(start + first, start + last, text[first:last])
    strange = not any(c.isalnum() for c in part.span.text)
    return propose(
        span, "", kind="punctuation", rule=f"{line.form}-stray",
        score=max(0.3, (0.99 if strange else 0.9) - 0.05 * doubt),
        why="the line has its form without this mark",
        grounds=FieldGrounds(part.cost, doubt, 0.0, float(strange)),
    )  # fmt: skip

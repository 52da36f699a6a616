"""Where the head of a family lies, and labels of it that are damaged or no labels at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import attrs

from cablefix.fields.head_labels import EXACT, IN_TEXT, Seen, Sign, signs, trim
from cablefix.late import late_regex
from cablefix.layout.lines import Line, Span

ANCHOR = 1.0
"""Weight of a sign from which on it shows where the head is."""

NAMED = frozenset({"address", "addresses", "codes", "column", "place"})
"""Shapes of values that are names or codes: a label in capitals before one is one, also without its
colon."""

RUNNING, NOTICE = 6, 16
"""Words of a line of running text; lines of a printed notice, under which the head goes on."""

_WORD = late_regex(r"[^\W\d_]{2,}")
_LABEL = r"(?P<label>[A-Z]{2,7})(?:\W{0,2} | [1Il!|] )(?=[A-Z])"
_BARE_LABELS = late_regex(rf"\W{{0,3}}{_LABEL}"), late_regex(rf"\W{{0,3}}[A-Z/]{{1,4}} {_LABEL}")
"""A label at the head of its line, and one behind an office."""

_FIRST_PARAGRAPH = late_regex(r"\W{0,3}[1lI][.,]{1,2} ")


def where_text_begins(lines: Sequence[Line], start: int, seen: Sequence[Seen]) -> int:
    """The first line under the head: that of paragraph 1, or the first two of running text."""
    labelled = {s.line for s in seen if not is_a_word(s.sign) and s.sign.shape not in IN_TEXT}
    valued = labelled - {s.line for s in seen if s.sign.shape == "-"}
    first = next((s.line for s in seen if s.line >= start and not is_a_word(s.sign)), start)
    words = 0
    for i in range(first + 1, len(lines)):
        line = lines[i]
        if i in labelled or line.blank:
            words = words if line.blank else 0
            continue
        if _FIRST_PARAGRAPH.match(line.text):
            return i
        words = words + 1 if len(_WORD.findall(line.text)) >= RUNNING else 0
        if words == 2 and valued.isdisjoint(range(i, i + NOTICE)):
            return i - 1
    return len(lines)


def bare_labels(family: str, here: Sequence[Seen], lines: Sequence[Line]) -> Iterator[Seen]:
    """Short labels of a head that lost their colon: FROM Amembassy BONN"""
    present = {s.sign.key for s in here}
    own = [s for s in own_signs(family) if s.label.endswith(":") and s.label.isupper()]
    missing = {s.key for s in own if s.shape in NAMED} - present
    taken = {s.line for s in here if s.sign.shape not in IN_TEXT}
    if not missing or not taken:
        return
    for i in range(min(taken), len(lines)):
        found = (p.match(lines[i].text) for p in _BARE_LABELS) if i not in taken else ()
        m = next((m for m in found if m and m["label"] in missing), None)
        if m:
            start = lines[i].start
            span = Span(start + m.start("label"), start + m.end("label"), m["label"])
            after = Span(start + m.end(), lines[i].end, lines[i].text[m.end() :])
            missing.remove(m["label"])
            yield from (Seen(s, i, span, trim(after)) for s in own if s.key == m["label"])


def is_a_word(sign: Sign) -> bool:
    """Whether a label without a colon is a word that any line of text may open with: TO, REF"""
    short = sign.label.isalpha() and (len(sign.label) <= EXACT or sign.shape == "itself")
    return short and sign.weight < ANCHOR and sign.shape not in IN_TEXT


def parted(seen: Seen) -> Iterator[Seen]:
    """A sign, and the label of its family that stands beside its value where columns were read as
    one: `FROM : Amembassy BONN DATE: May 4, 1965`"""
    own = seen.sign.family
    m = _label_pattern(own).search(seen.after.text) if seen.sign.shape == "column" else None
    label = f"{m['label']}:" if m else ""
    sign = next((s for s in own_signs(own) if s.label == label), None)
    if m is None or sign is None:
        yield seen
        return
    text, start = seen.after.text, seen.after.start
    yield attrs.evolve(seen, after=trim(Span(start, start + m.start(), text[: m.start()])))
    span = Span(start + m.start("label"), start + m.end(), text[m.start("label") : m.end()])
    after = trim(Span(span.end, start + len(text), text[m.end() :]))
    yield Seen(sign, seen.line, span, after)


@cache
def own_signs(family: str) -> tuple[Sign, ...]:
    """The signs of a family."""
    return tuple(s for rows in signs().values() for s in rows if s.family == family)


@cache
def _label_pattern(family: str) -> re.Pattern[str]:
    """Finds the labels of a family that end in a colon, inside a line."""
    labels = sorted(s.label[:-1] for s in own_signs(family) if s.label.endswith(":"))
    return re.compile(
        rf"(?<=\s)[^\w\s(]{{0,2}}(?P<label>{'|'.join(map(re.escape, labels)) or '(?!)'}) ?:"
    )

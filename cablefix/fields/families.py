"""Families of documents whose head is labels with values, and what their labels say.

Telegrams typed on printed forms, airgrams, messages and reports of the CIA, SMART messages, the
attributes of electronic telegrams: a family is known by its signs, each of which has a weight.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter

import attrs

from cablefix.by_fields import ByFields, Shown
from cablefix.fields.fusion import Vote
from cablefix.fields.head_extent import (
    ANCHOR,
    bare_labels,
    is_a_word,
    own_signs,
    parted,
    where_text_begins,
)
from cablefix.fields.head_labels import Seen, find_damaged, find_signs, key_of, trim
from cablefix.fields.label_values import READERS, read_figures
from cablefix.fields.lists_below import find_address, goes_on
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.lines import Line, Span

NEEDED = 3.0
"""Weight of the signs from which on a family is believed."""

TITLE = 2.0
"""Weight of a sign that tells nearly by itself, which a cable with a teletype head must have."""

HEAD = 45
"""Written lines in which a value is looked for whose label was lost."""

LABELLED = 2
"""Lines under a label among which its value stands, where none stands beside it."""

DATED = 20
"""Written lines in which the date of a document is looked for."""

BY_SHAPE = frozenset(
    {
        "bare-order",
        "number-date",
        "airgram-number",
        "station-number",
        "bare-group",
        "marked-group",
        "group-letter",
    }
)
"""Shapes that tell by themselves what they are."""

PARTED = frozenset({"in-number", "mrns", "posted", "routed"})
"""Shapes of values that go on under a blank line."""

_BY_LINE = attrgetter("line", "span.start")
_PARAGRAPH = late_regex(r"\W{0,3}[\dliIt]{1,2}[.,]{1,2} ?(?:[A-Z]|[(\[{][A-Z0-9]{1,3}[)\]}])")


@attrs.frozen
class Family(ByFields):
    """A row of the list of families."""

    name: str
    kind: str
    fills: bool
    years: tuple[int, int]
    before: int
    post: str
    to: str
    lacks: tuple[str, ...]
    numbered: bool
    """Whether its paragraphs are numbered."""
    posted: bool
    """Whether the sender of its documents is a post."""
    ranked: str
    """The label behind whose value the precedence stands, if one does."""


@attrs.frozen(eq=False)
class Head(Shown):
    """A family that was recognised: its weight, where its head begins, what its labels say."""

    family: Family
    weight: float
    start: int
    seen: tuple[Seen, ...]
    values: Mapping[str, Sequence[Vote]]


@cache
def families() -> tuple[Family, ...]:
    """All families."""
    return tuple(
        Family(
            name,
            kind,
            rank == "fill",
            (int(first), int(last)),
            int(before),
            post,
            to,
            tuple(lacks.split()),
            numbered == "yes",
            posted == "yes",
            ranked,
        )
        for (
            name, kind, rank, first, last, before, post, to, lacks, numbered, posted, ranked
        ) in tables.load("families").rows
    )  # fmt: skip


def find_heads(lines: Sequence[Line]) -> list[Head]:
    """The families of which a text has enough signs, the first in the text first."""
    by_family: dict[str, list[Seen]] = defaultdict(list)
    for seen in find_signs(lines):
        by_family[seen.sign.family].append(seen)
    heads = [
        head for family in families()
        if (head := _read_head(family, by_family.get(family.name, []), lines))
    ]  # fmt: skip
    return sorted(heads, key=lambda h: (h.start, -h.weight))


def _read_head(family: Family, seen: Sequence[Seen], lines: Sequence[Line]) -> Head | None:
    if _weigh(seen) < NEEDED:
        return None
    told = [s for s in seen if _is_told(s, lines, seen)]
    weight = _weigh(told)
    anchors = [s.line for s in told if s.sign.weight >= ANCHOR]
    if weight < NEEDED or not anchors:
        return None
    start = _lines_before(lines, anchors[0], family.before)
    end = where_text_begins(lines, start, told)
    here = [s for s in told if s.line >= start and not (s.line >= end and is_a_word(s.sign))]
    here += find_damaged(family.name, here, lines)
    here = sorted([*here, *bare_labels(family.name, here, lines[:end])], key=_BY_LINE)
    here = [part for s in here for part in parted(s)]
    values: dict[str, list[Vote]] = {}
    for s in here:
        if s.sign.field in values and _is_routing(s, here):
            continue
        votes = _votes(s, lines, here)
        joins = s.sign.field in ("addressees", "references", "precedence")
        if votes and (joins or s.sign.field not in values):
            values.setdefault(s.sign.field, []).extend(votes)
    _add_unlabelled(family, values, lines[start:])
    return Head(family, weight, start, tuple(here), values)


def _is_routing(seen: Seen, all_seen: Sequence[Seen]) -> bool:
    """Whether an addressee stands by its code before the station that is cited: TO BONN CITE DIR"""
    return seen.sign.field == "addressees" and any(
        s.line == seen.line and s.sign.shape == "cite" for s in all_seen
    )


def _weigh(seen: Sequence[Seen]) -> float:
    """The weight of some signs, each of which counts once."""
    weights: dict[str, float] = {}
    for s in seen:
        weights[s.sign.key] = max(s.sign.weight, weights.get(s.sign.key, 0.0))
    return sum(weights.values())


def _is_told(seen: Seen, lines: Sequence[Line], all_seen: Sequence[Seen]) -> bool:
    """Whether a sign is one: a weighty label has the value that its shape demands."""
    shape = seen.sign.shape
    if seen.sign.weight < ANCHOR or shape not in READERS:
        return True
    return bool(_votes(seen, lines, all_seen))


def _lines_before(lines: Sequence[Line], at: int, count: int) -> int:
    """The index of the line so many written lines above another."""
    while at and count:
        at -= 1
        count -= not lines[at].blank
    return at


def _votes(seen: Seen, lines: Sequence[Line], all_seen: Sequence[Seen]) -> list[Vote]:
    sign = seen.sign
    if sign.shape == "itself":
        return [Vote(seen.span, sign.label)]
    if sign.field == "-" or sign.shape not in READERS:
        return []
    reader = READERS[sign.shape]
    if sign.shape == "above":
        return list(reader(_above(seen, lines)))
    if sign.shape == "number-above":
        return list(reader([seen.after])) or list(reader(_above(seen, lines)))
    pieces = pieces_of(seen, lines, all_seen)
    votes = list(reader(pieces))
    if not votes and sign.lines == 0 and not seen.after.text:
        votes = list(reader(_below(seen, lines, all_seen, LABELLED)[:1]))
    if sign.shape == "urtel":
        numbers = [v for v in votes if any(c.isdigit() for c in v.value)]
        return [attrs.evolve(v, value=f"{sign.label} {read_figures(v.value)}") for v in numbers]
    return votes


def pieces_of(seen: Seen, lines: Sequence[Line], all_seen: Sequence[Seen]) -> list[Span]:
    """What stands beside a label, and on the lines that go on with it."""
    return [seen.after, *_below(seen, lines, all_seen, seen.sign.lines)]


def _above(seen: Seen, lines: Sequence[Line]) -> list[Span]:
    """What stands over a label, in its column: `Nanking` over `Dated July 6, 1946`."""
    line = next((x for x in reversed(lines[: seen.line]) if not x.blank), None)
    column = seen.span.start - lines[seen.line].start
    if line is None or not line.text[column:].strip():
        return []
    return [Span(line.start + column, line.end, line.text[column:])]


def _below(seen: Seen, lines: Sequence[Line], all_seen: Sequence[Seen], most: int) -> list[Span]:
    """The written lines under a label up to a blank one behind its value, or another label.

    A label further right on a line ends what goes on there.
    """
    found: list[Span] = []
    for i in range(seen.line + 1, len(lines)):
        line = lines[i]
        if len(found) >= most:
            break
        if line.blank:
            if (seen.after.text or found) and seen.sign.shape not in PARTED:
                break
            continue
        if seen.sign.shape == "text" and _PARAGRAPH.match(line.text):
            break
        labels = [s.span.start for s in all_seen if s.line == i and s.sign.label[-1:] != "."]
        right = min((s.span.start for s in all_seen if s.line == i), default=line.end)
        if labels and not line.text[: min(labels) - line.start].strip(" .:|"):
            if seen.sign.shape == "in-number":
                continue
            break
        if labels and seen.sign.shape == "text":
            break  # another column
        if seen.sign.shape == "routed" and "/" not in line.text:
            break
        if not goes_on(seen.sign.shape, line.text, (found or [seen.after])[-1].text):
            break
        found.append(Span(line.start, right, line.text[: right - line.start]))
    return found


def _add_unlabelled(family: Family, values: dict[str, list[Vote]], lines: Sequence[Line]) -> None:
    """Values that stand in the head without their labels, known by their shape or their words."""
    written = [Span(x.start, x.end, x.text) for x in lines if not x.blank][:HEAD]
    own = own_signs(family.name)
    for field, shape in sorted({(s.field, s.shape) for s in own if s.shape in BY_SHAPE}):
        if field in values:
            continue
        cited = [v.span for v in values.get("references", ())]
        votes = next((v for x in written if (v := _beside(READERS[shape]([x]), cited))), [])
        if votes:
            values[field] = votes
    if family.post and "addressees" not in values and "number" not in values:
        values |= {field: [vote] for field, vote in find_address(lines)}
    values |= {name: [_whole(v, family.to) for v in values[name]] for name in TO & set(values)}
    to = _line_of(family.to, written) if family.to else None
    if to and key_of(family.to) not in {key_of(v.value) for v in values.get("addressees", ())}:
        values["addressees"] = [Vote(to, family.to), *values.get("addressees", ())]
    if "date" not in values and not family.fills:
        votes = list(READERS["date"](written[:DATED]))
        if votes:
            values["date"] = votes


def _beside(votes: Iterable[Vote], cited: Sequence[Span]) -> list[Vote]:
    """The votes that are no part of a reference: A-202 may be another airgram."""
    return [
        v for v in votes if not any(c.start <= v.span.start and v.span.end <= c.end for c in cited)
    ]


def _whole(vote: Vote, to: str) -> Vote:
    """The addressee of all documents of a family, without the specks beside it."""
    more = len(key_of(vote.value)) - len(key_of(to))
    is_it = bool(to) and key_of(to) in key_of(vote.value) and more <= SPECKS_BESIDE
    return attrs.evolve(vote, value=to) if is_it and more else vote


TO, SPECKS_BESIDE = frozenset({"addressees"}), 2
"""The field of those to whom a document goes; characters of specks before and behind one."""


def _line_of(addressee: str, written: Sequence[Span]) -> Span | None:
    """The addressee of all documents of a family, where it ends a line whose label was lost.

    In capitals alone on its line it is a letterhead.
    """
    for line in written:
        tokens = list(re.finditer(r"\S+", line.text))
        for first in range(min(len(tokens), LABELLED + 1)):
            at = tokens[first].start()
            whole = trim(Span(line.start + at, line.end, line.text[at:]))
            before = [key_of(m.group()) for m in tokens[:first]]
            if key_of(whole.text) == key_of(addressee) and (any(before) or whole.text == addressee):
                return None if any(key[:2] == "FR" for key in before) else whole
    return None

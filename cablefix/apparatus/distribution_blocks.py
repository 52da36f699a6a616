"""The blocks of a distribution: ACTION or ORIGIN, INFO and the lines under it, the total.

A page may hold them in one line each, in lines of their own for each office, or with pieces of the
page header between, where columns were read one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from cablefix.by_fields import ByFields
from cablefix.document.reading import Reading
from cablefix.late import late_regex
from cablefix.layout.field_types import judge_item, judge_office
from cablefix.layout.line_forms import Part
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Line, Span
from cablefix.layout.pages import Frame

_ITEM = late_regex(r"(.*?)([\s~=—–.,*:+'’-]{0,4})([\w@©!]{1,3})([^\w@©!]*)")

_TOTAL = late_regex(r"(/[\w@]{2,3} ?[WR]|/[\w@]{3})(?![\w/-])")
_LABEL = late_regex(r"\W{0,2}(?P<label>ACTION|ORIGIN|INFO)\b")
_APART = late_regex(r"([A-Z]{1,5})(['’]? )([\w@]{1,2})(?=\W|$)")

_ENDS = frozenset(
    {"dtg", "from", "to", "reception", "dashes", "section", "eo", "tags", "paragraph",
     "drafting", "subject", "page", "info-address", "address"}
)  # fmt: skip
"""Forms of lines that end the distribution."""

LONGEST_BLOCK = 60
"""Lines of a block whose offices stand one to a line."""

ASTRAY = 3
"""Characters from which what stands among the offices may be one that was not read."""


@attrs.frozen
class Item(ByFields):
    """One `SYM-NN` of a distribution line, `SYM NN` before 1973: its place and its pieces as read.

    `office`: the one that is most likely meant; `rest`: marks behind the count; `loose`: whether
    it stands on a line that no form fits.
    """

    span: Span
    office: str
    read: str
    mark: str
    count: str
    rest: str
    loose: bool = False

    @classmethod
    def of(cls, part: Part, *, loose: bool = False) -> Item | None:
        """The pieces of a part of the line, if it has an office and a count."""
        m = _ITEM.fullmatch(part.span.text)
        if m is None or not m[1]:
            return None
        office = part.value.rpartition("-")[0] if part.value else m[1]
        return cls(part.span, office, m[1], m[2], m[3], m[4], loose)

    @property
    def is_apart(self) -> bool:
        """Whether office and count stand apart, as two tokens."""
        return bool(self.mark) and not self.mark.strip()

    def written(self, count: str, office: str | None = None) -> str:
        """The item with another count, or another office, all else as it stands."""
        return f"{office or self.read}{self.mark}{count}{self.rest}"

    def with_count(self, count: str) -> tuple[Span, str]:
        """What to write, and where, for the item to have another count.

        The whole item is one token, but for those whose count stands apart; it is written with the
        office that a figure in its code was read in.
        """
        if not self.is_apart:
            return self.span, self.written(count, None if self.read.isalpha() else self.office)
        start = self.span.start + len(self.read) + len(self.mark)
        return Span(start, start + len(self.count), self.count), count

    def with_office(self, office: str) -> tuple[Span, str]:
        """What to write, and where, for the item to have another office."""
        if not self.is_apart:
            return self.span, self.written(self.count, office)
        return Span(self.span.start, self.span.start + len(self.read), self.read), office


@attrs.frozen
class Distribution(ByFields):
    """The items of a header block, and the total that closes it.

    `complete`: whether nothing among them was left unread.
    """

    frame: Frame
    items: tuple[Item, ...]
    total: Span | None
    complete: bool


def read_distributions(reading: Reading) -> list[Distribution]:
    """The distribution of each header block, in order."""
    found = []
    for lines in _blocks(reading.lines):
        frame = reading.frame_at(lines[0].line.start)
        block = _read_block(frame, lines)
        if block.items:
            found.append(block)
    return found


def _blocks(lines: Sequence[ReadLine]) -> Iterator[list[ReadLine]]:
    """The lines of each distribution: from ACTION, or INFO, to the next line of another kind."""
    block: list[ReadLine] = []
    for line in lines:
        form = line.form
        if form == "blank":
            continue
        opens = form in ("action", "info") or (form == "text" and _is_opening(line.line))
        anew = form == "action" and any(r.form in ("action", "info") for r in block)
        if block and (form in _ENDS or anew or len(block) >= LONGEST_BLOCK):
            yield _trim(block)
            block = []
        if block or (opens and form not in _ENDS):
            block.append(line)
    if block:
        yield _trim(block)


def _is_opening(line: Line) -> bool:
    """Whether a line that no form fits has the label alone, or an office behind it."""
    m = _LABEL.match(line.text)
    return m is not None and (not line.text[m.end() :].strip() or bool(read_loosely(line)))


def _trim(block: Sequence[ReadLine]) -> list[ReadLine]:
    """The block without the lines behind the last that has offices or a total."""
    kept = list(block)
    while len(kept) > 1 and kept[-1].form not in ("info", "action") and not _says(kept[-1].line):
        kept.pop()
    return kept


def _says(line: Line) -> bool:
    return bool(read_loosely(line)) or find_total(line) is not None


def _read_block(frame: Frame, lines: Sequence[ReadLine]) -> Distribution:
    items: list[Item] = []
    total: Span | None = None
    complete = opened = False
    for r in lines:
        labels = [p.span.text for p in r.parts if p.slot == "word"]
        label = _LABEL.match(r.line.text)
        if r.form in ("action", "info"):
            parts: tuple[Part, ...] = r.parts
            here = next((p.span for p in parts if p.slot in ("total", "total_number")), None)
        elif r.form == "text":
            parts, here = read_loosely(r.line), find_total(r.line)
        else:
            continue
        found = [p for p in parts if p.slot == "item"]
        items += [i for p in found if (i := Item.of(p, loose=r.form == "text"))]
        if r.form == "action" or (label and label["label"] != "INFO" and found):
            complete = True  # the total counts the office of action too
        elif opened or labels or label:
            opened = True
            complete &= _is_litter(r) or not _leaves_some(r.line, parts, here)
        total = here or total
    return Distribution(frame, tuple(items), total, complete)


def _is_litter(line: ReadLine) -> bool:
    """Whether a line of no form is none of offices: without figures, or mostly in small letters."""
    text = line.line.text
    small = sum(c.islower() for c in text)
    plain = 2 * small > sum(c.isalpha() for c in text)
    return line.form == "text" and (plain or not any(c.isdigit() for c in text))


def _leaves_some(line: Line, parts: Sequence[Part], total: Span | None) -> bool:
    """Whether something on a line of offices was not read, before the total."""
    end = total.start if total else line.end
    left = list(line.text[: end - line.start])
    for part in parts:
        if part.slot != "stray":
            for i in range(
                part.span.start - line.start, min(part.span.end - line.start, len(left))
            ):
                left[i] = " "
    words = re.findall(r"[\w@$]+", _LABEL.sub("", "".join(left)))
    return sum(map(len, words)) >= ASTRAY


def find_total(line: Line) -> Span | None:
    """The total on a line that no form fits: `/054R` alone, or behind an office."""
    m = _TOTAL.search(line.text)
    if m is None or (m.start() and not read_loosely(line)):
        return None
    return Span(line.start + m.start(), line.start + m.end(1), m[1])


def read_loosely(line: Line) -> tuple[Part, ...]:
    """The offices at the beginning of a line of the block that no form fits.

    Behind a label, the first may stand alone before litter; without one, all must be offices, up
    to the total.

    >>> from cablefix.layout.lines import split_lines
    >>> [p.value for p in read_loosely(split_lines("10-16")[0])]
    ['IO-16']
    >>> [p.value for p in read_loosely(split_lines("ACTION EUR-12 stig say")[0])]
    ['EUR-12']
    >>> read_loosely(split_lines("AF/C: DPRAWSON")[0])
    ()
    """
    label = _LABEL.match(line.text)
    at = label.end() if label else 0
    body = line.text[at:]
    apart = _APART.match(body.lstrip()) if label and label["label"] != "INFO" else None
    if apart and judge_office(apart[1]).cost == 0:
        start = line.start + at + len(body) - len(body.lstrip())
        if any(c.isdigit() for c in apart[3]):
            span = Span(start, start + apart.end(), apart[0])
            return (Part("item", span, f"{apart[1]}-{apart[3]}", 0.0),)
    parts = []
    for token in Line(line.start + at, line.end, body).tokens():
        found = judge_item(token.text) if "-" in token.text else None
        if found is None or not found.value:
            if not label and not token.text.startswith("/"):
                return ()
            break
        parts.append(Part("item", token, found.value, found.cost))
    return tuple(parts)

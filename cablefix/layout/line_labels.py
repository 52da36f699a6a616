"""Says of each line by itself what it is, and where its fields are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

import attrs

from cablefix import deadline
from cablefix.by_fields import ByFields
from cablefix.channel.alignment import ClosedList, nearest
from cablefix.language import tables
from cablefix.language.code_lists import known_tags, surnames
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.distribution_lines import read_distribution_line
from cablefix.layout.field_types import slots
from cablefix.layout.form_alignment import IMPOSSIBLE, fit_damaged, fit_exactly
from cablefix.layout.line_forms import Fitted, Part, forms
from cablefix.layout.lines import Line, Span
from cablefix.layout.prefilters import phrases, possible_forms
from cablefix.remembered import TOKENS

ACCEPT = 2.4
"""The dearest reading, per part found, that is believed."""

ACCEPT_PHRASE = 3.5
"""The same for printed phrases, which whole-line likeness has found."""

LONGEST_LINE = 40
"""Tokens: a longer line is running text."""

WIDEST_LINE = 400
"""Characters: a wider line is running text, whatever its tokens are."""

_PARAGRAPH = late_regex(r"[ \t]{0,8}(\d{1,3})[.,](?=\s|$|[\[(\"A-Z])")
_CORRECTED = late_regex(r"\s*C ?O ?R ?R ?E ?C ?T ?E ?D\s+C ?O ?P ?Y\b")
_DRAFTING = late_regex(r"\s*(?:DRAFTED|APPROVED|CLEARED)\s+BY:\S")
_STUB = late_regex(r"\s*(\w{6})\s?[:,;.] ?([A-Z]{3,12})(\d{4,6}) (\d{6}) ([A-Z]{3}) (\d\d)\s*$")
_STUB_FIELDS = ("serial", "post", "number", "stub_dtg", "month", "year")
_TIME = late_regex(r"[0-3]\d[0-2]\d[0-5]\dZ")
_DASHES = late_regex(r"([-~—–_=.]{3,})(\w.*)")


@attrs.frozen
class ReadLine(ByFields):
    """A line, the form it was read by, and its parts as they stand."""

    line: Line
    form: str
    parts: tuple[Part, ...] = ()
    cost: float = 0.0

    @property
    def fields(self) -> list[tuple[str, Span]]:
        """The fields with their places, in order."""
        return [(p.slot, p.span) for p in self.parts if p.slot not in ("stray", "word")]

    @property
    def body(self) -> Span | None:
        """What stands after the label, marks astray at the end left out."""
        kept = [p for p in self.parts if p.slot not in ("stray", "word")]
        if not kept:
            return None
        start, end = kept[0].span.start, kept[-1].span.end
        return Span(start, end, self.line.text[start - self.line.start : end - self.line.start])

    def part(self, name: str) -> Part | None:
        """The first part that was read as this field."""
        return next((p for p in self.parts if p.slot == name), None)

    def is_glued(self, part: Part) -> bool:
        """Whether the blank behind a part was lost, so that the next begins where it ends."""
        return any(p.span.start == part.span.end for p in self.parts if p.slot != "stray")

    def field(self, name: str) -> Span | None:
        """The place of the first field of that name."""
        part = self.part(name)
        return part.span if part else None


def recognise(line: Line) -> ReadLine:
    """Read one line.

    >>> from cablefix.layout.lines import split_lines
    >>> recognise(split_lines("0 130535Z MAY 91")[0]).parts[0].value
    'O'
    """
    deadline.check()
    if line.blank:
        return ReadLine(line, "blank")
    form, parts, cost = _recognise_text(line.text)
    if not parts:
        return ReadLine(line, form, (), cost)
    moved = tuple(
        Part(p.slot, Span(p.span.start + line.start, p.span.end + line.start, p.span.text),
             p.value, p.cost)
        for p in parts
    )  # fmt: skip
    return ReadLine(line, form, moved, cost)


@lru_cache(maxsize=TOKENS)
def _recognise_text(text: str) -> tuple[str, tuple[Part, ...], float]:
    """The form of a line by its text alone; most lines are read more than once."""
    line = Line(0, len(text), text)
    for reader in READERS:
        found = reader(line)
        if found is not None:
            return found.form, found.parts, found.cost
    return "text", (), 0.0


def _by_form(line: Line) -> ReadLine | None:
    """Lines of fixed form; only forms that the line could have are fitted, for fitting is slow."""
    if len(line.text) > WIDEST_LINE:
        return None
    tokens = [piece for t in line.tokens()[: LONGEST_LINE + 1] for piece in _cut_dashes(t)]
    if len(tokens) > LONGEST_LINE:
        return None
    found = _best_fit(line, tokens, possible_forms([t.text for t in tokens]), ACCEPT)
    if found and found.form == "address" and opens_with_classification(line.text):
        return None  # TOP SECRET JCS 7744: a station and its number
    return _with_time_first(found) if found and found.form == "reception" else found


def _with_time_first(line: ReadLine) -> ReadLine:
    """A reception line of 1976-79 whose time stands before its number: 101110Z 011011 /11"""
    number, time = line.part("reception"), line.part("received")
    if not number or not time or not _TIME.fullmatch(number.span.text):
        return line
    if not (time.span.text.isdigit() and len(time.span.text) == len(number.span.text) - 1):
        return line
    turned = {
        number: Part("received", number.span, number.span.text, 0.0),
        time: Part("reception", time.span, time.span.text, 0.0),
    }
    parts = tuple(turned.get(p, p) for p in line.parts)
    return ReadLine(line.line, line.form, parts, sum(p.cost for p in parts))


def recognise_as(line: Line, names: Sequence[str], most: float) -> ReadLine | None:
    """Read a line as one of some forms; `most` is the dearest reading, per part, to believe."""
    if len(line.text) > WIDEST_LINE:
        return None
    tokens = [piece for t in line.tokens()[: LONGEST_LINE + 1] for piece in _cut_dashes(t)]
    return _best_fit(line, tokens, names, most) if tokens else None


def _best_fit(
    line: Line, tokens: Sequence[Span], names: Sequence[str], accept: float
) -> ReadLine | None:
    exact = {name: fit_exactly(forms()[name], tokens) for name in names}
    # only a cheaper reading is of use: a dear one is given up soon
    least = min((e.cost / e.found for e in exact.values() if e and e.found), default=IMPOSSIBLE)
    best: Fitted | None = None
    for name in names:
        most = min(ACCEPT_PHRASE if name in phrases() else accept, least)
        found = exact[name] or fit_damaged(forms()[name], tokens, most)
        if found is None or not found.found:
            continue
        if best is None or found.cost / found.found < best.cost / best.found:
            best = found
            least = min(least, found.cost / found.found)
    if best is None:
        return None
    return ReadLine(line, SAME.get(best.form, best.form), best.parts, best.cost)


SAME = {
    "page-outgoing": "page", "page-head": "page", "sub": "subject", "subj": "subject",
    "references": "reference",
    "origin": "action", "items": "info", "single": "section", "approved": "drafting",
    "approved-74": "drafting", "drafted": "drafting", "drafted-74": "drafting",
    "authority": "stamp", "case": "stamp", "date": "stamp", "department": "stamp",
    "office": "stamp", "released-full": "released", "released-part": "released",
    "release-full": "released", "release-part": "released",
    "grafeld": "footer", "walter": "footer", "end-summary": "closing", "end-comment": "closing",
    "copies": "cover", "distributed": "cover", "date-time": "cover", "repeated": "cover",
}  # fmt: skip
"""Forms that differ in print and mean the same."""


def _cut_dashes(token: Span) -> list[Span]:
    """`-----652F7C` as two tokens."""
    m = _DASHES.fullmatch(token.text)
    if m is None or "-" not in m[1]:
        return [token]
    cut = token.start + len(m[1])
    return [Span(token.start, cut, m[1]), Span(cut, token.end, m[2])]


def _by_pattern(line: Line) -> ReadLine | None:
    """Lines that one pattern tells: paragraph numbers, sub-points, drafters, notes on copies."""
    text = line.text
    m = _PARAGRAPH.match(text)
    if m:
        number = Span(line.start + m.start(1), line.start + m.end(1), m[1])
        return ReadLine(line, "paragraph", (Part("paragraph", number, m[1], 0.0),))
    if _CORRECTED.match(text):
        return ReadLine(line, "corrected-copy")
    if _DRAFTING.match(text):
        return ReadLine(line, "drafting")
    if text.lstrip().startswith("--") and not text.lstrip().startswith("----"):
        return ReadLine(line, "point")
    return None


def _by_stub(line: Line) -> ReadLine | None:
    """The S/S stub: serial, post and number run together, date-time group without its Z."""
    m = _STUB.match(line.text)
    if m is None:
        return None
    parts = []
    for i, name in enumerate(_STUB_FIELDS, 1):
        span = Span(line.start + m.start(i), line.start + m.end(i), m[i])
        found = slots()[name].judge(m[i])
        parts.append(Part(name, span, found.value if found else None, found.cost if found else 4.5))
    return ReadLine(line, "stub", tuple(parts), sum(p.cost for p in parts))


def _by_serial(line: Line) -> ReadLine | None:
    """A serial on a line of its own: that of S/S, or that of an outgoing cable."""
    tokens = line.tokens()
    if len(tokens) > 2 or not tokens or not any(c.isdigit() for c in tokens[-1].text[-3:]):
        return None
    joined = "".join(t.text for t in tokens)
    for name in ("serial", "sso"):
        found = slots()[name].judge(joined)
        if found is not None and found.value and found.cost <= 5.5:
            raw = " ".join(t.text for t in tokens)
            part = Part(name, Span(tokens[0].start, tokens[-1].end, raw), found.value, found.cost)
            return ReadLine(line, "serial", (part,), found.cost)
    return None


def _by_mark(line: Line) -> ReadLine | None:
    """Stamped or printed marks alone on their line, one or several times."""
    text = line.text.strip()
    if text.startswith("~~") and text.endswith("~~"):
        text = text.strip("~").strip()
    kinds = _marks()
    words = text.split()
    if not words or len(words) > 6:
        return None
    if text in kinds or (len(set(words)) == 1 and words[0] in kinds):
        at = line.start + line.text.index(words[0])
        kind = kinds.get(text) or kinds[words[0]]
        span = Span(at, at + len(text), text)
        return ReadLine(line, "mark", (Part(f"mark-{kind}", span, text, 0.0),))
    return None


LONGEST_MARK = 30
"""Characters of a line with a damaged mark, without the blanks round it."""


def _by_damaged_mark(line: Line) -> ReadLine | None:
    """A mark with a letter or two misread, or specks beside it."""
    tokens = line.tokens()
    if len(tokens) > 4 or len(line.text.strip()) > LONGEST_MARK:
        return None
    kept = [t for t in tokens if sum(c.isalnum() for c in t.text) >= 3]
    if not kept or any(len(t.text) > 2 for t in tokens if t not in kept):
        return None
    text = " ".join(t.text for t in kept).strip(EDGES)
    found = nearest(text, _mark_list())
    if found is None or found.value is None or found.cost > 1.0 * len(found.value):
        return None
    if text != found.value and all(_is_known(t.text.strip(EDGES)) for t in kept):
        return None
    span = Span(
        kept[0].start,
        kept[-1].end,
        line.text[kept[0].start - line.start : kept[-1].end - line.start],
    )
    parts = [Part("stray", t, "", 0.8) for t in tokens if t not in kept]
    parts.append(Part(f"mark-{_marks()[found.value]}", span, found.value, found.cost))
    parts.sort(key=lambda p: p.span.start)
    return ReadLine(line, "mark", tuple(parts), found.cost + 0.8 * (len(parts) - 1))


EDGES = ".,:;'‘’“”|_~-*"
"""Marks beside a mark, misread or printed."""


def _is_known(word: str) -> bool:
    """Whether a word near a mark is one of its own: NORRIS, who signed, is no NODIS; ECON a TAG."""
    return fold(word) in lexicon() or word in known_tags() or word in surnames()


def opens_with_classification(text: str) -> bool:
    """Whether a line is one that opens with a classification: TOP SECRET JCS 7744

    >>> opens_with_classification("TOP SECRET JCS 7744"), opens_with_classification("TO JCS")
    (True, False)
    """
    return text.lstrip().startswith(tables.load("classifications").column("classification"))


@cache
def _mark_list() -> ClosedList:
    return ClosedList.of(_marks())


@cache
def _marks() -> dict[str, str]:
    return tables.load("marks").pairs("mark", "kind")


def _by_distribution(line: Line) -> ReadLine | None:
    """A distribution line of 1966-73, whose counts stand apart from their offices."""
    found = read_distribution_line(line)
    return ReadLine(line, *found) if found else None


READERS: tuple[Callable[[Line], ReadLine | None], ...] = (
    _by_mark,
    _by_serial,
    _by_stub,
    _by_distribution,
    _by_form,
    _by_damaged_mark,
    _by_pattern,
)
"""How a line is read, in this order; the first that can, does."""

"""Says of each line by itself what it is, and where its fields are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

import attrs
from rapidfuzz.distance import OSA

from cablefix.reading.forms import fit, forms
from cablefix.reading.lines import Line, Span
from cablefix.reading.shapes import slots
from cablefix.vocabulary import tables

ACCEPT = 9.0
"""The dearest reading of a line by a form that is believed."""

_ITEM = re.compile(r"\b([A-Z0-9]{1,7})-([0-9A-Z]{2})\b")
_TOTAL = re.compile(r"/[0-9A-Z]{2,3} ?[WR]\b")
_PARAGRAPH = re.compile(r"[ \t]{0,8}(\d{1,3})[.,](?=\s|$|[\[(\"A-Z])")
_CORRECTED = re.compile(r"\s*C ?O ?R ?R ?E ?C ?T ?E ?D\s+C ?O ?P ?Y\b")
_CAPTION_REMOVED = re.compile(r"\s*(CAPTION REMOVED|DECAPTIONED)\b", re.I)
_ADDRESS_TAIL = re.compile(r"\s+(?:(?P<precedence>[A-Z]{4,9})\s+)?(?P<to_serial>\d{3,5}(?:/\d{2})?)\s*$")
_TAG = re.compile(r"[A-Z0-9][A-Z0-9-]+")
_DATE_TIME = re.compile(r"[0-9A-Z]{5,7}[Z2]")


@attrs.frozen
class ReadLine:
    """A line, the form it was read by, and its fields as they stand."""

    line: Line
    form: str
    fields: tuple[tuple[str, Span], ...] = ()
    cost: float = 0.0

    def field(self, name: str) -> Span | None:
        """The first field of that name."""
        return next((span for n, span in self.fields if n == name), None)


def recognise(line: Line) -> ReadLine:
    """Read one line.

    >>> from cablefix.reading.lines import split_lines
    >>> recognise(split_lines("0 130535Z MAY 91")[0]).fields[0][1].text
    '0'
    """
    if line.blank:
        return ReadLine(line, "blank")
    for reader in READERS:
        found = reader(line)
        if found is not None:
            return found
    return ReadLine(line, "text")


def _by_form(line: Line) -> ReadLine | None:
    """Lines of fixed form; only lines that could be one are fitted, since fitting is slow."""
    tokens = line.tokens()
    if len(tokens) > 16:
        return None
    texts = [t.text for t in tokens]
    for name, could_be in _GATES:
        if could_be(texts):
            found = fit(forms()[name], tokens)
            if found.cost <= ACCEPT:
                return ReadLine(line, name, found.fields, found.cost)
    return None


def _digits(texts: Sequence[str]) -> int:
    return sum(c.isdigit() for t in texts for c in t)


def _maybe_page(texts: Sequence[str]) -> bool:
    return (
        len(texts) >= 3
        and any(OSA.distance(t, "PAGE") <= 1 for t in texts[:2])
        and _digits(texts) >= 3
    )


def _maybe_section(texts: Sequence[str]) -> bool:
    return 4 <= len(texts) <= 9 and "OF" in texts[1:5] and _digits(texts[-1:]) >= 3


def _maybe_dtg(texts: Sequence[str]) -> bool:
    return 3 <= len(texts) <= 8 and any(
        _DATE_TIME.fullmatch(t) and _digits([t]) >= 3 for t in texts[:3]
    ) and len(texts[0]) <= 2


def _maybe_reception(texts: Sequence[str]) -> bool:
    return texts[0].startswith("---") and _digits(texts) >= 6 and len(texts) <= 5


_GATES: tuple[tuple[str, Callable[[Sequence[str]], bool]], ...] = (
    ("page", _maybe_page),
    ("section", _maybe_section),
    ("dtg", _maybe_dtg),
)


def _by_label(line: Line) -> ReadLine | None:
    """Lines that a printed label opens: ACTION, INFO, FM, TO, E.O., TAGS, SUBJECT, REF."""
    text = line.text
    at = len(text) - len(text.lstrip())
    m = _labels().match(text, at)
    if m is None:
        return None
    form = tables.load("labels").pairs("label", "form")[_plain_label(m[1])]
    rest = m.end()
    body = Span(line.start + rest, line.end, text[rest:].rstrip())
    return _LABELLED[form](line, body) if body.text else None


def _plain_label(label: str) -> str:
    return "E.O." if label.startswith("E") else label


@cache
def _labels() -> re.Pattern[str]:
    names = sorted(tables.load("labels").column("label"), key=len, reverse=True)
    joined = "|".join(re.escape(n) for n in names if n != "E.O.")
    return re.compile(rf"(E\. ?O\.|{joined})(?:\s*[:;.]|(?=\s)|$)\s*")


def _read_action(line: Line, body: Span) -> ReadLine | None:
    items = _items(body)
    if not items:
        return None
    return ReadLine(line, "action", tuple(items))


def _read_info(line: Line, body: Span) -> ReadLine | None:
    items = _items(body)
    if not items:
        return ReadLine(line, "info-address", (("address", body),))
    return ReadLine(line, "info", tuple(items))


def _items(body: Span) -> list[tuple[str, Span]]:
    """Distribution items `SYM-NN`, each with its count, and the total `/nnnW`."""
    found: list[tuple[str, Span]] = []
    for m in _ITEM.finditer(body.text):
        found.append(("distribution", _sub(body, m.start(), m.end())))
        found.append(("count", _sub(body, m.start(2), m.end(2))))
    found += [("total", _sub(body, m.start(), m.end())) for m in _TOTAL.finditer(body.text)]
    return found


def _sub(body: Span, start: int, end: int) -> Span:
    return Span(body.start + start, body.start + end, body.text[start:end])


def _read_address(form: str) -> Callable[[Line, Span], ReadLine | None]:
    def read(line: Line, body: Span) -> ReadLine | None:
        if not body.text[:1].isupper() or len(body.text) > 60:
            return None
        m = _ADDRESS_TAIL.search(body.text)
        end = m.start() if m else len(body.text)
        fields = [("address", _sub(body, 0, end))]
        for name in ("precedence", "to_serial") if m else ():
            assert m is not None
            if m[name]:
                fields.append((f"to_{name}" if name == "precedence" else name,
                               _sub(body, m.start(name), m.end(name))))
        return ReadLine(line, form, tuple(fields))

    return read


def _read_tags(line: Line, body: Span) -> ReadLine | None:
    tags = [("tag", _sub(body, m.start(), m.end())) for m in _TAG.finditer(body.text)]
    return ReadLine(line, "tags", tuple(tags))


def _read_whole(form: str) -> Callable[[Line, Span], ReadLine | None]:
    return lambda line, body: ReadLine(line, form, ((form, body),))


_LABELLED: dict[str, Callable[[Line, Span], ReadLine | None]] = {
    "action": _read_action,
    "info": _read_info,
    "from": _read_address("from"),
    "to": _read_address("to"),
    "through": _read_whole("through"),
    "eo": _read_whole("eo"),
    "tags": _read_tags,
    "subject": _read_whole("subject"),
    "reference": _read_whole("reference"),
    "drafting": _read_whole("drafting"),
}


def _by_pattern(line: Line) -> ReadLine | None:
    """Lines that one pattern tells: paragraph numbers, sub-points, notes on captions and copies."""
    text = line.text
    m = _PARAGRAPH.match(text)
    if m:
        number = Span(line.start + m.start(1), line.start + m.end(1), m[1])
        return ReadLine(line, "paragraph", (("paragraph", number),))
    if _CORRECTED.match(text):
        return ReadLine(line, "corrected-copy")
    if _CAPTION_REMOVED.match(text):
        return ReadLine(line, "caption-removed")
    if text.lstrip().startswith("--") and not text.lstrip().startswith("----"):
        return ReadLine(line, "point")
    return None


def _by_reception(line: Line) -> ReadLine | None:
    m = re.match(r"\s*-{3,}\s*(\w{6}) +(\w{7})(?: +(/\w{2,3}))?\s*$", line.text)
    if m is None:
        return None
    names = ("reception", "received", "terminal")
    fields = tuple(
        (name, Span(line.start + m.start(i), line.start + m.end(i), m[i]))
        for i, name in enumerate(names, 1)
        if m[i]
    )
    return ReadLine(line, "reception", fields)


def _by_stub(line: Line) -> ReadLine | None:
    m = re.match(
        r"\s*(\w{6})\s?[:,;.] ?([A-Z]{3,12})(\d{4,6}) (\d{6}) ([A-Z]{3}) (\d\d)\s*$", line.text
    )
    if m is None:
        return None
    names = ("serial", "post", "number", "stub_dtg", "month", "year")
    fields = tuple(
        (name, Span(line.start + m.start(i), line.start + m.end(i), m[i]))
        for i, name in enumerate(names, 1)
    )
    return ReadLine(line, "stub", fields)


def _by_serial(line: Line) -> ReadLine | None:
    """The S/S serial on a line of its own."""
    tokens = line.tokens()
    if len(tokens) != 1 or len(tokens[0].text) != 6 or not tokens[0].text[-2:].isdigit():
        return None
    fitted = slots()["serial"].shape.fit(tokens[0].text)
    if fitted is None or fitted.cost > 4:
        return None
    return ReadLine(line, "serial", (("serial", tokens[0]),), fitted.cost)


def _by_mark(line: Line) -> ReadLine | None:
    """Stamped or printed marks alone on their line, as they should be written."""
    text = line.text.strip().strip("~").strip()
    kinds = tables.load("marks").pairs("mark", "kind")
    words = text.split()
    if not words or len(words) > 6 or not text.isupper():
        return None
    if text in kinds or (len(set(words)) == 1 and words[0] in kinds):
        at = line.start + line.text.index(words[0])
        span = Span(at, at + len(text), text)
        return ReadLine(line, "mark", ((kinds.get(text) or kinds[words[0]], span),))
    return None


READERS: tuple[Callable[[Line], ReadLine | None], ...] = (
    _by_mark,
    _by_serial,
    _by_stub,
    _by_reception,
    _by_form,
    _by_label,
    _by_pattern,
)
"""How a line is read, in this order; the first that can, does."""


def known_slot(name: str) -> bool:
    """Whether the list of slots describes this field."""
    return name in slots()

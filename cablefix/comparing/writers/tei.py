"""TEI P5 with a critical apparatus: the best text, and at each difference what every witness reads.

Parallel segmentation: an `app` holds a `lem`, what is held to have been printed, and an `rdg` for
each other reading; a witness that lacks a passage has an empty one, one that withholds it a `gap`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from cablefix.comparing.model import Compared, Difference, Withheld
from cablefix.late import late_regex
from cablefix.rendering.xml import attributes, escape, stand_in
from cablefix.version import VERSION

_G = late_regex(r'<g ref="#u([0-9A-F]{4})">')

_Passages = Mapping[tuple[int, int], Sequence[Withheld]]
"""By the witness that has them and the one that withholds them, in the order of the text."""


def write_tei(comparison: Compared) -> str:
    """The comparison as a TEI document."""
    body = "".join(_body(comparison))
    witnesses = "".join(
        f"<witness{attributes(xml_id=_id(n))}>{escape(w.name)}</witness>\n"
        for n, w in enumerate(comparison.witnesses)
    )
    chars = "".join(
        f"<char{attributes(xml_id=f'u{code}')}><mapping>{stand_in(chr(int(code, 16)))}</mapping>"
        "</char>\n"
        for code in sorted(set(_G.findall(body + witnesses)))
    )
    return (
        '<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader>\n'
        "<fileDesc>\n<titleStmt><title>A comparison of readings</title></titleStmt>\n"
        "<publicationStmt><p>Made by program from the witnesses below.</p></publicationStmt>\n"
        f"<sourceDesc>\n<listWit>\n{witnesses}</listWit>\n</sourceDesc>\n</fileDesc>\n"
        f'<encodingDesc>\n<appInfo><application ident="cablefix"{attributes(version=VERSION)}>'
        "<label>cablefix</label></application></appInfo>\n"
        '<variantEncoding method="parallel-segmentation" location="internal"/>\n'
        f"{f'<charDecl>{chars}</charDecl>' if chars else ''}</encodingDesc>\n</teiHeader>\n"
        f'<text><body><ab xml:space="preserve">{body}</ab></body></text>\n</TEI>\n'
    )


def _id(n: int) -> str:
    return f"w{n + 1}"


def _body(comparison: Compared) -> Iterator[str]:
    at = 0
    passages = _by_pair(comparison.withheld)
    for d in comparison.differences:
        start, end = max(d.start, at), max(d.end, at)
        yield escape(comparison.text[at:start])
        yield _app(d, comparison.text[start:end], passages)
        at = end
    yield escape(comparison.text[at:])


def _app(d: Difference, text: str, passages: _Passages) -> str:
    chosen = " ".join(text.split())
    same: list[int] = []
    others: dict[str | None, list[int]] = {}
    for w, reading in enumerate(d.readings):
        if (reading is None and not text) or (reading and " ".join(reading.split()) == chosen):
            same.append(w)
        else:
            others.setdefault(reading, []).append(w)
    lem = f"<lem{attributes(wit=_wits(same) or None)}>{escape(text)}</lem>"
    rdgs = "".join(_rdg(d, reading, wits, passages) for reading, wits in others.items())
    return f"<app{attributes(type=d.kind)}>{lem}{rdgs}</app>"


def _rdg(d: Difference, reading: str | None, wits: list[int], passages: _Passages) -> str:
    passage = _passage_of(d, wits, passages) if d.kind == "withheld" else None
    wit = attributes(wit=_wits(wits))
    if passage is not None:
        sign = f"<desc>{escape(reading)}</desc>" if reading else ""
        gap = attributes(reason="withheld", unit="word", quantity=passage.words)
        return f"<rdg{wit}><gap{gap}>{sign}</gap></rdg>"
    return f"<rdg{wit}/>" if reading is None else f"<rdg{wit}>{escape(reading)}</rdg>"


def _by_pair(withheld: Sequence[Withheld]) -> _Passages:
    found: dict[tuple[int, int], list[Withheld]] = {}
    for w in sorted(withheld, key=_start):
        found.setdefault((w.witness, w.withheld_by), []).append(w)
    return found


def _start(passage: Withheld) -> int:
    return passage.start


def _passage_of(d: Difference, wits: Sequence[int], passages: _Passages) -> Withheld | None:
    """The withheld passage that a difference lies in."""
    for (witness, by), own in passages.items():
        span = d.spans[witness]
        if span is None or by not in wits:
            continue
        at = bisect_left(own, span[1], key=_start) - 1
        if at >= 0 and span[0] < own[at].end:
            return own[at]
    return None


def _wits(numbers: list[int]) -> str:
    return " ".join(f"#{_id(n)}" for n in numbers)

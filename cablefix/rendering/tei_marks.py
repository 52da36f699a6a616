"""The mark-up of a TEI body, each piece with its place in the clean text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import attrs

from cablefix.by_fields import ByFields
from cablefix.decisions import BY_HAND
from cablefix.findings import Correction, Findings, Gap
from cablefix.late import late_regex
from cablefix.rendering.inline import ranges
from cablefix.rendering.tei_blocks import Turn
from cablefix.rendering.tei_header import OBSERVED, exemption_ids
from cablefix.rendering.xml import attributes, escape

_MARKED = frozenset({"explicit-marker", "illegible", "editorial-omission"})
"""Kinds of gap that a written sign tells of."""

_REASONS = {
    "explicit-marker": "redacted", "empty-paragraph": "redacted", "missing-paragraphs": "redacted",
    "withheld-in-full": "redacted", "editorial-omission": "editorial", "missing-page": "missing",
    "missing-section": "missing", "missing-attachment": "missing",
}  # fmt: skip
"""The reason of a gap as TEI has it; of other kinds, the kind itself."""

_CENSORED = frozenset({"explicit-marker", "withheld-in-full"})
"""Kinds of gap that a reviewer has made."""

_UNITS = {
    "missing-page": "page", "blank-page": "page", "missing-section": "section",
    "cut-line": "line", "empty-paragraph": "paragraph", "missing-paragraphs": "paragraph",
    "lost-number": "number",
}  # fmt: skip
"""What a gap of a kind lacks one of, or of paragraphs as many as it names."""


@attrs.frozen
class Node(ByFields):
    """Mark-up at a place of the clean text: `open` and `close` round a span, or `open` alone.

    `leaf`: the mark-up holds the text of the span itself. `rank` and `order` order nodes at one
    place. `instead` is written where the mark-up would cross other mark-up.
    """

    start: int
    end: int
    rank: int
    order: int
    open: str
    close: str = ""
    leaf: bool = False
    instead: str = ""

    @property
    def bare(self) -> str:
        """The mark-up without a span."""
        return self.instead if self.close else self.open


def find_nodes(result: Findings, turns: Sequence[Turn], noted: Callable[[Gap], str]) -> list[Node]:
    """All mark-up in writing order; `noted` gives what is to stand after a gap."""
    return sorted(
        [*_points(result, noted), *_wrappers(result), *_changes(result), *_page_breaks(turns)],
        key=lambda n: (n.start, n.rank, n.order),
    )


def _page_breaks(turns: Sequence[Turn]) -> list[Node]:
    return [Node(t.start, t.start, 0, -1, f"<pb{attributes(n=t.page.number)}/>") for t in turns]


def _points(result: Findings, noted: Callable[[Gap], str]) -> list[Node]:
    known = exemption_ids(result)
    points = []
    for i, g in enumerate(result.gaps, 1):
        at = result.to_output(g.start)
        if g.kind in OBSERVED:
            mark = f'<anchor xml:id="g{i}"/>'
        else:
            ana = " ".join(f"#{known[e]}" for e in g.exemptions) or None
            mark = f'<gap xml:id="g{i}"{_gap_attributes(g)}{attributes(ana=ana)}/>{noted(g)}'
        points.append(Node(at, at, 0, i, mark))
    return points


def _gap_attributes(gap: Gap) -> str:
    unit: str | None = _UNITS.get(gap.kind)
    quantity: str | None = None
    at_most: str | None = None
    if gap.extent and not gap.extent.estimated:
        unit = gap.extent.unit
        amount = f"{gap.extent.quantity:g}"
        quantity, at_most = (None, amount) if gap.extent.at_most else (amount, None)
    elif unit:
        quantity = str(len(gap.paragraphs) or 1) if unit == "paragraph" else "1"
    return attributes(
        reason=_REASONS.get(gap.kind, gap.kind), unit=unit, quantity=quantity, atMost=at_most,
        extent=_extent(gap), agent="reviewer" if gap.kind in _CENSORED else None,
        cert=gap.confidence, resp="#cablefix",
    )  # fmt: skip


def _extent(gap: Gap) -> str | None:
    """What is lacking in words, where it has a number or is an estimate."""
    if gap.extent and gap.extent.estimated:
        return f"about {gap.extent.quantity:g} {gap.extent.unit}"
    if gap.kind == "missing-paragraphs" and gap.paragraphs:
        noun = "paragraph" if len(gap.paragraphs) == 1 else "paragraphs"
        return f"{noun} {ranges(gap.paragraphs)}"
    if gap.kind == "missing-page" and gap.page is not None:
        return f"page {gap.page}"
    return f"section {gap.section}" if gap.kind == "missing-section" else None


def _wrappers(result: Findings) -> list[Node]:
    """Doubtful words, written signs of gaps, and words that are followed by [sic]."""
    found = []
    for i, c in enumerate(result.suggestions, 1):
        start = result.to_output(c.start)
        opening = f'<unclear xml:id="s{i}"{attributes(cert=c.confidence, resp="#cablefix")}>'
        end = start + len(c.original)
        anchor = f'<anchor xml:id="s{i}"/>'
        found.append(Node(start, end, 1, i, opening, "</unclear>", instead=anchor))
    for i, g in enumerate(result.gaps, 1):
        start, end = result.to_output(g.start), result.to_output(g.end)
        if g.kind in _MARKED and start < end:
            opening = f'<metamark function="gap" target="#g{i}">'
            found.append(Node(start, end, 1, i, opening, "</metamark>"))
    return [*found, *_slips(result.text)]


_SIC = late_regex(r"\[sic\]", re.I)
LONGEST_WORD = 80
"""A longer run of characters before [sic] is no word."""


def _slips(text: str) -> Iterator[Node]:
    """The words that [sic] says are the drafter's own."""
    for m in _SIC.finditer(text):
        least = max(0, m.start() - LONGEST_WORD)
        words = text[least : m.start()].rstrip(" ")
        word = re.search(r"(?<=[ \r\n\t\f])[^ \r\n\t\f]+\Z|\A[^ \r\n\t\f]+\Z", words)
        if word and (least + word.start() > least or least == 0):
            start = least + word.start()
            yield Node(start, start + len(word[0]), 1, 0, "<sic>", "</sic>")


def _changes(result: Findings) -> list[Node]:
    lost = sorted((g.start, g.end) for g in result.gaps if g.kind == "cut-line")
    nodes = []
    for i, c in enumerate(result.corrections, 1):
        start = result.to_output(c.start)
        mark = f"<choice><sic>{escape(c.original)}</sic>{_corr(c, i, lost)}</choice>"
        nodes.append(Node(start, start + len(c.replacement), 2, i, mark, leaf=True))
    return nodes


def _corr(c: Correction, number: int, lost: Sequence[tuple[int, int]]) -> str:
    """The correction; letters that an excision took with it are `supplied`."""
    by_hand = c.rule == BY_HAND
    opening = attributes(
        xml_id=f"c{number}", type="editor" if by_hand else "ocr", cert=c.confidence,
        resp="#editor" if by_hand else "#cablefix",
    )  # fmt: skip
    content = escape(c.replacement)
    cut = any(start <= c.start < end for start, end in lost)
    if cut and c.replacement.endswith(c.original):
        added = escape(c.replacement.removesuffix(c.original))
        content = f'<supplied reason="excised">{added}</supplied>{escape(c.original)}'
    return f"<corr{opening}>{content}</corr>"

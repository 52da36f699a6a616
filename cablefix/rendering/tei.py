"""TEI P5: the cable as the Text Encoding Initiative has it, valid against `tei_all`.

The text of the body, with `corr` chosen, is the clean text to the character, and the original with
`sic` chosen; all that is said about it stands in attributes and in the header. `tei-frus` adds
after each gap a note as *Foreign Relations of the United States* prints it:
`[less than 1 line not declassified]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from cablefix.decisions import BY_HAND
from cablefix.rendering.frus import bracket
from cablefix.rendering.inline import ranges
from cablefix.rendering.tei_blocks import Block, Turn, find_blocks, find_turns
from cablefix.rendering.tei_header import OBSERVED, exemption_ids, write_header
from cablefix.rendering.xml import attributes, escape

if TYPE_CHECKING:
    from cablefix.model import CleanResult, Correction, Gap

MEDIA_TYPE = "application/tei+xml"

_MARKED = frozenset({"explicit-marker", "illegible", "editorial-omission"})
"""Kinds of gap that a written sign tells of."""

_REASONS = {
    "explicit-marker": "redacted", "empty-paragraph": "redacted", "missing-paragraphs": "redacted",
    "withheld-in-full": "redacted", "editorial-omission": "editorial", "missing-page": "missing",
    "missing-section": "missing", "missing-attachment": "missing",
}  # fmt: skip
"""The reason of a gap as TEI has it; of other kinds, the kind itself."""

_UNITS = {
    "missing-page": "page", "blank-page": "page", "missing-section": "section",
    "cut-line": "line", "empty-paragraph": "paragraph", "missing-paragraphs": "paragraph",
    "lost-number": "number",
}  # fmt: skip
"""What a gap of a kind lacks one of, or of paragraphs as many as it names."""


def write_tei(result: CleanResult, path: str) -> str:
    """The result as a TEI document."""
    return _write(result, path, lambda gap: "")


def write_tei_frus(result: CleanResult, path: str) -> str:
    """The result as a TEI document with a bracketed note after each gap."""
    return _write(
        result, path,
        lambda gap: f'<note type="editorial" resp="#cablefix"><hi rend="italic">'
        f"{escape(bracket(gap))}</hi></note>",
    )  # fmt: skip


def _write(result: CleanResult, path: str, noted: Callable[[Gap], str]) -> str:
    body = _body(result, noted)
    return (
        '<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n'
        f"{write_header(result, path, body)}<text><body>{body}</body></text>\n</TEI>\n"
    )


@attrs.frozen
class _Node:
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


def _body(result: CleanResult, noted: Callable[[Gap], str]) -> str:
    turns = find_turns(result)
    blocks = find_blocks(result, turns)
    nodes = sorted(
        [*_points(result, noted), *_wrappers(result), *_changes(result), *_page_breaks(turns)],
        key=lambda n: (n.start, n.rank, n.order),
    )
    text = result.text
    parts = [_open_div(result, turns[0] if turns and turns[0].start == 0 else None)]
    opened = turns[0].section if turns and turns[0].start == 0 else None
    at = node = turn = 0
    ends = [*blocks, Block(len(text), len(text), "")]
    for block, after in zip(ends, [*ends[1:], None], strict=True):
        while turn < len(turns) and turns[turn].start <= block.start:
            here = turns[turn]
            node, at = _between(text, at, here.start, nodes, node, parts)
            if here.section is not opened:
                parts += ("</div>", _open_div(result, here))
                opened = here.section
            turn += 1
        node, at = _between(text, at, block.start, nodes, node, parts)
        first = node
        while (
            node < len(nodes)
            and nodes[node].start == block.start
            and _goes_before(nodes[node], block)
        ):
            node += 1
        parts += [n.bare for n in nodes[first:node]]
        first = node
        touches = after is not None and after.element and after.start == block.end > block.start
        while node < len(nodes) and _is_in(nodes[node], block, bool(touches)):
            node += 1
        if block.element:
            parts.append(_wrap(block, _content(text, block, [*nodes[first:node], *_marks(block)])))
        at = block.end
    return "".join([*parts, "</div>"])


def _goes_before(node: _Node, block: Block) -> bool:
    """Whether a point at the start of a block stands before it: page breaks, and gaps of pages."""
    point = not (node.leaf or node.close)
    return not block.element or (point and (node.order < 0 or block.element == "fw"))


def _is_in(node: _Node, block: Block, touches: bool) -> bool:
    """Whether a node belongs to a block that ends after it, or at it where no other begins."""
    if node.start < block.end:
        return True
    point = not (node.leaf or node.close)
    return node.start == block.end and not touches and not (point and block.element == "fw")


def _open_div(result: CleanResult, turn: Turn | None) -> str:
    if turn is None:
        return f"<div{attributes(type=result.cable.kind)}>"
    return f"<div{attributes(type='section', n=turn.section.number)}>"


def _between(
    text: str, at: int, end: int, nodes: Sequence[_Node], node: int, parts: list[str]
) -> tuple[int, int]:
    """Write the white space up to `end` and the points in it."""
    while node < len(nodes) and nodes[node].start < end:
        start = max(at, nodes[node].start)
        parts += (escape(text[at:start]), nodes[node].bare)
        at = start
        node += 1
    parts.append(escape(text[at:end]))
    return node, max(at, end)


def _wrap(block: Block, content: str) -> str:
    if block.element == "stamp":
        return f'<ab type="stamp"><stamp{attributes(type=block.type)}>{content}</stamp></ab>'
    extra = attributes(type=block.type, n=block.number)
    return f"<{block.element}{extra}>{content}</{block.element}>"


def _marks(block: Block) -> list[_Node]:
    return [
        _Node(a, b, 1, 0, f"<fw{attributes(type=kind)}>", "</fw>") for a, b, kind in block.marks
    ]


def _content(text: str, block: Block, nodes: Sequence[_Node]) -> str:
    """The text of a block with its mark-up; what would cross other mark-up is left out."""
    parts: list[str] = []
    opened: list[_Node] = []
    at = block.start
    for n in _nested(nodes, block):
        while opened and opened[-1].end <= n.start:
            parts += (escape(text[at : opened[-1].end]), opened[-1].close)
            at = opened.pop().end
        parts += (escape(text[at : n.start]), n.open)
        at = n.start
        if n.leaf:
            at = n.end
        elif n.close:
            opened.append(n)
    while opened:
        parts += (escape(text[at : opened[-1].end]), opened[-1].close)
        at = opened.pop().end
    return "".join([*parts, escape(text[at : block.end])])


def _nested(nodes: Sequence[_Node], block: Block) -> list[_Node]:
    """The nodes in writing order without the wrappers that overlap others by a part."""
    ordered = sorted(nodes, key=lambda n: (n.start, n.rank, -n.end if n.close else 0, n.order))
    crossing: set[int] = set()
    opened: list[_Node] = []
    for n in ordered:
        opened = [o for o in opened if o.end > n.start]
        if n.close and (n.end > block.end or any(o.end < n.end for o in opened)):
            crossing.add(id(n))
        elif n.close:
            opened.append(n)
        elif n.leaf:
            crossing.update(id(o) for o in opened if o.end < n.end)
            opened = [o for o in opened if o.end >= n.end]
    return [
        attrs.evolve(n, end=n.start, open=n.instead, close="") if id(n) in crossing else n
        for n in ordered
    ]


def _page_breaks(turns: Sequence[Turn]) -> list[_Node]:
    return [_Node(t.start, t.start, 0, -1, f"<pb{attributes(n=t.page.number)}/>") for t in turns]


def _points(result: CleanResult, noted: Callable[[Gap], str]) -> list[_Node]:
    known = exemption_ids(result)
    points = []
    for i, g in enumerate(result.gaps, 1):
        at = result.to_output(g.start)
        if g.kind in OBSERVED:
            mark = f'<anchor xml:id="g{i}"/>'
        else:
            ana = " ".join(f"#{known[e]}" for e in g.exemptions) or None
            mark = f'<gap xml:id="g{i}"{_gap_attributes(g)}{attributes(ana=ana)}/>{noted(g)}'
        points.append(_Node(at, at, 0, i, mark))
    return points


def _gap_attributes(gap: Gap) -> str:
    unit: str | None = _UNITS.get(gap.kind)
    quantity: str | None = None
    at_most: str | None = None
    if gap.extent:
        unit = gap.extent.unit
        amount = f"{gap.extent.quantity:g}"
        quantity, at_most = (None, amount) if gap.extent.at_most else (amount, None)
    elif unit:
        quantity = str(len(gap.paragraphs) or 1) if unit == "paragraph" else "1"
    return attributes(
        reason=_REASONS.get(gap.kind, gap.kind), unit=unit, quantity=quantity, atMost=at_most,
        extent=_extent(gap), cert=gap.confidence, resp="#cablefix",
    )  # fmt: skip


def _extent(gap: Gap) -> str | None:
    """What is lacking in words, where it has a number."""
    if gap.kind == "missing-paragraphs" and gap.paragraphs:
        noun = "paragraph" if len(gap.paragraphs) == 1 else "paragraphs"
        return f"{noun} {ranges(gap.paragraphs)}"
    if gap.kind == "missing-page" and gap.page is not None:
        return f"page {gap.page}"
    return f"section {gap.section}" if gap.kind == "missing-section" else None


def _wrappers(result: CleanResult) -> list[_Node]:
    """Doubtful words, written signs of gaps, and words that are followed by [sic]."""
    found = []
    for i, c in enumerate(result.suggestions, 1):
        start = result.to_output(c.start)
        opening = f'<unclear xml:id="s{i}"{attributes(cert=c.confidence, resp="#cablefix")}>'
        end = start + len(c.original)
        anchor = f'<anchor xml:id="s{i}"/>'
        found.append(_Node(start, end, 1, i, opening, "</unclear>", instead=anchor))
    for i, g in enumerate(result.gaps, 1):
        start, end = result.to_output(g.start), result.to_output(g.end)
        if g.kind in _MARKED and start < end:
            opening = f'<metamark function="gap" target="#g{i}">'
            found.append(_Node(start, end, 1, i, opening, "</metamark>"))
    return [*found, *_slips(result.text)]


_SIC = re.compile(r"\[sic\]", re.I)
LONGEST_WORD = 80
"""A longer run of characters before [sic] is no word."""


def _slips(text: str) -> Iterator[_Node]:
    """The words that [sic] says are the drafter's own."""
    for m in _SIC.finditer(text):
        least = max(0, m.start() - LONGEST_WORD)
        words = text[least : m.start()].rstrip(" ")
        word = re.search(r"(?<=[ \r\n\t\f])[^ \r\n\t\f]+\Z|\A[^ \r\n\t\f]+\Z", words)
        if word and (least + word.start() > least or least == 0):
            start = least + word.start()
            yield _Node(start, start + len(word[0]), 1, 0, "<sic>", "</sic>")


def _changes(result: CleanResult) -> list[_Node]:
    lost = sorted((g.start, g.end) for g in result.gaps if g.kind == "cut-line")
    nodes = []
    for i, c in enumerate(result.corrections, 1):
        start = result.to_output(c.start)
        mark = f"<choice><sic>{escape(c.original)}</sic>{_corr(c, i, lost)}</choice>"
        nodes.append(_Node(start, start + len(c.replacement), 2, i, mark, leaf=True))
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

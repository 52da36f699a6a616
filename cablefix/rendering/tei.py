"""TEI P5: the cable as the Text Encoding Initiative has it, valid against `tei_all`.

The text of the body, with `corr` chosen, is the clean text to the character, and the original with
`sic` chosen; all that is said about it stands in attributes and in the header. `tei-frus` adds
after each gap a note as *Foreign Relations of the United States* prints it:
`[less than 1 line not declassified]`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from cablefix.findings import Findings, Gap
from cablefix.rendering.frus import bracket
from cablefix.rendering.tei_blocks import Block, Turn, find_blocks, find_turns
from cablefix.rendering.tei_header import write_header
from cablefix.rendering.tei_marks import Node, find_nodes
from cablefix.rendering.xml import attributes, escape


def write_tei(result: Findings, path: str) -> str:
    """The result as a TEI document."""
    return _write(result, path, lambda gap: "")


def write_tei_frus(result: Findings, path: str) -> str:
    """The result as a TEI document with a bracketed note after each gap."""
    return _write(
        result, path,
        lambda gap: f'<note type="editorial" resp="#cablefix"><hi rend="italic">'
        f"{escape(bracket(gap))}</hi></note>",
    )  # fmt: skip


def _write(result: Findings, path: str, noted: Callable[[Gap], str]) -> str:
    body = _body(result, noted)
    return (
        '<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n'
        f"{write_header(result, path, body)}<text><body>{body}</body></text>\n</TEI>\n"
    )


def _body(result: Findings, noted: Callable[[Gap], str]) -> str:
    turns = find_turns(result)
    blocks = find_blocks(result, turns)
    nodes = find_nodes(result, turns, noted)
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


def _goes_before(node: Node, block: Block) -> bool:
    """Whether a point at the start of a block stands before it: page breaks, and gaps of pages."""
    point = not (node.leaf or node.close)
    return not block.element or (point and (node.order < 0 or block.element == "fw"))


def _is_in(node: Node, block: Block, touches: bool) -> bool:
    """Whether a node belongs to a block that ends after it, or at it where no other begins."""
    if node.start < block.end:
        return True
    point = not (node.leaf or node.close)
    return node.start == block.end and not touches and not (point and block.element == "fw")


def _open_div(result: Findings, turn: Turn | None) -> str:
    if turn is None:
        return f"<div{attributes(type=result.cable.kind)}>"
    return f"<div{attributes(type='section', n=turn.section.number)}>"


def _between(
    text: str, at: int, end: int, nodes: Sequence[Node], node: int, parts: list[str]
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


def _marks(block: Block) -> list[Node]:
    return [Node(a, b, 1, 0, f"<fw{attributes(type=kind)}>", "</fw>") for a, b, kind in block.marks]


def _content(text: str, block: Block, nodes: Sequence[Node]) -> str:
    """The text of a block with its mark-up; what would cross other mark-up is left out."""
    parts: list[str] = []
    opened: list[Node] = []
    at = block.start

    def write_to(end: int) -> None:
        nonlocal at
        parts.append(escape(text[at:end]))
        at = max(at, end)

    for n in _nested(nodes, block):
        while opened and opened[-1].end <= n.start:
            write_to(opened[-1].end)
            parts.append(opened.pop().close)
        write_to(n.start)
        parts.append(n.open)
        if n.leaf:
            at = n.end
        elif n.close:
            opened.append(n)
    while opened:
        write_to(opened[-1].end)
        parts.append(opened.pop().close)
    write_to(block.end)
    return "".join(parts)


def _nested(nodes: Sequence[Node], block: Block) -> list[Node]:
    """The nodes in writing order without the wrappers that overlap others by a part."""
    ordered = sorted(nodes, key=lambda n: (n.start, n.rank, -n.end if n.close else 0, n.order))
    crossing: set[int] = set()
    opened: list[Node] = []
    replaced = block.start
    for n in ordered:
        opened = [o for o in opened if o.end > n.start]
        across = n.start < replaced or n.end > block.end or any(o.end < n.end for o in opened)
        if n.close and across:
            crossing.add(id(n))
        elif n.close:
            opened.append(n)
        elif n.leaf:
            replaced = n.end
            crossing.update(id(o) for o in opened if o.end < n.end)
            opened = [o for o in opened if o.end >= n.end]
    return [
        attrs.evolve(n, end=n.start, open=n.instead, close="") if id(n) in crossing else n
        for n in ordered
    ]

"""TEI of pages: a facsimile in front of the text, with a zone for each finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cablefix.formats.leaves import Leaf
from cablefix.formats.markup import escape
from cablefix.formats.pages import Pages
from cablefix.formats.selectors import boxes_of
from cablefix.formats.titles import write_number
from cablefix.page_text import Box
from cablefix.rendering.names import as_uri
from cablefix.result import CleanResult

_HEADER_END = "</teiHeader>\n"
_LETTERS = (("c", "corrections"), ("s", "suggestions"), ("g", "gaps"))
"""The names of findings in the TEI: `c1` is the first correction."""


def add_facsimile(pages: Pages, result: CleanResult, tei: str) -> str:
    """The TEI of a result with the pages, and where on them its findings are.

    A zone names the finding it is about (`corresp`); findings without a box have none.
    """
    head, end, text = tei.partition(_HEADER_END)
    if not end or not any(w.box for w in pages.words):
        return tei
    zones: dict[int, list[str]] = {}
    for letter, name in _LETTERS:
        findings: Sequence[Any] = getattr(result, name)
        for number, finding in enumerate(findings, 1):
            key = f"{letter}{number}"
            if f'xml:id="{key}"' in text:
                for page, box in boxes_of(pages.words, finding.start, finding.end):
                    zones.setdefault(page, []).append(f'<zone corresp="#{key}"{_edges(box)}/>\n')
    surfaces = (_surface(leaf, zones.get(leaf.number, ())) for leaf in pages.leaves)
    return f"{head}{end}<facsimile>\n{''.join(surfaces)}</facsimile>\n{text}"


def _surface(leaf: Leaf, zones: Sequence[str]) -> str:
    edges = _edges(leaf.box) if leaf.box else ""
    image = f'<graphic url="{escape(as_uri(leaf.image))}"/>\n' if leaf.image else ""
    return f'<surface n="{leaf.number}"{edges}>\n{image}{"".join(zones)}</surface>\n'


def _edges(box: Box) -> str:
    sides: Iterator[tuple[str, float]] = zip(
        ("ulx", "uly", "lrx", "lry"), (box.left, box.top, box.right, box.bottom), strict=True
    )
    return "".join(f' {name}="{write_number(value)}"' for name, value in sides)

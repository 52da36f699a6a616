"""Compose a printed article: a headline and narrow justified prose, as in newspapers and books."""

import random
import re
import textwrap

from attrs import evolve

from .chance import dice
from .compose import Document
from .corpus import Source
from .flow import excerpt
from .page import BLANK, Line, Page

ROWS = 52
SHORTEST = 7
"""Letters of the shortest word that a printer breaks."""

_BREAKS = re.compile(r"(?<=[a-z]{2}[aeiou])(?=[b-df-hj-np-tv-z][a-z]{2})|"
                     r"(?<=[a-z]{2}[b-df-hj-np-tv-z])(?=[b-df-hj-np-tv-z][a-z]{2})")  # fmt: skip


def compose_article(id: str, sources: list[Source], seed: object) -> Document:
    """One article of a newspaper (narrow lines) or some paragraphs of a book (wide ones)."""
    rng = dice(seed, id, "press")
    width = rng.choice((rng.randint(30, 46), rng.randint(52, 66)))
    blocks = excerpt(rng, sources, int(rng.triangular(1200, 5000, 2200)))
    lines: list[Line] = []
    if sources[0].subject and width < 50:
        rows = textwrap.wrap(sources[0].subject.upper(), width)
        lines += [Line(row, "heading") for row in rows] + [BLANK]
    for number, block in enumerate(blocks, 1):
        lines += [
            Line(row, "body", paragraph=number, opens=not at)
            for at, row in enumerate(justified(rng, block.text, width))
        ]
    flow = [evolve(line, flow=at, section=1, page=1 + at // ROWS) for at, line in enumerate(lines)]
    pages = tuple(
        Page(1, 1 + at // ROWS, tuple(flow[at : at + ROWS]), ()) for at in range(0, len(flow), ROWS)
    )
    extra: dict[str, object] = {"kind": "article", "excised": False, "release": None}
    return Document(id, sources[0].volume, "press", tuple(flow), pages, None, extra)


def justified(rng: random.Random, text: str, width: int) -> list[str]:
    """The rows of a paragraph; long words that do not fit are broken with a hyphen."""
    rows, row = [], ""
    for word in text.split():
        while len(row) + len(word) + bool(row) > width:
            room = width - len(row) - bool(row) - 1
            cuts = [m.start() for m in _BREAKS.finditer(word)] if len(word) >= SHORTEST else []
            fitting = [cut for cut in cuts if 2 < cut <= room]
            if fitting:
                cut = rng.choice(fitting[-2:])
                row += (" " if row else "") + word[:cut] + "-"
                word = word[cut:]
            elif not row:
                break
            rows.append(row)
            row = ""
        row += (" " if row else "") + word
    return [*rows, row] if row else rows

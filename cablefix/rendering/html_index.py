"""The index of a report: a line for each document, totals, and where the findings lie."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from string import Template
from urllib.parse import quote

import attrs

from cablefix.by_fields import ByFields
from cablefix.findings import Findings
from cablefix.rendering.html import heading, lost_paragraphs, web_file
from cablefix.rendering.web.escape import fingerprint, plain, visible
from cablefix.rendering.web.leaves import Layout
from cablefix.rendering.web.strip import write_ribbon
from cablefix.version import VERSION


@attrs.frozen
class Entry(ByFields):
    """What the index says of one document, whose page is the file `page` beside the index."""

    path: str
    page: str
    heading: str
    number: str
    date: str
    characters: int
    changes: int
    suggestions: int
    gaps: int
    missing: int
    ribbon: str
    sha256: str = ""

    @classmethod
    def of(cls, result: Findings, path: str, page: str) -> Entry:
        """The entry of a result."""
        cable = result.cable
        return cls(
            path, page, heading(result, path),
            cable.mrn or (cable.number.value if cable.number else ""),
            cable.date.value.date().isoformat() if cable.date else "",
            len(result.original), len(result.corrections), len(result.suggestions),
            len(result.gaps), len(lost_paragraphs(result)), write_ribbon(Layout.of(result)),
            result.provenance.sha256,
        )  # fmt: skip

    @property
    def all(self) -> int:
        """How many findings there are to review."""
        return self.changes + self.suggestions + self.gaps


COUNTS = ("characters", "changes", "suggestions", "gaps", "missing")
"""The columns that hold numbers and have a total."""


def write_index(entries: Sequence[Entry], troubles: Iterable[str] = ()) -> str:
    """The index page; `troubles` are lines on files that could not be read."""
    style, script = web_file("report.css"), web_file("index.js")
    noun = "document" if len(entries) == 1 else "documents"
    return Template(web_file("index.html")).substitute(
        style=style, style_hash=fingerprint(style), script=script, script_hash=fingerprint(script),
        title=f"{len(entries)} {noun}", rows="".join(map(_row, entries)),
        totals="".join(f"<td>{sum(getattr(e, n) for e in entries):,}</td>" for n in COUNTS),
        troubles="".join(_troubles(list(troubles))), version=plain(VERSION),
    )  # fmt: skip


def _row(entry: Entry) -> str:
    counts = "".join(
        f'<td data-v="{getattr(entry, name)}">{getattr(entry, name):,}</td>' for name in COUNTS
    )
    path = "" if entry.path == entry.heading else f"<small>{visible(entry.path)}</small>"
    return (
        f'<tr data-sha="{plain(entry.sha256)}" data-all="{entry.all}">'
        f'<th scope="row" data-v="{plain(entry.heading)}">'
        f'<a href="{quote(os.fsencode(entry.page))}">{visible(entry.heading)}</a>{path}</th>'
        f'<td data-v="{plain(entry.number)}">{visible(entry.number)}</td>'
        f'<td data-v="{plain(entry.date)}">{visible(entry.date)}</td>'
        f'{counts}<td class="reviewed" data-v="0">0 %</td><td>{entry.ribbon}</td></tr>\n'
    )


def _troubles(lines: list[str]) -> Iterator[str]:
    if lines:
        yield f'<h2>Not in this report: {len(lines)}</h2><ul class="troubles">'
        yield from (f"<li>{visible(line)}</li>" for line in lines)
        yield "</ul>"

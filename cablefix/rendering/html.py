"""The report: one self-contained page that shows, explains and reviews every finding.

Left the transcription, right the clean text; the parts are in `rendering/web/`. The page loads
nothing and runs only its own script, whose hash its content security policy names.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import quote

import attrs

from cablefix.by_fields import ByFields
from cablefix.findings import Correction, Decision, Findings
from cablefix.language import tables
from cablefix.rendering.jsonl import records
from cablefix.rendering.web.bars import title
from cablefix.rendering.web.escape import as_data, fingerprint, plain, visible
from cablefix.rendering.web.leaves import Layout, write_leaves
from cablefix.rendering.web.strip import RIBBON, write_ribbon, write_strip


@cache
def web_file(name: str) -> str:
    """A template, style or script that comes with the package."""
    return (resources.files("cablefix.rendering.web") / name).read_text(encoding="utf-8")


@attrs.frozen
class Ways(ByFields):
    """Where one can go from a page of a report: file names beside it."""

    index: str
    before: str | None = None
    after: str | None = None


def write_html(
    result: Findings, path: str, pieces: Mapping[int, str] | None = None,
    ways: Ways | None = None,
) -> str:  # fmt: skip
    """The page of one document; `path` names it.

    `pieces` are images of what was read, as data URIs, by the index of the record of the finding;
    `ways` lead to the index and to the pages beside this one.

    >>> import cablefix
    >>> page = cablefix.clean("Nothing to mend here.").render("html", path="note.txt")
    >>> page[:15], "Nothing to mend here." in page
    ('<!doctype html>', True)
    """
    layout = Layout.of(result)
    style = web_file("report.css")
    script = "".join(map(web_file, ("document.js", "lists.js", "review.js")))
    return Template(web_file("document.html")).substitute(
        style=style, style_hash=fingerprint(style), script=script, script_hash=fingerprint(script),
        title=plain(heading(result, path)), heading=visible(heading(result, path)),
        ways=_ways(ways) if ways else "", path=visible(path),
        facts="".join(_facts(result)), totals="".join(_totals(result)),
        strip=_strip(layout), ribbon=write_ribbon(layout), text=write_leaves(layout),
        data=as_data(_data(layout, path) | ({"pieces": dict(pieces)} if pieces else {})),
        images="data:" if pieces else "'none'", version=plain(result.provenance.version),
    )  # fmt: skip


_TOP, _FILE = '<header class="top">\n', '<p class="file">'
"""What stands before and behind the ways in a page."""


def set_ways(page: str, ways: Ways | None) -> str:
    """A page that `write_html` made, with other ways.

    >>> import cablefix
    >>> page = cablefix.clean("NODIS").render("html", path="note.txt")
    >>> led = set_ways(page, Ways("index.html", None, "b.html"))
    >>> "b.html" in led, set_ways(led, None) == page
    (True, True)
    """
    start = page.index(_TOP) + len(_TOP)
    return page[:start] + (_ways(ways) if ways else "") + page[page.index(_FILE, start) :]


def _ways(ways: Ways) -> str:
    links = [(ways.index, "Index", ""), (ways.before, "← Previous document", "prev"),
             (ways.after, "Next document →", "next")]  # fmt: skip
    shown = "".join(
        f'<a href="{quote(os.fsencode(page))}"{rel and f" rel={rel}"}>{name}</a>'
        for page, name, rel in links
        if page is not None
    )
    return f'<nav class="ways" aria-label="Documents">{shown}</nav>\n'


def _strip(layout: Layout) -> str:
    strip = write_strip(layout)
    label = "Sections, pages and paragraphs"
    return f'<nav class="strip" aria-label="{label}">{strip}</nav>' if strip else ""


def _data(layout: Layout, path: str) -> dict[str, Any]:
    """What the script of the page knows: the records, and what their decisions will need."""
    text = layout.result.original
    kinds = tables.load("gap_kinds")
    found = sorted(layout.marks, key=lambda m: m.index)
    return {
        "text": text,
        "records": list(records(layout.result, path)),
        "contexts": {m.index: _context(text, m.finding) for m in found},
        "withheld": [k for k, w in kinds.pairs("kind", "withheld").items() if w == "yes"],
        "titles": {g.index: title(g.gap) for g in layout.gaps},
        "lines": layout.rows[-1].number,
        "places": RIBBON,
        "stem": Path(path).stem if path != "-" else "document",
    }


def _context(text: str, c: Correction) -> tuple[str, str]:
    decision = Decision.at(text, c.start, c.end, c.replacement, "refused")
    return decision.before, decision.after


def heading(result: Findings, path: str) -> str:
    """What a person would call the document: its subject, else the name of its file."""
    subject = result.cable.subject
    named = " ".join(subject.value.split()) if subject else ""
    return named or Path(path).name or path


def lost_paragraphs(result: Findings) -> set[int]:
    """The numbers of the paragraphs that do not occur."""
    return {n for g in result.gaps if g.kind == "missing-paragraphs" for n in g.paragraphs}


def _facts(result: Findings) -> Iterator[str]:
    """The document's own particulars, as far as they were read."""
    cable = result.cable
    named = (
        ("Kind", cable.kind),
        ("Number", cable.mrn or (cable.number and cable.number.value)),
        ("Sent", cable.dtg and cable.dtg.value),
        ("Date", cable.date and not cable.dtg and cable.date.value.date().isoformat()),
        ("From", cable.sender and cable.sender.value),
        ("To", "; ".join(a.value for a in cable.addressees)),
        ("Through", "; ".join(t.value for t in cable.through)),
        ("Caption", cable.caption and cable.caption.value),
        ("Classified", cable.classification and cable.classification.value),
        ("Signed", cable.signature and cable.signature.value),
        ("Released", cable.released_as and cable.released_as.value),
        ("Exempt", cable.release and ", ".join(e.code for e in cable.release.exemptions)),
    )
    for name, value in named:
        if value:
            yield f"<div><dt>{name}</dt><dd>{visible(value)}</dd></div>"


def _totals(result: Findings) -> Iterator[str]:
    counted = (
        ("changes", len(result.corrections)),
        ("suggestions", len(result.suggestions)),
        ("gaps", len(result.gaps)),
        ("paragraphs missing", len(lost_paragraphs(result))),
        ("characters", len(result.original)),
    )
    for name, n in counted:
        yield f'<li class="{name.split()[0]}"><b>{n:,}</b> {name if n != 1 else _one(name)}</li>'


def _one(name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{first.removesuffix('s')} {rest}".strip()

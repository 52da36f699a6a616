"""A page that a historian can read: the texts side by side, what was withheld marked and listed.

One self-contained page that loads nothing and runs no script.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import Template

from cablefix.comparing.model import Compared, Span
from cablefix.comparing.writers.phrases import (
    KINDS,
    contents_of,
    counts,
    describe,
    sign_of,
    size_of,
    sum_of,
)
from cablefix.rendering.html import web_file
from cablefix.rendering.web.escape import fingerprint, plain, visible
from cablefix.version import VERSION

Mark = tuple[int, int, str, str, str]
"""A span of a text, the class and the id of its element, and what it says."""

TOLD = 200
"""Characters of what was chosen that a mark tells: each line of a lost page has one."""

SHOWN = 2000
"""Differences that are listed: the marks in the text have them all."""


def write_html(comparison: Compared) -> str:
    """The page of a comparison.

    >>> import cablefix
    >>> page = cablefix.compare("He met <her>.", "He met her.").render("html")
    >>> page[:15], "<her>" in page
    ('<!doctype html>', False)
    """
    style = web_file("compare.css")
    return Template(web_file("compare.html")).substitute(
        style=style, style_hash=fingerprint(style),
        title=plain(" and ".join(w.name for w in comparison.witnesses)),
        message=visible(comparison.message), witnesses="".join(_witnesses(comparison)),
        sums="".join(_sums(comparison)), withheld="".join(_withheld(comparison)),
        columns=len(comparison.witnesses),
        heads="".join(f'<th scope="col">{visible(w.name)}</th>' for w in comparison.witnesses),
        rows="".join(_rows(comparison)), kinds="".join(_kinds(comparison)),
        differences="".join(_differences(comparison)), version=plain(VERSION),
    )  # fmt: skip


def _witnesses(comparison: Compared) -> Iterator[str]:
    for w in comparison.witnesses:
        yield f"<div><dt>{visible(w.name)}</dt><dd>{visible(describe(w))}</dd></div>"


def _sums(comparison: Compared) -> Iterator[str]:
    """How much each text has that others withhold."""
    for w, witness in enumerate(comparison.witnesses):
        own = [p for p in comparison.withheld if p.witness == w]
        if own:
            yield f"<p>{visible(witness.name)} opens {visible(sum_of(own))}.</p>"


def _withheld(comparison: Compared) -> Iterator[str]:
    """The list of disclosures."""
    for n, p in enumerate(comparison.withheld, 1):
        by, has = comparison.witnesses[p.withheld_by], comparison.witnesses[p.witness]
        inside = contents_of(p)
        yield (
            f'<li><p><a href="#p{n}">{visible(by.name)} withholds, {visible(has.name)} has '
            f"{visible(size_of(p))}</a>{f' ({visible(inside)})' if inside else ''}; in its place: "
            f"<b>{visible(sign_of(p))}</b></p><blockquote>{visible(p.text)}</blockquote></li>"
        )
    if not comparison.withheld:
        yield "<li>Nothing: no text withholds, by a sign of it, what another has.</li>"


def _kinds(comparison: Compared) -> Iterator[str]:
    for kind, n in counts(comparison).most_common():
        yield f'<li><b>{n:,}</b> <span class="{kind}">{kind}</span>: {visible(KINDS[kind])}</li>'


def _differences(comparison: Compared) -> Iterator[str]:
    for d in comparison.differences[:SHOWN]:
        cells = "".join(f"<td>{'' if r is None else visible(r)}</td>" for r in d.readings)
        yield (
            f'<tr><td class="{d.kind}">{d.kind}</td>{cells}<td><b>{visible(d.chosen)}</b></td>'
            f"<td>{d.confidence:.0%}</td><td>{visible(d.why)}</td></tr>"
        )
    rest = len(comparison.differences) - SHOWN
    if rest > 0:
        yield f'<tr><td colspan="9">and {rest:,} more, all marked in the texts</td></tr>'


def _rows(comparison: Compared) -> Iterator[str]:
    """The texts side by side, line by line of the best text."""
    marks = [_marks(comparison, w) for w in range(len(comparison.witnesses))]
    going_on: list[Mark | None] = [None] * len(marks)
    for row in _lines(comparison):
        cells = []
        for w, spans in enumerate(row):
            text = comparison.witnesses[w].text
            cell, going_on[w] = _cell(text, spans, marks[w], going_on[w])
            cells.append(cell)
        yield "<tr>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr>"


def _lines(comparison: Compared) -> Iterator[list[list[Span]]]:
    """For each line of the best text, the spans of each witness that stand against it."""
    count = len(comparison.witnesses)
    row: list[list[Span]] = [[] for _ in range(count)]
    at = 0
    for best, *spans in comparison.collated:
        if best is not None:
            if "\n" in comparison.text[at : best[0]] and any(row):
                yield row
                row = [[] for _ in range(count)]
            at = best[1]
        for w, span in enumerate(spans):
            if span is not None:
                row[w].append(span)
    if any(row):
        yield row


def _marks(comparison: Compared, w: int) -> dict[int, Mark]:
    """What is marked in a text, by where it begins."""
    found: dict[int, Mark] = {}
    for d in comparison.differences:
        span = d.spans[w]
        if span is not None:
            told = d.chosen if len(d.chosen) <= TOLD else f"{d.chosen[:TOLD]} ..."
            found[span[0]] = (*span, d.kind, "", f"{d.kind}: {told or 'nothing'}; {d.why}")
    for n, p in enumerate(comparison.withheld, 1):
        if p.witness == w:
            found[p.start] = (p.start, p.end, "withheld", f"p{n}", p.why)
        elif p.withheld_by == w and p.sign[1] > p.sign[0]:
            found[p.sign[0]] = (*p.sign, "sign", "", f"withheld: {p.words} words")
    return found


def _cell(
    text: str, spans: Sequence[Span], marks: dict[int, Mark], going_on: Mark | None
) -> tuple[str, Mark | None]:
    """The words of one text in one line, those that differ marked, and what goes on in the next.

    Words of one mark are marked together, with the blanks between them.
    """
    runs: list[tuple[Mark | None, list[str], bool]] = []
    for start, end in spans:
        begins = start in marks
        if begins:
            going_on = marks[start]
        elif going_on is not None and start >= going_on[1]:
            going_on = None
        if begins or not runs or runs[-1][0] is not going_on:
            runs.append((going_on, [], begins))
        runs[-1][1].append(visible(text[start:end]))
    return " ".join(_marked(*run) for run in runs), going_on


def _marked(mark: Mark | None, pieces: Sequence[str], begins: bool) -> str:
    words = " ".join(pieces)
    if mark is None:
        return words
    name = f' id="{mark[3]}"' if mark[3] and begins else ""
    return f'<mark class="{mark[2]}"{name} title="{plain(mark[4])}">{words}</mark>'

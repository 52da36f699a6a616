"""The cable as a strip for the terminal: a cell for each paragraph, a row for each section.

Cells are told apart by their shape; colour only repeats what the shape says.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

import attrs

from cablefix.by_fields import ByFields
from cablefix.cable import Cable, Ground, Section, Summary, Tally
from cablefix.findings import Gap

SHAPES: Mapping[str, tuple[str, str, str]] = {
    "present": ("■", "#", "32"),
    "partial": ("◧", "%", "33"),
    "redacted": ("▩", "R", "31"),
    "empty": ("□", "0", "31"),
    "missing": ("·", ".", "31"),
}
"""For each status: the cell, the cell in plain ASCII, and the colour (SGR)."""

NAMES = {"partial": "in part"}
PAGE_MARKS = {"empty": "(02) blank", "missing": "-02- missing", "foreign": "<02> foreign"}
"""How a page that is not simply here is written."""

NARROWEST = 24


@attrs.frozen
class Row(ByFields):
    """A section: its number, its paragraphs and its pages, each as (label, status)."""

    section: int
    paragraphs: tuple[tuple[int, str], ...]
    pages: tuple[tuple[int | None, str], ...]


def rows_of(cable: Cable, gaps: Sequence[Gap]) -> list[Row]:
    """The sections of a cable with what is here of them, those that are missing among them."""
    here = {s.number: s for s in cable.sections}
    lost = {g.section for g in gaps if g.kind == "missing-section" and g.section}
    cells = {n: _paragraphs(s) for n, s in here.items()}
    placed = sorted(
        (p.start, s.number) for s in cable.sections for page in s.pages for p in page.paragraphs
    )
    for g in gaps:
        if g.kind in ("missing-paragraphs", "lost-number"):
            status = "missing" if g.kind == "missing-paragraphs" else "present"
            section = g.section or next((n for at, n in reversed(placed) if at <= g.start), 1)
            cells.setdefault(section, []).extend((n, status) for n in g.paragraphs)
    numbers = sorted({*here, *lost, *cells})
    return [
        Row(n, tuple(sorted(cells.get(n, []))), tuple(_pages(here.get(n), n, gaps)))
        for n in numbers
    ]


def _paragraphs(section: Section) -> list[tuple[int, str]]:
    return [
        (p.number, p.status) for page in section.pages for p in page.paragraphs
        if p.number is not None
    ]  # fmt: skip


def _pages(
    section: Section | None, number: int, gaps: Sequence[Gap]
) -> Iterator[tuple[int | None, str]]:
    pages = section.pages if section else ()
    blank = {g.start for g in gaps if g.kind == "blank-page"}
    foreign = [g for g in gaps if g.kind == "interpolated-page"]
    found: list[tuple[int | None, str]] = []
    for page in pages:
        if any(page.start <= at < max(page.end, page.start + 1) for at in blank):
            found.append((page.number, "empty"))
        elif any(g.start <= page.start < g.end for g in foreign):
            found.append((page.number, "foreign"))
        else:
            found.append((page.number, "present"))
    found += [(g.page, "missing") for g in gaps if g.kind == "missing-page" and g.section == number]
    yield from sorted(found, key=lambda p: p[0] or 0)


def draw_strip(
    cable: Cable, gaps: Sequence[Gap], width: int, *, ascii_only: bool = False, colour: bool = False
) -> str:
    """The strip of a cable in lines of at most `width` characters.

    >>> draw_strip(Cable("prose", 0, 9), (), 60)
    ''
    """
    rows = rows_of(cable, gaps)
    if not any(r.paragraphs or r.pages for r in rows):
        return ""
    width = max(width, NARROWEST)
    lines: list[str] = []
    for row in rows:
        label = f"section {row.section:02d}  "
        span = _span(row)
        cells = [_cell(s, ascii_only, colour) for _, s in row.paragraphs]
        lines += _wrap(f"{label}{span}", cells, width)
        pages = [_page(n, s) for n, s in row.pages]
        if pages:
            lines += _wrap("  pages  ".ljust(len(label)), pages, width, " ")
    lines += _legend(rows, width, ascii_only, colour)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _span(row: Row) -> str:
    numbers = [n for n, _ in row.paragraphs]
    if not numbers:
        return "none".ljust(7)
    return f"{numbers[0]}-{numbers[-1]}".ljust(7)


def _cell(status: str, ascii_only: bool, colour: bool) -> str:
    shape, plain, sgr = SHAPES[status]
    cell = plain if ascii_only else shape
    return f"\x1b[{sgr}m{cell}\x1b[0m" if colour else cell


def _page(number: int | None, status: str) -> str:
    name = f"{number:02d}" if number is not None else "??"
    mark = PAGE_MARKS.get(status)
    return mark.split()[0].replace("02", name) if mark else name


def _wrap(label: str, cells: Sequence[str], width: int, gap: str = "") -> list[str]:
    """Cells in lines that fit; further lines are set under the first cell."""
    lines: list[str] = []
    line, used = label, len(label)
    for cell in cells:
        size = (len(cell) if cell[:1] != "\x1b" else 1) + len(gap)
        if used + size > width and used > len(label):
            lines.append(line)
            line, used = " " * len(label), len(label)
        line += cell + gap
        used += size
    return [*lines, line]


def _legend(rows: Sequence[Row], width: int, ascii_only: bool, colour: bool) -> list[str]:
    """What the cells and the page marks mean, those that occur."""
    used = {s for r in rows for _, s in r.paragraphs}
    marks = {s for r in rows for _, s in r.pages}
    parts = [
        (len(NAMES.get(s, s)) + 2, f"{_cell(s, ascii_only, colour)} {NAMES.get(s, s)}")
        for s in SHAPES
        if s in used
    ]
    parts += [(len(sign), sign) for status, sign in PAGE_MARKS.items() if status in marks]
    lines: list[str] = []
    line, wide = "", 0
    for size, part in parts:
        if line and wide + 3 + size > width:
            lines.append(line)
            line, wide = "", 0
        line, wide = (f"{line}   {part}", wide + 3 + size) if line else (part, size)
    return [*lines, line]


def _ground(ground: Ground) -> str:
    """A code in plain words: in how many places, what for, by which law, whether it has lapsed."""
    times = "" if ground.places == 1 else f" in {ground.places} places"
    law = f"; {ground.law}" if ground.law else ""
    years = f", since {ground.since}" if ground.since else ""
    if ground.until:
        years = f", {ground.since} to {ground.until}: lapsed"
    meaning = f": {ground.meaning}" if ground.meaning else ""
    return f"{ground.code}{times}{meaning} ({ground.authority}{law}{years})"


def write_summary(summary: Summary, width: int) -> str:
    """The summary of a release in a few lines.

    >>> print(write_summary(Summary(Tally(3, missing=1), Tally(2), Tally(1), 0.25, "so"), 60))
    paragraphs  3 present, 1 missing; 4 in all
    pages       2 present; 2 in all
    sections    1 present; 1 in all
    withheld    about 25 % of the text (so)
    <BLANKLINE>
    """
    lines = []
    for name in ("paragraphs", "pages", "sections"):
        tally: Tally = getattr(summary, name)
        words = [
            f"{n} {NAMES.get(f.name, f.name)}" for f in attrs.fields(Tally)
            if (n := getattr(tally, f.name))
        ]  # fmt: skip
        lines.append(f"{name:<12}{', '.join(words) or 'none numbered'}; {tally.of} in all")
    if summary.places:
        lines.append(f"places      {summary.places} with a sign")
    lines += [f"            {_ground(g)}" for g in summary.grounds]
    share = "unknown" if summary.share is None else f"about {summary.share:.0%} of the text"
    lines.append(f"withheld    {share.replace('%', ' %')} ({summary.basis})")
    wrapped = [textwrap.wrap(x, max(width, NARROWEST), subsequent_indent=" " * 12) for x in lines]
    return "".join(f"{line}\n" for lines_ in wrapped for line in lines_)

"""Counts what is here of a document and what is not, and estimates how much of it is withheld."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from cablefix.cable import Cable, Ground, Paragraph, Section, Summary, Tally
from cablefix.findings import Extent, Gap
from cablefix.language import tables
from cablefix.late import late_regex

LINE, WORD = 66, 6
"""Characters of a typed line, and of a word with the blank after it."""

_MARK = "explicit-marker"
_TOLD = (_MARK, "withheld-in-full")
_WORDS = late_regex(r"[A-Za-z]{2,}")
_OPEN = ("truncated-text", "missing-attachment")
_FEWEST = 3
"""Words beside a sign that make a paragraph one that is here in part."""


def with_gaps(cable: Cable, gaps: Sequence[Gap], text: str) -> Cable:
    """A cable whose paragraphs say what became of them, with the summary in its release."""
    found = _ByPlace(gaps)
    sections = tuple(_section(s, found, text) for s in cable.sections)
    release = cable.release
    cable = attrs.evolve(cable, sections=sections)
    if release is not None:
        release = attrs.evolve(release, summary=summarise(cable, gaps, text))
    return attrs.evolve(cable, release=release)


class _ByPlace:
    """Gaps in the order of the text, for look-up by place."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        self.gaps = sorted(gaps, key=lambda g: g.start)
        self.starts = [g.start for g in self.gaps]

    def within(self, start: int, end: int) -> Sequence[Gap]:
        """The gaps that begin from `start` up to `end`, and at `start` where both are one."""
        return self.gaps[
            bisect_left(self.starts, start) : bisect_left(self.starts, max(end, start + 1))
        ]


def _section(section: Section, gaps: _ByPlace, text: str) -> Section:
    return attrs.evolve(
        section,
        pages=tuple(
            attrs.evolve(
                page,
                paragraphs=tuple(
                    attrs.evolve(p, status=_status(p, gaps, text)) for p in page.paragraphs
                ),
            )
            for page in section.pages
        ),
    )


def _status(paragraph: Paragraph, gaps: _ByPlace, text: str) -> str:
    """`present`, `partial`, `redacted` or `empty`."""
    own = gaps.within(paragraph.start, paragraph.end)
    if any(g.kind == "empty-paragraph" for g in own):
        return "empty"
    marks = [g for g in own if g.kind == _MARK]
    if not marks:
        return "partial" if any(g.kind == "truncated-text" for g in own) else "present"
    rest, at = "", paragraph.start
    for g in marks:
        rest += text[at : g.start] + " "
        at = max(at, g.end)
    rest += text[at : paragraph.end]
    return "partial" if len(_WORDS.findall(rest)) >= _FEWEST else "redacted"


def summarise(cable: Cable, gaps: Sequence[Gap], text: str) -> Summary:
    """The summary of a document by its own paragraphs and its gaps.

    >>> summarise(Cable("prose", 0, 5), (), "TEXT.").share
    0.0
    """
    paragraphs = [p for s in cable.sections for page in s.pages for p in page.paragraphs]
    status = [p.status for p in paragraphs]
    missing = sum(len(g.paragraphs) for g in gaps if g.kind == "missing-paragraphs")
    lost = sum(g.kind == "lost-number" for g in gaps)
    counted = Tally(
        status.count("present") + lost, status.count("partial"), status.count("redacted"),
        status.count("empty"), missing,
    )  # fmt: skip
    share, basis = _share(cable, gaps, text, paragraphs, missing)
    told = [g for g in gaps if g.kind in _TOLD]
    return Summary(
        counted, _pages(cable, gaps), _sections(cable, gaps), share, basis, len(told), grounds(told)
    )


def summarise_all(cables: Sequence[Cable], gaps: Sequence[Gap], text: str) -> Summary:
    """The summary of a text that may hold several documents, as of one."""
    first = cables[0]
    if len(cables) > 1:
        first = attrs.evolve(first, sections=tuple(s for c in cables for s in c.sections))
    return summarise(first, gaps, text)


def grounds(gaps: Iterable[Gap]) -> tuple[Ground, ...]:
    """The codes that gaps cite, each with its law and the places it is cited in.

    >>> from cablefix.cable import Exemption
    >>> exemption = Exemption("1.5(C)", "executive order", "here")
    >>> (found,) = grounds([Gap("explicit-marker", 0, 1, 1.0, "", exemptions=(exemption,))])
    >>> found.law, found.since, found.until, found.has_lapsed
    ('E.O. 12958, sec. 1.5(c)', 1995, 2003, True)
    """
    cited = Counter((e.code, e.authority) for g in gaps for e in set(g.exemptions))
    table = tables.load("exemptions")
    known = {row[0]: dict(zip(table.columns, row, strict=True)) for row in table.rows}
    found = []
    for (code, authority), places in cited.items():
        row = known.get(code)
        ground = Ground(code, authority, places)
        if row:
            until = None if row["until"] == "-" else int(row["until"])
            ground = Ground(
                code, authority, places, row["meaning"], row["law"], int(row["since"]), until
            )
        found.append(ground)
    return tuple(sorted(found, key=lambda g: (-g.places, g.code)))


def _pages(cable: Cable, gaps: Iterable[Gap]) -> Tally:
    here = sum(len(s.pages) for s in cable.sections)
    kinds = [g.kind for g in gaps]
    blank = min(kinds.count("blank-page"), here)
    foreign = min(kinds.count("interpolated-page"), here - blank)
    return Tally(here - blank - foreign, empty=blank, missing=kinds.count("missing-page"))


def _sections(cable: Cable, gaps: Iterable[Gap]) -> Tally:
    missing = {g.section for g in gaps if g.kind == "missing-section"}
    partly = {
        g.section for g in gaps if g.kind in ("missing-page", "blank-page") and g.section
    } - missing  # fmt: skip
    here = {s.number for s in cable.sections} - missing
    return Tally(len(here - partly), len(here & partly), missing=len(missing))


def _share(
    cable: Cable, gaps: Sequence[Gap], text: str, paragraphs: Sequence[Paragraph], missing: int
) -> tuple[float | None, str]:
    """The estimated share of the text that is not here, and how it was estimated."""
    if any(g.kind == "withheld-in-full" for g in gaps):
        return 1.0, "a withdrawal sheet stands in place of the document"
    sizes = sorted(p.end - p.start for p in paragraphs if p.status in ("present", "partial"))
    usual = sizes[len(sizes) // 2] if sizes else 0
    whole = missing + sum(p.status in ("redacted", "empty") for p in paragraphs)
    found = _ByPlace(gaps)
    filled = {
        id(g)
        for p in paragraphs
        if p.status in ("redacted", "empty")
        for g in found.within(p.start, p.end)
    }
    marks = [g for g in gaps if g.kind == _MARK and id(g) not in filled]
    known = [c for g in marks if g.extent and (c := _characters(g.extent, usual))]
    pages = [g for g in gaps if g.kind in ("missing-page", "missing-section")]
    if not whole and not marks:
        if pages and not sizes:
            return None, "pages are missing, and nothing tells how much stood on them"
        if any(g.kind in _OPEN for g in gaps):
            return None, "text breaks off, and nothing tells how much followed"
        return 0.0, "no text is known to be missing"
    if whole and not usual:
        return None, "no paragraph is here whole, to measure the others by"
    gone = whole * usual + sum(known) + (len(marks) - len(known)) * LINE
    here = sum(sizes) if sizes else len(text.strip())
    said = [
        (whole, f"whole paragraphs at the median of those here ({usual} characters)"),
        (len(known), "excisions as stated, or as wide as the blank"),
        (len(marks) - len(known), "excisions at one line each"),
    ]
    basis = ", ".join(f"{count} {words}" for count, words in said if count)
    return round(gone / (gone + here), 3), basis


def _characters(extent: Extent, paragraph: int) -> float:
    """A stated extent in characters; 0 where its unit tells no length."""
    measures = {"line": LINE, "word": WORD, "sentence": 2 * LINE, "paragraph": paragraph,
                "page": 30 * LINE, "name": 2 * WORD}  # fmt: skip
    best = extent.detail if extent.detail and extent.detail.unit in measures else extent
    half = 0.5 if best.at_most else 1.0
    return best.quantity * measures.get(best.unit, 0) * half

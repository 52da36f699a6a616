"""Pages and sections that are missing, blank, repeated, out of order or foreign."""

from .page import Page
from .reader import Gap, Reader

KINDS = {
    "blank": ("blank-page", "a frame without text"),
    "foreign": ("interpolated-page", "the header names another cable"),
    "duplicate": ("duplicate-page", "this page was here already"),
    "misplaced": ("page-order", "this page stands before its time"),
}


def sheet_gaps(reader: Reader) -> list[Gap]:
    """What is wrong with the sheets that are here."""
    found = []
    for at, page in enumerate(reader.document.pages):
        if page.status not in KINDS:
            continue
        kind, why = KINDS[page.status]
        codes = reader.codes if page.status == "blank" else ()
        foreign = page.cable.rsplit(" ", 1)[-1] if page.status == "foreign" else ""
        extra = (("foreign_cable", foreign),) if foreign else ()
        span = reader.gold.sheets[at]
        found.append(Gap(kind, *span, why, (), page.section, page.number, codes, 0.95, extra))
    return found


def missing_sheets(reader: Reader) -> list[Gap]:
    """Sheets that the numbering promises and the file does not hold."""
    own = _own(reader)
    here = {(page.section, page.number) for page in own}
    expected = expected_sheets(reader)
    sections = {section for section, _ in here}
    found = []
    for section in sorted({section for section, _ in expected} - sections):
        at = _place(reader, (section, 0))
        why = "no page of this section is here"
        found.append(Gap("missing-section", at, at, why, (), section, None, reader.codes))
    for section, number in sorted(expected - here):
        if section not in sections:
            continue
        at = _place(reader, (section, number))
        cover = number == 1 and bool(reader.document.extra.get("cover"))
        why = "the cover sheet is not here" if cover else "the numbering runs over this page"
        sure, extra = 0.85 if cover else 0.95, (("text_lost", not cover),)
        found.append(Gap("missing-page", at, at, why, (), section, number, (), sure, extra))
    return found


def _own(reader: Reader) -> list[Page]:
    return [page for page in reader.document.pages if page.status != "foreign"]


def expected_sheets(reader: Reader) -> set[tuple[int, int]]:
    """Every (section, page) that the headers of the pages here promise."""
    promised: set[tuple[int, int]] = set()
    facts = reader.document.facts
    for section in range(1, (len(facts.strips) if facts else 1) + 1):
        mine = [page for page in _own(reader) if page.section == section]
        last = max((page.of or page.number for page in mine), default=1)
        promised |= {(section, number) for number in range(1, last + 1)}
    return promised


def _place(reader: Reader, key: tuple[int, int]) -> int:
    """Where the sheet would have stood: after the last one that comes before it."""
    place = 0
    for page, (_, end) in zip(reader.document.pages, reader.gold.sheets, strict=True):
        if page.status not in ("foreign", "duplicate") and (page.section, page.number) < key:
            place = end + 1
    return place

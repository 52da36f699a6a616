"""A composed document beside its gold text: what is left of it, and where."""

from typing import Any

from attrs import frozen

from .compose import Document
from .golden import Gold, Spot, gold_of, number_shown
from .page import Line, Page


@frozen
class Gap:
    """One entry of the gold gaps; offsets are places in the gold text."""

    kind: str
    start: int
    end: int
    evidence: str
    paragraphs: tuple[int, ...] = ()
    section: int | None = None
    page: int | None = None
    exemptions: tuple[str, ...] = ()
    confidence: float = 0.95
    extra: tuple[tuple[str, Any], ...] = ()


@frozen
class Reader:
    """The document beside its gold text."""

    document: Document
    gold: Gold
    seen: dict[int, Spot]  # flow index -> where it stands

    @property
    def codes(self) -> tuple[str, ...]:
        """The exemptions of the whole document."""
        facts = self.document.facts
        if facts is not None:
            return facts.release.exemptions
        release = self.document.extra.get("release")
        return tuple(release["exemptions"]) if isinstance(release, dict) else ()

    @property
    def counted(self) -> bool:
        """The paragraphs carry numbers."""
        return self.document.facts is not None

    def number(self, line: Line) -> tuple[int, ...]:
        """The number of the paragraph that a line belongs to, as gaps name it."""
        return (line.paragraph,) if line.paragraph and self.counted else ()

    def page(self, spot: Spot) -> Page:
        """The sheet that a line stands on."""
        return self.document.pages[spot.sheet]

    def before(self, flow: int) -> Spot | None:
        """The last line left before that place of the body."""
        return max((s for f, s in self.seen.items() if f < flow), key=_flow, default=None)

    def after(self, flow: int) -> Spot | None:
        """The first line left after it."""
        return min((s for f, s in self.seen.items() if f > flow), key=_flow, default=None)

    def anchor(self, first: int, last: int) -> tuple[int, int]:
        """From the last line left before a loss to the first line left after it."""
        before, after = self.before(first), self.after(last)
        start = before.end if before else (after.start if after else 0)
        end = after.start if after else len(self.gold.text)
        return start, max(start, end)

    def gap(self, kind: str, span: tuple[int, int], why: str, spot: Spot, sure: float,
            extra: tuple[tuple[str, Any], ...] = ()) -> Gap:  # fmt: skip
        """A gap at a line: it names the line's paragraph, section and page."""
        page = self.page(spot)
        paragraphs = self.number(spot.line)
        codes = () if spot.line.flow < 0 else self.codes
        return Gap(kind, *span, why, paragraphs, page.section, page.number, codes, sure, extra)


def _flow(spot: Spot) -> int:
    return spot.line.flow


def reader_of(document: Document) -> Reader:
    """Read the pages of the cable itself; a copy or a guest page does not count."""
    gold = gold_of(document.pages)
    own = frozenset(
        at for at, page in enumerate(document.pages) if page.status not in ("foreign", "duplicate")
    )
    return Reader(document, gold, gold.flow(own))


def numbers(reader: Reader) -> tuple[dict[int, Spot], dict[int, list[int]]]:
    """Numbers that can be read; and for every numbered paragraph its flow indexes."""
    shown: dict[int, Spot] = {}
    rows: dict[int, list[int]] = {}
    for line in reader.document.flow if reader.counted else ():
        if line.paragraph and line.role == "body" and line.text:
            rows.setdefault(line.paragraph, []).append(line.flow)
        spot = reader.seen.get(line.flow)
        if spot and line.opens and line.paragraph and number_shown(spot.line) is not None:
            shown[line.paragraph] = spot
    return shown, rows

"""What a cable is made of on paper: lines with their ink, and pages of lines."""

from attrs import evolve, frozen


@frozen
class Hole:
    """Characters start..end of a line that were taken away, and what stands in their place."""

    start: int
    end: int
    how: str  # "white", "black" or "frame"
    marker: str = ""
    codes: tuple[str, ...] = ()


@frozen
class Line:
    """One typed line. `flow` is its index in the undamaged body, -1 outside the body."""

    text: str
    role: str
    face: str = "body"  # body, banner, stamp or small
    indent: int = 0
    paragraph: int | None = None
    opens: bool = False
    flow: int = -1
    section: int = 0
    page: int = 0
    holes: tuple[Hole, ...] = ()
    closed: bool = False  # lost, and the page closed up over it
    stroke: tuple[int, int] | None = None  # a thin stroke through these characters
    margin: str = ""  # an exemption code beside the line

    @property
    def lost(self) -> bool:
        """Nothing of the line is left on the page."""
        return bool(self.text) and not (visible(self) or self.margin)


@frozen
class Mark:
    """Ink that is no text: what a reader would not type."""

    kind: str  # "stamp", "scrawl", "underline", "bracket"
    x: float  # place on the page, 0..1
    y: float
    text: str = ""
    angle: float = 0.0
    size: float = 1.0


@frozen
class Page:
    """One sheet: `body` fills it from the top, `foot` stands at the bottom."""

    section: int
    number: int
    body: tuple[Line, ...]
    foot: tuple[Line, ...]
    of: int | None = None
    status: str = "text"  # text, cover, blank, foreign, duplicate, misplaced
    cable: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything on the sheet, from top to bottom."""
        return self.body + self.foot


BLANK = Line("", "blank")


def pieces(line: Line) -> list[tuple[int, str, Hole | None]]:
    """What is printed, left to right: (column, characters, the hole it stands in or None)."""
    found: list[tuple[int, str, Hole | None]] = []
    if line.closed:
        return found
    at, shift = 0, 0
    for hole in line.holes:
        found.append((at + shift, line.text[at : hole.start], None))
        if hole.marker:
            found.append((hole.start + shift, hole.marker, hole))
            shift += max(0, len(hole.marker) + 1 - (hole.end - hole.start))
        at = hole.end
    found.append((at + shift, line.text[at:], None))
    return [piece for piece in found if piece[1].strip()]


def visible(line: Line) -> str:
    """The line as a perfect reader types it (without the code in the margin)."""
    return " ".join(" ".join(text.split()) for _, text, _ in pieces(line))


def typed(line: Line) -> str:
    """The visible text with the margin code that stands beside it."""
    return " ".join(part for part in (visible(line), line.margin) if part)


def blanked(line: Line, closed: bool = False) -> Line:
    """The line with all its ink gone."""
    hole = Hole(0, len(line.text), "white")
    return evolve(line, holes=(hole,) if line.text else (), closed=closed)

"""The gold text of a document, and where each line stands in it."""

import re

from attrs import frozen

from .page import Line, Page, pieces, typed, visible

FORM_FEED = "\f"


@frozen
class Spot:
    """A printed line and its place in the gold text."""

    sheet: int  # index of the page
    line: Line
    start: int
    end: int


@frozen
class Gold:
    """The text a perfect reader types, with the places of lines and pages."""

    text: str
    spots: tuple[Spot, ...]
    sheets: tuple[tuple[int, int], ...]  # start and end of every page

    def flow(self, sheets: frozenset[int]) -> dict[int, Spot]:
        """Flow index -> place, for the body lines on the given pages that left ink."""
        return {
            spot.line.flow: spot
            for spot in self.spots
            if spot.line.flow >= 0 and spot.sheet in sheets and spot.end > spot.start
        }


def gold_of(pages: tuple[Page, ...]) -> Gold:
    """Type the pages out; two empty rows at most, a form feed after every page."""
    text = ""
    spots: list[Spot] = []
    sheets: list[tuple[int, int]] = []
    for sheet, page in enumerate(pages):
        opening, empty = len(text), 9
        for at, line in enumerate(page.lines):
            if line.closed:
                continue
            row = typed(line)
            foot_starts = at == len(page.body) and empty == 0
            if foot_starts or (not row and empty < 2):
                text, empty = text + "\n", empty + 1
            if row:
                spots.append(Spot(sheet, line, len(text), len(text) + len(row)))
                text, empty = text + row + "\n", 0
        sheets.append((opening, len(text)))
        text += FORM_FEED
    return Gold(text, tuple(spots), tuple(sheets))


def marker_spans(spot: Spot) -> list[tuple[int, int, tuple[str, ...]]]:
    """Places of the written markers in a line, and of the code in its margin."""
    found = []
    at = spot.start
    for _, text, hole in pieces(spot.line):
        width = len(" ".join(text.split()))
        if hole is not None:
            found.append((at, at + width, hole.codes))
        at += width + 1
    if spot.line.margin:
        end = spot.end
        found.append((end - len(spot.line.margin), end, (spot.line.margin,)))
    return found


def number_shown(line: Line) -> int | None:
    """The paragraph number that can be read at the start of an opening line."""
    found = re.match(r"(\d+)\.(?= |$)", visible(line)) if line.opens else None
    return int(found[1]) if found else None

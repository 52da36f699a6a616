"""Gaps as bars of their size, standing between the rows where the loss is."""

from __future__ import annotations

from math import ceil

from cablefix.findings import Extent, Gap
from cablefix.rendering.inline import ranges
from cablefix.rendering.web.escape import plain, visible
from cablefix.rendering.web.rows import GapMark

TALLEST = 12
"""The height of a bar, in lines, that no loss exceeds on the page; its label has the true size."""
_LINES = {"line": 1, "paragraph": 2, "page": 3, "section": 6}
"""How many lines a unit of loss is drawn as, not to scale; other units as part of one line."""


def bar(mark: GapMark) -> str:
    """One gap as a bar: a block for what is lost, its kind and size, exemption, and the reason."""
    gap = mark.gap
    cells = "".join(f"<i>{n}</i>" for n in gap.paragraphs) if drawn_by_number(gap) else ""
    codes = "".join(f'<span class="code">{visible(e.code)}</span>' for e in gap.exemptions)
    return (
        f'<div class="gapbar m gap {plain(gap.kind)} h{height(gap)}" id="f{mark.index}" '
        f'data-i="{mark.index}"><span class="block" aria-hidden="true">{cells}</span>'
        f'<span class="what">{visible(title(gap))}</span>{codes}'
        f'<span class="note">{visible(gap.why)}</span></div>\n'
    )


def drawn_by_number(gap: Gap) -> bool:
    """Whether the bar shows one cell for each lost paragraph."""
    return 0 < len(gap.paragraphs) <= TALLEST and gap.extent is None


def height(gap: Gap) -> int:
    """The height of the bar in lines.

    >>> height(Gap("missing-paragraphs", 0, 0, 1, "", paragraphs=(9, 10, 11)))
    6
    >>> height(Gap("missing-section", 0, 0, 1, "")), height(Gap("blank-page", 0, 9, 1, ""))
    (6, 2)
    """
    if gap.extent:
        lines: float = gap.extent.quantity * _LINES.get(gap.extent.unit, 0)
    elif gap.paragraphs:
        lines = len(gap.paragraphs) * _LINES["paragraph"]
    else:
        lines = _LINES.get(gap.kind.removeprefix("missing-"), 2)
    return min(TALLEST, max(1, ceil(lines)))


def title(gap: Gap) -> str:
    """What is lost, in words.

    >>> title(Gap("missing-paragraphs", 0, 0, 1, "", paragraphs=(9, 10, 11), section=2))
    'missing paragraphs 9–11'
    >>> title(Gap("missing-paragraphs", 0, 0, 1, "", paragraphs=(7,)))
    'missing paragraph 7'
    >>> title(Gap("explicit-marker", 0, 0, 1, "", paragraphs=(7,)))
    'explicit marker in paragraph 7'
    >>> title(Gap("missing-page", 0, 0, 1, "", section=2, page=1))
    'missing page 1 of section 2'
    >>> title(Gap("explicit-marker", 0, 0, 1, "", extent=Extent(2.5, "line", at_most=True)))
    'explicit marker: at most 2.5 lines'
    """
    name = gap.kind.replace("-", " ")
    if gap.extent:
        return f"{name}: {size(gap.extent)}"
    if gap.paragraphs:
        noun = "paragraph" if len(gap.paragraphs) == 1 else "paragraphs"
        what = name.removesuffix("s").removesuffix(" paragraph")
        within = " in" if what == name else ""
        return f"{what}{within} {noun} {ranges(gap.paragraphs).replace('-', '–')}"
    if "page" in name and gap.page:
        return f"{name} {gap.page}" + (f" of section {gap.section}" if gap.section else "")
    return f"{name} {gap.section}" if "section" in name and gap.section else name


def size(extent: Extent) -> str:
    """A stated extent in words.

    >>> size(Extent(1, "line")), size(Extent(3, "paragraph"))
    ('1 line', '3 paragraphs')
    """
    plural = "" if extent.quantity == 1 else "s"
    about = "about " if extent.estimated else "at most " if extent.at_most else ""
    return f"{about}{extent.quantity:g} {extent.unit}{plural}"

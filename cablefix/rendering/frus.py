"""Gaps in words, as *Foreign Relations of the United States* prints them in brackets."""

from __future__ import annotations

from cablefix.findings import Extent, Gap
from cablefix.rendering.inline import ranges


def bracket(gap: Gap) -> str:
    """A gap as an editor's remark.

    >>> from cablefix.findings import Extent, Gap
    >>> bracket(Gap("explicit-marker", 0, 9, 0.99, "", extent=Extent(1, "line", at_most=True)))
    '[less than 1 line not declassified]'
    >>> bracket(Gap("missing-paragraphs", 0, 9, 0.99, "", paragraphs=(9, 10, 11, 12)))
    '[4 paragraphs (9-12) not declassified]'
    """
    if gap.kind in ("explicit-marker", "empty-paragraph", "withheld-in-full", "missing-paragraphs"):
        return f"[{_amount(gap)} not declassified]"
    if gap.kind == "missing-page" and gap.page is not None:
        return f"[page {gap.page} missing]"
    if gap.kind == "missing-section" and gap.section is not None:
        return f"[section {gap.section} missing]"
    return f"[{gap.kind.replace('-', ' ')}]"


def _amount(gap: Gap) -> str:
    if gap.extent:
        return extent_in_words(gap.extent)
    if gap.kind == "missing-paragraphs" and gap.paragraphs:
        count = len(gap.paragraphs)
        noun = "paragraph" if count == 1 else "paragraphs"
        return f"{count} {noun} ({ranges(gap.paragraphs)})"
    if gap.kind == "empty-paragraph":
        return "1 paragraph"
    return "document" if gap.kind == "withheld-in-full" else "text"


def extent_in_words(extent: Extent) -> str:
    """How much was withheld.

    >>> from cablefix.findings import Extent
    >>> [extent_in_words(Extent(q, "line")) for q in (1, 1.5, 0.5, 12)]
    ['1 line', '1-1/2 lines', '1/2 line', '12 lines']
    """
    whole, rest = divmod(extent.quantity, 1)
    number = f"{extent.quantity:g}"
    if rest == 0.5:
        number = f"{whole:g}-1/2" if whole else "1/2"
    unit = extent.unit if extent.quantity <= 1 else f"{extent.unit}s"
    return f"less than {number} {unit}" if extent.at_most else f"{number} {unit}"

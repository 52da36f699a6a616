"""W3C Web Annotations of pages: each finding with its place on the page, where boxes are known."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from cablefix.formats.pages import Pages
from cablefix.formats.titles import write_number
from cablefix.page_text import Box, Word
from cablefix.rendering import web_annotations
from cablefix.rendering.names import as_uri
from cablefix.result import CleanResult

MEDIA = "http://www.w3.org/TR/media-frags/"
PDF = "http://tools.ietf.org/rfc/rfc3778"
"""Whose rules a fragment goes by (W3C Web Annotation Data Model, 4.2.1)."""


def annotate(pages: Pages, result: CleanResult, path: str) -> str:
    """The annotations of a result, each with the text it is about and its boxes on the pages.

    A box is a further target: `xywh` on the image of the page, or, in a PDF, `viewrect` in points
    on the page.
    """
    page = json.loads(web_annotations.write_annotations(result, path))
    for item in page["items"]:
        target = item["target"]
        selectors = target["selector"] if isinstance(target["selector"], list) else []
        place = next((s for s in selectors if s["type"] == "TextPositionSelector"), None)
        if place is not None:
            boxes = list(_targets(pages, path, boxes_of(pages.words, place["start"], place["end"])))
            if boxes:
                item["target"] = [target, *boxes]
    return json.dumps(page, indent=2) + "\n"


def boxes_of(words: Sequence[Word], start: int, end: int) -> list[tuple[int, Box]]:
    """The boxes of a span of the text, page by page and line by line."""
    found: list[tuple[int, Box]] = []
    for word in words_in(words, start, end):
        last = found[-1] if found else None
        if word.box is None:
            continue
        if last and last[0] == word.page and _in_line(last[1], word.box):
            found[-1] = word.page, last[1].union(word.box)
        else:
            found.append((word.page, word.box))
    return found


def words_in(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """The words that a span of the text touches."""
    first = bisect_right(words, start, key=lambda w: w.end)
    return words[first : bisect_left(words, end, key=lambda w: w.start)]


def _in_line(a: Box, b: Box) -> bool:
    return a.top < b.bottom and b.top < a.bottom and a.left <= b.left


def _targets(pages: Pages, path: str, boxes: Sequence[tuple[int, Box]]) -> Iterator[dict[str, Any]]:
    for number, box in boxes:
        leaf = pages.leaves[number - 1]
        source, rules, value = as_uri(leaf.image or path), MEDIA, f"xywh={_sides(box)}"
        if leaf.unit == "point":
            source, rules, value = as_uri(path), PDF, f"page={number}&viewrect={_sides(box)}"
        elif leaf.unit != "pixel":
            if leaf.box is None:
                continue  # without the size of the page there is no telling
            value = f"xywh=percent:{_sides(_percent(box, leaf.box))}"
        selector = {"type": "FragmentSelector", "conformsTo": rules, "value": value}
        yield {"source": source, "selector": selector}


def _sides(box: Box) -> str:
    sides = (box.left, box.top, box.right - box.left, box.bottom - box.top)
    return ",".join(map(write_number, sides))


def _percent(box: Box, page: Box) -> Box:
    across, down = 100 / (page.right or 1), 100 / (page.bottom or 1)
    return Box(box.left * across, box.top * down, box.right * across, box.bottom * down)


def write_json(pages: Pages, result: CleanResult, path: str) -> bytes:
    """The corrected text with its annotations, for files that cannot be written themselves."""
    made = {
        "schema": 1,
        "source": path,
        "text": result.text,
        "warnings": list(pages.warnings),
        "annotations": json.loads(annotate(pages, result, path)),
    }
    return (json.dumps(made, indent=1, ensure_ascii=False) + "\n").encode(
        "utf-8", "backslashreplace"
    )

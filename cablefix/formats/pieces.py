"""Pieces of page images for the report: what the scanner saw, beside what was made of it."""

from __future__ import annotations

import base64
import io
import os
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cablefix.formats.errors import PagesError
from cablefix.formats.leaves import Leaf
from cablefix.formats.pages import Pages
from cablefix.formats.selectors import boxes_of
from cablefix.page_text import Box
from cablefix.rendering.web.rows import marks_of
from cablefix.result import CleanResult

MARGIN = 0.6
"""Of the height of a finding, what is shown around it."""

WIDEST = 900
"""Pixels; what is wider is made smaller."""

MOST_PIXELS = 200_000_000
"""Of a page image: an A2 page at 600 dots to the inch. A larger one is no scan but an attack."""

PDF_SCALE = 2.5
"""Pixels to a point when a page of a PDF is drawn: 180 dots to the inch."""


def cut_pieces(pages: Pages, result: CleanResult, folder: str) -> dict[int, str]:
    """The piece of the page image for each finding, as data URIs, by the index of its record.

    Images are looked for in `folder` by the name, without its path, that the file of pages gives
    them; the pages of a PDF are drawn. Findings without a box or an image have none. Raises
    PagesError when the library for images is not installed.
    """
    try:
        from PIL import Image
    except ImportError:
        raise PagesError("images need Pillow: pip install 'cablefix[pages]'") from None
    places: dict[int, list[tuple[int, Box]]] = {}
    for index, start, end in _findings(result):
        boxes = boxes_of(pages.words, start, end)
        if boxes:
            number, box = boxes[0]
            places.setdefault(number, []).append((index, box))
    found: dict[int, str] = {}
    for number, wanted in places.items():
        leaf = pages.leaves[number - 1]
        image = _image_of(pages, leaf, folder, Image)
        if image is not None:
            size = leaf.box or Box(0, 0, image.width, image.height)
            found |= {index: _piece(image, size, box) for index, box in wanted}
    return found


def _findings(result: CleanResult) -> Iterator[tuple[int, int, int]]:
    marks, gaps = marks_of(result)
    yield from ((m.index, m.finding.start, m.finding.end) for m in marks)
    yield from ((g.index, g.gap.start, g.gap.end) for g in gaps if g.gap.end > g.gap.start)


def _image_of(pages: Pages, leaf: Leaf, folder: str, library: Any) -> Any:
    """The image of a page in grey; None when there is none that can be read."""
    if not pages.is_writable:
        return _drawn(pages, leaf)
    name = os.path.basename((leaf.image or "").replace("\\", "/"))
    path = Path(folder) / name
    if not name or not path.is_file():
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", library.DecompressionBombWarning)
            image = library.open(path)
            if image.width * image.height > MOST_PIXELS:
                return None
            return image.convert("L")
    except (OSError, ValueError, library.DecompressionBombError, SyntaxError):
        return None


def _drawn(pages: Pages, leaf: Leaf) -> Any:
    """The page of a PDF as it is shown, blacked-out places and all."""
    from pypdfium2 import PdfDocument

    with PdfDocument(pages.files[0].data) as document:
        return document[leaf.number - 1].render(scale=PDF_SCALE).to_pil().convert("L")


def _piece(image: Any, page: Box, box: Box) -> str:
    across, down = image.width / (page.right or 1), image.height / (page.bottom or 1)
    margin = MARGIN * (box.bottom - box.top)
    edges: Sequence[float] = (
        (box.left - 2 * margin) * across, (box.top - margin) * down,
        (box.right + 2 * margin) * across, (box.bottom + margin) * down,
    )  # fmt: skip
    left, top = (max(0, int(edge)) for edge in edges[:2])
    right = min(image.width, max(left + 1, int(edges[2]) + 1))
    bottom = min(image.height, max(top + 1, int(edges[3]) + 1))
    piece = image.crop((min(left, right - 1), min(top, bottom - 1), right, bottom))
    if piece.width > WIDEST:
        piece = piece.resize((WIDEST, max(1, piece.height * WIDEST // piece.width)))
    made = io.BytesIO()
    piece.save(made, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(made.getvalue()).decode("ascii")

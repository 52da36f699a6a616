"""PDF with a text layer: words and boxes by pypdfium2; written is JSON, never the PDF itself.

Boxes are in points, from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

from cablefix.formats.blackouts import Letter, choose, covers, is_dark, measure, put_in
from cablefix.formats.errors import PagesError
from cablefix.formats.leaves import Leaf, ReadBlock, ReadLeaf, ReadLine, ReadWord
from cablefix.page_text import Box, union_of

HYPHEN_MARK = "\x02"
"""What PDFium gives for a hyphen at the end of a line."""

LIGHT = 160
"""The darkest part (0..255) of a colour that shows on black."""


def read(data: bytes) -> tuple[list[ReadLeaf], list[str]]:
    """The pages of a PDF, and warnings, one for each page with text under blacked-out places.

    Raises PagesError when the PDF cannot be read, or the reader is not installed.
    """
    try:
        import pypdfium2
    except ImportError:
        raise PagesError("reading a PDF needs pypdfium2: pip install 'cablefix[pages]'") from None
    try:
        document = pypdfium2.PdfDocument(data)
        with document:
            found = [_read_page(document[i], i + 1) for i in range(len(document))]
    except pypdfium2.PdfiumError as e:
        said = " ".join(str(e).split()).rstrip(".")
        raise PagesError(f"it cannot be read as a PDF ({said}): repair it, or unlock it") from None
    return [leaf for leaf, _ in found], [warning for _, warning in found if warning]


def _read_page(page: Any, number: int) -> tuple[ReadLeaf, str | None]:
    place = _Place(page)
    letters = list(_letters(page.get_textpage(), place))
    width, pitch = measure(letters)
    blacked = choose(_rectangles(page, place), letters, place.size, pitch)
    hidden = [any(covers(box, letter) for box in blacked) for letter in letters]
    lines = list(_lines(letters, hidden))
    put_in(lines, blacked, width, pitch)
    under = sum(hidden)
    warning = (
        f"page {number}: {under} letter{'' if under == 1 else 's'} lie under blacked-out places; "
        "they are left out of the text, and anyone can read them in the PDF"
        if under
        else None
    )
    return ReadLeaf(Leaf(number, place.size, unit="point"), list(_blocks(lines, pitch))), warning


class _Place:
    """Turns the coordinates of a PDF page into those of the page as it is shown."""

    def __init__(self, page: Any) -> None:
        self.left, self.bottom, right, top = page.get_cropbox()
        self.width, self.height = right - self.left, top - self.bottom
        self.turn = page.get_rotation() % 360
        shown = (self.width, self.height) if self.turn % 180 == 0 else (self.height, self.width)
        self.size = Box(0, 0, *shown)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the PDF on the page as shown."""
        corners = (self._point(left, bottom), self._point(right, top))
        xs, ys = zip(*corners, strict=True)
        return Box(*(round(v, 2) for v in (min(xs), min(ys), max(xs), max(ys))))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        return {
            0: (x, self.height - y),
            90: (y, x),
            180: (self.width - x, y),
            270: (self.height - y, self.width - x),
        }[self.turn]


def _letters(textpage: Any, place: _Place) -> Iterator[Letter]:
    from pypdfium2 import raw

    colour = [ctypes.c_uint() for _ in range(4)]
    for i in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, i)
        text = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        text = "-" if text == HYPHEN_MARK else text
        if not text or text.isspace():
            yield Letter("\n" if text in "\r\n" else " ", None)
            continue
        light = bool(raw.FPDFText_GetFillColor(textpage, i, *colour)) and (
            min(c.value for c in colour[:3]) >= LIGHT
        )
        yield Letter(text, place.box(*textpage.get_charbox(i)), light)


def _rectangles(page: Any, place: _Place) -> Iterator[Box]:
    """The dark filled shapes of a page, and its marks for redaction."""
    from pypdfium2 import raw

    colour = [ctypes.c_uint() for _ in range(4)]
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        filled = raw.FPDFPath_GetDrawMode(shape, mode, stroke) and mode.value
        known = filled and raw.FPDFPageObj_GetFillColor(shape, *colour)
        if known and is_dark(*(c.value for c in colour)):
            yield place.box(*_bounds(shape))
    for i in range(raw.FPDFPage_GetAnnotCount(page)):
        mark = raw.FPDFPage_GetAnnot(page, i)
        if raw.FPDFAnnot_GetSubtype(mark) == raw.FPDF_ANNOT_REDACT:
            edges = raw.FS_RECTF()
            if raw.FPDFAnnot_GetRect(mark, edges):
                yield place.box(edges.left, edges.bottom, edges.right, edges.top)
        raw.FPDFPage_CloseAnnot(mark)


def _bounds(shape: Any) -> tuple[float, float, float, float]:
    from pypdfium2 import raw

    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(shape, *edges)
    left, bottom, right, top = (e.value for e in edges)
    return left, bottom, right, top


def _lines(letters: Sequence[Letter], hidden: Sequence[bool]) -> Iterator[ReadLine]:
    """The lines of a page as the PDF has them, without the letters that are hidden."""
    words: list[ReadWord] = []
    word: list[Letter] = []
    for letter, gone in zip((*letters, Letter("\n", None)), (*hidden, False), strict=True):
        if letter.box is not None and not gone:
            word.append(letter)
            continue
        if word:
            box = union_of(x.box for x in word)
            words.append(ReadWord("".join(x.text for x in word), None, box))
            word = []
        if letter.text == "\n" and words:
            yield ReadLine(words, union_of(w.box for w in words))
            words = []


def _blocks(lines: Sequence[ReadLine], pitch: float) -> Iterator[ReadBlock]:
    """Lines with more than an empty line between them are of two blocks."""
    block: list[ReadLine] = []
    for line in lines:
        before = block[-1].box if block else None
        if before and line.box and line.box.top - before.bottom > pitch:
            yield ReadBlock(block)
            block = []
        block.append(line)
    if block:
        yield ReadBlock(block)

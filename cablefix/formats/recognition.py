"""Tells a file of pages, and its format, by how it begins, without loading any of the formats."""

from __future__ import annotations

import codecs
import re
from typing import Literal

Order = Literal["file", "boxes"]
ORDERS: tuple[Order, ...] = ("file", "boxes")
"""Whose order the text of pages has: that of the file, or that of the places on the page."""

FormatName = Literal["hocr", "alto", "page", "tsv"]
"""The name of a format that is text; PDF is told by its bytes."""

HEAD = 16_384
"""Characters at the start of a file by which its format is known."""

PDF = b"%PDF-"
TSV = "\t".join((
    "level", "page_num", "block_num", "par_num", "line_num", "word_num",
    "left", "top", "width", "height", "conf", "text",
))  # fmt: skip
"""How files of these two begin."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks."""

_ROOTS: dict[str, FormatName] = {"alto": "alto", "PcGts": "page"}


def is_pages(data: bytes) -> bool:
    """Whether bytes begin as a file of pages does, whatever is wrong with it further on.

    >>> is_pages(b"%PDF-1.7"), is_pages(b"FM AMEMBASSY VALDORO")
    (True, False)
    """
    if data.startswith(PDF):
        return True
    mark = next((code for mark, code in MARKS if data.startswith(mark)), "latin-1")
    return recognise(data[:HEAD].decode(mark, "replace")) is not None


def recognise(text: str) -> FormatName | None:
    """The format of a text, by how it begins; None when it is none that is known.

    >>> recognise('<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">')
    'alto'
    """
    start = text[:HEAD]
    if start.lstrip("\ufeff").startswith(TSV):
        return "tsv"
    if not start.lstrip("\ufeff \t\r\n").startswith("<"):
        return None
    root = re.search(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)", start)
    if root and root[1] in _ROOTS:
        return _ROOTS[root[1]]
    if re.search(r"class\s*=\s*[\"'][^\"']*\bocrx?_|[\"']ocr-system[\"']", start):
        return "hocr"
    return None

"""Takes corrections back from a file of pages, byte for byte, by the findings that made it."""

from __future__ import annotations

from collections.abc import Sequence

from cablefix.formats.errors import PagesError
from cablefix.formats.opening import read_bytes
from cablefix.formats.pages import Pages
from cablefix.rendering.jsonl import RecordError, RecordFile
from cablefix.result import CleanResult


def revert_pages(found: Sequence[RecordFile], data: bytes) -> bytes:
    """The file as it was of which the findings made `data`, with dropped words kept or not.

    The findings hold it; what they make of it today must be `data`, or nothing is given back.
    Raises RecordError when none of them made it.
    """
    kept = [f for f in found if f.pages]
    if not kept:
        raise RecordError(
            "they hold no file of pages: they are of a text, or of an older version of cablefix"
        )
    for records in kept:
        (packed,) = records.pages[:1]
        try:
            original = packed.unpack()
            pages = read_bytes("the packed file", original, packed.encoding, packed.order)
        except ValueError as e:
            raise RecordError(str(e)) from None
        if _made(pages, CleanResult.of(records.fit(pages.text)), data):
            return original
    raise RecordError("this is not the file that the records make of the original")


def _made(pages: Pages, result: CleanResult, data: bytes) -> bool:
    try:
        return any(pages.render(result, keep_empty=keep) == data for keep in (False, True))
    except PagesError:
        return False

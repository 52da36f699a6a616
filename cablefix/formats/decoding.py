"""From the bytes of a file to its text and back, and the check that XML is sound and harmless."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from io import BytesIO
from typing import NoReturn
from xml.parsers import expat

from cablefix.formats.errors import PagesError
from cablefix.formats.markup import PIECE
from cablefix.formats.recognition import MARKS
from cablefix.late import late_regex

_DECLARED = late_regex(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})|<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})",
    re.I,
)
_HEAD = 2048
"""Bytes at the start of a file in which its encoding must be declared (HTML asks for 1,024)."""


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file and its encoding: by its mark, as declared, as given, or UTF-8.

    A byte order mark is the first character. Raises PagesError unless the text, encoded again,
    is the same bytes: only then can what is not edited stay as it is.

    >>> decode(b"<?xml version='1.0' encoding='latin-1'?><a>\\xe9</a>")[1]
    'iso8859-1'
    """
    found = _DECLARED.search(data[:_HEAD])
    declared = (found[1] or found[2]).decode("ascii") if found else None
    marked = next((code for mark, code in MARKS if data.startswith(mark)), None)
    name = marked or declared or encoding or "utf-8"
    try:
        code = codecs.lookup(name).name
        text = data.decode(code)
        same = _is_same(text, code, data)
    except LookupError:
        raise PagesError(f"the encoding {name!r} is not known: convert the file to UTF-8") from None
    except UnicodeError as e:
        where = f" (byte {e.start})" if isinstance(e, UnicodeDecodeError) else ""
        raise PagesError(f"it is not {name.upper()}{where}: convert the file to UTF-8") from None
    if not same:
        raise PagesError(f"it is not plain {name.upper()}: convert the file to UTF-8")
    return text, code


def _is_same(text: str, encoding: str, data: bytes) -> bool:
    """Whether a text encoded is some bytes; piece by piece, so that no second copy is made."""
    encoder = codecs.getincrementalencoder(encoding)()
    view, at = memoryview(data), 0
    for start in range(0, len(text), PIECE):
        made = encoder.encode(text[start : start + PIECE])
        if view[at : at + len(made)] != made:
            return False
        at += len(made)
    return view[at:] == encoder.encode("", final=True)


def encode(pieces: Iterable[str], encoding: str, *, references: bool = True) -> bytes:
    """The pieces of a text as bytes; what the encoding lacks becomes a character reference.

    Raises PagesError where there are no such references.

    >>> encode(["A", "\N{EN DASH}"], "ascii")
    b'A&#8211;'
    """
    encoder = codecs.getincrementalencoder(encoding)(
        "xmlcharrefreplace" if references else "strict"
    )
    made = BytesIO()
    try:
        for piece in pieces:
            made.write(encoder.encode(piece))
        made.write(encoder.encode("", final=True))
    except UnicodeEncodeError as e:
        raise PagesError(
            f"{e.object[e.start]!r} does not exist in {encoding}: convert the file to UTF-8"
        ) from None
    return made.getvalue()


def check_xml(data: bytes) -> None:
    """Raise PagesError unless the bytes are well-formed XML that declares no entities.

    Nothing is loaded: no external entity, no DTD.
    """
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as e:
        said = expat.errors.messages.get(e.code, "an error")
        raise PagesError(
            f"it is not well-formed XML ({said} in line {e.lineno}): repair it, or make it anew"
        ) from None
    except (LookupError, UnicodeError, ValueError) as e:
        if isinstance(e, PagesError):
            raise
        raise PagesError("its encoding cannot be read: convert the file to UTF-8") from None


def _refuse(*_: object) -> NoReturn:
    raise PagesError("it declares entities, which a file of pages never needs: remove its DOCTYPE")

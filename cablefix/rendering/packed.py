"""A file of pages kept whole among its findings, so that nothing of it can get lost.

What a correction replaces in such a file is more than its words: boxes, confidences, letters. The
file itself, packed, is a tenth of its size, and no edit of the findings can make it wrong.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from typing import Literal

import attrs

from cablefix.by_fields import ByFields

MOST = 1 << 30
"""Bytes of a file that is unpacked; more is no file of pages but an attack."""


@attrs.frozen
class PackedFile(ByFields):
    """A file, packed by zlib (RFC 1950) and written in base64, with its length and SHA-256.

    `encoding` is the one that its text was read with; `order` whose order the text had: that of
    the `file`, or that of the `boxes`.
    """

    encoding: str
    order: Literal["file", "boxes"]
    length: int
    sha256: str
    packed: str

    @classmethod
    def of(cls, data: bytes, encoding: str, order: Literal["file", "boxes"]) -> PackedFile:
        """Pack a file.

        >>> PackedFile.of(b"<alto/>", "utf-8", "file").unpack()
        b'<alto/>'
        """
        packed = base64.b64encode(zlib.compress(data, 9)).decode("ascii")
        return cls(encoding, order, len(data), hashlib.sha256(data).hexdigest(), packed)

    def unpack(self) -> bytes:
        """The file. Raises ValueError when it is not what its length and SHA-256 say."""
        if not 0 <= self.length <= MOST:
            raise ValueError(f"the packed file is said to have {self.length} bytes")
        try:
            packed = base64.b64decode(self.packed, validate=True)
            data = zlib.decompressobj().decompress(packed, self.length + 1)
        except (binascii.Error, zlib.error, ValueError):
            raise ValueError("the packed file was damaged: take the findings as written") from None
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise ValueError("the packed file was damaged: take the findings as written")
        return data

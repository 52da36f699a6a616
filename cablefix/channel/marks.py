"""Signs that poor print turns letters into, and marks that open the entries of a list."""

from __future__ import annotations

from functools import cache

from cablefix.language import tables

BARS = tuple("1|l!")
"""What a narrow I is read as when it stands alone, and a narrow 1 but for itself."""


@cache
def letter_signs(role: str) -> frozenset[str]:
    """The signs of one role: `edge`, `inside`, `wide` or `foreign`, as the list explains.

    >>> "»" in letter_signs("edge"), "»" in letter_signs("wide")
    (True, False)
    """
    roles = tables.load("letter_signs").pairs("sign", "roles")
    return frozenset(sign for sign, own in roles.items() if role in own.split())


@cache
def bullets(role: str) -> frozenset[str]:
    """The marks that open an entry of a list: `sure`, or `often`, as the list explains.

    >>> "•" in bullets("sure"), "-" in bullets("sure")
    (True, False)
    """
    roles = tables.load("bullets").pairs("mark", "role")
    return frozenset(mark for mark, own in roles.items() if own == role)


@cache
def stray_marks() -> frozenset[str]:
    """The marks that specks are read as.

    >>> "." in stray_marks(), "✓" in stray_marks()
    (True, False)
    """
    rows = tables.load("marks_read").rows
    alone = (read for place, meant, read, *_ in rows if place.startswith("alone") and not meant)
    return frozenset(c for read in alone for c in read if not c.isalnum() and "<" not in read)

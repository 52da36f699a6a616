"""Names of files in written forms. A name may hold bytes that are no Unicode: lone surrogates."""

from __future__ import annotations

from urllib.parse import quote


def as_uri(path: str) -> str:
    r"""A path as a relative URI, the bytes of the file's name in it.

    >>> as_uri("a dir\\sur\udcff.txt")
    'a%20dir/sur%FF.txt'
    """
    plain = path.replace("\\", "/")
    try:
        return quote(plain.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # half a character, which no file name has
        return quote(plain.encode("utf-8", "replace"))


def as_text(path: str) -> str:
    r"""A path that every encoding of Unicode can hold.

    >>> as_text("sur\udcff.txt")
    'sur\\udcff.txt'
    """
    return path.encode("utf-8", "backslashreplace").decode("utf-8")

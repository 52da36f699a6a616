"""Says plainly what was given where something else is needed, and what to do instead."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Mapping

from cablefix.page_text import PageText


class TroubleError(ValueError):
    """Something the user must mend; the message says what and how, in one line."""


SHOWN = 40
"""Characters of a value that a message shows."""


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like one that is not known.

    >>> nearest("levle", ["level", "words"])
    'level'
    """
    from rapidfuzz.process import extractOne  # only for messages: the command line starts sooner

    found: str = extractOne(name, list(known))[0]
    return found


def check_name(what: str, given: object, known: Iterable[str]) -> None:
    """Raise unless `given` is one of the known names of a thing, such as a level.

    >>> check_name("level", "probabel", ["certain", "probable"])
    Traceback (most recent call last):
    ValueError: unknown level 'probabel': use one of certain, probable; the nearest is 'probable'
    """
    names = list(known)
    if not isinstance(given, str):
        raise TypeError(f"a {what} is a name, not {shown(given)}: use one of {', '.join(names)}")
    if given not in names:
        raise ValueError(
            f"unknown {what} {given!r}: use one of {', '.join(names)}; "
            f"the nearest is {nearest(given, names)!r}"
        )


def text_of(given: object, function: str = "clean") -> str:
    """The text that a function takes: a str itself, or that of pages.

    Raises TypeError for anything else.

    >>> text_of("NODIS")
    'NODIS'
    >>> text_of(b"NODIS")
    Traceback (most recent call last):
    TypeError: clean takes a str, not bytes: decode it first, e.g. data.decode('utf-8')
    """
    text = given.text if isinstance(given, PageText) else given
    if not isinstance(text, str):
        raise TypeError(f"{function} takes a str, not {shown(given)}: {_advice(given)}")
    return text


def check_texts(given: object) -> None:
    """Raise TypeError unless these are several texts.

    >>> check_texts("NODIS")
    Traceback (most recent call last):
    TypeError: clean_many takes several texts, and one str is a sequence of letters: give a list
    """
    takes = "clean_many takes several texts,"
    if isinstance(given, str):
        raise TypeError(f"{takes} and one str is a sequence of letters: give a list")
    if isinstance(given, Mapping):
        raise TypeError(f"{takes} and this {_sort(given)} has names for them: give its .values()")
    if _is_bytes(given) or _is_path(given) or not isinstance(given, Iterable):
        raise TypeError(f"{takes} not {shown(given)}: give a list of str, or another iterable")


def several(name: str, given: object) -> tuple[str, ...]:
    """The entries of a setting that takes several str. Raises TypeError for anything else.

    >>> several("keep", "NODIS")
    Traceback (most recent call last):
    TypeError: keep must be several str, as in keep=['NODIS']: one str is a sequence of letters
    """
    if isinstance(given, str):
        raise TypeError(
            f"{name} must be several str, as in {name}=[{given!r:.{SHOWN}}]: one str is a sequence "
            "of letters"
        )
    if _is_bytes(given) or not isinstance(given, Iterable):
        raise TypeError(f"{name} must be several str, as in {name}=['NODIS'], not {shown(given)}")
    entries = tuple(given)
    for entry in entries:
        if not isinstance(entry, str):
            raise TypeError(f"each entry of {name} must be a str, not {shown(entry)}")
    return entries


def pairs(name: str, given: object) -> tuple[tuple[str, str], ...]:
    """The pairs of a setting that takes pairs of str or a mapping. Raises TypeError else.

    >>> pairs("forced", {"HARBOUR": "HARBOR"})
    (('HARBOUR', 'HARBOR'),)
    >>> pairs("forced", [("HARBOUR",)])
    Traceback (most recent call last):
    TypeError: each entry of forced must be a pair of str, (read, meant), not ('HARBOUR',)
    """
    if isinstance(given, str) or _is_bytes(given) or not isinstance(given, Iterable):
        raise TypeError(
            f"{name} must be pairs of str, as in {name}={{'HARBOUR': 'HARBOR'}} or "
            f"{name}=[('HARBOUR', 'HARBOR')], not {shown(given)}"
        )
    found = []
    for entry in given.items() if isinstance(given, Mapping) else given:
        pair = tuple(entry) if isinstance(entry, list | tuple) else ()
        if len(pair) != 2 or not all(isinstance(part, str) for part in pair):
            raise TypeError(
                f"each entry of {name} must be a pair of str, (read, meant), not {shown(entry)}"
            )
        found.append(pair)
    return tuple(found)


def shown(given: object) -> str:
    """What was given, short enough for a message: its sort, and its value where that tells more.

    >>> shown(None), shown(b"x"), shown(5), shown(float("nan")), shown(["NODIS"])
    ('None', 'bytes', 'the int 5', 'the float nan', 'a list')
    """
    if given is None:
        return "None"
    if isinstance(given, bool | int | float | str):
        return f"the {_sort(given)} {given!r:.{SHOWN}}"
    if isinstance(given, tuple):
        return f"{given!r:.{SHOWN}}"
    if _is_bytes(given):
        return _sort(given)
    return f"a{'n' if _sort(given)[:1].lower() in 'aeiou' else ''} {_sort(given)}"


def _advice(given: object) -> str:
    if _is_bytes(given):
        return "decode it first, e.g. data.decode('utf-8')"
    if _is_path(given):
        return "read the file first, e.g. path.read_text(encoding='utf-8')"
    if hasattr(given, "read"):
        return "read it first, e.g. file.read()"
    if hasattr(given, "revert") and hasattr(given, "original"):
        return "give result.original, or result.text"
    if given is None or (isinstance(given, float) and math.isnan(given)):
        return "where there is no text, leave it out or give ''"
    if isinstance(given, Iterable) and not isinstance(given, Mapping):
        return "give one text, or give several to clean_many"
    return "give the text itself"


def _sort(given: object) -> str:
    return type(given).__name__


def _is_bytes(given: object) -> bool:
    return isinstance(given, bytes | bytearray | memoryview)


def _is_path(given: object) -> bool:
    return isinstance(given, os.PathLike)

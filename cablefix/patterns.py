"""Patterns for paths, as gitignore has them (git-scm.com/docs/gitignore)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import attrs

from cablefix.by_fields import ByFields
from cablefix.late import late_regex
from cablefix.remembered import FOLDERS

_ANY = None
"""In place of a name: any number of folders, `**`."""

_TOKEN = late_regex(
    r"(?P<star>\*+)|(?P<one>\?)|\[(?P<no>[!^]?)(?P<set>\]?(?:\[:\w*:\]|\\.|[^\]\\])*)\]"
    r"|(?P<open>\[)|\\(?P<kept>.)|(?P<loose>\\)|(?P<plain>.)", re.DOTALL,
)  # fmt: skip
_MEMBER = late_regex(r"\[:(?P<name>\w*):\]|\\(?P<kept>.)|(?P<plain>.)", re.DOTALL)

_CLASSES = {
    "alnum": "0-9A-Za-z", "alpha": "A-Za-z", "blank": " \\t", "cntrl": "\\x00-\\x1f\\x7f",
    "digit": "0-9", "graph": "!-~", "lower": "a-z", "print": " -~",
    "punct": "!-/:-@\\[-`{-~", "space": " \\t-\\r", "upper": "A-Z", "xdigit": "0-9A-Fa-f",
}  # fmt: skip
"""The classes of characters of POSIX, in ASCII as in git."""


class _NothingError(ValueError):
    """A pattern that matches nothing, such as one with a bracket that is not closed."""


@attrs.frozen
class _Rule(ByFields):
    """A pattern: one expression for each name of a path.

    `anchored`: for whole paths, else for a name wherever it is; `folders`: only for folders;
    `takes`: what matches is taken, else it is left out again.
    """

    names: tuple[re.Pattern[str] | None, ...]
    anchored: bool
    folders: bool
    takes: bool

    def matches(self, parts: Sequence[str], folder: bool) -> bool:
        """Whether a file, or a folder, is meant."""
        if self.folders and not folder:
            return False
        return self._fit(parts if self.anchored else parts[-1:])

    def _fit(self, parts: Sequence[str]) -> bool:
        """Whether the names fit one after another: by the places that may be reached in them."""
        places = {0}
        for at, name in enumerate(self.names):
            if name is not _ANY:
                places = {p + 1 for p in places if p < len(parts) and name.fullmatch(parts[p])}
            elif places:
                last = at == len(self.names) - 1  # at the end it is what lies in a folder
                places = set(range(min(places) + last, len(parts) + 1))
        return len(parts) in places


def matches(path: str, patterns: Sequence[str]) -> bool:
    """Whether a file is meant by a list of patterns, the last one that fits it strongest.

    `path`: with `/`, from the folder that the patterns are for. What lies in a folder that is meant
    is meant with it, and `!` does not take it out again.

    >>> matches("drafts/1974/a.txt", ["drafts/"]), matches("a.txt", ["*.txt", "!a.*"])
    (True, False)
    >>> matches("cables/1974/a.txt", ["cables/*.txt"]), matches("cables/b/a.txt", ["cables/**/a*"])
    (False, True)
    """
    rules = _parse(tuple(patterns))
    parts = path.strip("/").split("/")
    for end in range(1, len(parts) + 1):
        folder = end < len(parts)
        fitting = (r.takes for r in rules if r.matches(parts[:end], folder))
        if next(fitting, False):
            return True
    return False


@lru_cache(maxsize=FOLDERS)
def _parse(patterns: tuple[str, ...]) -> tuple[_Rule, ...]:
    """The rules, the last one first."""
    return tuple(rule for p in reversed(patterns) for rule in _rules_of(p))


def _rules_of(pattern: str) -> Iterator[_Rule]:
    """The rule of a pattern; none of a comment and of what matches nothing."""
    if pattern.startswith("#"):
        return
    bare = pattern.rstrip(" ")
    kept = (len(bare) - len(bare.rstrip("\\"))) % 2  # a blank behind a backslash
    pattern = pattern[: len(bare) + kept]
    takes = not pattern.startswith("!")
    rest = pattern if takes else pattern[1:]
    folders = rest.endswith("/")
    rest = rest[:-1] if folders else rest
    anchored = "/" in rest
    names = rest.removeprefix("/").split("/")
    try:
        found = tuple(
            _ANY if anchored and len(n) > 1 and not n.strip("*") else _expression(n) for n in names
        )
    except _NothingError:
        return
    yield _Rule(found, anchored, folders, takes)


def _expression(name: str) -> re.Pattern[str]:
    """The expression for one name of a path.

    A star takes as little as it can, and never more for what comes later, so that the time does not
    grow as a power of the stars.
    """
    runs = [""]
    for token in _TOKEN.finditer(name):
        if token["star"]:
            runs.append("")
        else:
            runs[-1] += _character(token)
    if not name:
        raise _NothingError
    first, *more = runs
    if not more:
        return re.compile(first, re.DOTALL)
    inner = "".join(f"(?>.*?{run})" for run in more[:-1])
    return re.compile(f"{first}{inner}.*{more[-1]}", re.DOTALL)


def _character(token: re.Match[str]) -> str:
    """What one character may be."""
    if token["open"] or token["loose"]:
        raise _NothingError
    if token["one"]:
        return "."
    if token["set"] is None:
        return re.escape(token["kept"] or token["plain"])
    members = _members(token["set"])
    if not members and not token["no"]:
        raise _NothingError
    return f"[{'^' if token['no'] else ''}{members}]" if members else "."


def _members(given: str) -> str:
    """The members of a set in brackets; a range that runs backwards is its first character."""
    out = ""
    members = list(_MEMBER.finditer(given))
    while members:
        first = members.pop(0)
        if first["name"] is not None:
            if first["name"] not in _CLASSES:
                raise _NothingError
            out += _CLASSES[first["name"]]
            continue
        low = high = first["kept"] or first["plain"]
        if len(members) > 1 and members[0]["plain"] == "-" and members[1]["name"] is None:
            high = members[1]["kept"] or members[1]["plain"]
            del members[:2]
        out += f"{re.escape(low)}-{re.escape(max(low, high))}"
    return out

"""Of all TAGS, posts and captions in the heads of real telegrams, which are known, which are not.

They are found by their places alone: TAGS behind their label, posts behind the word for their kind
and in the station line, captions by their endings. Garbles of the typescripts count as unknown.
"""

from __future__ import annotations

import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cablefix.language import tables
from cablefix.language.code_lists import known_tags
from cablefix.layout.field_types import judge_address

_KIND = r"(?:AM(?:E|C)[A-Z]+|USMISSION|USINT|USLO|USDEL|USOFFICE|CONSULATE|EMBASSY)"
_ADDRESS = re.compile(
    rf"\b{_KIND} ((?:(?!(?:NIACT|IMMEDIATE|PRIORITY|ROUTINE|FLASH|UNN|INFO|FOR|{_KIND})\b)"
    r"[A-Z]+ ?)+)"
)
_STATION = re.compile(r"([A-Z]{3,}(?: [A-Z]{2,})*) \d{2,6}")
_CAPTION = re.compile(
    r"\b(?:(?!ADDIS)[A-Z]{2,4}DIS|[A-Z]+ CHANNEL|[A-Z]*CONTRACT|"
    r"CHEROKEE|EYES ONLY|NOFORN|ORCON|SPECAT)\b"
)
_TAGS = re.compile(r"^TAGS:? (.*)", re.M)
_TEXT_BEGINS = re.compile(r"1\.|SUBJ|BEGIN SUMMARY|SUMMARY")
_NO_STATION = re.compile(
    r"(?:ACTION|CITE|DEPARTMENT|DIST|DOI|INFO|REFERENCE|SIT|STATE|TELEGRAM|TO|FM|"
    r"JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\b"
)
"""What else stands before a number in the head."""


def read_telegrams(sources: Path) -> Iterator[str]:
    """The telegrams in capitals, without the line that says where each is from."""
    with tarfile.open(sources / "telegrams_caps.tar.xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            file = archive.extractfile(member)
            if file is not None and member.name.endswith(".txt"):
                yield file.read().decode("utf-8").split("\n", 1)[1]


def head(text: str) -> list[str]:
    """The lines before the text proper: addresses, station, captions."""
    lines = []
    for line in text.split("\n"):
        if _TEXT_BEGINS.match(line) or len(line) > 110:
            break
        lines.append(line.strip())
    return lines


def find_tags(text: str) -> Iterator[str]:
    """The codes of TAGS lines; names in brackets are none."""
    for m in _TAGS.finditer(text):
        yield from re.findall(r"[A-Z0-9-]+", re.sub(r"\([^)]*\)", "", m[1]))


def find_posts(text: str) -> Iterator[str]:
    """The names of posts in addresses and station lines."""
    for line in head(text):
        for m in _ADDRESS.finditer(line):
            yield m[1].strip()
        station = _STATION.fullmatch(line)
        if station and not _NO_STATION.match(line) and not _ADDRESS.search(line):
            yield station[1]


def find_captions(text: str) -> Iterator[str]:
    """What looks like a caption in the head."""
    for line in head(text):
        yield from _CAPTION.findall(line)


def knows_post(name: str) -> bool:
    """Whether a name is a post, or made of words that addresses are made of."""
    if name in tables.load("posts").column("post"):
        return True
    fits = [judge_address(word) for word in name.split()]
    return all(
        f is not None and f.value == word for f, word in zip(fits, name.split(), strict=True)
    )


def report(sources: Path) -> list[str]:
    """The figures as a Markdown table, with all that is not known."""
    marks = tables.load("marks").pairs("mark", "kind")
    kinds = (
        ("TAGS", find_tags, known_tags().__contains__),
        ("posts", find_posts, knows_post),
        ("captions", find_captions, lambda c: marks.get(c) == "caption"),
    )
    texts = list(read_telegrams(sources))
    lines = [
        f"{len(texts)} telegrams in capitals, as typed.",
        "",
        "| | found | known | different | known | not known (times) |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for name, find, known in kinds:
        found = Counter(x for text in texts for x in find(text))
        good = Counter({x: n for x, n in found.items() if known(x)})
        rest = ", ".join(f"{x} ({n})" for x, n in sorted((found - good).items()))
        lines.append(
            f"| {name} | {found.total()} | {good.total() / found.total():.1%} | {len(found)} | "
            f"{len(good) / len(found):.1%} | {rest} |"
        )
    return lines

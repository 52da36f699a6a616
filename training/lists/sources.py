"""Readers for the folder of sources: FRUS documents, JFK lines, and tables of codes and names."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from pathlib import Path

import attrs

_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@attrs.frozen
class Document:
    """One document of *Foreign Relations of the United States*, clean text."""

    volume: str
    id: str
    kind: str
    text: str


def read_frus(folder: Path) -> Iterator[Document]:
    """The documents of `frus.txt.xz`: `### volume/id<TAB>date<TAB>kind<TAB>heading`, then text."""
    head: list[str] = []
    lines: list[str] = []
    with lzma.open(folder / "frus.txt.xz", "rt", encoding="utf-8", newline="\n") as f:
        for line in f:
            if line.startswith("### "):
                if head:
                    yield _document(head, lines)
                head, lines = line[4:].rstrip("\n").split("\t"), []
            else:
                lines.append(line)
    if head:
        yield _document(head, lines)


def _document(head: list[str], lines: list[str]) -> Document:
    volume, _, number = head[0].partition("/")
    return Document(volume, number, head[2], "".join(lines))


def read_prose(folder: Path) -> Iterator[str]:
    """The paragraphs of `prose/*.txt`, each as one line; a blank line ends one.

    Books and speeches: FRUS alone teaches no words of home, weather, trade or the law courts.
    """
    for path in sorted(folder.glob("prose/*.txt")):
        for paragraph in _BLANK_LINE.split(path.read_text(encoding="utf-8")):
            if paragraph.strip():
                yield " ".join(paragraph.split())


HELD_OUT_LINES = 100
"""One JFK line in so many teaches the vocabulary nothing and is kept for benchmarks."""


def read_jfk(folder: Path, *, held_out: bool) -> Iterator[str]:
    """The lines of `jfk_lines.txt.xz`: those kept for benchmarks, or all others."""
    with lzma.open(folder / "jfk_lines.txt.xz", "rt", encoding="utf-8", newline="\n") as f:
        for number, line in enumerate(f, 1):
            if (number % HELD_OUT_LINES == 0) == held_out:
                yield line


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated source: `#` comments, one line of column names, then rows."""
    lines = [
        line
        for line in path.read_text(encoding="utf-8").split("\n")
        if line and not line.startswith("#")
    ]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=False)) for line in lines[1:]]


def held_out(path: Path) -> frozenset[str]:
    """The volumes kept for benchmarks, which teach the vocabulary nothing."""
    return frozenset(row["volume"] for row in read_table(path))

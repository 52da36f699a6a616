"""Hand-made gold of real documents: whether one proposal alone is right by it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import attrs

_ESCAPES = {"\\n": "\n", "\\t": "\t", "\\\\": "\\"}


@attrs.frozen
class Row:
    """One slip: where it stands, what was printed, how sure the gold is of it."""

    start: int
    end: int
    corrected: str
    certainty: str


def read_rows(path: Path) -> list[Row]:
    """The slips of a document, from its `corrections.tsv`, in order."""
    with path.open(encoding="utf-8") as f:
        rows = [
            Row(int(r["start"]), int(r["end"]), _unescape(r["corrected"] or ""), r["certainty"])
            for r in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
    return sorted(rows, key=lambda r: r.start)


def _unescape(cell: str) -> str:
    for escaped, char in _ESCAPES.items():
        cell = cell.replace(escaped, char)
    return cell


def is_right(text: str, rows: Sequence[Row], start: int, end: int, replacement: str) -> bool | None:
    """Whether a change does just what the gold asks for; None where the gold leaves it open.

    Open are changes of slips that the gold holds for possible, and those that bring a slip nearer
    to what was printed without mending it. A change that touches no slip spoils what is right.

    >>> is_right("THE AGNESTY", [Row(4, 11, "AMNESTY", "certain")], 4, 11, "AMNESTY")
    True
    """
    met = [r for r in rows if r.start < end and start < r.end]
    if not met:
        return False
    if all(r.certainty == "possible" for r in met):
        return None
    first, last = min(start, met[0].start), max(end, met[-1].end)
    now = _fold(text[first:start] + replacement + text[end:last])
    for levels in (("certain", "probable"), ("certain",), ("certain", "probable", "possible")):
        if now == _fold(_apply(text, (r for r in met if r.certainty in levels), first, last)):
            return True
    old, wanted = _fold(text[first:last]), _fold(_apply(text, met, first, last))
    nearer = SequenceMatcher(None, now, wanted).ratio() > SequenceMatcher(None, old, wanted).ratio()
    return None if nearer else False


def _fold(text: str) -> str:
    return " ".join(text.split())


def _apply(text: str, rows: Iterable[Row], first: int, last: int) -> str:
    out, at = [], first
    for row in rows:
        out += [text[at : row.start], row.corrected]
        at = row.end
    return "".join(out) + text[at:last]

"""A unified diff from the original to the clean text, for eyes, `patch` and `git apply`.

It is written from the corrections; the texts are not compared. Lines end at LF alone, as those
programs have it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import attrs

from cablefix.by_fields import ByFields
from cablefix.edits import apply
from cablefix.findings import Correction, Findings

CONTEXT = 3
"""Unchanged lines shown on either side of a change."""


_UNSEEN = "\x00-\x1f\x7f\ud800-\udfff"
"""Controls, and bytes of a file name that are no Unicode (half characters, in a text)."""


@attrs.frozen
class _Region(ByFields):
    """Lines first..last-1 of the original and the corrections that change them."""

    first: int
    last: int
    corrections: tuple[Correction, ...]


def write_diff(result: Findings, path: str) -> str:
    """The corrections as a unified diff; nothing when there are none."""
    if not result.corrections:
        return ""
    lines = _split(result.original)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    name = _quote("stdin" if path == "-" else path)
    parts = [f"--- {name}\n+++ {name}\n"]
    grown = 0
    for hunk in _hunks(_regions(result.corrections, starts)):
        text, added = _write_hunk(hunk, lines, starts, grown)
        parts.append(text)
        grown += added
    return "".join(parts)


def _split(text: str) -> list[str]:
    """The lines of a text with their line ends; LF alone ends a line."""
    return re.findall(r"[^\n]*\n|[^\n]+\Z", text)


def _quote(path: str) -> str:
    """A path as git writes it: quoted where it holds what would break the line."""
    if not re.search(rf'["\\{_UNSEEN}]', path):
        return path
    escaped = path.replace("\\", r"\\").replace('"', r"\"")
    octal = re.sub(f"[{_UNSEEN}]", lambda m: f"\\{ord(m[0]) & 0xFF:03o}", escaped)
    return f'"{octal}"'


def _regions(corrections: tuple[Correction, ...], starts: list[int]) -> Iterator[_Region]:
    """The lines that change; a correction that takes in a line end takes in the next line."""
    lines = len(starts) - 1
    region: _Region | None = None
    for c in corrections:
        first = bisect_right(starts, c.start) - 1
        last = min(bisect_right(starts, c.end), lines)
        if region and first < region.last:
            both = (*region.corrections, c)
            region = _Region(region.first, max(last, region.last), both)
        else:
            if region:
                yield region
            region = _Region(first, last, (c,))
    if region:
        yield region


def _hunks(regions: Iterator[_Region]) -> Iterator[list[_Region]]:
    """Regions whose context meets, together."""
    hunk: list[_Region] = []
    for region in regions:
        if hunk and region.first - hunk[-1].last > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(region)
    if hunk:
        yield hunk


def _write_hunk(
    hunk: list[_Region], lines: list[str], starts: list[int], grown: int
) -> tuple[str, int]:
    """A hunk, and by how many lines it makes the text longer."""
    first = max(0, hunk[0].first - CONTEXT)
    last = min(len(lines), hunk[-1].last + CONTEXT)
    body: list[str] = []
    at, added = first, 0
    for region in hunk:
        new = _split(_rewrite(region, lines, starts))
        body += [_mark(" ", line) for line in lines[at : region.first]]
        body += [_mark("-", line) for line in lines[region.first : region.last]]
        body += [_mark("+", line) for line in new]
        at = region.last
        added += len(new) - (region.last - region.first)
    body += [_mark(" ", line) for line in lines[at:last]]
    old = _range(first, last - first)
    new_range = _range(first + grown, last - first + added)
    return f"@@ -{old} +{new_range} @@\n" + "".join(body), added


def _rewrite(region: _Region, lines: list[str], starts: list[int]) -> str:
    shift = starts[region.first]
    text = "".join(lines[region.first : region.last])
    return apply(
        text,
        [attrs.evolve(c, start=c.start - shift, end=c.end - shift) for c in region.corrections],
    )


def _mark(sign: str, line: str) -> str:
    return sign + line if line.endswith("\n") else f"{sign}{line}\n\\ No newline at end of file\n"


def _range(first: int, count: int) -> str:
    """Line numbers as a hunk has them; of an empty range, the line before it."""
    return f"{first + 1},{count}" if count else f"{first},0"

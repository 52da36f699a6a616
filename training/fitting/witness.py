"""Typed records as engines really read them, with the truth that several readings agree on.

`real.*.jsonl.xz` has windows of one reading; `pages.*.jsonl.xz` whole pages in several readings, of
which one gave the window: the lines of the others that match its truth are further readings of it.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

ALIKE = 0.7
"""Share of a line that must agree with the truth for the line to be a reading of it."""

LEAST_LINES, LEAST_SHARE = 5, 0.5
"""Lines of a window that must be found in a reading, and their share."""

WORST = 0.15
"""Share of misread characters from which a reading is left out."""


def load_witness(path: Path) -> Iterator[dict[str, Any]]:
    """The windows of a file of real readings."""
    for item in _rows(path):
        yield {**item, "level": "witness"}


def load_readings(path: Path) -> Iterator[dict[str, Any]]:
    """Further readings of windows, found in whole pages, line by line."""
    for page in _rows(path):
        meant = [line for line in page["gold"].split("\n") if line.strip()]
        for name, text in page["readings"].items():
            read = [line.rstrip() for line in text.split("\n") if line.strip()]
            if name == page["release"] or not read:
                continue
            pairs = match_lines(meant, read)
            if len(pairs) < max(LEAST_LINES, LEAST_SHARE * len(meant)):
                continue
            gold = "\n".join(meant[i] for i, _ in pairs)
            ocr = "\n".join(read[j] for _, j in pairs)
            if Levenshtein.distance(gold, ocr) <= WORST * len(gold):
                yield {"id": f"{page['id']}-{name}", "doc": page["doc"], "ocr": ocr, "gold": gold,
                       "level": "witness"}  # fmt: skip


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as f:
        yield from map(json.loads, f)


def match_lines(meant: Sequence[str], read: Sequence[str]) -> list[tuple[int, int]]:
    """The lines of a reading that are readings of lines of the truth, both in order.

    >>> match_lines(["The talks open.", "He left."], ["STAMP", "The ta1ks open.", "He 1eft."])
    [(0, 1), (1, 2)]
    """
    alike = process.cdist(meant, read, scorer=fuzz.ratio) / 100
    best = np.zeros((len(meant) + 1, len(read) + 1))
    for i in range(len(meant)):
        for j in range(len(read)):
            both = best[i, j] + alike[i, j] if alike[i, j] >= ALIKE else 0.0
            best[i + 1, j + 1] = max(best[i, j + 1], best[i + 1, j], both)
    pairs = []
    i, j = len(meant), len(read)
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]

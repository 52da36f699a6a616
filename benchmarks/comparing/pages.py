"""Real pages in several readings, with the truth of a window of each."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import cablefix
from benchmarks.comparing.scoring import alike, harms, window


def measure(path: Path, count: int | None, *, show: bool) -> Iterator[str]:
    """How many errors of the window's own reading are gone, and what was spoilt."""
    before = after = by_line = right = wrong = no_worse = pages = claimed = best_total = chars = 0
    no_worse_by_line = 0
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, count):
            row = json.loads(line)
            found = cablefix.compare(*row["readings"].values())
            gold, read = alike(row["gold"]), alike(row["ocr"])
            own = _distance(read, gold)
            whole = alike(found.text)
            errors, fused = window(gold, whole)
            lines_off = _by_line(row["gold"], fused)
            by_line += lines_off
            parts = [window(gold, alike(v))[1] for v in row["readings"].values()]
            no_worse_by_line += lines_off <= min(_by_line(row["gold"], part) for part in parts)
            singles = {k: window(gold, alike(v))[0] for k, v in row["readings"].items()}
            best = min(singles.values())
            ok, bad, which = harms(read, gold, fused)
            before, after, best_total = before + own, after + errors, best_total + best
            right, wrong, chars = right + ok, wrong + bad, chars + len(gold)
            no_worse += errors <= best
            claimed += bool(found.withheld)
            pages += 1
            if show and (errors or which):
                yield f"{row['id']} own {own} fused {errors} {singles} harm {which}"
                for meant, got in _differing(gold, fused):
                    yield f"    {meant!r} -> {got!r}"
                for w in found.withheld:
                    yield f"    WITHHELD {w.witness} {w.text[:150]!r} {w.why}"
    yield f"pages {pages}, characters of truth {chars}"
    yield f"errors in the window: own reading {before}, best single {best_total}, fused {after}"
    yield f"fewer errors than the own reading: {1 - after / max(before, 1):.1%}"
    gain = 1 - by_line / max(before, 1)
    yield f"the same, line by line of the truth: {by_line} errors, {gain:.1%}"
    yield f"not worse than the best single reading: {no_worse / pages:.1%}"
    yield f"the same, line by line of the truth: {no_worse_by_line / pages:.1%}"
    yield f"harm in 10,000: {1e4 * wrong / max(right, 1):.1f} ({wrong} of {right})"
    yield f"pages with a passage called withheld: {claimed} ({1 - claimed / pages:.1%} without)"


def _by_line(gold: str, found: str) -> int:
    """In how many characters a text differs from the lines of the truth, wherever it has them."""
    return sum(min(len(x), window(x, found)[0]) for x in _lines(gold))


def _lines(gold: str) -> list[str]:
    """The lines of the truth: of a window, it leaves some out."""
    return [line for line in map(alike, gold.splitlines()) if line]


def _distance(read: str, gold: str) -> int:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(read, gold)


def _differing(gold: str, fused: str) -> Iterator[tuple[str, str]]:
    from cablefix.evaluation.alignment import align_tokens

    for block in align_tokens(fused, gold):
        if block.read != block.meant:
            yield " ".join(block.meant), " ".join(block.read)

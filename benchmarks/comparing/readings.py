"""Rendered cables that were read several times, each time under its own damage."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from rapidfuzz.distance import Levenshtein

import cablefix
from benchmarks.comparing.scoring import harms
from cablefix.evaluation.alignment import Counterparts, align_tokens, normalise

_CODE = re.compile(r"\S*\d\S*")


def measure(path: Path, count: int | None, *, show: bool) -> Iterator[str]:
    """The gain of two and of three readings over one, the harm, and the numbers left wrong."""
    rows = [json.loads(line) for line in islice(path.open(encoding="utf-8"), count)]
    for size in (2, 3):
        before = after = right = wrong = codes = bad_before = bad_after = claimed = 0.0
        for row in rows:
            gold = normalise(row["gold"])
            texts = row["readings"][:size]
            found = cablefix.compare(*texts)
            fused = normalise(found.text)
            singles = [normalise(t) for t in texts]
            before += sum(Levenshtein.distance(t, gold) for t in singles) / size
            after += Levenshtein.distance(fused, gold)
            ok, bad, which = harms(singles[0], gold, fused)
            right, wrong = right + ok, wrong + bad
            bad_before += sum(wrong_codes(gold, t)[1] for t in singles) / size
            total, bad_now = wrong_codes(gold, fused)
            codes, bad_after = codes + total, bad_after + bad_now
            claimed += bool(found.withheld)
            if show:
                yield f"== {row['id']} harm {which}"
                for block in align_tokens(fused, gold):
                    if block.read != block.meant:
                        yield f"    {' '.join(block.meant)!r} -> {' '.join(block.read)!r}"
                for w in found.withheld:
                    yield f"    WITHHELD {w.text[:120]!r} {w.why}"
        yield (
            f"{path.stem}, {size} readings of {len(rows)} cables: errors {before:.0f} -> "
            f"{after:.0f}, gain {1 - after / before:.1%}; harm in 10,000: "
            f"{1e4 * wrong / right:.1f}; numbers and codes wrong: {bad_before:.0f} -> "
            f"{bad_after:.0f} of {codes:.0f}; "
            f"cables with a passage called withheld: {claimed:.0f}"
        )


def wrong_codes(gold: str, text: str) -> tuple[int, int]:
    """How many tokens with figures a truth has, and how many of them are wrong in a text."""
    against = Counterparts(gold, text)
    found = [(m.group(), against.of(m.start(), m.end())) for m in _CODE.finditer(gold)]
    return len(found), sum(a != b for a, b in found)

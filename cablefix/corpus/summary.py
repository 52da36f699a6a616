"""What a cleaned corpus comes to, counted from its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cablefix.corpus.copies import Copies
from cablefix.corpus.parts import read_parts
from cablefix.rendering.corpus_page import PLOTS
from cablefix.rendering.corpus_page import write_corpus_page as as_page

__all__ = ["as_page", "summarise"]

SLOWEST, MOST_FAILED, MOST_COPIES = 10, 100, 1000
"""Records that are named in each list."""

_COLUMNS = ("id", "corrections", "gaps", "fields", "error", "seconds", "signature")


def summarise(folder: Path) -> dict[str, Any]:
    """The counts of a corpus whose parts are in `folder`.

    All but `slowest` are the same whenever and in however many runs the parts were made.
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in PLOTS}
    seconds: list[tuple[float, str]] = []
    failed: list[dict[str, str]] = []
    copies = Copies()
    records = changed = withheld = failures = 0
    for row in read_parts(folder, _COLUMNS):
        records += 1
        seconds = sorted([*seconds, (row["seconds"] or 0.0, row["id"])], reverse=True)[:SLOWEST]
        if row["error"] is not None:
            failures += 1
            if failures <= MOST_FAILED:
                failed.append({"id": row["id"], "error": row["error"]})
        if row["fields"] is None:
            continue
        _count(counts, row)
        changed += bool(row["corrections"])
        withheld += any(g["kind"] == "explicit-marker" for g in row["gaps"])
        copies.add(row["id"], row["fields"]["mrn"], row["signature"])
    return {
        "records": records, "failed": failures, "changed": changed, "withheld": withheld,
        **{name: dict(sorted(c.items())) for name, c in counts.items()},
        "copies": dict(sorted(copies.groups())[:MOST_COPIES]),
        "failures": failed,
        "slowest": [{"id": i, "seconds": round(s, 3)} for s, i in seconds],
    }  # fmt: skip


def _count(counts: Mapping[str, Counter[str]], row: Mapping[str, Any]) -> None:
    fields = row["fields"]
    counts["kinds"][fields["kind"]] += 1
    year = fields["date"].year if fields["date"] else None
    counts["decades"][f"{year // 10 * 10}s" if year else "no date"] += 1
    for c in row["corrections"]:
        counts["corrections"][c["kind"]] += 1
        counts["certainty"][c["certainty"]] += 1
    for g in row["gaps"]:
        counts["gaps"][g["kind"]] += 1
        for e in g["exemptions"]:
            counts["codes"][e["code"]] += 1

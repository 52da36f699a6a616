"""What a cleaned corpus comes to, counted from its parts: as data, and as a page to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cablefix.corpus.copies import Copies
from cablefix.corpus.parts import read_parts
from cablefix.rendering.web.escape import visible

SLOWEST, MOST_FAILED, MOST_COPIES = 10, 100, 1000
"""Records that are named in each list."""

_COLUMNS = ("id", "corrections", "gaps", "fields", "error", "seconds", "signature")


def summarise(folder: Path) -> dict[str, Any]:
    """The counts of a corpus whose parts are in `folder`.

    All but `slowest` are the same whenever and in however many runs the parts were made.
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in _TITLES}
    seconds: list[tuple[float, str]] = []
    failed: list[dict[str, str]] = []
    copies = Copies()
    records = changed = withheld = 0
    for row in read_parts(folder, _COLUMNS):
        records += 1
        seconds = sorted([*seconds, (row["seconds"] or 0.0, row["id"])], reverse=True)[:SLOWEST]
        if row["error"] is not None:
            failed.append({"id": row["id"], "error": row["error"]})
        if row["fields"] is None:
            continue
        _count(counts, row)
        changed += bool(row["corrections"])
        withheld += any(g["kind"] == "explicit-marker" for g in row["gaps"])
        copies.add(row["id"], row["fields"]["mrn"], row["signature"])
    return {
        "records": records, "failed": len(failed), "changed": changed, "withheld": withheld,
        **{name: dict(sorted(c.items())) for name, c in counts.items()},
        "copies": dict(sorted(copies.groups())[:MOST_COPIES]),
        "failures": failed[:MOST_FAILED],
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


_TITLES = {
    "kinds": "Documents by kind", "decades": "Documents by decade",
    "corrections": "Corrections by kind", "certainty": "Corrections by certainty",
    "gaps": "Gaps by kind", "codes": "Codes of withholding",
}  # fmt: skip

_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#1b1b1b;background:#fff}table{border-collapse:collapse;width:100%}td,th{padding:.15rem "
    ".6rem;text-align:left;vertical-align:top}td.n{text-align:right;width:6rem}meter{width:100%}"
)


def as_page(summary: Mapping[str, Any], title: str) -> str:
    """The counts as one HTML page that loads nothing."""
    tables = "".join(_table(_TITLES[n], summary[n]) for n in _TITLES if summary[n])
    failed = "".join(
        f"<tr><td>{visible(f['id'])}<td>{visible(f['error'])}" for f in summary["failures"]
    )
    slow = "".join(
        f"<tr><td>{visible(s['id'])}<td class=n>{s['seconds']:.2f} s" for s in summary["slowest"]
    )
    copies = "".join(
        f"<tr><td>{visible(m)}<td>{visible(', '.join(ids))}" for m, ids in summary["copies"].items()
    )
    parts = [
        f"<h2>{name}</h2><table>{rows}</table>"
        for name, rows in (("Failed", failed), ("Copies of one cable", copies), ("Slowest", slow))
        if rows
    ]
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{visible(title)}</title><style>{_STYLE}</style><body><main>"
        f"<h1>{visible(title)}</h1><p>{summary['records']:,} records, "
        f"{summary['changed']:,} of them changed, {summary['withheld']:,} with text withheld, "
        f"{summary['failed']:,} failed.</p>{tables}{''.join(parts)}</main></body></html>\n"
    )


def _table(title: str, counts: Mapping[str, int]) -> str:
    most = max(counts.values())
    rows = "".join(
        f"<tr><td>{visible(name)}<td class=n>{n:,}"
        f'<td><meter min=0 max="{most}" value="{n}" aria-label="{visible(name)}"></meter>'
        for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
    return f"<h2>{title}</h2><table>{rows}</table>"

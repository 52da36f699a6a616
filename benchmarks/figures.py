"""Sums the rows of a run up to the figures of the results page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from benchmarks.peers.ours import PEER as OURS
from benchmarks.rows import Row
from cablefix.evaluation.field_scores import FieldScore
from cablefix.evaluation.findings import add_up, finding_summary, gap_row
from cablefix.evaluation.gap_scores import GapScore
from cablefix.evaluation.intervals import paired_bootstrap
from cablefix.evaluation.judging import Verdict
from cablefix.evaluation.rates import Rate
from cablefix.evaluation.scoring import Score, summary
from cablefix.evaluation.tallies import Judged
from cablefix.evaluation.tokens import TokenCounts, ratio
from cablefix.findings import Correction

WHOLE = "all"
Figures = dict[str, Any]


def figures(runs: Mapping[str, Sequence[Row]]) -> dict[str, Figures]:
    """Part -> figures, for the rows of each program; `all` pools the parts."""
    parts = dict.fromkeys(row["part"] for rows in runs.values() for row in rows)
    found = {
        part: part_figures({k: [r for r in rows if r["part"] == part] for k, rows in runs.items()})
        for part in parts
    }
    if list(found) != [WHOLE]:
        found[WHOLE] = part_figures(runs)
    return found


def part_figures(runs: Mapping[str, Sequence[Row]]) -> Figures:
    """The figures of one part: of each program, and of what cablefix alone reports."""
    ours = runs.get(OURS.name, [])
    if any("score" not in row for row in ours):
        return {"wild": wild_figures(ours)}
    found: Figures = {"systems": {name: _system(rows) for name, rows in runs.items() if rows}}
    if not ours:
        return found
    found["bootstrap"] = {
        name: _difference(ours, rows) for name, rows in runs.items() if name != OURS.name and rows
    }
    found["findings"] = finding_summary([judged(f) for row in ours for f in row["findings"]])
    found |= _gaps(ours) | _fields(ours)
    return found


def wild_figures(rows: Sequence[Row]) -> Figures:
    """Where there is no truth: how much is changed, and whether the result is at rest."""
    tokens = sum(row["tokens"] for row in rows)
    return {
        "documents": len(rows),
        "tokens": tokens,
        "changes_per_10000_tokens": 10_000 * ratio(sum(row["applied"] for row in rows), tokens),
        "gaps_per_document": ratio(sum(row["gaps_found"] for row in rows), len(rows)),
        "stable": sum(row["stable"] for row in rows),
        "seconds": sum(row["seconds"] for row in rows),
    }


def score_of(row: Row) -> Score:
    """The score of a row as an object again."""
    kept = row["score"]
    rates = {k: Rate(**v) for k, v in kept.items() if k not in ("preference", "tokens")}
    return Score(preference=kept["preference"], tokens=TokenCounts(**kept["tokens"]), **rates)


def judged(finding: Mapping[str, Any]) -> Judged:
    """A judged correction of a row as an object again."""
    rest = {k: v for k, v in finding.items() if k not in ("applied", "verdict")}
    return Judged(Correction(**rest), finding["applied"], Verdict(**finding["verdict"]))


def _system(rows: Sequence[Row]) -> Figures:
    seconds = sum(row["seconds"] for row in rows)
    return summary([score_of(row) for row in rows]) | {
        "seconds": seconds,
        "harmed_protected": sum(row.get("harmed", 0) for row in rows),
    }


def _difference(ours: Sequence[Row], theirs: Sequence[Row]) -> Figures:
    """cablefix less the other in CER, over the documents that both have."""
    mine = {row["id"]: score_of(row).chars_after for row in ours}
    other = {row["id"]: score_of(row).chars_after for row in theirs}
    both = [id for id in mine if id in other]
    return attrs.asdict(paired_bootstrap([mine[i] for i in both], [other[i] for i in both]))


def _gaps(rows: Sequence[Row]) -> Figures:
    parts = [{k: GapScore(**v) for k, v in row["gaps"].items()} for row in rows if "gaps" in row]
    if not parts:
        return {}
    total = add_up(parts)
    return {
        "gaps": {name: gap_row(score) for name, score in total.items()},
        "gaps_all": gap_row(sum(total.values(), GapScore())),
    }


def _fields(rows: Sequence[Row]) -> Figures:
    parts = [
        {k: FieldScore(**v) for k, v in row["fields"].items()} for row in rows if "fields" in row
    ]
    if not parts:
        return {}
    return {
        "fields": {
            name: attrs.asdict(s) | {"precision": s.precision, "recall": s.recall}
            for name, s in add_up(parts).items()
        }
    }

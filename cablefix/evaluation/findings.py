"""What cablefix itself reports besides a text, measured: certainties, kinds, calibration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from cablefix.evaluation.calibration import calibration_error, reliability
from cablefix.evaluation.field_scores import FieldScore
from cablefix.evaluation.gap_scores import GapScore
from cablefix.evaluation.tallies import Judged, Tally, by_certainty, by_kind


def finding_summary(judged: Sequence[Judged]) -> dict[str, Any]:
    """Precision by certainty and by kind, and how far the confidences can be believed.

    The calibration is over all findings, applied or not: nearer to the truth counts as true.

    >>> finding_summary([])["calibration_error"]
    0.0
    """
    bins = reliability((j.correction.confidence, j.verdict.better) for j in judged)
    applied = [(j.correction.confidence, j.verdict.better) for j in judged if j.applied]
    return {
        "by_certainty": {k: tally_row(t) for k, t in by_certainty(judged).items()},
        "by_kind": {k: tally_row(t) for k, t in by_kind(judged).items()},
        "calibration_error": calibration_error(bins),
        "calibration_error_applied": calibration_error(reliability(applied)),
        "reliability": [attrs.asdict(b) | {"accuracy": b.accuracy} for b in bins],
    }


def tally_row(tally: Tally) -> dict[str, Any]:
    """A tally with its precision and the Wilson interval.

    >>> tally_row(Tally(4, 4, 4, 0, 0))["precision"]
    1.0
    """
    low, high = tally.interval
    return attrs.asdict(tally) | {"precision": tally.precision, "low": low, "high": high}


def gap_row(score: GapScore) -> dict[str, Any]:
    """The figures of one kind of gap.

    >>> gap_row(GapScore(2, 2, 1, 1))["f1"]
    0.5
    """
    return attrs.asdict(score) | {
        "precision": score.precision, "recall": score.recall, "f1": score.f1,
        "extent": score.extent,
    }  # fmt: skip


def add_up(
    parts: Sequence[Mapping[str, GapScore]] | Sequence[Mapping[str, FieldScore]],
) -> dict[str, Any]:
    """The scores of many documents, added name by name.

    >>> add_up([{"tags": FieldScore(1, 1, 1, 1)}, {"tags": FieldScore(1, 0, 0, 0)}])["tags"].known
    2
    """
    total: dict[str, Any] = {}
    for part in parts:
        for name, score in part.items():
            total[name] = total[name] + score if name in total else score
    return dict(sorted(total.items()))

"""How sure a code is a sign that text was withheld: a logistic model of few measurements.

Its weights are fitted by `training.fitting.signs` on documents whose withheld places are known.
"""

from __future__ import annotations

from collections.abc import Collection

import attrs

from cablefix.by_fields import ByFields
from cablefix.withheld.code_marks import Mark

WEIGHTS = "sign_confidence"


@attrs.frozen
class Document(ByFields):
    """What a document tells of its codes: those that it states, whether it was released in part."""

    stated: Collection[str]
    is_released: bool
    is_cable: bool


def measure(mark: Mark, document: Document) -> dict[str, float]:
    """The measurements of a mark in its document."""
    weak = not mark.strong
    sentence = mark.place in ("inline", "end") and document.is_cable and mark.codes[0][0] == "B"
    return {
        "all": 1.0,
        mark.place: 1.0,
        "strong": float(mark.strong),
        "weak": float(weak),
        "ruined": float(mark.ruined),
        "cited": float(mark.cited),
        "doubled": float(weak and mark.doubled and mark.place in ("inline", "end")),
        "several": float(weak and len(mark.codes) > 1 and mark.place == "alone"),
        "prose": float(weak and mark.place == "alone" and mark.prose),
        "released-weak": float(weak and document.is_released),
        "cable-end": float(weak and sentence and not document.is_released),
        "stated": float(any(c in document.stated for c in mark.codes)),
    }

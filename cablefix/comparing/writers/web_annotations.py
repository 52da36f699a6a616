"""W3C Web Annotations: each difference and each withheld passage, tied to its place.

A difference is tied to the best text, a withheld passage to the text that has it, by position and
by quote.
"""

from __future__ import annotations

import json
from typing import Any

from cablefix.comparing.model import Compared
from cablefix.findings import digest
from cablefix.rendering.names import as_uri
from cablefix.rendering.web_annotations import annotate, as_page


def write_annotations(comparison: Compared) -> str:
    """The findings as a page of annotations."""
    base = f"urn:cablefix:{digest(comparison.text)}"
    items: list[dict[str, Any]] = []
    for d in comparison.differences:
        readings = {
            w.name: r
            for w, r in zip(comparison.witnesses, d.readings, strict=True)
            if r is not None
        }
        items.append(
            annotate(
                f"{base}:{len(items) + 1}",
                f"{base}:text",
                comparison.text,
                (d.start, d.end),
                {"commenting": d.why, "describing": json.dumps(readings, ensure_ascii=True)},
                {"record": "difference", "kind": d.kind, "confidence": d.confidence},
            )
        )
    for w in comparison.withheld:
        has = comparison.witnesses[w.witness]
        items.append(
            annotate(
                f"{base}:{len(items) + 1}",
                as_uri(has.name),
                has.text,
                (w.start, w.end),
                {"commenting": f"{comparison.witnesses[w.withheld_by].name} withholds it: {w.why}"},
                {"record": "withheld", "kind": "withheld", "confidence": w.confidence},
            )
        )
    return as_page(base, items)

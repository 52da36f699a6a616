"""W3C Web Annotations: each finding tied to its place by position and by quote.

The quote with what stands round it finds the place again in a copy of the text that has changed
elsewhere; positions are code points of the original (W3C Recommendation of 23 February 2017).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cablefix.model import CONTEXT
from cablefix.rendering.jsonl import findings
from cablefix.rendering.names import as_uri

if TYPE_CHECKING:
    from cablefix.model import CleanResult

MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"cablefix": "urn:cablefix:"}]


def write_annotations(result: CleanResult, path: str) -> str:
    """The findings as a page of annotations; corrections and suggestions carry the new text."""
    source = as_uri(path)
    base = f"urn:cablefix:{result.provenance.sha256}"
    items = [
        _annotation(record, f"{base}:{number}", source, result.original)
        for number, record in enumerate(findings(result), 1)
    ]
    page = {"@context": _CONTEXT, "id": base, "type": "AnnotationPage", "items": items}
    return json.dumps(page, indent=2) + "\n"


def _annotation(record: dict[str, Any], id_: str, source: str, text: str) -> dict[str, Any]:
    bodies = [_body("commenting", record["why"])]
    if "replacement" in record:
        bodies.insert(0, _body("editing", record["replacement"]))
    start, end = record["start"], record["end"]
    return {
        "id": id_,
        "type": "Annotation",
        "motivation": "editing" if "replacement" in record else "describing",
        "generator": {"type": "Software", "name": "cablefix"},
        "body": bodies,
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(0, start - CONTEXT) : start],
                    "suffix": text[end : end + CONTEXT],
                },
            ],
        },
        **{f"cablefix:{n}": record[n] for n in ("record", "kind", "rule", "confidence")
           if n in record},
    }  # fmt: skip


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}

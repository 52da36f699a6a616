"""W3C Web Annotations: each finding tied to its place by position and by quote.

The quote with what stands round it finds the place again in a copy of the text that has changed
elsewhere; positions are code points of the original (W3C Recommendation of 23 February 2017).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from cablefix.findings import CONTEXT, Findings
from cablefix.rendering.jsonl import findings
from cablefix.rendering.names import as_uri

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"cablefix": "urn:cablefix:"}]


def write_annotations(result: Findings, path: str) -> str:
    """The findings as a page of annotations; corrections and suggestions carry the new text."""
    source = as_uri(path)
    base = f"urn:cablefix:{result.provenance.sha256}"
    items = [
        _annotation(record, f"{base}:{number}", source, result.original)
        for number, record in enumerate(findings(result), 1)
    ]
    return as_page(base, items)


def as_page(base: str, items: Sequence[Mapping[str, Any]]) -> str:
    """A page of annotations as it is written; `base` identifies it."""
    page = {"@context": _CONTEXT, "id": base, "type": "AnnotationPage", "items": list(items)}
    return json.dumps(page, indent=2) + "\n"


def _annotation(record: dict[str, Any], id_: str, source: str, text: str) -> dict[str, Any]:
    bodies = {"editing": record["replacement"]} if "replacement" in record else {}
    return annotate(
        id_, source, text, (record["start"], record["end"]),
        {**bodies, "commenting": record["why"]}, record,
    )  # fmt: skip


def annotate(
    id_: str, source: str, text: str, span: tuple[int, int], bodies: Mapping[str, str],
    record: Mapping[str, Any],
) -> dict[str, Any]:  # fmt: skip
    """One annotation of a span of a text; `bodies`: what is said of it, by purpose."""
    start, end = span
    return {
        "id": id_,
        "type": "Annotation",
        "motivation": "editing" if "editing" in bodies else "describing",
        "generator": {"type": "Software", "name": "cablefix"},
        "body": [_body(purpose, value) for purpose, value in bodies.items()],
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

"""How sure the value of a field is: by its copies, by how it was read, and by the print.

A logistic model of few measurements; its weights are fitted by `training.fitting.fields` on
cables whose fields are known.
"""

from __future__ import annotations

from math import log2
from typing import Any

import attrs

from cablefix.cable import Cable, Field
from cablefix.language.logistic import believe
from cablefix.late import late_regex

MOST_SURE = 0.999
MOST_COPIES = 5.0
"""Copies beyond 2 to this power say nothing more."""

_BLANKS = late_regex(r"\s+")


def measure_field(name: str, field: Field[Any], text: str, noise: int) -> dict[str, float]:
    """The measurements of a field; `text`: the corrected text; `noise`: its damage in tenths.

    >>> measured = measure_field("caption", Field("NODIS", "MODIS", 0, 5), "NODIS NODIS", 0)
    >>> measured["read"], measured["copies"], measured["caption"]
    (0.0, 1.0, 1.0)
    """
    value = str(field.value)
    copies = text.count(value) if isinstance(field.value, str) and value else 1
    return {
        "all": 1.0,
        name: 1.0,
        "read": float(_BLANKS.sub(" ", field.original.strip()) == value),
        "copies": min(log2(max(copies, 1)), MOST_COPIES),
        "noise": noise / 10,
    }


def with_confidence(cable: Cable, text: str, noise: int) -> Cable:
    """The same document, each field with its confidence."""
    changed: dict[str, Any] = {}
    for a in attrs.fields(Cable):
        value = getattr(cable, a.name)
        if isinstance(value, Field):
            changed[a.name] = _judge(a.name, value, text, noise)
        elif isinstance(value, tuple) and value and isinstance(value[0], Field):
            changed[a.name] = tuple(_judge(a.name, f, text, noise) for f in value)
    return attrs.evolve(cable, **changed)


def _judge(name: str, field: Field[Any], text: str, noise: int) -> Field[Any]:
    measured = measure_field(name, field, text, noise)
    return attrs.evolve(field, confidence=believe("field_confidence", measured, MOST_SURE))

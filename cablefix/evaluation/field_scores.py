"""The fields of a cable against the known ones: as they were read, and as they were corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from cablefix.by_fields import ByFields
from cablefix.cable import Cable, Field
from cablefix.evaluation.alignment import squeeze
from cablefix.evaluation.tokens import ratio

_MANY = ("tags", "addressees", "references", "distribution")


@attrs.frozen
class FieldScore(ByFields):
    """Values of one field: known, given; given right as the OCR read them, and as corrected."""

    known: int = 0
    given: int = 0
    right_read: int = 0
    right: int = 0

    def __add__(self, other: FieldScore) -> FieldScore:
        a, b = attrs.astuple(self), attrs.astuple(other)
        return FieldScore(*(x + y for x, y in zip(a, b, strict=True)))

    @property
    def precision(self) -> float:
        """Share of the given values that are right."""
        return ratio(self.right, self.given)

    @property
    def recall(self) -> float:
        """Share of the known values that are given, and right."""
        return ratio(self.right, self.known)


def score_fields(cable: Cable, known: Mapping[str, Any]) -> dict[str, FieldScore]:
    """Compare the fields of a cable with the known ones, name by name.

    `known` is as in the rendered sets: a string, None for what is not on the pages, or a list.
    Only the fields that `known` names and a `Cable` has are compared.

    >>> cable = Cable("cable", 0, 9, caption=Field("NODIS", "MODIS", 0, 5))
    >>> score_fields(cable, {"caption": "NODIS"})
    {'caption': FieldScore(known=1, given=1, right_read=0, right=1)}
    """
    scores = {}
    for name in attrs.fields_dict(Cable):
        value = getattr(cable, name)
        if name in _MANY and name in known:
            scores[name] = _many([_text(one) for one in known[name]], value)
        elif name in known and (value is None or isinstance(value, Field)) and name != "date":
            scores[name] = _single(known[name], value)
    return scores


def _single(gold: Any, field: Field[Any] | None) -> FieldScore:
    right = field is not None and gold is not None and squeeze(str(field.value)) == gold
    read = field is not None and gold is not None and squeeze(field.original) == gold
    return FieldScore(int(gold is not None), int(field is not None), int(read), int(right))


def _many(gold: Sequence[str], fields: Sequence[Field[str]]) -> FieldScore:
    return FieldScore(
        len(gold),
        len(fields),
        _common(gold, [squeeze(f.original) for f in fields]),
        _common(gold, [squeeze(f.value) for f in fields]),
    )


def _common(gold: Sequence[str], values: Sequence[str]) -> int:
    left = list(gold)
    for value in values:
        if value in left:
            left.remove(value)
    return len(gold) - len(left)


def _text(one: Any) -> str:
    """An addressee is known with more than its name."""
    if not isinstance(one, Mapping):
        return str(one)
    return ("ZEN/" if one.get("zen") else "") + str(one["address"])

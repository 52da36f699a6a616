"""Turns what is said about a text into plain records for JSON, and back again.

The records follow the attrs classes of `model.py` and `cable.py`, field by field: what a class
gains, its record gains. Reading checks every type and names the place of what does not fit.
"""

from __future__ import annotations

import math
import types
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import attrs

from cablefix.findings import Correction, Findings, digest

SCHEMA = 1
"""The number of the record form; it rises when a reader of older records would be misled."""

T = TypeVar("T")


def to_record(value: Any) -> Any:
    """A value as JSON has it: classes as objects, tuples as arrays, dates in ISO 8601.

    >>> from cablefix.findings import Extent
    >>> to_record((Extent(1, "line", at_most=True),))
    [{'quantity': 1, 'unit': 'line', 'at_most': True, 'detail': None, 'estimated': False}]
    """
    if attrs.has(type(value)):
        return {f.name: to_record(getattr(value, f.name)) for f in attrs.fields(type(value))}
    if isinstance(value, tuple | list):
        return [to_record(v) for v in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value


def from_record(kind: type[T], record: Any, where: str = "record") -> T:
    """The value of class `kind` that `to_record` wrote; keys the class does not know are passed.

    Raises ValueError that names the place of what does not fit, below `where`.

    >>> from cablefix.findings import Extent
    >>> from_record(Extent, {"quantity": 1, "unit": "line"})
    Extent(quantity=1, unit='line', at_most=False, detail=None, estimated=False)
    """
    value: T = _read(kind, record, where)
    return value


def _read(kind: Any, record: Any, where: str) -> Any:
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        if record is None and type(None) in args:
            return None
        return _read(next(a for a in args if a is not type(None)), record, where)
    if origin is Literal:
        return _read_name(args, record, where)
    if origin is tuple:
        return _read_tuple(args, record, where)
    if attrs.has(origin or kind):
        return _read_object(origin or kind, args, record, where)
    if kind is datetime:
        return _read_datetime(record, where)
    if not _is_a(kind, record):
        raise ValueError(f"{where} must be {_NAMES[kind]}, not {_shown(record)}")
    return record


_NAMES = {str: "a string", int: "a whole number", float: "a number", bool: "true or false"}


def _is_a(kind: type, record: Any) -> bool:
    if kind in (int, float) and isinstance(record, bool):
        return False
    if kind is float:
        return isinstance(record, int | float) and math.isfinite(record)
    return isinstance(record, kind)


def _shown(record: Any) -> str:
    return "null" if record is None else f"{record!r:.40}"


def _read_name(names: tuple[Any, ...], record: Any, where: str) -> Any:
    if record not in names:
        raise ValueError(f"{where} must be one of {', '.join(names)}, not {_shown(record)}")
    return record


def _read_tuple(args: tuple[Any, ...], record: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(record, list | tuple):
        raise ValueError(f"{where} must be a list, not {_shown(record)}")
    if len(args) == 2 and args[1] is ...:
        return tuple(_read(args[0], v, f"{where}[{i}]") for i, v in enumerate(record))
    if len(record) != len(args):
        raise ValueError(f"{where} must be a list of {len(args)}")
    return tuple(
        _read(a, v, f"{where}[{i}]") for i, (a, v) in enumerate(zip(args, record, strict=True))
    )


def _read_object(kind: Any, args: tuple[Any, ...], record: Any, where: str) -> Any:
    if not isinstance(record, Mapping):
        raise ValueError(f"{where} must be an object, not {_shown(record)}")
    bound = dict(zip(getattr(kind, "__parameters__", ()), args, strict=False))
    values = {}
    for name, field_kind, needed in _fields(kind):
        if name in record:
            field_kind = bound.get(field_kind, field_kind)
            values[name] = _read(field_kind, record[name], f"{where}.{name}")
        elif needed:
            raise ValueError(f"{where} has no {name!r}")
    try:
        return kind(**values)
    except ValueError as e:
        raise ValueError(f"{where}: {e}") from None


@cache
def _fields(kind: type) -> tuple[tuple[str, Any, bool], ...]:
    attrs.resolve_types(kind)
    return tuple((f.name, f.type, f.default is attrs.NOTHING) for f in attrs.fields(kind))


def _read_datetime(record: Any, where: str) -> datetime:
    try:
        return datetime.fromisoformat(record)
    except (TypeError, ValueError):
        raise ValueError(
            f"{where} must be a date and time in ISO 8601, not {_shown(record)}"
        ) from None


def result_to_dict(result: Findings) -> dict[str, Any]:
    """A whole result as one record, the text with it."""
    return {"schema": SCHEMA, **to_record(result)}


def result_from_dict(record: Mapping[str, Any]) -> Findings:
    """The result of a record; raises ValueError where it does not fit its own text."""
    check_schema(record.get("schema") if isinstance(record, Mapping) else None)
    result = from_record(Findings, record, "result")
    if digest(result.original) != result.provenance.sha256:
        raise ValueError("result.original is not the text that was cleaned: its SHA-256 differs")
    check_findings(result)
    return result


def check_schema(number: object) -> None:
    """Raise ValueError unless this version can read the record form of that number."""
    if number != SCHEMA:
        raise ValueError(
            f"records of schema {number!r} cannot be read: this version reads schema {SCHEMA}"
        )


def check_findings(result: Findings) -> None:
    """Raise ValueError unless all findings fit the text and keep clear of each other."""
    at = 0
    for c in sorted((*result.corrections, *result.suggestions), key=lambda c: c.start):
        check_finding(result.original, c)
        if c.start < at:
            raise ValueError(f"{c.original!r} at {c.start} overlaps the finding before it")
        at = c.end
    for g in result.gaps:
        if not (0 <= g.start <= g.end <= len(result.original) and 0 <= g.confidence <= 1):
            raise ValueError(f"the gap {g.kind} at {g.start}-{g.end} lies outside the text")


def check_finding(text: str, c: Correction) -> None:
    """Raise ValueError unless a correction or suggestion fits the text."""
    if c.start < 0 or c.end <= c.start or text[c.start : c.end] != c.original:
        there = text[max(c.start, 0) : max(c.end, 0)]
        raise ValueError(
            f"{c.original!r} does not stand at {c.start}-{c.end}: the text has {there!r:.60}"
        )
    if not 0 <= c.confidence <= 1:
        raise ValueError(f"the confidence {c.confidence} of {c.original!r} is not within 0 and 1")

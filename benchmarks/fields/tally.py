"""Compares the header of a cable with the known one, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from cablefix.cable import Cable
from cablefix.evaluation.alignment import squeeze
from cablefix.evaluation.tallies import judge_result
from cablefix.result import CleanResult

SINGLE = ("post", "number", "dtg", "precedence", "caption", "eo", "signature")
FIELDS = ("post", "number", "sections", "pages", *SINGLE[2:6], "tags", "signature")
KINDS = frozenset(
    {"caption", "precedence", "cable-number", "section-number", "page-number", "dtg", "tags",
     "post", "classification"}
)  # fmt: skip
"""The kinds of corrections that change these fields."""


@attrs.frozen
class Tally:
    """Values of a field: known, right, right as the OCR read them, and right before but not after.

    `extra`: given, and on no page.
    """

    known: int = 0
    right: int = 0
    read: int = 0
    spoilt: int = 0
    extra: int = 0

    def __add__(self, other: Tally) -> Tally:
        a, b = attrs.astuple(self), attrs.astuple(other)
        return Tally(*(x + y for x, y in zip(a, b, strict=True)))


@attrs.frozen
class Miss:
    """A value that is not as it should be; `given` and `read` are None where nothing was found."""

    field: str
    known: str | None
    given: str | None
    read: str | None = None


def compare(cable: Cable, known: Mapping[str, Any]) -> tuple[dict[str, Tally], list[Miss]]:
    """The tally of each field of a document, and what is not right.

    >>> from cablefix.cable import Field
    >>> cable = Cable("cable", 0, 9, caption=Field("NODIS", "MODIS", 0, 5))
    >>> compare(cable, {"caption": "NODIS"})[0]["caption"]
    Tally(known=1, right=1, read=0, spoilt=0, extra=0)
    """
    tallies, misses = {}, []
    for name in FIELDS:
        if name in ("sections", "pages"):
            want, got = list(PLACES[name](known)), list(OURS[name](cable))
            read = list(got)
        else:
            given = cable.tags if name == "tags" else [getattr(cable, name)]
            fields = [f for f in given if f is not None]
            want = list(_wanted(known.get(name)))
            got = [squeeze(f.value) for f in fields]
            read = [squeeze(f.original) for f in fields]
        tallies[name] = _tally(want, got, read)
        misses += _misses(name, want, got, read)
    return tallies, misses


def _wanted(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif value is not None:
        yield from value


def _tally(want: Sequence[str], got: Sequence[str], read: Sequence[str]) -> Tally:
    right = (Counter(want) & Counter(got)).total()
    as_read = (Counter(want) & Counter(read)).total()
    spoilt = sum(
        r in want and g not in want for g, r in zip(got, read, strict=True)
    )  # fmt: skip
    return Tally(len(want), right, as_read, spoilt, len(got) - right)


def _misses(
    name: str, want: Sequence[str], got: Sequence[str], read: Sequence[str]
) -> Iterator[Miss]:
    lost = list((Counter(want) - Counter(got)).elements())
    for g, r in zip(got, read, strict=True):
        if g not in want:
            yield Miss(name, lost.pop(0) if lost else None, g, r)
    yield from (Miss(name, w, None) for w in lost)


def _known_sections(known: Mapping[str, Any]) -> Iterator[str]:
    for s in known.get("sections") or ():
        yield f"section {s['number']} of {s['of']}"


def _known_pages(known: Mapping[str, Any]) -> Iterator[str]:
    for s in known.get("sections") or ():
        for p in s["pages"]:
            yield f"section {s['number']} page {p['number']} of {p['of']}"


def _our_sections(cable: Cable) -> Iterator[str]:
    for s in cable.sections:
        yield f"section {s.number} of {s.of}"


def _our_pages(cable: Cable) -> Iterator[str]:
    for s in cable.sections:
        for p in s.pages:
            yield f"section {s.number} page {p.number} of {p.of}"


PLACES = {"sections": _known_sections, "pages": _known_pages}
OURS = {"sections": _our_sections, "pages": _our_pages}


def harmed(result: CleanResult, gold: str) -> list[str]:
    """The corrections of such fields that changed what the OCR had right."""
    return [
        f"{j.correction.original} -> {j.correction.replacement} [{j.correction.rule}]"
        for j in judge_result(result, gold)
        if j.applied and j.correction.kind in KINDS and j.verdict.harm and j.verdict.after
    ]

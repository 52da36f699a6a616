"""Takes each mechanism out, one at a time, and says what misses it: a case, a figure, or nothing.

`python -m benchmarks.ablation --unplug` reads `mechanisms.tsv`. A case (`tests/cases`) misses a
mechanism when its text, gaps or fields come out otherwise; a document of the small set when more
errors are left in it, more is harmed, or fewer of its gaps and fields are right. The search ends
with the first that misses it. What nothing misses should go.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest.mock import patch

import cablefix
from benchmarks.rows import our_row
from benchmarks.sets import SETS, SMALL, Document, read_set
from cablefix import deadline
from cablefix.language import tables

CASES = Path(__file__).parents[1] / "tests" / "cases"
MECHANISMS = Path(__file__).parent / "mechanisms.tsv"

WITHOUT: dict[str, Callable[..., object]] = {
    "nothing": lambda *_, **__: (),
    "same": lambda first, *_, **__: first,
    "true": lambda *_, **__: True,
    "false": lambda *_, **__: False,
    "one": lambda *_, **__: 1.0,
    "zero": lambda *_, **__: 0.0,
    "alone": lambda first, *_, **__: [first],
    "none-none": lambda *_, **__: (0, False),
    "empties": lambda *_, **__: ({}, {}),
}
"""What a call gives when its mechanism is taken out."""

SLOWEST = 60.0
"""Seconds that a text may take without a mechanism; one that takes longer misses it."""

Outcome = tuple[float, ...] | str


def mechanisms() -> Sequence[tuple[str, ...]]:
    """The mechanisms: name, place, what stands there without it."""
    return tables.parse("mechanisms", MECHANISMS.read_text(encoding="utf-8")).rows


@contextmanager
def unplugged(place: str, without: str) -> Iterator[None]:
    """Take out what is at a place: `package.module:name` or `package.module:Class.name`.

    Raises AttributeError when nothing of that name is there any more.
    """
    module, _, path = place.partition(":")
    home: Any = import_module(module)
    *outer, name = path.split(".")
    for part in outer:
        home = getattr(home, part)
    if without.startswith("-"):
        kept = tuple(e for e in getattr(home, name) if e.__name__ != without[1:])
        if len(kept) == len(getattr(home, name)):
            raise AttributeError(f"{place} has no {without[1:]}")
        put: object = kept
    else:
        getattr(home, name)
        put = WITHOUT[without]
    with patch.object(home, name, put):
        yield


def case_texts() -> list[tuple[str, str]]:
    """The texts of all cases, by the file and name of the case."""
    return [
        (f"{file.stem}: {case['name']}", case["text"])
        for file in sorted(CASES.glob("*.jsonl"))
        for case in map(json.loads, file.read_text(encoding="utf-8").splitlines())
        if "text" in case
    ]


def of_case(text: str) -> Outcome:
    """What is asserted of a case: its text, gaps and fields."""
    try:
        found = cablefix.clean(text, time_limit=SLOWEST)
    except deadline.TimeLimitError:
        return "too slow"
    gaps = [(g.kind, g.paragraphs, [e.code for e in g.exemptions]) for g in found.gaps]
    fields = [dict(_values(c)) for c in found.cables]
    return json.dumps([found.text, gaps, fields], default=str)


def _values(cable: cablefix.Cable) -> Iterator[tuple[str, object]]:
    for name in cable.__slots__:
        value = getattr(cable, name, None)
        if isinstance(value, cablefix.Field):
            yield name, value.value
        elif isinstance(value, tuple):
            yield name, [v.value for v in value if isinstance(v, cablefix.Field)]


def of_document(document: Document) -> Outcome:
    """The figures of a document: all of them are better when they are lower."""
    try:
        row = our_row(document)
    except Exception as e:  # a mechanism that cannot be taken out at all is missed
        return repr(e)
    tokens = row["score"]["tokens"]
    gaps = row.get("gaps", {}).values()
    fields = row.get("fields", {}).values()
    return (
        row["score"]["chars_after"]["errors"], tokens["added_mistake"],
        -sum(g["agreed"] for g in gaps), sum(g["found"] - g["agreed"] for g in gaps),
        -sum(f["right"] for f in fields),
    )  # fmt: skip


def got_worse(before: Outcome, after: Outcome) -> bool:
    """Whether any figure is worse; other outcomes are worse when they differ."""
    if isinstance(before, str) or isinstance(after, str):
        return before != after
    return any(b < a for b, a in zip(before, after, strict=True))


def run(jobs: int) -> Iterator[tuple[str, str]]:
    """Each mechanism, and what misses it; an empty string for nothing."""
    (data,) = (one for one in SETS if one.name == "small")
    named = case_texts()
    documents = list(read_set(data, SMALL, None))
    with get_context("fork").Pool(jobs) as pool:
        cases = pool.map(of_case, [text for _, text in named], chunksize=4)
        figures = pool.map(of_document, documents, chunksize=1)
    for name, place, without in mechanisms():
        with unplugged(place, without), get_context("fork").Pool(jobs) as pool:
            now = pool.imap(of_case, [text for _, text in named], chunksize=4)
            who = _first([n for n, _ in named], cases, now)
            if not who:
                then = pool.imap(of_document, documents, chunksize=1)
                who = _first([f"{d.part}, {d.id}" for d in documents], figures, then)
            pool.terminate()
        yield name, who


def _first(names: Sequence[str], before: Sequence[Outcome], after: Iterator[Outcome]) -> str:
    return next((n for n, b, a in zip(names, before, after, strict=False) if got_worse(b, a)), "")

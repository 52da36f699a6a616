"""A report in plain text: what was withheld, then what differs; and the best text alone."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from cablefix.comparing.model import Compared, Difference, Withheld
from cablefix.comparing.writers.phrases import (
    KINDS,
    contents_of,
    counts,
    describe,
    sign_of,
    size_of,
)

WIDTH = 88
LONGEST = 60
"""Characters of a reading that are shown."""


def write_best(comparison: Compared) -> str:
    """The best text."""
    return comparison.text


def write_text(comparison: Compared) -> str:
    """The report."""
    return "".join(line + "\n" for line in _lines(comparison))


def _lines(comparison: Compared) -> Iterator[str]:
    yield comparison.message
    width = max(len(_shown(w.name)) for w in comparison.witnesses)
    for w in comparison.witnesses:
        yield f"  {_shown(w.name).ljust(width)}  {describe(w)}"
    if not comparison.is_one_document:
        return
    if comparison.withheld:
        yield ""
        total = sum(w.words for w in comparison.withheld)
        n = len(comparison.withheld)
        many = f"{n} passage{'' if n == 1 else 's'}, {total:,} words"
        yield f"withheld in one and open in another: {many}"
        for number, passage in enumerate(comparison.withheld, 1):
            yield from _passage(comparison, number, passage)
    if comparison.differences:
        yield ""
        n = len(comparison.differences)
        yield f"{n:,} difference{'' if n == 1 else 's'}"
        for kind, count in counts(comparison).most_common():
            yield f"  {count:>5,}  {kind}: {KINDS[kind]}"
        yield ""
        for d in comparison.differences:
            yield _difference(comparison, d)


def _passage(comparison: Compared, number: int, passage: Withheld) -> Iterator[str]:
    by, has = comparison.witnesses[passage.withheld_by], comparison.witnesses[passage.witness]
    inside = contents_of(passage)
    yield (
        f"  {number}. {_shown(by.name)} withholds, {_shown(has.name)} has {size_of(passage)}"
        f"{f' ({inside})' if inside else ''}"
    )
    yield f"     in its place: {_shown(sign_of(passage))}"
    text = " ".join(passage.text.split())
    yield from textwrap.wrap(
        _shown(text), WIDTH, initial_indent="     | ", subsequent_indent="     | "
    )


def _difference(comparison: Compared, d: Difference) -> str:
    readings = " / ".join(
        f"{_shown(w.name)}: {_short(r)}"
        for w, r in zip(comparison.witnesses, d.readings, strict=True)
    )
    chosen = _short(d.chosen) if d.chosen else "nothing"
    return (
        f"{d.start}-{d.end} {d.kind} {chosen} ({d.confidence:.0%})  [{readings}]  {_shown(d.why)}"
    )


def _short(reading: str | None) -> str:
    if reading is None:
        return "-"
    text = _shown(" ".join(reading.split()))
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def _shown(text: str) -> str:
    """A text for a terminal: what would act there is shown as a replacement mark."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)

"""Compares readings of one document, or releases of one cable: the whole of it on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import attrs

from cablefix import deadline
from cablefix.collector import put_off
from cablefix.comparing.best_text import write_text
from cablefix.comparing.collation import Collation, collate
from cablefix.comparing.differences import count_errors, find_differences
from cablefix.comparing.fusion import fuse
from cablefix.comparing.mending import find_mended
from cablefix.comparing.model import (
    Compared,
    Contents,
    Difference,
    Span,
    Withheld,
    WitnessReport,
    share,
)
from cablefix.comparing.second_look import look_again
from cablefix.comparing.withheld import find_withheld
from cablefix.comparing.witness import Witness
from cablefix.comparing.writers import ComparisonForm, render
from cablefix.comparing.writers.json import to_dict
from cablefix.misuse import text_of

__all__ = ["Comparison", "Contents", "Difference", "Withheld", "WitnessReport", "compare"]


@attrs.frozen(repr=False)
class Comparison(Compared):
    """Two or more readings of one document, compared. Immutable; every view is derived from it."""

    def to_dict(self) -> dict[str, Any]:
        """Everything that was found, ready for JSON."""
        return to_dict(self)

    def render(self, form: ComparisonForm) -> str:
        """The comparison as `text`, `best`, `json`, `tei`, `html` or `annotations` (of the W3C).

        Raises ValueError for any other name, with the nearest of these.
        """
        return render(self, form)


class HasText(Protocol):
    """Anything that holds a text: pages, a result of cleaning."""

    @property
    def text(self) -> str:
        """The text."""


def compare(
    a: str | HasText,
    b: str | HasText,
    *more: str | HasText,
    names: Sequence[str] = (),
    time_limit: float | None = None,
) -> Comparison:
    """Compare two or more readings of one document, or releases of one cable.

    The texts may differ in line breaks, order of pages, stamps and headers; they are aligned by the
    words that they share. The best text is chosen place by place where they differ: by the price
    of the misreadings that each choice takes, the language, the formats of fields, and how well
    each text is read elsewhere. Where all agree nothing is changed. What one text withholds, by a
    sign in it, and another has, is in `withheld`. The order of the texts makes no difference.

    Instead of a str anything may be given that has one as its `text`: pages, a `CleanResult`.
    `names` are those of the texts, in their order (default: A, B, C and so on). Raises TypeError
    for what is no str, ValueError for a wrong number of names, and TimeLimitError when it takes
    longer than `time_limit` seconds.

    >>> found = compare("The ta1ks open in the harbor on Monday.",
    ...                 "The talks open in the harbor on Monday.")
    >>> found.text
    'The talks open in the harbor on Monday.'
    >>> [(d.kind, d.readings, d.chosen) for d in found.differences]
    [('misreading', ('ta1ks', 'talks'), 'talks')]
    """
    texts = tuple(map(_text_of, (a, b, *more)))
    named = _named(names, len(texts))
    with deadline.within(time_limit):
        return _compare(texts, named)


@put_off()
def _compare(texts: Sequence[str], names: Sequence[str]) -> Comparison:
    differ = len(set(texts)) > 1
    mended = [find_mended(text) for text in texts] if differ else []
    signs = [m.signs for m in mended] or [[] for _ in texts]
    collation = collate(list(map(Witness.of, texts, signs)))
    withheld, disclosed = find_withheld(collation, mended) if differ else ([], set())
    fusion = fuse(collation, mended, disclosed)
    text, spans = write_text(collation, fusion)
    again = look_again(collation, fusion, text, spans)
    if again is not fusion:
        fusion = again
        text, spans = write_text(collation, fusion)
    differences = find_differences(collation, fusion, spans, withheld, names)
    return Comparison(
        text, tuple(differences), tuple(withheld),
        tuple(_reports(collation, differences, withheld, names)), _collated(collation, spans),
    )  # fmt: skip


def _text_of(given: str | HasText) -> str:
    held = getattr(given, "text", given)
    return text_of(held if isinstance(held, str) else given, "compare")


def _named(names: Sequence[str], count: int) -> tuple[str, ...]:
    if names and len(names) != count:
        raise ValueError(f"{len(names)} names for {count} texts: give one for each, or none")
    return tuple(names) or tuple(_letter(i) for i in range(count))


def _letter(i: int) -> str:
    return chr(ord("A") + i) if i < 26 else f"W{i + 1}"


def _reports(
    collation: Collation, differences: Sequence[Difference], withheld: Sequence[Withheld],
    names: Sequence[str],
) -> list[WitnessReport]:  # fmt: skip
    reports = []
    for w, witness in enumerate(collation.witnesses):
        keyed = sum(map(bool, witness.keys))
        shared = sum(
            sum(map(bool, witness.keys[slice(*p.words[w])]))
            for p in collation.places
            if w in p.words and any(collation.are_alike(p, w, o) for o in p.words if o != w)
        )
        own = [x for x in withheld if x.withheld_by == w]
        codes = dict.fromkeys(e.code for x in own for e in x.exemptions)
        reports.append(
            WitnessReport(
                names[w],
                witness.text,
                collation.order.index(w),
                keyed,
                share(shared, keyed),
                sum(count_errors(differences, w)),
                sum(x.words for x in own),
                tuple(codes),
            )
        )
    return reports


def _collated(collation: Collation, spans: dict[int, Span]) -> tuple[tuple[Span | None, ...], ...]:
    rows = []
    for n, place in enumerate(collation.places):
        row: list[Span | None] = [spans.get(n)]
        for w, witness in enumerate(collation.witnesses):
            words = place.words.get(w)
            row.append((witness.starts[words[0]], witness.ends[words[1] - 1]) if words else None)
        rows.append(tuple(row))
    return tuple(rows)

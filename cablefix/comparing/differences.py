"""Names the differences between witnesses: what kind each is, what was chosen, and why."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set

import attrs

from cablefix.by_fields import ByFields
from cablefix.channel.profile import straighten
from cablefix.comparing.collation import Collation
from cablefix.comparing.evidence import Choice
from cablefix.comparing.fusion import Fusion
from cablefix.comparing.model import Difference, Kind, Span, Withheld
from cablefix.comparing.witness import key_of
from cablefix.language.lexicon import lexicon
from cablefix.withheld.signs import merged

NEARLY = 0.9
"""Confidence from which `why` does not name a rival."""

Names = Sequence[str]


def find_differences(
    collation: Collation, fusion: Fusion, spans: Mapping[int, Span], withheld: Sequence[Withheld],
    names: Names,
) -> list[Difference]:  # fmt: skip
    """All differences in the order of the document; neighbours that one witness lacks are one."""
    found: list[list[Difference]] = []
    at = 0
    last = -2
    covered = _cover(withheld)
    for n in range(len(collation.places)):
        start, end = spans.get(n, (at, at))
        at = end
        choice = fusion.choices[n]
        moved = collation.places[n].moved
        if choice is None and not moved:
            continue
        one = _difference(collation, n, choice, (start, end), covered, names)
        if one is None:
            continue
        if last == n - 1 and _are_one(found[-1][0], one):
            found[-1].append(one)
        else:
            found.append([one])
        last = n
    return [_joined(run, collation) for run in found]


@attrs.frozen
class _Cover(ByFields):
    """What one witness withholds and another has: spans of either text."""

    signs: Set[Span]
    passages: Sequence[Span]
    """In order; none overlaps another."""

    def is_open(self, span: Span) -> bool:
        """Whether a span of the text that has the passages lies in one, in part or as a whole."""
        at = bisect_left(self.passages, span[1], key=_start) - 1
        return at >= 0 and span[0] < self.passages[at][1]


_Covered = Mapping[tuple[int, int], _Cover]
"""By the witness that has the passages, and the one that withholds them."""


def _start(span: Span) -> int:
    return span[0]


def _cover(withheld: Sequence[Withheld]) -> _Covered:
    by_pair: dict[tuple[int, int], list[Withheld]] = {}
    for w in withheld:
        by_pair.setdefault((w.witness, w.withheld_by), []).append(w)
    return {
        pair: _Cover({w.sign for w in own}, list(merged((w.start, w.end) for w in own)))
        for pair, own in by_pair.items()
    }


def _difference(
    collation: Collation, n: int, choice: Choice | None, span: Span,
    covered: _Covered, names: Names,
) -> Difference | None:  # fmt: skip
    place = collation.places[n]
    spans: list[Span | None] = []
    readings: list[str | None] = []
    for w, witness in enumerate(collation.witnesses):
        words = place.words.get(w)
        if words is None:
            spans.append(None)
            readings.append(None)
        else:
            spans.append((witness.starts[words[0]], witness.ends[words[1] - 1]))
            readings.append(witness.piece(*words))
    if choice is None:
        who = " and ".join(names[w] for w in sorted(place.moved))
        text = collation.text(place, collation.order[0])
        why = f"{who} has this elsewhere in its order"
        return Difference("order", *span, tuple(spans), tuple(readings), text, 1.0, why)
    is_sign = any(i in collation.witnesses[w].signs for w, (i, _) in place.words.items())
    kind = _kind(readings, choice.text, spans, covered, is_sign=is_sign)
    if kind is None:
        return None
    if kind == "withheld":
        signs = [collation.witnesses[w].signs for w in range(len(spans))]
        signed = [w for w, (i, _) in place.words.items() if i in signs[w]]
        lacking = [w for w in range(len(spans)) if spans[w] is None]
        by = [names[w] for w in sorted(signed or lacking)]
        why = f"{_list(by)} withholds it"
    else:
        why = _why(kind, readings, choice, names)
    return Difference(
        kind, *span, tuple(spans), tuple(readings), choice.text, round(choice.confidence, 4), why
    )


def _kind(
    readings: Sequence[str | None], chosen: str, spans: Sequence[Span | None],
    covered: _Covered, *, is_sign: bool,
) -> Kind | None:  # fmt: skip
    """The kind of a difference; None where only blanks and hyphens at line ends differ."""
    there = [" ".join(r.split()) for r in readings if r is not None]
    if (len(there) < len(readings) or is_sign) and _is_withheld(spans, covered):
        return "withheld"
    if is_sign and len(there) == len(readings):
        return "other-mark"
    if len(there) < len(readings):
        return "lost-text" if chosen else "stray-text"
    whole = {straighten(t.replace("- ", "").replace(" ", "")) for t in there}
    keys = {key_of(t) for t in there}
    if len(whole) == 1:
        same = {straighten(t.replace("- ", "")) for t in there}
        return None if len(same) == 1 or len({t.replace("-", "") for t in same}) == 1 else "spacing"
    if len({w.upper() for w in whole}) == 1:
        return "case"
    if len(keys) == 1:
        return "punctuation"
    if key_of(chosen) not in keys:
        return "misread-by-all"
    return "misreading"


def _is_withheld(spans: Sequence[Span | None], covered: _Covered) -> bool:
    for (w, by), cover in covered.items():
        sign, span = spans[by], spans[w]
        if sign in cover.signs:
            return True
        if sign is None and span is not None and cover.is_open(span):
            return True
    return False


def _why(kind: Kind, readings: Sequence[str | None], choice: Choice, names: Names) -> str:
    """In one line: who reads so, who else, what speaks for it, what the next best is."""
    chosen = choice.text
    with_it = [
        n for n, r in zip(names, readings, strict=True) if r and " ".join(r.split()) == chosen
    ]
    lacking = [n for n, r in zip(names, readings, strict=True) if r is None]
    said = []
    if kind == "lost-text":
        said.append(f"{_list(lacking)} lacks it")
    elif kind == "stray-text":
        said.append(f"nothing is printed here: {_list(lacking)} has nothing")
    elif with_it:
        said.append(f"so reads {_list(with_it)}")
    else:
        said.append("no text reads so; it is nearest to what all of them read")
    core = chosen.strip(".,;:!?\"'()[]")
    if kind in ("misreading", "misread-by-all") and core:
        others = [r for r in readings if r and key_of(r) != key_of(chosen)]
        if key_of(core) in lexicon() and not any(key_of(r) in lexicon() for r in others):
            said.append("it is a known word, the others are none")
        elif any(map(str.isdigit, core)):
            said.append("the way the others were misread is the likelier one")
    if choice.confidence < NEARLY and choice.rivals:
        rival, sure = choice.rivals[0]
        said.append(f"next best: {rival or 'nothing'} ({sure:.0%})")
    return "; ".join(said)


def _list(names: Sequence[str]) -> str:
    return " and ".join(names)


def _are_one(last: Difference, one: Difference) -> bool:
    """Whether two differences in a row are one passage that the same witnesses lack."""
    if last.kind != one.kind or one.kind not in ("lost-text", "stray-text", "withheld", "order"):
        return False
    if one.kind == "withheld":
        return True
    return [s is None for s in last.spans] == [s is None for s in one.spans]


def _joined(run: Sequence[Difference], collation: Collation) -> Difference:
    """Differences in a row as one."""
    if len(run) == 1:
        return run[0]
    spans: list[Span | None] = []
    readings: list[str | None] = []
    for w, column in enumerate(zip(*(d.spans for d in run), strict=True)):
        there = [s for s in column if s is not None]
        if not there:
            spans.append(None)
            readings.append(None)
            continue
        span = (min(s[0] for s in there), max(s[1] for s in there))
        spans.append(span)
        readings.append(collation.witnesses[w].text[span[0] : span[1]])
    return attrs.evolve(
        run[0], end=max(d.end for d in run), spans=tuple(spans), readings=tuple(readings),
        chosen=" ".join(d.chosen for d in run if d.chosen),
        confidence=min(d.confidence for d in run),
    )  # fmt: skip


def count_errors(differences: Sequence[Difference], witness: int) -> Iterator[int]:
    """One for each place at which a witness reads other letters than those chosen."""
    for d in differences:
        reading = d.readings[witness]
        if d.kind in ("misreading", "misread-by-all") and reading is not None:
            yield int(key_of(reading) != key_of(d.chosen))

"""Agreement: the copies of one field within its section, then within the cable.

A copy that the format allows votes; one that it forbids does not. A change needs a majority, and
a value that the dissenting copy can be a misreading of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import attrs

from cablefix.correcting.proposals import Proposal, propose
from cablefix.correcting.validity import is_valid
from cablefix.reading.document import Copy, Reading
from cablefix.vocabulary.confusions import MISMATCH, cost


@attrs.frozen
class Vote:
    """How the copies of one field voted."""

    value: str
    count: int
    dissent: int
    where: str


def propose_by_agreement(reading: Reading) -> Iterator[Proposal]:
    """Proposals for every copy that its fellows overrule, or that its shape forbids."""
    if not reading.is_cable:
        return
    copies = [c for c in reading.copies() if not c.frame.foreign and c.slot.name not in _TOGETHER]
    for where, group in _groups(copies):
        vote = _count(group, where)
        for copy in group:
            proposal = _judge(copy, vote)
            if proposal is not None:
                yield proposal


_TOGETHER = ("item", "tag,", "address", "classification", "dashes", "eo_word")
"""Fields that other evidence judges, by their line."""


def _groups(copies: Iterable[Copy]) -> Iterator[tuple[str, list[Copy]]]:
    """The copies that must agree, with the name of the place in which they must."""
    groups: dict[tuple[str, str], list[Copy]] = defaultdict(list)
    for copy in copies:
        scope, section = copy.slot.scope, copy.frame.section
        if scope == "cable":
            short = copy.slot.name == "post" and copy.line.form != "section"
            groups[copy.slot.name + "-cut" * short, "the cable"].append(copy)
        elif scope == "section" and section is not None:
            groups[copy.slot.name, f"section {section:02d}"].append(copy)
        else:
            yield "this line", [copy]
    for (_, where), group in groups.items():
        yield where, group


def _value(copy: Copy) -> str | None:
    value = copy.part.value
    return value if value and is_valid(copy.slot.name, value) else None


def _count(group: list[Copy], where: str) -> Vote | None:
    counts = Counter(v for c in group if (v := _value(c)))
    if not counts:
        return None
    (value, most), *rest = counts.most_common(2)
    second = rest[0][1] if rest else 0
    if most == second:
        return None
    return Vote(value, most, sum(counts.values()) - most, where)


def _judge(copy: Copy, vote: Vote | None) -> Proposal | None:
    text = copy.span.text
    if copy.slot.name == "post" and copy.part.cost == 0:
        return None  # a page header may give the name in full as well as cut
    part, kind = copy.part, copy.slot.kind
    if vote and vote.value != text and _readable(vote.value, text):
        agree = vote.count - (1 if _value(copy) == vote.value else 0)
        if agree:
            forbidden = part.value != text or not is_valid(copy.slot.name, text)
            return propose(
                copy.span, vote.value, kind=kind, rule=f"{copy.slot.name}-agreement",
                score=_score(agree, vote.dissent, forbidden),
                why=_why(vote, agree, text if forbidden else None),
            )  # fmt: skip
    if part.value and part.value != text and is_valid(copy.slot.name, part.value):
        return propose(
            copy.span, part.value, kind=kind, rule=f"{copy.slot.name}-shape",
            score=0.97 if part.cost <= 2.2 else 0.85,
            why=f"the field has the form {part.value!r}; {text!r} cannot stand there",
        )  # fmt: skip
    return None


def _readable(meant: str, read: str) -> bool:
    """Whether `read` can be a damaged `meant`: most characters stay, or are usual confusions."""
    if len(meant) != len(read):
        return abs(len(meant) - len(read)) == 1 and len(meant) >= 5
    costs = [cost(a, b) for a, b in zip(meant, read, strict=True)]
    return sum(c >= MISMATCH for c in costs) <= len(meant) // 5


def _score(agree: int, dissent: int, forbidden: bool) -> float:
    if forbidden:
        return 0.998 if agree >= 2 else 0.993
    if dissent > 1 or agree < 2:
        return 0.9 if agree >= 2 * dissent else 0.6
    return 0.998 if agree >= 3 else 0.99


def _why(vote: Vote, agree: int, forbidden: str | None) -> str:
    copies = "1 other copy" if agree == 1 else f"{agree} other copies"
    verb = "reads" if agree == 1 else "read"
    says = f"{copies} in {vote.where} {verb} {vote.value}"
    return f"{forbidden!r} cannot stand here; {says}" if forbidden else says

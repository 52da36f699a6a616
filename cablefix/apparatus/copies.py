"""Agreement: the copies of one field within its section, then within the cable.

Every copy is evidence for the value that was printed: the value is sought under which all copies
together are the likeliest readings. A value that the format forbids cannot be it. What the
copies do not decide is left as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import exp

import attrs

from cablefix.by_fields import ByFields
from cablefix.channel.marks import letter_signs
from cablefix.channel.shapes import log_likelihood
from cablefix.document.reading import Copy, Reading
from cablefix.fields.fusion import rank_values
from cablefix.layout.validity import is_valid, rarity
from cablefix.proposals import FieldGrounds, Proposal, propose

_JUDGED_BY_LINE = frozenset(
    {
        "item",
        "tag,",
        "address",
        "classification",
        "dashes",
        "eo_word",
        "page",
        "section",
        "to_serial",
        "code,",
        "rest",
    }
)
"""Fields that other evidence judges, by their line or by their sequence."""

CLEAR_LEAD = 3.5
"""Log odds at which one copy overrules another that the format allows too."""


@attrs.frozen
class Vote(ByFields):
    """What the copies of a field come to: the value, how sure, who agrees."""

    value: str
    probability: float
    agreeing: int
    copies: int
    where: str
    lead: float
    """How much likelier all copies are under it than under the next value, in logarithms."""


def propose_by_agreement(reading: Reading) -> Iterator[Proposal]:
    """Proposals for every copy that its fellows overrule, or that its form forbids."""
    if not reading.is_cable:
        return
    copies = [c for c in reading.copies() if c.slot.name not in _JUDGED_BY_LINE]
    spliced: dict[int, list[Copy]] = defaultdict(list)
    for copy in copies:
        if copy.frame.foreign:
            spliced[copy.frame.start].append(copy)  # a page of another cable agrees with itself
    own = [c for c in copies if not c.frame.foreign]
    for page in (own, *spliced.values()):
        for where, group in _groups(page):
            vote = None if _is_settled(group) else hold_vote(group, where, reading.noise)
            if vote is not None:
                yield from (p for c in group if (p := _judge(c, vote)))


def _groups(copies: Iterable[Copy]) -> Iterator[tuple[str, list[Copy]]]:
    """The copies that must agree, with the name of the place in which they must."""
    copies = list(copies)
    divided = any(c.frame.section is not None for c in copies)
    groups: dict[tuple[str, str], list[Copy]] = defaultdict(list)
    for copy in copies:
        name, scope, section = copy.slot.name, copy.slot.scope, copy.frame.section
        if name == "post" and copy.line.form != "section":
            name = "post-cut"
        if scope == "cable":
            groups[name, "the cable"].append(copy)
        elif scope == "section" and (section is not None or not divided):
            where = f"section {section:02d}" if section is not None else "the cable"
            groups[name, where].append(copy)
        else:
            yield "this line", [copy]
    for (_, where), group in groups.items():
        yield where, group


def _is_settled(group: Sequence[Copy]) -> bool:
    """Whether all copies say the same, and what a field may say."""
    name, text = group[0].slot.name, group[0].span.text
    same = all(c.span.text == text == c.part.value for c in group)
    return same and is_valid(name, text) and not rarity(name, text)


def hold_vote(group: Sequence[Copy], where: str, noise: int) -> Vote | None:
    """The value under which the copies are the likeliest; None if none is possible."""
    slot = group[0].slot
    scores = rank_values(slot, [_unbroken(c) for c in group], noise)
    if not scores:
        return None
    best = scores[0][0]
    total = sum(exp(score - best) for score, _ in scores)
    value = scores[0][1]
    agreeing = sum(c.span.text == value for c in group)
    lead = best - scores[1][0] if len(scores) > 1 else 30.0
    return Vote(value, 1 / total, agreeing, len(group), where, lead)


def _unbroken(copy: Copy) -> str:
    """A field as read, without blanks that broke it."""
    text = copy.span.text
    return text if copy.slot.name == "post" else text.replace(" ", "")


def _judge(copy: Copy, vote: Vote) -> Proposal | None:
    text = copy.span.text
    if text == vote.value:
        return None
    if copy.slot.name == "post" and (copy.part.cost == 0 or vote.value.startswith(f"{text} ")):
        return None  # a page header may give the name in full as well as cut
    value = vote.value
    if copy.slot.name == "number":
        value = _as_wide(value, text)
        if value == text:
            return None  # one line prints the number with its leading zeros, another without
    if copy.slot.name == "received" and not vote.agreeing and value == f"{text}Z":
        return None  # the number of a transmission stands there, too, and has no Z: 081923
    if copy.slot.name == "sections" and not vote.agreeing and text.isdigit():
        return None  # 00 OF 00: no copy has another count of sections, and figures are no proof
    forbidden = copy.part.value != text or not is_valid(copy.slot.name, text)
    near = log_likelihood(value, _unbroken(copy), 10)
    if not forbidden and vote.agreeing < 2 and vote.lead < CLEAR_LEAD:
        return None
    if near < -9.0 * max(1, len(text) // 3):
        return None  # not a misreading of this value: something else stands here
    rule = "agreement" if vote.agreeing else "shape"
    blank = " " if copy.line.is_glued(copy.part) else ""
    return propose(
        copy.span, value + blank, kind=copy.slot.kind, rule=f"{copy.slot.name}-{rule}",
        score=_score(vote, forbidden), why=_why(vote, text if forbidden else None),
        grounds=FieldGrounds(-near, _doubt(copy), vote.agreeing, vote.copies, vote.lead),
    )  # fmt: skip


def _as_wide(number: str, read: str) -> str:
    """A number with leading zeros to the width of a copy: both ways are printed.

    >>> _as_wide("1813", "@1813"), _as_wide("01813", "1818")
    ('01813', '1813')
    """
    bare = number.lstrip("0")
    width = sum(c.isalnum() or c in letter_signs("wide") for c in read)
    return bare.rjust(width, "0") if width > len(bare) else bare


def _doubt(copy: Copy) -> float:
    found = sum(p.slot != "stray" for p in copy.line.parts)
    return copy.line.cost / max(found, 1)


def _score(vote: Vote, forbidden: bool) -> float:
    most = 0.97 if not vote.agreeing else 0.993 if forbidden and vote.agreeing == 1 else 0.998
    if not forbidden:
        dissent = vote.copies - vote.agreeing
        most = 0.998 if vote.agreeing >= 3 * dissent else 0.99 if vote.agreeing > dissent else 0.8
    return most * vote.probability


def _why(vote: Vote, forbidden: str | None) -> str:
    if not vote.agreeing:
        return f"{forbidden!r} cannot stand here; {vote.value} is its likeliest reading"
    copies = "1 other copy" if vote.agreeing == 1 else f"{vote.agreeing} other copies"
    verb = "reads" if vote.agreeing == 1 else "read"
    says = f"{copies} in {vote.where} {verb} {vote.value}"
    return f"{forbidden!r} cannot stand here; {says}" if forbidden else says

"""The distribution line: its counts add up to its total, and its offices are known.

`INFO LOG-00 ADS-00 /000W`: the sum of all counts, ACTION or ORIGIN included, is the number after
the stroke. It is a check digit for free.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

import attrs

from cablefix.correcting.proposals import Proposal, propose
from cablefix.reading.document import Reading
from cablefix.reading.frames import Frame
from cablefix.reading.lines import Span
from cablefix.vocabulary import tables
from cablefix.vocabulary.confusions import DIGITS, best, cost


@attrs.frozen
class Item:
    """One `SYM-NN` of a distribution line."""

    office: Span
    count: Span


@attrs.frozen
class Distribution:
    """The items of a header block, and the total that closes it."""

    frame: Frame
    items: tuple[Item, ...]
    total: Span | None


def read_distributions(reading: Reading) -> list[Distribution]:
    """The distribution of each header block."""
    found = []
    for frame in reading.frames:
        lines = [r for r in frame.lines if r.form in ("action", "info")]
        items = [_split(span) for r in lines for name, span in r.fields if name == "item"]
        total = next((s for r in lines for name, s in r.fields if name == "total"), None)
        if items and not frame.foreign:
            found.append(Distribution(frame, tuple(items), total))
    return found


def _split(item: Span) -> Item:
    office, _, count = item.text.partition("-")
    cut = item.start + len(office)
    return Item(Span(item.start, cut, office), Span(cut + 1, item.end, count))


@cache
def known_offices() -> frozenset[str]:
    """The office codes of distribution lines."""
    return frozenset(tables.load("distribution").column("code"))


def propose_distribution(reading: Reading) -> Iterator[Proposal]:
    """Proposals for counts that do not add up and for offices that do not exist."""
    if not reading.is_cable:
        return
    blocks = read_distributions(reading)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    offices = Counter(item.office.text for block in blocks for item in block.items)
    for block in blocks:
        if _adds_up([i.count.text for i in block.items], block.total):
            for item in block.items:
                counts[item.office.text][item.count.text] += 1
    for block in blocks:
        yield from _propose_counts(block, counts)
        yield from _propose_offices(block, offices)


def _adds_up(counts: Sequence[str], total: Span | None) -> bool:
    digits = _total_digits(total)
    if digits is None or not all(c.isdigit() for c in counts):
        return False
    return sum(int(c) for c in counts) == int(digits)


def _total_digits(total: Span | None) -> str | None:
    digits = total.text.strip("/ ")[:-1].strip() if total else ""
    return digits if digits.isdigit() else None


def _propose_counts(block: Distribution, known: dict[str, Counter[str]]) -> Iterator[Proposal]:
    """If the line does not add up as read but does with its fellows' counts, take those."""
    read = [i.count.text for i in block.items]
    if block.total is None or _adds_up(read, block.total):
        return
    better = [
        known[i.office.text].most_common(1)[0][0] if known.get(i.office.text) else i.count.text
        for i in block.items
    ]
    if not all(c.isdigit() for c in better):
        return
    old = block.total.text
    digits = old.strip("/ ")[:-1].strip()
    wanted = f"{sum(map(int, better)):0{len(digits)}d}"
    if len(wanted) != len(digits) or not _can_be(wanted, digits):
        return
    blocks = max(sum(c.values()) for c in known.values()) if known else 0
    score = 0.995 if blocks >= 2 else 0.93
    why = f"the counts add up to {int(wanted)} with those of {blocks} other distribution lines"
    for item, value in zip(block.items, better, strict=True):
        if value != item.count.text:
            whole = Span(item.office.start, item.count.end, f"{item.office.text}-{item.count.text}")
            yield propose(
                whole, f"{item.office.text}-{value}", kind="distribution",
                rule="distribution-sum", score=score, why=why,
            )  # fmt: skip
    if wanted != digits:
        yield propose(
            block.total, old.replace(digits, wanted), kind="distribution",
            rule="distribution-sum", score=score, why=why,
        )  # fmt: skip


def _can_be(meant: str, read: str) -> bool:
    return all(cost(a, b) < 4 or best(b, DIGITS)[1] == a for a, b in zip(meant, read, strict=True))


def _propose_offices(block: Distribution, seen: Counter[str]) -> Iterator[Proposal]:
    """An unknown office that differs from a known one of the same cable by usual confusions."""
    for item in block.items:
        read = item.office.text
        if read in known_offices():
            continue
        near = [
            o for o in seen
            if o != read and o in known_offices() and len(o) == len(read)
            and sum(cost(a, b) for a, b in zip(o, read, strict=True)) <= 2.5
        ]  # fmt: skip
        if len(near) == 1:
            n = seen[near[0]]
            whole = Span(item.office.start, item.count.end, f"{read}-{item.count.text}")
            yield propose(
                whole, f"{near[0]}-{item.count.text}", kind="distribution",
                rule="distribution-office", score=0.995 if n >= 2 else 0.95,
                why=f"{read} is no office code; {n} other distribution lines read {near[0]}",
            )  # fmt: skip

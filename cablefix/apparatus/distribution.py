"""The distribution line: its counts add up to its total, and its offices are known.

`INFO LOG-00 ADS-00 /000W`: the sum of all counts, ACTION or ORIGIN included, is the number after
the stroke. It is a check digit for free. The same line heads every section, so that its copies
are evidence too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import exp

from cablefix.apparatus.distribution_blocks import Distribution, read_distributions
from cablefix.apparatus.distribution_sums import COUNTS, MOST_COPIES, UNUSUAL, Options, Print, solve
from cablefix.channel.shapes import log_likelihood
from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.late import late_regex
from cablefix.layout.field_types import judge_office, slots
from cablefix.layout.lines import Span
from cablefix.proposals import FieldGrounds, Proposal, propose

_TOTAL = late_regex(r"(/?)([\w@]{2,3})( ?[WR])?\W*")
MOST_SURE = 0.998
"""As sure as anything is said to be."""

OTHER_COUNT, OTHER_IN_SUM = 4.0, 6.0
"""What it costs that an office has another count than it has nearly always, and where the total
can speak for it: in none of 21 real lines one had."""

COPY_ASTRAY = 6.0
"""Log odds against another section's copy being different by right."""


def propose_distribution(reading: Reading) -> Iterator[Proposal]:
    """Proposals for counts that do not add up and for offices that no list has."""
    if not reading.is_cable:
        return
    blocks = read_distributions(reading)
    shared = _shared_options(blocks, reading.noise)
    for n, block in enumerate(blocks):
        others = [b.total.text for b in blocks if b is not block and b.total and _is_same(block, b)]
        found = _propose_counts(n, block, shared, others, reading.noise)
        divided = any(b is not block and _is_same(block, b) for b in blocks)
        yield from _propose_agreement(n, block, shared, divided) if found is None else found
    yield from _propose_offices(blocks)
    for block in blocks:
        yield from _propose_loose_offices(block)
        yield from _propose_commas(block, reading.text)
        yield from _propose_letter(block, reading.text)


@cache
def _usual_counts() -> dict[str, str]:
    return tables.load("usual_counts").pairs("office", "count")


@lru_cache(maxsize=1 << 12)
def _options(read: str, print_: Print) -> Options:
    """Every count with minus its log likelihood."""
    return {count: -print_.likelihood(count, read) for count in COUNTS}


@lru_cache(maxsize=1 << 10)
def _rarity(office: str, other: float) -> Options:
    """How rare each count of an office is, before its print is looked at.

    `other`: the cost of another count than an office nearly always has.
    """
    usual = _usual_counts().get(office)
    return {
        count: (UNUSUAL if count > MOST_COPIES else 0.0)
        + (other if usual and count != usual else 0.0)
        for count in COUNTS
    }


def _is_same(one: Distribution, other: Distribution) -> bool:
    """Whether two blocks can be copies of one: most of their offices are the same.

    The block of a page of another cable has no copies.
    """
    if one.frame.foreign or other.frame.foreign:
        return False
    a, b = ({i.office for i in block.items} for block in (one, other))
    return 2 * len(a & b) > max(len(a), len(b))


def _shared_options(blocks: Sequence[Distribution], noise: int) -> dict[tuple[int, int], Options]:
    """For each item of each block, what its count may be, in the light of the other sections."""
    by_office: dict[str, list[tuple[int, int, Options]]] = defaultdict(list)
    for n, block in enumerate(blocks):
        here = Print.of(block, noise)
        for i, item in enumerate(block.items):
            by_office[item.office].append((n, i, _options(item.count, here)))
    shared: dict[tuple[int, int], Options] = {}
    for copies in by_office.values():
        for n, i, options in copies:
            others = [o for m, _, o in copies if m != n and _is_same(blocks[n], blocks[m])]
            shared[n, i] = {
                v: cost + sum(min(COPY_ASTRAY, other[v]) for other in others)
                for v, cost in options.items()
            }
    return shared


def _with_rarity(options: Options, office: str, other: float) -> Options:
    """What a count may be, rare ones dearer; the copies of a line have one count between them."""
    rare = _rarity(office, other)
    return {count: cost + rare[count] for count, cost in options.items()}


DECIDED = 0.5
"""Probability that the counts add up, and of a count, from which it is worth proposing."""


def _propose_counts(
    number: int,
    block: Distribution,
    shared: Mapping[tuple[int, int], Options],
    others: Sequence[str],
    noise: int,
) -> list[Proposal] | None:
    """The counts and the total, if they add up only when some are read otherwise.

    None where no sum can tell: then each count is judged by itself.
    """
    m = _TOTAL.fullmatch(block.total.text) if block.total and block.complete else None
    if m is None or block.total is None:
        return None
    read = [i.count for i in block.items]
    if all(n.isdecimal() for n in (m[2], *read)) and sum(map(int, read)) == int(m[2]):
        return []
    counts = [
        _with_rarity(shared[number, i], item.office, OTHER_IN_SUM)
        for i, item in enumerate(block.items)
    ]
    solved = solve(counts, m[2], others, Print.of(block, noise)) if all(counts) else None
    if solved is None or sum(solved.totals.values()) < DECIDED:
        return None
    total, sure = max(solved.totals.items(), key=lambda t: (t[1], t[0]))
    why = f"the counts add up to the total {int(total)} only so"
    found = []
    for item, chances in zip(block.items, solved.counts, strict=True):
        count, chance = max(chances.items(), key=lambda v: (v[1], v[0]))
        if count != item.count and chance >= DECIDED:
            found.append(_by_sum(*item.with_count(count), "distribution-sum", chance, why))
    if total != m[2] and sure >= DECIDED:
        printed = f"{m[1]}{total}{m[3] or ''}"
        why = f"the counts add up to {int(total)}"
        found.append(_by_sum(block.total, printed, "distribution-total", sure, why))
    return found


def _by_sum(span: Span, printed: str, rule: str, chance: float, why: str) -> Proposal:
    """A proposal whose probability the sum itself has given."""
    return propose(
        span, printed, kind="distribution", rule=rule, score=min(chance, MOST_SURE), why=why,
        grounds=None,
    )  # fmt: skip


def _propose_agreement(
    number: int, block: Distribution, shared: Mapping[tuple[int, int], Options], divided: bool
) -> Iterator[Proposal]:
    """A count that the other sections' copies overrule, or whose letters can be but one figure."""
    for i, item in enumerate(block.items):
        options = _with_rarity(shared[number, i], item.office, OTHER_COUNT)
        ranked = sorted((cost, v) for v, cost in options.items())
        if len(ranked) < 2 or ranked[0][1] == item.count:
            continue
        lead = ranked[1][0] - ranked[0][0]
        count = ranked[0][1]
        usual = _usual_counts().get(item.office) == count
        if not divided and (lead < CLEAR_LEAD or not (usual or _keeps_figures(item.count, count))):
            continue
        span, written = item.with_count(count)
        yield propose(
            span, written, kind="distribution",
            rule="distribution-agreement" if divided else "count-shape",
            score=0.97 / (1 + exp(-lead)),
            why=f"the other sections have {item.office}-{count}" if divided
            else f"{item.office} nearly always has {count}" if usual
            else f"{item.count} is no number; {count} is what it resembles",
            grounds=FieldGrounds(lead=lead, cost=ranked[0][0]),
        )  # fmt: skip


CLEAR_LEAD = 2.0
"""By how much, in logarithms, one figure must be likelier than any other behind a letter."""


def _keeps_figures(read: str, count: str) -> bool:
    """Whether only letters and signs are read otherwise: a figure is none that it resembles."""
    return len(read) == len(count) and all(
        a == b or not a.isdigit() for a, b in zip(read, count, strict=True)
    )


def _propose_offices(blocks: Sequence[Distribution]) -> Iterator[Proposal]:
    """A code that no office has, where a figure or sign stands in it, or another section has it.

    Codes are many and not all listed: what is only like one is none.
    """
    known = slots()["office"].judge
    seen: dict[str, int] = defaultdict(int)
    blocks = [block for block in blocks if not block.frame.foreign]
    for block in blocks:
        for item in block.items:
            seen[item.read] += 1
    for block in blocks:
        for item in block.items:
            found = known(item.read)
            if found and found.cost == 0:
                continue
            near = [
                o for o in seen
                if o != item.read and (f := known(o)) and f.cost == 0 and seen[o] > seen[item.read]
                and len(o) == len(item.read) and log_likelihood(o, item.read, 10) > -9.0
                and o not in {i.read for i in block.items}
            ]  # fmt: skip
            if len(near) == 1:
                n = seen[near[0]]
                span, written = item.with_office(near[0])
                yield propose(
                    span, written, kind="distribution",
                    rule="distribution-office", score=0.995 if n >= 2 else 0.95,
                    why=f"{item.read} is no office code; {n} other items read {near[0]}",
                )  # fmt: skip


def _propose_loose_offices(block: Distribution) -> Iterator[Proposal]:
    """A figure or sign in the code of an office on a line of its own: `10-16` for IO-16."""
    for item in block.items:
        marked = item.mark.endswith(" ") and bool(item.mark.strip())
        known = judge_office(item.read)
        changed = item.office != item.read and not item.read.isalpha()
        if not item.loose or not (changed or marked):
            continue
        start, end = item.span.start, item.span.start + len(item.read)
        span, written = item.with_office(item.office)
        if marked:
            end += len(item.mark.rstrip())
            span, written = Span(start, end, item.read + item.mark.rstrip()), item.office
        yield propose(
            span, written, kind="distribution", rule="info-item", score=0.995 - 0.03 * known.cost,
            why=f"{span.text} is no office code, {item.office} is one that is read so",
            grounds=FieldGrounds(known.cost, known.cost / 2),
        )  # fmt: skip


_COMMA_READ = late_regex(r"([;.:]| ,|(?<=\d)['’])(?= ?[A-Z0-9$]{1,5}[ '’]{1,2}[\w@!]{1,2}\b)")
_COMMA_AT_END = late_regex(r"[;:](?= ?[a-z]{0,3}\s*?[\n\r])")
_COMMA_LOST = late_regex(r" (?=[A-Z]{2,5} \d\d\W)")

COMMAS = 3
"""Commas between the offices of a block that show what parts them in it."""

COMMA_FOR_MARK, COMMA_FOR_BLANK = 0.97, 0.92
"""How sure it is that a comma was printed between two offices where most others have one."""


def _propose_commas(block: Distribution, text: str) -> Iterator[Proposal]:
    """What stands between two offices whose counts stand apart, where the others have a comma."""
    apart = [i for i in block.items if i.is_apart]
    commas = sum(text[i.span.end : i.span.end + 1] == "," for i in apart)
    if commas < COMMAS or 2 * commas < len(apart):
        return
    patterns = (
        (_COMMA_READ, COMMA_FOR_MARK), (_COMMA_AT_END, COMMA_FOR_MARK),
        (_COMMA_LOST, COMMA_FOR_BLANK),
    )  # fmt: skip
    for item in apart:
        end = item.span.end
        for pattern, sure in patterns:
            m = pattern.match(text, end)
            if m and (pattern is not _COMMA_AT_END or item is not apart[-1]):
                yield propose(
                    Span(end, m.end(), m.group()), ",", kind="distribution",
                    rule="distribution-comma", score=sure, grounds=None,
                    why=f"a comma parts the other offices of the line; {commas} have one",
                )  # fmt: skip


_LETTER = late_regex(r" ?(?P<token>(?P<letter>[WR])[a-z]?[^\w\s]{1,2})(?=\s|$)")
SURE_LETTER = 0.97
"""How sure the letter behind the total is without the marks on it: nothing else stands there."""


def _propose_letter(block: Distribution, text: str) -> Iterator[Proposal]:
    """The letter behind the total, with specks that run into it: `/025 Wo}`."""
    if block.total is None or block.total.text[-1:] in "WR":
        return
    m = _LETTER.match(text, block.total.end)
    if m:
        yield propose(
            Span(m.start("token"), m.end("token"), m["token"]), m["letter"], kind="distribution",
            rule="total-letter", score=SURE_LETTER, grounds=None,
            why=f"{m['letter']} alone stands behind the total",
        )  # fmt: skip

"""Names of officials: a title, a signature or a drafting line says which office, the date when.

Where the text names the office, few people can be meant. One of them is proposed if what stands
there is nobody's name and a scanner may have read his so. A name that is listed stays, whoever
held the office; one with a letter too many or too few is another spelling, or another man.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial

import attrs
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cablefix.by_fields import ByFields
from cablefix.channel.profile import Channel, find_ops
from cablefix.document.reading import Reading
from cablefix.language.code_lists import surnames
from cablefix.language.lexicon import lexicon
from cablefix.language.officials import Official, heads_of, holders, symbols, titles
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.line_labels import ReadLine
from cablefix.layout.lines import Span
from cablefix.proposals import Proposal, propose

PRINT = 5
"""The noise, in tenths, at which misreadings of a name are weighed, whatever the document's."""

DEAREST, DEAREST_SIGN = 8.0, 13.0
"""What the misreading of a name may cost: of letters for others, and where a figure or a sign
stands in it, which no name has. A letter lost or added costs more than either."""

CLEAR = 2.5
"""By how much, in logarithms, another holder of the office, or another listed name, must be
dearer."""

SHORTEST = 4
"""Letters of a name that is mended; of shorter ones too many are alike."""

SURE, SURE_SIGN, SURE_CASE = 0.97, 0.985, 0.97
"""How sure it is that the official is meant: of letters for others, with a figure or sign in the
name, and of small letters for capitals in a signature (benchmarks.names: none of 1,000 spoilt)."""

ENVOY = "ambassador-e-p"
"""The office that many hold at once, each at his post, and as many from other countries."""

HOLDS_SECRETARY = ("secretary", "secretary-ad-interim", "deputy-secretary")
"""Offices whose holders sign what the Department sends."""

PROSE = 4
"""Words from which on a line is running text, under which nobody has signed."""

_NAME = r"(?P<name>[A-Z0-9@$€£¢&|!§{}][\w@$€£¢&|!§{}'’-]{2,15})"
_BODY = frozenset({"text", "paragraph", "point", "subject", "closing"})
_DRAFTING = late_regex(
    r"\W{0,2}(?:(?:DRAFTED|APPROVED|CLEARED) BY ?:? ?)?(?P<office>[A-Z]{1,3}(?:/[A-Z])?) ?[:;] ?"
    r"(?P<name>[A-Z0-9@$€£]{4,15})\b"
)
_DATE = late_regex(r"\b(?:\d{1,2} )?[A-Z][a-z]{2,8}\.? (?:\d{1,2}, ?)?(19[4-9]\d|20[01]\d)\b")
_SIGNS = late_regex(r"[^A-Z'-]")

DATED = 2_000
"""Characters at the head of a document among which its date stands."""


@attrs.frozen
class Named(ByFields):
    """A name as read, the office that stands with it, and who may be meant."""

    span: Span
    office: str
    officials: tuple[Official, ...]
    text: str = ""
    """The text in which an envoy's post must be named for letters of his name to be changed; empty
    where the place of the name says who is meant."""

    def likely(self, *, sign: bool) -> dict[str, Official]:
        """Those who may be meant, by surname."""
        return {
            o.surname: o
            for o in self.officials
            if sign or not self.text or o.office != ENVOY or (o.post and o.post in self.text)
        }


def propose_officials(reading: Reading) -> Iterator[Proposal]:
    """Proposals for names of officials that stand with their office."""
    year = year_of(reading)
    if year is None:
        return
    seen = Counter(fold(w) for w in re.findall(r"[A-Za-z][A-Za-z'-]{2,}", reading.text))
    named = (*_titled(reading, year, seen), *_drafters(reading, year))
    for one in named:
        found = _mend(one, year, seen)
        if found is not None:
            yield found
    for one in _signatures(reading, year):
        found = _mend_signature(one, year, seen)
        if found is not None:
            yield found


def year_of(reading: Reading) -> int | None:
    """The year of a document by its date-time groups, or by the date at its head."""
    years = Counter(
        p.value
        for r in reading.lines
        if r.form in ("dtg", "stub")
        for p in r.parts
        if p.slot == "year" and p.value and p.value.isdigit() and len(p.value) == 2
    )
    if years:
        short = int(years.most_common(1)[0][0])
        return short + (1900 if short > _LATEST else 2000)
    if reading.is_cable:
        return None
    m = _DATE.search(reading.text, 0, DATED)
    return int(m[1]) if m else None


_LATEST = 29
"""Two figures up to which a year is one of this century."""


@cache
def _title_pattern() -> re.Pattern[str]:
    ranked = sorted(titles(), key=len, reverse=True)
    words = "|".join(r"\s".join(re.escape(w) for w in t.split()) for t in ranked)
    return re.compile(
        rf"(?<![\w/])(?P<title>{words}|{words.title()})\.? (?:[A-Z]\. ){{0,2}}{_NAME}(?![\w@])"
    )


def _titled(reading: Reading, year: int, seen: Counter[str]) -> Iterator[Named]:
    """Names behind a title that may be misread: ASSISTANT SECRETARY HOLBROOKF."""
    upper = reading.text.upper()
    for line in reading.lines:
        if line.form not in _BODY:
            continue
        for m in _title_pattern().finditer(line.line.text):
            title = " ".join(m["title"].upper().split())
            at = line.line.start + m.start("name")
            name = m["name"].rstrip("-'’")
            if _is_sound(name.upper(), seen):
                continue
            who = holders(titles()[title], year)
            yield Named(Span(at, at + len(name), name), title, tuple(who), upper)


def _drafters(reading: Reading, year: int) -> Iterator[Named]:
    """Initial and surname behind the symbol of an office: `APPROVED BY: P: DNEWSOM`."""
    near = 0
    for line in reading.lines:
        if line.form == "blank":
            continue
        near = 12 if line.form == "drafting" else near - 1
        m = _DRAFTING.match(line.line.text) if near > 0 else None
        offices = symbols().get(m["office"]) if m else None
        if m is None or offices is None:
            continue
        at = line.line.start + m.start("name")
        who = tuple(
            attrs.evolve(o, surname=o.initials[0] + o.surname)
            for o in holders(offices, year)
            if o.initials
        )
        yield Named(Span(at, at + len(m["name"]), m["name"]), m["office"], who)


def _signatures(reading: Reading, year: int) -> Iterator[Named]:
    """A name alone on its line, under the text, in a cable of a mission or of the Department."""
    senders: Callable[[], tuple[str, list[Official]]] | None = None
    lines = [r for r in reading.lines if r.form != "blank"]
    for i, line in enumerate(lines):
        if line.form == "from":
            senders = partial(_senders, line, year)
        elif line.form == "section" and (post := line.part("post")) and post.value:
            senders = partial(_at_post, post.value, year)
        word = line.line.text.strip()
        if line.form != "text" or senders is None or not re.fullmatch(_NAME, word):
            continue
        after = lines[i + 1] if i + 1 < len(lines) else None
        if after and after.form in _BODY and len(after.line.text.split()) >= PROSE:
            continue
        if not i or lines[i - 1].form not in _BODY:
            continue
        at = line.line.start + line.line.text.index(word)
        office, who = senders()
        if who:
            yield Named(Span(at, at + len(word), word), office, tuple(who))


def _senders(line: ReadLine, year: int) -> tuple[str, list[Official]]:
    """The office that a FM line names, and who held it."""
    words = [p.value or p.span.text for p in line.parts if p.slot == "address"]
    if words[:1] == ["SECSTATE"]:
        return "Secretary of State", holders(HOLDS_SECRETARY, year)
    return _at_post(" ".join(words[1:]), year)


def _at_post(post: str, year: int) -> tuple[str, list[Official]]:
    return f"chief of mission at {post}", heads_of(post, year)


def _mend(named: Named, year: int, seen: Counter[str]) -> Proposal | None:
    """The holder of the office whose name may have been read so, if there is one and no other."""
    read = named.span.text.upper()
    sign = bool(_SIGNS.search(read))
    names = named.likely(sign=sign)
    if read in names or _is_sound(read, seen):
        return None
    ranked = sorted((_cost(name, read), name) for name in names if abs(len(name) - len(read)) <= 1)
    if not ranked or ranked[0][0] > (DEAREST_SIGN if sign else DEAREST):
        return None
    cost, name = ranked[0]
    if (len(ranked) > 1 and ranked[1][0] < cost + CLEAR) or _has_rival(read, name, cost):
        return None
    official = names[name]
    small = any(c.islower() for c in named.span.text)
    written = name.title() if small else name
    return propose(
        named.span, written, kind="person", rule="official-name",
        score=SURE_SIGN if sign else SURE, why=_why(official, named.office, year), grounds=None,
    )  # fmt: skip


def _mend_signature(named: Named, year: int, seen: Counter[str]) -> Proposal | None:
    """The same for a signature, which is printed in capitals."""
    read, upper = named.span.text, named.span.text.upper()
    for official in named.officials:
        if upper == official.surname and read != upper:
            return propose(
                named.span, upper, kind="person", rule="official-signature", score=SURE_CASE,
                why=f"signatures are in capitals; {_why(official, named.office, year)}",
                grounds=None,
            )  # fmt: skip
    return _mend(named, year, seen)


def _why(official: Official, office: str, year: int) -> str:
    held = official.office.replace("-", " ")
    at = f" at {official.post}" if official.post else ""
    years = f"{official.since}-{official.until}"
    return (
        f"{office} in {year}: {official.surname} was {held}{at} {years} (Office of the Historian)"
    )


def _cost(meant: str, read: str) -> float:
    """What it costs to read one name as the other; letters lost or added are another spelling."""
    ops = find_ops(meant, read)
    if any(not a or not b for a, b in ops):
        return float("inf")
    changed = sum(max(len(a), len(b)) for a, b in ops)
    return _channel().cost(ops) if 3 * changed <= len(meant) + 2 else float("inf")


@cache
def _channel() -> Channel:
    return Channel(PRINT)


def _is_sound(read: str, seen: Counter[str]) -> bool:
    """Whether what stands there is short, or a name or word that lists have or the text repeats."""
    word = fold(read)
    return len(read) < SHORTEST or word in lexicon() or word in surnames() or seen[word] > 1


def _has_rival(read: str, name: str, cost: float) -> bool:
    """Whether another listed surname may as well have been read so."""
    near = process.extract(read, surnames().keys(), scorer=OSA.distance, score_cutoff=2, limit=20)
    return any(n != name and not name.endswith(n) and _cost(n, read) < cost for n, _, _ in near)

"""Stations of CIA messages: the first four letters of a city, and the numbers cited with them.

`CITE MEXI 6453`, `DIR 74830`: a code that the message itself bears beside a number settles what a
like one without a number was, if that is the code of no other station and no word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from cablefix.channel.profile import Channel, find_ops
from cablefix.document.reading import Reading
from cablefix.language import tables
from cablefix.language.code_lists import known_posts
from cablefix.language.lexicon import lexicon
from cablefix.language.tokens import fold
from cablefix.late import late_regex
from cablefix.layout.lines import Span
from cablefix.proposals import Proposal, propose

CODE = 4
"""Letters of a station's code."""

PRINT, DEAREST = 5, 8.5
"""The noise at which a misreading is weighed, and the most that it may cost: one letter, read for
any other."""

SURE_CODE, SURE_NUMBER = 0.96, 0.96
"""How sure a station, and a number that is cited, is that agrees with the message's own."""

_MESSAGE = late_regex(r"\bCITE\b|CLASSIFIED MESSAGE|\bDIR \d{5}\b|\(IN \d{5}\)")
_CITED = late_regex(r"\b([A-Z]{4}) \d{4,5}\b")
_TOKEN = late_regex(r"(?<![\w/-])[A-Z][A-Z0-9]{3,4}(?![\w/-])")
_NUMBER = late_regex(r"\b(?:CITE|DIR|REF:?) (?:[A-Z]{3,4} )?(?P<number>\d{1,3}[/|!]\d{1,3})(?!\w)")


def propose_station_codes(reading: Reading) -> Iterator[Proposal]:
    """Proposals for the stations and numbers of CIA messages."""
    if not _MESSAGE.search(reading.text):
        return
    yield from _propose_codes(reading.text)
    yield from _propose_numbers(reading.text)


@cache
def station_codes() -> frozenset[str]:
    """The first four letters of posts and capitals.

    >>> {"MEXI", "RIOD"} <= station_codes()
    True
    """
    places = tables.load("places").pairs("place", "from")
    cities = (place for place, source in places.items() if source in ("post", "country"))
    return frozenset(
        re.sub(r"\W", "", fold(name))[:CODE] for name in (*known_posts(), *cities)
    )  # fmt: skip


def _propose_codes(text: str) -> Iterator[Proposal]:
    cited = Counter(c for c in _CITED.findall(text) if c in station_codes())
    for m in _TOKEN.finditer(text):
        read = m.group()
        if not cited or read in cited or read in station_codes() or fold(read) in lexicon():
            continue
        near = [code for code in cited if _cost(code, read) <= DEAREST]
        if len(near) == 1:
            yield propose(
                Span(m.start(), m.end(), read), near[0], kind="post", rule="station-code",
                score=SURE_CODE, grounds=None,
                why=f"{near[0]} is a station that the message bears with a number, {read} is none",
            )  # fmt: skip


def _cost(code: str, read: str) -> float:
    if len(code) != len(read):
        return float("inf")
    ops = find_ops(code, read)
    if sum(max(len(a), len(b)) for a, b in ops) > 1:
        return float("inf")
    return _channel().cost(ops)


@cache
def _channel() -> Channel:
    return Channel(PRINT)


def _propose_numbers(text: str) -> Iterator[Proposal]:
    """`CITE DIR 76/66`: the stroke within a number is a misread 1, there and where it recurs."""
    for m in _NUMBER.finditer(text):
        read = m["number"]
        value = re.sub(r"[/|!]", "1", read)
        if not CODE <= len(value) <= CODE + 1:
            continue
        for again in re.finditer(rf"(?<![\w/])[\"“”']?{re.escape(read)}(?![\w/])", text):
            yield propose(
                Span(again.start(), again.end(), again.group()), value, kind="cable-number",
                rule="number-shape", score=SURE_NUMBER, grounds=None,
                why=f"a number is cited behind {m.group().split()[0]}: {read} is none",
            )  # fmt: skip

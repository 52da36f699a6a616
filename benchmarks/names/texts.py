"""Invented cables with names in them: officials misread, two near names, nobody's, foreign ones."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from math import exp

import attrs

from benchmarks.passages.kinds import CODAS, NUCLEI, ONSETS
from cablefix.channel.confusions import at_noise
from cablefix.language import tables
from cablefix.language.code_lists import known_posts
from cablefix.language.lexicon import lexicon
from cablefix.language.officials import Official, holders, symbols, titles
from cablefix.language.tokens import fold

NOISE = 5
"""The noise, in tenths, by which letters of a name are misread."""

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
FOREIGN = ("FOREIGN MINISTER", "PRIME MINISTER", "DEPUTY MINISTER", "GENERAL", "MINISTER")
SENTENCES = (
    "{who} TOLD THE MINISTER THAT THE FERRY WOULD SAIL BEFORE THE WINTER.",
    "THE MINISTER ASKED WHETHER {who} HAD READ THE NOTE ON THE HARBOR.",
    "IN A SHORT MEETING {who} WELCOMED THE TALKS ON FISHERIES.",
    "WE HAVE GIVEN A COPY OF THE LETTER TO {who} AND TO THE PRESS.",
    "THE LUNCH FOR {who} WILL BE HELD AT THE RESIDENCE ON MONDAY.",
)


@attrs.frozen
class Case:
    """A text as read, and the names in it: as read, and as they were printed."""

    text: str
    names: tuple[tuple[str, str], ...]


def misread(name: str, dice: random.Random) -> str:
    """The name with one letter read as another, as often as a scanner does."""
    table = at_noise(NOISE, False)
    ways = [
        (i, read, exp(-cost))
        for i, letter in enumerate(name)
        for (meant, read), cost in table.items()
        if meant == letter and len(read) == 1 and read.isalnum() and read.upper() == read
    ]
    at, read, _ = dice.choices(ways, [w for *_, w in ways])[0]
    return name[:at] + read + name[at + 1 :]


def cable(dice: random.Random, year: int, post: str, *parts: str, signed: str = "MERRILL") -> str:
    """A cable of a year from a post, its paragraphs given."""
    day, month, number = dice.randint(1, 28), dice.choice(MONTHS), dice.randint(1000, 9999)
    order = "11652: GDS" if year < 1979 else "12065: GDS" if year < 1982 else "12356: DECL: OADR"
    body = "\n".join(f"{n}. {p}" for n, p in enumerate(parts, 1))
    return (
        f"PAGE 01 {post[:6].strip()} {number:05d} {day:02d}1411Z\nACTION EUR-12\n"
        f"INFO LOG-00 ADS-00 /012W\n------------------{number}21 {day:02d}1425Z /38\n"
        f"R {day:02d}1350Z {month} {year % 100:02d}\nFM AMEMBASSY {post}\n"
        f"TO SECSTATE WASHDC {number - 300}\nCONFIDENTIAL {post} {number:05d}\n"
        f"E.O. {order}\nTAGS: PREL, EFIS\nSUBJECT: THE FERRY AND THE HARBOR\n{body}\n{signed}\n"
    )


def officials_misread(dice: random.Random) -> Case:
    """An official of the year, behind his title, under his cable or in a drafting line."""
    while True:
        year, post = dice.randint(1966, 2005), dice.choice(_seats())
        place = dice.choice(("title", "signature", "drafter"))
        who = _choose(dice, place, year, post)
        name = (who.initials[:1] if who and place == "drafter" else "") + (
            who.surname if who else ""
        )
        if who and name.isalpha() and len(who.surname) >= 4:
            break
    read = misread(name, dice)
    filler = dice.choice(SENTENCES).format(who="THE DEPUTY")
    if place == "signature":
        return Case(cable(dice, year, post, filler, filler, signed=read), ((read, name),))
    if place == "drafter":
        symbol = next(s for s, offices in sorted(symbols().items()) if who.office in offices)
        text = cable(dice, year, post, filler, filler)
        block = f"DRAFTED BY: {symbol}/X: KLMERRILL\nAPPROVED BY: {symbol}: {read}\n"
        text = text.replace("------------------", f"{block}------------------", 1)
        text = text.replace(f"FM AMEMBASSY {post}", "FM SECSTATE WASHDC")
        return Case(text, ((read, name),))
    title = next(t for t, offices in sorted(titles().items()) if who.office in offices)
    told = dice.choice(SENTENCES).format(who=f"{title} {read}")
    return Case(cable(dice, year, post, told, filler), ((read, name),))


def _choose(dice: random.Random, place: str, year: int, post: str) -> Official | None:
    if place == "signature":
        found = [o for o in holders(("ambassador-e-p",), year) if o.post == post]
    elif place == "drafter":
        found = holders({o for offices in symbols().values() for o in offices}, year)
    else:
        found = holders({o for offices in titles().values() for o in offices}, year)
        found = [o for o in found if o.office != "ambassador-e-p" or o.post == post]
    found = [o for o in found if o.since <= year <= o.until]
    return dice.choice(found) if found else None


def near_names(dice: random.Random) -> Case:
    """Two real surnames a letter apart, each behind a title of his own."""
    one = dice.choice(_pairs())
    titled = dice.sample((*FOREIGN, *sorted(titles())), 2)
    parts = [
        dice.choice(SENTENCES).format(who=f"{t} {n}") for t, n in zip(titled, one, strict=True)
    ]
    text = cable(dice, dice.randint(1966, 2005), dice.choice(_seats()), *parts)
    return Case(text, tuple((n, n) for n in one))


def nobodys_names(dice: random.Random) -> Case:
    """A name that no list has, once or twice."""
    while True:
        name = "".join(
            dice.choice(ONSETS) + dice.choice(NUCLEI) + dice.choice(CODAS)
            for _ in range(dice.randint(2, 3))
        )
        if name not in lexicon() and len(name) <= 10:
            break
    return _unchanged(dice, name, (*FOREIGN, *sorted(titles())))


def foreign_names(dice: random.Random) -> Case:
    """A listed surname that no official bears, behind a foreign title or an ambassador's."""
    return _unchanged(dice, dice.choice(_others()), (*FOREIGN, "AMBASSADOR"))


def _unchanged(dice: random.Random, name: str, titled: tuple[str, ...]) -> Case:
    parts = [
        dice.choice(SENTENCES).format(who=f"{dice.choice(titled)} {name}")
        for _ in range(dice.randint(1, 2))
    ]
    text = cable(dice, dice.randint(1966, 2005), dice.choice(_seats()), *parts)
    return Case(text, tuple((name, name) for _ in parts))


@cache
def _seats() -> list[str]:
    held = {row[3] for row in tables.load("officials").rows}
    return sorted(held & set(known_posts()))


@cache
def _others() -> list[str]:
    borne = {row[0] for row in tables.load("officials").rows}
    names = (fold(n) for n in tables.load("surnames").column("name"))
    return sorted(n for n in names if n.isalpha() and 4 <= len(n) <= 10 and n not in borne)


@cache
def _pairs() -> list[tuple[str, str]]:
    names = {fold(n) for n in tables.load("surnames").column("name") if len(n) >= 4}
    by_gap: dict[str, list[str]] = {}
    for name in sorted(n for n in names if n.isalpha()):
        for i in range(len(name)):
            by_gap.setdefault(f"{name[:i]}_{name[i + 1 :]}", []).append(name)
    return [(group[0], group[-1]) for _, group in sorted(by_gap.items()) if len(group) > 1]


KINDS: Mapping[str, Callable[[random.Random], Case]] = {
    "officials misread": officials_misread,
    "near names": near_names,
    "nobody's name": nobodys_names,
    "foreign name": foreign_names,
}


def cases(kind: str, count: int, seed: int) -> Iterator[Case]:
    """So many texts of a kind, the same for the same seed."""
    dice = random.Random(f"{kind} {seed}")
    for _ in range(count):
        yield KINDS[kind](dice)
